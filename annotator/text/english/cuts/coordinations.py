"""Coordinations: what is joined by "and", and which words belong to which member."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.text.english.cuts.parts import EDGES
from annotator.text.english.cuts.strays import astray, taken_by, taker_of
from annotator.text.parsing.trees import Part, under

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Words that join or divide members.
JOINING = frozenset(("cc", "punct", "preconj"))
#: Joining words that the parser may hang from another word; "as" ends "as well as".
WORDS_BETWEEN = frozenset(("and", "or", "but", "nor", "than", "not", "&", "/", "plus", "as"))


@dataclass(frozen=True, slots=True)
class Coordination:
    """Two or more members: for each its own words, without those that join them.

    `whole` holds the words of all, the joining ones too; `joins` are the words that join,
    `repaired` marks a member that the parser had joined to another word.
    """

    members: tuple[Token, ...]
    own: tuple[Part, ...]
    whole: Part
    joins: frozenset[str]
    repaired: bool

    @property
    def first(self) -> Token:
        """Return the first member, under which the parser hangs the others."""
        return self.members[0]

    @property
    def later(self) -> tuple[Token, ...]:
        """Return the members after the first."""
        return self.members[1:]


def headed_by(token: Token, part: Part) -> Coordination | None:
    """Return the coordination whose first member is `token`; None if it is not coordinated."""
    chain, repaired = followers(token, part)
    if not chain:
        return None
    members = (token, *chain)
    trees = [under(member, part) for member in members]
    own = []
    for member, tree in zip(members, trees, strict=True):
        others = [other for other in trees if other < tree]
        kept = tree.difference(*others)
        loose = {
            t.i for c in member.children if c.dep_ in JOINING and is_joining(c) for t in c.subtree
        }
        own.append(edged(member, kept, loose))
    joins = frozenset(
        c.lower_ for m in members for c in m.children if c.dep_ in ("cc", "preconj", "predet")
    )
    return Coordination(
        members, tuple(own), frozenset().union(*trees), joins | between(members), repaired
    )


def between(members: tuple[Token, ...]) -> frozenset[str]:
    """Return the words that the parser hangs elsewhere, though they join: "rather than"."""
    doc = members[0].doc
    before = (doc[m.left_edge.i - 1].lower_ for m in members[1:] if m.left_edge.i > 0)
    return frozenset(word for word in before if word in WORDS_BETWEEN)


def edged(member: Token, kept: Part, loose: set[int]) -> Part:
    """Return a member's own words without the commas and the "and" at their ends."""
    doc = member.doc
    order = sorted(kept)
    while order and (order[0] in loose or doc[order[0]].lower_ in EDGES):
        order.pop(0)
    while order and (order[-1] in loose or doc[order[-1]].lower_ in EDGES):
        order.pop()
    ends = {i for i in loose if not {i - 1, i + 1} <= kept}
    return frozenset(order) - ends


def is_joining(token: Token) -> bool:
    """Return True for "and" and the commas between members, not for the hyphen in a word."""
    if token.dep_ != "punct":
        return True
    return token.lower_ in {",", ";", ":"}


def followers(token: Token, part: Part) -> tuple[list[Token], bool]:
    """Return the later members in their order, and whether the parser had lost one of them."""
    chain: list[Token] = []
    repaired = False
    current: Token | None = token
    while current is not None:
        following = [c for c in current.children if is_member(c) and c.i in part]
        if not following:
            following = [c for c in taken_by(current) if c.i in part]
            repaired |= bool(following)
        chain += following
        current = following[-1] if following else None
    last = astray(chain[-1]) if chain and chain[-1].dep_ == "appos" else None
    if last is not None and last.i in part:
        chain.append(last)
        repaired = True
    return chain, repaired


def is_member(token: Token) -> bool:
    """Return True for a further member of a coordination."""
    if token.dep_ == "appos":
        return taker_of(token) is None and is_listed(token)
    return token.dep_ == "conj"


def is_listed(token: Token) -> bool:
    """Return True for the second of "the roads, the ports and the ferry", which the parser takes
    for an apposition; so for "Maro, Tarro and Senn".
    """
    joins = {child.dep_ for child in token.children if child.i > token.i}
    if token.pos_ != "PROPN":
        return {"conj", "cc"} <= joins or astray(token) is not None
    named = token.head.pos_ == "PROPN" and not any(c.dep_ == "det" for c in token.children)
    return named and ends_in_and(token)


def ends_in_and(token: Token) -> bool:
    """Return True if "and" stands before the last of what is joined to a token."""
    current = token
    while following := [c for c in current.rights if c.dep_ in ("conj", "appos")]:
        if any(child.dep_ == "cc" for child in current.rights):
            return True
        current = following[-1]
    return False
