"""Clauses cut into atomic parts: one for each member of a coordination, for each aside, for each
adjective, example and circumstance.

"Verania repaired its roads and opened two ports" gives two parts with one subject; "no harm had
been done to civilians and infrastructure" gives two with one verb. Parts are sets of token indices.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from annotator.text.english import (
    adjectives,
    asides,
    brackets,
    circumstances,
    connectives,
    examples,
)
from annotator.text.english.coordinations import (
    between,
    is_loose,
    is_member,
    lent,
    members,
    shared_with,
)
from annotator.text.english.parts import edged, verb_of
from annotator.text.english.strays import without_later
from annotator.text.english.subjects import subject_of
from annotator.text.parsing.pieces import MOST, Piece
from annotator.text.parsing.trees import Part, below, under
from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc, Token

#: Relations under which a coordination belongs to the statement itself and is opened.
OPENED = words(
    """
    nsubj nsubjpass dobj attr acomp xcomp oprd ccomp advcl relcl acl npadvmod prep agent pobj pcomp
    """
)
#: Deepest relation that is still opened: beyond it lies noise.
DEEPEST = 25
#: What is told apart within a part after its coordinations, in this order.
WITHIN: tuple[tuple[str, Callable[[Token, Part], list[Part]]], ...] = (
    ("connective", connectives.dropped),
    ("example", examples.parted),
    ("adjective", adjectives.parted),
    ("adjective", adjectives.origin),
    ("circumstance", circumstances.told_apart),
)


def cut(head: Token, allowed: Part) -> list[Piece]:
    """Return the clause under `head`, within the `allowed` tokens, as atomic parts.

    A statement that would fall into too many is cut less finely, and at last not at all.
    """
    for finely in (True, False):
        out = pieces(head, allowed, finely=finely)
        if len(out) <= MOST:
            return out
    return [Piece(under(head, allowed), "clause")]


def pieces(head: Token, allowed: Part, *, finely: bool) -> list[Piece]:
    """Return the parts of a clause and of its asides; more than MOST when there are too many."""
    doc = head.doc
    out: list[Piece] = []
    waiting = [(head, allowed - brackets.bracketed(doc, allowed), frozenset[int](), "clause")]
    while waiting and len(out) <= MOST:
        top, inside, topic, rule = waiting.pop(0)
        found = list(asides.find(top, inside))
        rest = inside.difference(*(aside.tokens for aside in found))
        for part, kind in told(top, rest, rule, finely=finely):
            out.append(Piece(edged(doc, part | topic), kind, beside=rule != "clause"))
        waiting += [
            (aside.head, aside.tokens - aside.dropped, aside.topic, aside.rule) for aside in found
        ]
    if finely:
        out += [Piece(part, "bracket", beside=True) for part in brackets.dated(doc, allowed)]
    return [piece for piece in out if piece.tokens]


def told(top: Token, rest: Part, rule: str, *, finely: bool) -> list[tuple[Part, str]]:
    """Return the parts of a clause without its asides, each with what cut it out."""
    parts = list(dict.fromkeys(part for part in variants(top, rest) if part))
    out = [(part, "coordination" if len(parts) > 1 else rule) for part in parts]
    for kind, tell in WITHIN if finely else ():
        finer: list[tuple[Part, str]] = []
        for part, was in out:
            verb = verb_of(top, part)
            some = [part] if verb is None else tell(verb, part)
            finer += [(one, kind if len(some) > 1 else was) for one in some]
        out = finer if len(finer) <= MOST else out
    return list(dict(out).items())


def variants(token: Token, allowed: Part, depth: int = 0) -> list[Part]:
    """Return the readings of a subtree, one for each member of the coordinations in it."""
    whole = below(token) & allowed
    if depth > DEEPEST:
        return [whole]
    chain = members(token, allowed)
    first = lent(token, chain, allowed)
    own = without_later(token, token, chain, allowed)
    out = [part | first for part in own_variants(token, own, bool(chain), depth)]
    for member in chain:
        shared = shared_with(token, member, allowed)
        own = without_later(member, token, chain, allowed)
        out += [part | shared for part in own_variants(member, own, True, depth)]
    return out if len(out) <= MOST else [whole]


def own_variants(token: Token, allowed: Part, coordinated: bool, depth: int) -> list[Part]:
    """Return the readings of `token` with its children, without the rest of its coordination."""
    fixed = {token.i} & allowed
    beside: set[int] = set()
    choices: list[list[Part]] = []
    for child in token.children:
        if child.i not in allowed:
            fixed |= under(child, allowed)
            continue
        if coordinated and (is_member(child) or child.dep_ in ("cc", "preconj") or is_loose(child)):
            continue
        readings = variants(child, allowed, depth + 1) if child.dep_ in OPENED else []
        if len(readings) > 1:
            hung, own = between(child, allowed)
            beside |= hung
            choices.append([part | own if child.i in part else part for part in readings])
        else:
            fixed |= below(child) & allowed
    fixed -= beside
    out = [frozenset(fixed).union(*choice) for choice in product(*choices[:2])]
    for choice in choices[2:]:
        rest = frozenset().union(*choice)
        out = [part | rest for part in out]
    return out


def roots(doc: Doc) -> Iterator[Token]:
    """Return the tokens that a sentence hangs from; the parser may see two."""
    return (token for token in doc if token.head.i == token.i)


def heads(doc: Doc, taken: Part) -> Iterator[tuple[Token, Part]]:
    """Yield the verbs of what a sentence says itself, each with the subject that it shares.

    A root that is a cue says nothing itself, but what is joined to it may: "said that ..., and
    left the room"; so may the first half of “It is open,” Maro said, “and no guard was hurt.”
    """
    for root in roots(doc):
        if root.i not in taken:
            yield root, frozenset()
            continue
        for token in root.subtree:
            chained = token.dep_ == "conj" and token.head.i in taken and token.i not in taken
            if chained and token.pos_ == "VERB":
                yield token, shared_with(token.head, token, frozenset(range(len(doc))))
            halved = token.dep_ == "ccomp" and token.head.i in taken and token.i not in taken
            if halved and subject_of(token) is not None:
                yield token, frozenset()
