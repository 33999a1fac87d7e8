"""Reports over Universal Dependencies: who says what, by which cue, in one parsed sentence.

Small parsers often miss a subject behind its verb and the end of a content, so that both are told
by the words that stand there, and by the parse only where it helps. Token indices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.universal import contents, cues, sources
from annotator.text.universal.contents import FoundReport
from annotator.text.universal.cues import is_finite, marked, strip, verb_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from annotator.text.parsing.trees import Part
    from annotator.text.universal.grammar import Grammar

#: Words between a verb and the clause or quotation that it reports.
REACH = 10


def find(doc: Doc, quoted: Part, grammar: Grammar) -> list[FoundReport]:
    """Return the reports of a sentence in the order of their cues; `quoted` are quoted tokens."""
    begun: list[FoundReport] = []
    for verb in doc:
        if verb.i not in quoted and cues.is_cue(verb, grammar):
            one = inverted(verb, quoted, grammar) or forward(verb, quoted, grammar, begun)
            if one:
                begun.append(one)
    out = [contents.ended(one, begun, grammar) for one in begun]
    out = [one for one in out if one.content or one.begin >= len(doc)]
    out += by_name(doc, quoted, grammar, out)
    return sorted(out, key=lambda one: min(one.cue))


def inverted(verb: Token, quoted: Part, grammar: Grammar) -> FoundReport | None:
    """Return "Le port est ouvert, a annoncé le ministère.": what is said stands before, or
    around.
    """
    doc = verb.doc
    start = cues.first_of(verb, grammar)
    divided = start > 1 and (doc[start - 1].lower_ in (",", cues.QUOTE) or start - 1 in quoted)
    source = sources.behind(verb, grammar)
    hyphened = cues.pronoun_beside(verb, grammar) is not None
    if not source or not (hyphened or (divided and not has_subject(verb, start, grammar))):
        return None
    cue = cues.words_of(verb, grammar)
    after = rest(doc, max(source | cue) + 1, quoted, grammar)
    said = frozenset(range(start))
    if not any(is_finite(doc[i]) or i in quoted for i in said | after):
        return None
    content = strip(doc, said | after)
    if content and doc[min(content)].lower_ in grammar.connectives:
        content = strip(doc, content - {min(content)})
    return FoundReport(source, cue, content, verb)


def has_subject(verb: Token, start: int, grammar: Grammar) -> bool:
    """Return True if its subject stands before the verb, and no other verb's clause between
    them.
    """
    noun = sources.subject_of(verb)
    if noun is None or noun.i >= start:
        return False
    between = verb.doc[noun.i + 1 : start]
    opened = any(t.lower_ in grammar.relative_subjects | grammar.relative_objects for t in between)
    return opened or not any(is_finite(t) for t in between)


def rest(doc: Doc, begin: int, quoted: Part, grammar: Grammar) -> Part:
    """Return what goes on after ", she said,": quoted words, or a clause that is not told of
    her.
    """
    if begin + 1 >= len(doc) or doc[begin].lower_ != ",":
        return frozenset()
    following = doc[begin + 1]
    said = frozenset(range(begin + 1, len(doc)))
    if following.i in quoted or following.lower_ == cues.QUOTE:
        return strip(doc, frozenset(i for i in said if i in quoted))
    opens = following.lower_ in grammar.relative_subjects | grammar.relative_objects
    if opens or cues.is_gerund(following) or not any(is_finite(doc[i]) for i in said):
        return frozenset()
    return strip(doc, said)


def forward(
    verb: Token, quoted: Part, grammar: Grammar, earlier: list[FoundReport]
) -> FoundReport | None:
    """Return "Le maire a dit que ...": what is said stands after the verb."""
    begin, nominal = begin_of(verb, quoted, grammar)
    if begin < 0:
        return None
    start = cues.first_of(verb, grammar)
    cue = cues.words_of(verb, grammar)
    source = sources.before(verb, start)
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    impersonal = passive and not nominal
    if impersonal:
        source = sources.agent_of(verb)
        impersonal = not source
    elif passive:
        return None
    elif not source:
        source = earlier[-1].source if earlier else sources.above(verb, start)
    return FoundReport(source, cue, frozenset(), verb, begin, nominal, impersonal)


def begin_of(verb: Token, quoted: Part, grammar: Grammar) -> tuple[int, bool]:
    """Return where the content after a verb begins, or -1; True beside it for a noun or an
    infinitive.
    """
    doc = verb.doc
    lemma = verb_of(verb, grammar)
    if lemma in grammar.saying:
        for token in doc[verb.i + 1 : verb.i + 1 + REACH]:
            if token.lower_ in grammar.that and contents.opens_clause(token, grammar):
                return token.i, False
            if token.i in quoted:
                return quotation_from(verb, token), False
            if token.lower_ == ":" and token.i == len(doc) - 1:
                return len(doc), False
            if token.pos_ == "VERB" or (token.is_punct and token.lower_ not in (":", ",")):
                break
    after = verb.i + 1
    if after < len(doc) and doc[after].lower_ in grammar.infinitive_marks:
        after += 1
    if lemma in grammar.promising and any(
        marked(t, "VerbForm", "Inf") for t in doc[after : after + 2]
    ):
        return int(verb.i) + 1, True
    objects = [c for c in verb.children if c.dep_ == "obj" and c.i > verb.i and c.pos_ == "NOUN"]
    if lemma in grammar.stressing and objects:
        return int(objects[0].left_edge.i), True
    return -1, False


def quotation_from(verb: Token, first: Token) -> int:
    """Return where a content with a quotation begins: in "a jugé la décision « brutale »" at its
    noun.
    """
    between = verb.doc[verb.i + 1 : first.i]
    divided = len(between) and between[-1].lower_ in (":", ",")
    noun = any(t.pos_ in ("NOUN", "PROPN") for t in between)
    return int(verb.i) + 1 if noun and not divided else int(first.i)


def by_name(
    doc: Doc, quoted: Part, grammar: Grammar, others: list[FoundReport]
) -> Iterator[FoundReport]:
    """Yield "Selon le ministère, le pont est fermé"; not "selon le niveau de l'eau"."""
    for phrase in grammar.by_name:
        for at in range(len(doc) - len(phrase)):
            first = at + len(phrase)
            if tuple(t.lower_ for t in doc[at:first]) != phrase or at in quoted:
                continue
            source = named(doc, first, grammar)
            cue = frozenset(range(at, first))
            around = [one.content for one in others if at in one.content]
            whole = min(around, key=len) if around else frozenset(range(len(doc)))
            if whole and doc[min(whole)].lower_ in grammar.that:
                whole -= {min(whole)}
            said = strip(doc, whole - cue - source)
            if source and said:
                yield FoundReport(source, cue, said, doc[at])


def named(doc: Doc, first: int, grammar: Grammar) -> Part:
    """Return the noun phrase after "according to", unless it names a measure or a clause
    follows.
    """
    noun = doc[first - 1].head if doc[first - 1].dep_ in ("case", "fixed") else doc[first]
    if noun.i < first:
        noun = doc[first]
    low = doc[first].lower_
    if low in grammar.that | grammar.relative_objects or noun.lemma_.lower() in grammar.measures:
        return frozenset()
    return frozenset(range(first, sources.phrase_end(doc[first], first - 1)))
