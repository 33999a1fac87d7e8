"""Pieces: the atomic parts of a clause, each with what cut it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.text.parsing.trees import Part

#: Most parts that one statement is cut into; more is a table or an accident.
MOST = 24


@dataclass(frozen=True, slots=True)
class Piece:
    """One atomic part and the phenomenon that cut it out ("clause" when nothing did).

    `beside` marks what is said besides the statement itself.
    """

    tokens: Part
    rule: str
    beside: bool = False
