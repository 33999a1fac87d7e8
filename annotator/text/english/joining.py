"""Joining: to hang a verb from the verb that it stands side by side with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = frozenset(("VBD", "VBZ", "VBP"))
VERBAL = frozenset(("VERB", "AUX"))
#: Relations of a noun within the predicate of its verb.
WITHIN = frozenset(("dobj", "pobj", "attr", "prep", "conj", "npadvmod", "acomp", "pcomp", "appos"))


def governor(noun: Token, member: Token) -> Token | None:
    """Return the verb whose predicate holds the noun and whose form fits the later verb."""
    above = noun
    for _ in range(6):
        if above.dep_ not in WITHIN or above.head.i == above.i:
            return None
        above = above.head
        if above.pos_ in VERBAL:
            return above if fits(above, member) else None
    return None


def fits(verb: Token, member: Token) -> bool:
    """Return True for two verbs that can stand side by side."""
    if verb.tag_ == member.tag_:
        return True
    finite = verb.tag_ in FINITE or any(
        c.tag_ in (*FINITE, "MD") for c in verb.children if c.dep_ in ("aux", "auxpass")
    )
    return finite and (member.tag_ in FINITE or any(c.dep_ == "aux" for c in member.children))


def join(member: Token, verb: Token, wrong: Token) -> None:
    """Hang a member and the "and" before it from the verb that it belongs to."""
    joins = [c for c in wrong.children if c.dep_ == "cc" and c.i < member.i]
    last = last_member(verb, member)
    behind = [c for c in wrong.children if c.i > member.i]
    for word in joins[-1:]:
        word.head = last
    member.head = last
    member.dep_ = "conj"
    for word in behind:
        word.head = member


def last_member(verb: Token, member: Token) -> Token:
    """Return the last verb that is joined to a verb before the new member."""
    current = verb
    while following := [
        c for c in current.children if c.dep_ == "conj" and c.i < member.i and c.pos_ in VERBAL
    ]:
        current = following[-1]
    return current
