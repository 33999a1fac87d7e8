"""Parts: sets of token indices, from which one statement each is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from annotator.text.parsing.trees import Part


#: What divides or joins parts and belongs to neither.
EDGES = frozenset(
    (",", ";", ":", ".", "-", "--", "–", "—", "and", "or", "but", "nor", "as well as")
)


QUOTES = frozenset(('"', "''", "``"))


def edged(doc: Doc, part: Part) -> Part:
    """Return the part without commas and "and" at its ends."""
    order = sorted(part)
    while order and doc[order[0]].lower_ in EDGES:
        order.pop(0)
    while order and doc[order[-1]].lower_ in EDGES:
        order.pop()
    return frozenset(order)


def unquoted(doc: Doc, part: Part) -> Part:
    """Return the part without quotation marks around all of it, or half of a pair at an end."""
    marks = [i for i in sorted(part) if doc[i].text in QUOTES]
    ends = {min(part, default=-1), max(part, default=-1)}
    if len(marks) in (1, 2) and set(marks) <= ends:
        return edged(doc, part - set(marks))
    return part


def verb_of(top: Token, part: Part) -> Token | None:
    """Return the verb that a part of what `top` governs is said with: its own or one joined to
    it.
    """
    doc = top.doc
    joined = (doc[i] for i in sorted(part) if doc[i].dep_ == "conj" and doc[i].head.i not in part)
    verb = top if top.i in part else next(joined, None)
    return verb if verb is not None and verb.pos_ in ("VERB", "AUX") else None
