"""Contents: the words for what is said, as far as the sentence goes. Token indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from annotator.text.clauses import Part

#: Relations of what may follow the first word of a content and still be part of it.
FOLLOWING = (
    "ccomp",
    "dobj",
    "xcomp",
    "oprd",
    "attr",
    "acomp",
    "prep",
    "pcomp",
    "pobj",
)
CONNECTIVES = words(
    "but and so yet still however indeed meanwhile nevertheless nonetheless moreover"
)
LOOSE = frozenset((",", ";", ":", "-", "--", "–", "—", " ", "..."))


def after(verb: Token, head: Token, stop: int) -> Part:
    """The content that follows its verb: from the left edge of `head` to the token `stop`."""
    start = head.left_edge.i
    kept = {token.i for token in head.subtree}
    for child in verb.children:
        if child.i > head.i and child.dep_ in FOLLOWING:
            kept |= {token.i for token in child.subtree}
    return strip(verb.doc, (i for i in kept if max(start, verb.i + 1) <= i < stop))


def passive_subject(verb: Token) -> Part:
    """ "The talks" in "the talks are expected to fail": what is said is said of them."""
    if not any(child.dep_ == "auxpass" for child in verb.children):
        return frozenset()
    subject = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    if subject is None or subject.i > verb.i:
        return frozenset()
    return strip(verb.doc, (token.i for token in subject.subtree))


def before(verb: Token, head: Token, cue: Part, source: Part) -> Part:
    """The content that stands before its verb, or around it."""
    own = {token.i for token in head.subtree} - cue - source
    if not verb.is_ancestor(head):
        own -= {token.i for token in verb.subtree}
    return without_connective(verb.doc, strip(verb.doc, own))


def without_connective(doc: Doc, tokens: Part) -> Part:
    """The tokens without "But" or "However," in front: that word is the reporter's."""
    order = sorted(tokens)
    if len(order) < 3 or doc[order[0]].lower_ not in CONNECTIVES:
        return tokens
    return strip(doc, order[1:])


def strip(doc: Doc, tokens: Iterable[int]) -> Part:
    """The tokens without stops and commas at both ends; quotation marks stay."""
    order = sorted(tokens)
    while order and doc[order[0]].lower_ in LOOSE:
        order.pop(0)
    while order and (doc[order[-1]].lower_ in LOOSE or doc[order[-1]].lower_ in (".", "!", "?")):
        order.pop()
    return frozenset(order)
