"""Clauses cut into atomic parts: coordinated verbs and coordinated nouns give one part for each.

"Verania repaired its roads and opened two ports" gives two parts with one subject; "no harm had
been done to civilians and infrastructure" gives two with one verb. Parts are sets of token indices.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

Part = frozenset[int]

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
#: Relations under which a coordination belongs to the statement itself and is opened.
OPENED = frozenset(
    (
        "nsubj",
        "nsubjpass",
        "dobj",
        "attr",
        "acomp",
        "xcomp",
        "oprd",
        "prep",
        "agent",
        "pobj",
        "pcomp",
    )
)
#: Prepositions and words that hold their coordination together.
TOGETHER = frozenset(("between", "among", "amid", "both", "either", "together", "respectively"))
#: Most parts that one statement is cut into; more is a table or an accident.
MOST = 12


@dataclass(frozen=True, slots=True)
class Cut:
    """The parts of one clause and the phenomenon that cut them ("clause" when nothing did)."""

    parts: tuple[Part, ...]
    rule: str


def cut(head: Token, allowed: Part) -> Cut:
    """The clause under `head`, within the `allowed` tokens, as atomic parts."""
    whole = variants(head, allowed)
    parts = tuple(dict.fromkeys(part for part in whole if part))
    if len(parts) > MOST:
        parts = (frozenset(token.i for token in head.subtree if token.i in allowed),)
    return Cut(parts, "coordination" if len(parts) > 1 else "clause")


def variants(token: Token, allowed: Part) -> list[Part]:
    """The readings of a subtree, one for each member of the coordinations in it."""
    chain = members(token, allowed)
    out = own_variants(token, allowed)
    for member in chain:
        shared = shared_with(token, member, allowed)
        out += [part | shared for part in own_variants(member, allowed)]
    return out


def members(token: Token, allowed: Part) -> list[Token]:
    """The further members of the coordination that `token` heads, if it may be cut."""
    chain: list[Token] = []
    current: Token | None = token
    while current is not None:
        following = [c for c in current.children if c.dep_ == "conj" and c.i in allowed]
        chain += following
        current = following[-1] if following else None
    if not chain or token.head.lower_ in TOGETHER:
        return []
    if any(child.lower_ in TOGETHER for one in (token, *chain) for child in one.children):
        return []
    return chain


def own_variants(token: Token, allowed: Part) -> list[Part]:
    """The readings of `token` with its children, without the rest of its coordination."""
    fixed = {token.i} & allowed
    choices: list[list[Part]] = []
    closed = not members(token, allowed)
    for child in token.children:
        if child.i not in allowed:
            continue
        if not closed and (child.dep_ in ("conj", "cc", "preconj") or is_loose(child)):
            continue
        readings = variants(child, allowed) if child.dep_ in OPENED else []
        if len(readings) > 1:
            choices.append(readings)
        else:
            fixed |= {one.i for one in child.subtree if one.i in allowed}
    out = [frozenset(fixed).union(*choice) for choice in product(*choices[:2])]
    for choice in choices[2:]:
        rest = frozenset().union(*choice)
        out = [part | rest for part in out]
    return out


def is_loose(child: Token) -> bool:
    """True for the commas between the members of a coordination."""
    return child.dep_ == "punct" and child.lower_ in {",", ";", ":", "-", "--", "–", "—"}


def shared_with(first: Token, member: Token, allowed: Part) -> Part:
    """What a later verb takes over from the first one: the subject, and auxiliaries it needs."""
    if first.pos_ not in ("VERB", "AUX") or any(c.dep_ in SUBJECTS for c in member.children):
        return frozenset()
    shared: set[int] = set()
    for child in first.children:
        if child.i > member.i:
            continue
        if child.dep_ in SUBJECTS or needs(first, member, child):
            shared |= {one.i for one in child.subtree if one.i in allowed}
    return frozenset(shared)


def needs(first: Token, member: Token, child: Token) -> bool:
    """True when `child` is an auxiliary of the first verb that the later one cannot do without."""
    if child.dep_ not in ("aux", "auxpass", "neg") or first.tag_ != member.tag_:
        return False
    if first.tag_ not in ("VBN", "VB", "VBG"):
        return False
    own = any(c.dep_ in ("aux", "auxpass") for c in member.children)
    denied = any(c.dep_ == "neg" for c in first.children)
    alternative = any(c.lower_ in ("or", "nor") for c in first.subtree if c.dep_ == "cc")
    return not own and (alternative or not denied)


def roots(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens whose head is outside of the given ones: where a statement hangs from."""
    inside = {token.i for token in tokens}
    for token in tokens:
        if token.head.i not in inside or token.head.i == token.i:
            yield token
