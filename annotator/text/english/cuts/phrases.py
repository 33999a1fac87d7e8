"""Phrases side by side: "no damage was done to the dam or to the power lines"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english.cuts import limits, members, nominals
from annotator.text.english.cuts.coordinations import Coordination, headed_by
from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from annotator.text.english.cuts.statement import Statement
    from annotator.text.parsing.trees import Part

#: What they name is one thing: "between A and between B", "from A and to B".
SPANNING = words("between among amid from than")
#: Relations by which a noun goes on behind a member; it may go on behind all.
TAILS = frozenset(("prep", "relcl", "acl", "appos"))


def told_apart(statement: Statement) -> list[Part] | None:
    """Return one part for each of the first phrases that are joined and may be cut."""
    for prep in prepositions(statement):
        found = headed_by(prep, statement.part)
        if found is not None and may_part(found, statement):
            rest = statement.part - found.whole
            return [rest | own for own in found.own]
    return None


def prepositions(statement: Statement) -> Iterator[Token]:
    """Yield the prepositions that the verbs of a statement govern."""
    for verb in statement.spine():
        yield from (c for c in verb.rights if c.dep_ == "prep" and c.i in statement.part)


def may_part(found: Coordination, statement: Statement) -> bool:
    """Return True if each phrase surely makes a true statement in the place of all."""
    if members.is_bound(found) or any(m.pos_ != "ADP" for m in found.members):
        return False
    if any(m.lower_ in SPANNING for m in found.members) or is_extended(found.members[-1]):
        return False
    outside, left = members.beside(found, statement)
    if any(limits.is_amount(token) for token in outside):
        return False
    return nominals.holds_for_each(found, outside, left)


def is_extended(prep: Token) -> bool:
    """Return True for "in parks and on beaches of Orlest": the end may belong to both."""
    return any(child.dep_ in TAILS for noun in prep.children for child in noun.rights)
