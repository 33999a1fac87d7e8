"""An aside, as every grammar cuts it off: said of something else in its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.text.parsing.trees import Part


@dataclass(frozen=True, slots=True)
class Aside:
    """The head of the aside, its tokens, what it is said of, and which kind it is."""

    head: Token
    tokens: Part
    topic: Part
    dropped: Part
    rule: str


def is_set_off(token: Token) -> bool:
    """Return True if a comma, dash or bracket divides the aside from the rest."""
    doc = token.doc
    before, after = token.left_edge.i - 1, token.right_edge.i + 1
    if before >= 0 and doc[before].is_punct and doc[before].lower_ not in ('"', "''", "``"):
        return True
    return before < 0 and after < len(doc) and doc[after - 1 : after + 1].text.find(",") >= 0
