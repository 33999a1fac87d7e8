"""Dates of which only a part may be known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from annotator.errors import BadInput
from annotator.language import _
from annotator.terms import Precision

_TIME = r"\d{2}(?::?\d{2}){0,2}(?:[.,]\d+)? ?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?"
_FORMS = (
    (re.compile(r"(\d{4})"), Precision.YEAR),
    (re.compile(r"(\d{4})-(\d{1,2})"), Precision.MONTH),
    (re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?:[T ]{_TIME})?"), Precision.DAY),
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The first moment (UTC) of the year, month or day that is known."""

    at: datetime
    precision: Precision

    def __composite_values__(self) -> tuple[datetime, Precision]:
        """Return the values of the two columns that hold the date."""
        return self.at, self.precision

    def __str__(self) -> str:
        """Return `2025`, `2025-12` or `2025-12-06`."""
        length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[self.precision]
        return self.at.date().isoformat()[:length]

    @property
    def end(self) -> datetime:
        """Return the first moment after the year, month or day; the last possible one, for
        9999.
        """
        try:
            if self.precision is Precision.DAY:
                return self.at + timedelta(days=1)
            if self.precision is Precision.MONTH:
                return (self.at + timedelta(days=31)).replace(day=1)
            return self.at.replace(year=self.at.year + 1)
        except (OverflowError, ValueError):
            return datetime.max.replace(tzinfo=UTC)


def parse(written: str | None) -> PartialDate | None:
    """Return the date in `2025`, `2025-12`, `2025-12-06` or an ISO time; None for nothing.

    Raises BadInput for anything else.
    """
    trimmed = (written or "").strip()
    if not trimmed:
        return None
    for form, precision in _FORMS:
        if match := form.fullmatch(trimmed):
            year, month, day = (*map(int, match.groups()), 1, 1)[:3]
            try:
                return PartialDate(datetime(year, month, day, tzinfo=UTC), precision)
            except ValueError:
                break
    raise BadInput(
        _(
            "“%(value)s” is not a date. Write it as 2025-12-06, 2025-12 or 2025.",
            value=trimmed[:40],
        ),
        "date",
    )


def joined(at: datetime | None, precision: Precision | None) -> PartialDate | None:
    """Return the date that two columns hold."""
    return PartialDate(at, precision) if at is not None and precision is not None else None


def in_row(row: Any) -> PartialDate | None:
    """Return the date in a row; one that came past the session has both columns."""
    if hasattr(row, "published"):
        known: PartialDate | None = row.published
        return known
    return joined(row.published_at, row.published_precision)


def columns(date: PartialDate | None) -> dict[str, object]:
    """Return both columns of a date, for a row that no composite takes apart."""
    at, precision = date.__composite_values__() if date else (None, None)
    return {"published_at": at, "published_precision": precision}


def text(date: PartialDate | None) -> str | None:
    """Return the date as it is written, None for none."""
    return None if date is None else str(date)
