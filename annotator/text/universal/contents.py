"""Contents over Universal Dependencies: how far what is said reaches. Token indices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.text.universal import cues, sources
from annotator.text.universal.cues import strip, tense

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.text.parsing.trees import Part
    from annotator.text.universal.grammar import Grammar


@dataclass(frozen=True, slots=True)
class FoundReport:
    """One report; `begin` is where a content after the verb begins, -1 where it stands before."""

    source: Part
    cue: Part
    content: Part
    verb: Token
    begin: int = -1
    nominal: bool = False
    impersonal: bool = False


def ended(one: FoundReport, all_of_them: list[FoundReport], grammar: Grammar) -> FoundReport:
    """Return the report with its content: up to the next report that is joined to it, or the
    end.
    """
    doc = one.verb.doc
    if one.begin < 0:
        later = [stop_before(other, grammar) for other in all_of_them if is_later(other, one)]
        kept = (i for i in one.content if i < min([len(doc), *later]))
        return replace(one, content=strip(doc, frozenset(kept)))
    stops = [
        stop_before(other, grammar)
        for other in all_of_them
        if is_later(other, one) and other.begin >= 0 and not is_within(other, grammar)
    ]
    end = min([len(doc), *(stop for stop in stops if stop > one.begin)])
    end = min([end, *turns(one, end, grammar)])
    if one.nominal:
        hung = max(t.i for t in doc[one.begin : end] if t.i == one.begin or hangs(t, one.verb))
        end = min(end, hung + 1)
    return replace(one, content=strip(doc, range(one.begin, end)))


def turns(one: FoundReport, end: int, grammar: Grammar) -> list[int]:
    """Return where "et a quitté la salle" turns back to the cue: in its tense and not in the
    content's.
    """
    doc = one.verb.doc
    own = tense(doc[i] for i in sorted(one.cue))
    out = []
    for token in doc[one.begin + 1 : end]:
        if not own or token.pos_ != "CCONJ" or own == tense(doc[one.begin : token.i]):
            continue
        after = token.i + 1
        while after < end and doc[after].lower_ in grammar.clitics:
            after += 1
        if after < end and tense([doc[after]]) == own:
            out.append(token.i)
    return out


def hangs(token: Token, verb: Token) -> bool:
    """Return True if a token hangs from the verb by what it takes, and not by what is joined to
    it.
    """
    while token.head.i != verb.i:
        if token.head.i == token.i:
            return False
        token = token.head
    return token.i > verb.i and token.dep_ not in ("conj", "cc", "punct", "parataxis", "advcl")


def is_later(other: FoundReport, one: FoundReport) -> bool:
    """Return True if the cue of the other stands after that of this one."""
    return bool(other.verb.i > one.verb.i)


def is_within(other: FoundReport, grammar: Grammar) -> bool:
    """Return True for a report that is itself told: "a dit que le maire avait ajouté que ..."."""
    doc = other.verb.doc
    first = opening(other)
    return (
        first > 0
        and doc[first - 1].lower_ in grammar.that
        and opens_clause(doc[first - 1], grammar)
    )


def opening(one: FoundReport) -> int:
    """Return the first word of a report's own clause."""
    own = [i for i in one.source if i < one.verb.i and is_subject(one.verb, i)]
    return min([*own, *one.cue])


def is_subject(verb: Token, index: int) -> bool:
    """Return True if the word at `index` belongs to the verb's own subject."""
    subject = sources.subject_of(verb)
    return subject is not None and subject.left_edge.i <= index <= subject.right_edge.i


def stop_before(other: FoundReport, grammar: Grammar) -> int:
    """Return where the content before a joined report ends: before its "and", "while" or comma."""
    doc = other.verb.doc
    at = opening(other)
    joining = {word for phrase in grammar.contrasts for word in phrase}
    while at > 0 and (
        doc[at - 1].pos_ in ("CCONJ", "PUNCT", "ADP")
        or doc[at - 1].lower_ in joining | grammar.connectives
    ):
        at -= 1
        if doc[at].lower_ == cues.QUOTE:
            return at + 1
    return at


def opens_clause(that: Token, grammar: Grammar) -> bool:
    """Return True for the "that" of a content; not for that of "alors que" and "plus ... que"."""
    return that.i == 0 or that.doc[that.i - 1].lower_ not in grammar.not_that
