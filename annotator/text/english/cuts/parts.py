"""Parts: sets of token indices, from which one statement each is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.parsing.trees import tokens_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from annotator.text.parsing.trees import Part


#: What divides or joins parts and belongs to neither.
EDGES = frozenset(
    (",", ";", ":", ".", "-", "--", "–", "—", "and", "or", "but", "nor", "as well as")
)


QUOTES = frozenset(('"', "''", "``"))


def edged(doc: Doc, part: Part) -> Part:
    """Return the part without commas and "and" at its ends."""
    order, tokens = sorted(part), tokens_of(doc)
    while order and tokens[order[0]].lower_ in EDGES:
        order.pop(0)
    while order and tokens[order[-1]].lower_ in EDGES:
        order.pop()
    return frozenset(order)


def unquoted(doc: Doc, part: Part) -> Part:
    """Return the part without quotation marks around all of it, or half of a pair at an end."""
    tokens = tokens_of(doc)
    marks = [i for i in sorted(part) if tokens[i].text in QUOTES]
    ends = {min(part, default=-1), max(part, default=-1)}
    if len(marks) in (1, 2) and set(marks) <= ends:
        return edged(doc, part - set(marks))
    return part
