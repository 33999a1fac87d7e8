"""Checks 2 and 9: a source has a stored copy, and the passage is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.checks.addresses import is_archive
from annotator.checks.finding import Remark, check
from annotator.checks.passages import nearest, normalised
from annotator.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import JudgementGiven


@check(2, Severity.WARNS)
def snapshot(given: JudgementGiven, circumstances: Circumstances) -> Iterator[Remark]:
    """Sources of which no copy is stored, here or in a public archive."""
    for row, link in enumerate(given.evidence):
        if row not in circumstances.stored and not is_archive(link.url):
            yield Remark(
                "url",
                "No copy of this source is stored, so it may be gone when somebody looks. Give the"
                " address of an archived copy if there is one.",
                row,
            )


@check(9, Severity.BLOCKS)
def quote_drift(given: JudgementGiven, circumstances: Circumstances) -> Iterator[Remark]:
    """Passages that are not in the stored copy, as written or with its signs made alike."""
    for row, link in enumerate(given.evidence):
        stored, quote = circumstances.stored.get(row), link.quote.strip()
        if stored is None or not quote or quote in stored.text:
            continue
        if normalised(quote) in normalised(stored.text):
            continue
        near = nearest(quote, stored.text)
        yield Remark(
            "quote",
            "This passage is not in the stored copy. Quote it as it stands there"
            + (f"; nearest is: “{near}”" if near else "."),
            row,
        )
