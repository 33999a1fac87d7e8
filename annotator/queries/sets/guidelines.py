"""The versions of a set's guideline, and how two of them differ."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import Guideline

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

#: Lines of a version that are compared: the time grows with their square.
MOST_LINES = 600


@dataclass(frozen=True, slots=True)
class GuidelineVersion:
    """One version of a guideline."""

    version: int
    created_at: datetime
    markdown: str


def guideline_versions(session: Session, claim_set_id: int) -> tuple[GuidelineVersion, ...]:
    """Return all versions of a set's guideline, the newest first."""
    rows = session.execute(
        select(Guideline.version, Guideline.created_at, Guideline.markdown)
        .where(Guideline.claim_set_id == claim_set_id)
        .order_by(Guideline.version.desc())
    )
    return tuple(GuidelineVersion(*row) for row in rows)


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    """Return the lines of two versions: each with "-" if it was removed, "+" if it is new."""
    texts = (before.splitlines()[:MOST_LINES], after.splitlines()[:MOST_LINES])
    lines = unified_diff(*texts, n=MOST_LINES, lineterm="")
    return [(line[:1].strip(), line[1:]) for line in islice(lines, 3, None)]
