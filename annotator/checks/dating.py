"""Check 1: evidence that is younger than the claim could not be known when it was made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check
from annotator.evidence.addresses import path_date
from annotator.language import _
from annotator.terms import Precision, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.dates import PartialDate
    from annotator.records import JudgementInput


@check(1, Severity.WARNS)
def after_the_claim(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield sources that were published after the claim, by what is said or by their address."""
    claimed = circumstances.document.metadata.published
    if claimed is None:
        return
    for row, link in enumerate(given.evidence):
        stored = circumstances.stored.get(row)
        dates = (
            (link.published, "It was"),
            (stored.published if stored else None, "By its page it was"),
            (path_date(link.url), "By its address it was"),
        )
        for date, how in dates:
            if date is not None and date.at >= _end(claimed):
                yield Remark(
                    "published",
                    _(
                        "%(how)s published on %(date)s, after the claim (%(claimed)s). "
                        "Cite what was "
                        "known then, or say why it still bears on the claim.",
                        how=how,
                        date=str(date),
                        claimed=claimed,
                    ),
                    row,
                    own_doing=True,
                )
                break


def _end(date: PartialDate) -> datetime:
    """Return the first moment after the day, month or year; the end of time after the last year."""
    try:
        if date.precision is Precision.YEAR:
            return date.at.replace(year=date.at.year + 1)
        if date.precision is Precision.MONTH:
            return (date.at + timedelta(days=31)).replace(day=1)
        return date.at + timedelta(days=1)
    except (ValueError, OverflowError):
        return datetime.max.replace(tzinfo=UTC)
