"""What an annotator sends, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

if TYPE_CHECKING:
    from tests.world import World

WHY = "The bulletin names the harbour as open on 5 December.\nAnd 🚢 sailed."
JUDGEMENT = {
    "candidate": "accepted",
    "worthiness": "CFS",
    "checkability": "checkable",
    "evidence-0-url": "https://relief.example/bulletins/5",
    "evidence-0-quote": "The harbour is open again.",
    "evidence-0-stance": "supports",
    "evidence-0-coverage": "full",
    "verdict": "supported",
    "justification": WHY,
    "confidence": "4",
}


def count(world: World, table: Any) -> int:
    """How many rows a table has."""
    with world.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0
