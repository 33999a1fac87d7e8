"""Sources over Universal Dependencies: the words that name the speaker. Token indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.universal.cues import is_finite, pronoun_beside, strip

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.text.parsing.trees import Part
    from annotator.text.universal.grammar import Grammar

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "X")
#: Relations over which a verb without a subject takes that of the verb above it.
CLIMBED = ("conj", "advcl", "xcomp", "parataxis")

#: Relations of what stands before its noun.
MODIFYING = ("det", "amod", "nummod", "advmod")


def before(verb: Token, start: int) -> Part:
    """Return the subject of a verb whose cue begins at `start`, where it stands before it."""
    noun = subject_of(verb)
    if noun is None or noun.i >= start:
        return frozenset()
    return strip(verb.doc, {t.i for t in noun.subtree if t.i < start})


def subject_of(verb: Token) -> Token | None:
    """Return the subject that hangs from the verb itself."""
    return next((c for c in verb.children if c.dep_.startswith("nsubj")), None)


def agent_of(verb: Token) -> Part:
    """Return "the ministry" in "it was announced by the ministry"."""
    noun = next((c for c in verb.children if c.dep_ == "obl:agent"), None)
    if noun is None:
        return frozenset()
    first = next((c.i for c in noun.children if c.dep_ == "case"), -1)
    return strip(verb.doc, {t.i for t in noun.subtree if t.i != first})


def above(verb: Token, start: int) -> Part:
    """Return the subject of the verb that this one is joined to: "has come and said"."""
    current = verb
    for _ in range(8):
        if current.dep_ not in CLIMBED or current.head.i == current.i:
            break
        current = current.head
        found = before(current, start)
        if found:
            return found
    return frozenset()


def behind(verb: Token, grammar: Grammar) -> Part:
    """Return the person named after the verb: "dit-elle", "a annoncé lundi le ministère"."""
    pronoun = pronoun_beside(verb, grammar)
    if pronoun is not None:
        return frozenset((pronoun,))
    doc = verb.doc
    first = verb.i + 1
    while first < len(doc) and (doc[first].lower_ in grammar.times or doc[first].pos_ == "ADV"):
        first += 1
    if first >= len(doc) or doc[first].pos_ not in (*NOMINAL, "DET", "ADJ"):
        return frozenset()
    end = phrase_end(doc[first], verb.i)
    if end < len(doc) and not doc[end].is_punct:
        return frozenset()
    return frozenset(range(first, apposed(verb, end, grammar)))


def phrase_end(first: Token, after: int) -> int:
    """Return where the noun phrase that begins with `first` ends, before any comma.

    Its head stands behind the token `after`.
    """
    top = first
    while top.dep_ in MODIFYING and top.head.i > after:
        top = top.head
    end = first.i + 1
    while end <= top.right_edge.i and not first.doc[end].is_punct:
        end += 1
    return int(end)


def apposed(verb: Token, end: int, grammar: Grammar) -> int:
    """Return the end of the source with its apposition: "Ada Maro, ministre des Transports"."""
    doc = verb.doc
    if end + 1 >= len(doc) or doc[end].lower_ != ",":
        return end
    offices = grammar.naming.offices
    if doc[end + 1].pos_ not in ("DET", "NOUN", "PROPN") and doc[end + 1].lower_ not in offices:
        return end
    close = end + 1
    while close < len(doc) and not doc[close].is_punct:
        other = doc[close].pos_ in ("VERB", "AUX", "CCONJ") and doc[close].lower_ not in offices
        if other or is_finite(doc[close]):
            return end
        close += 1
    return close


def referent_of(verb: Token, source: Part, grammar: Grammar) -> Part:
    """Return what "who" goes back to within the sentence."""
    if len(source) != 1 or verb.doc[min(source)].lower_ not in grammar.relative_subjects:
        return frozenset()
    clause = next((t for t in (verb, *verb.ancestors) if t.dep_ == "acl:relcl"), None)
    if clause is None:
        return frozenset()
    noun = clause.head
    return strip(verb.doc, {t.i for t in noun.subtree if t.i < clause.left_edge.i})
