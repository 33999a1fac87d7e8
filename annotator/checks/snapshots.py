"""Checks 2 and 9: a source has a stored copy, and the passage is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check, quoted
from annotator.evidence.addresses import is_archive
from annotator.evidence.quotes import has_words
from annotator.language import _
from annotator.matching.passages import nearest, places
from annotator.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import JudgementInput


@check(2, Severity.WARNS)
def snapshot(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield sources of which no copy is stored, here or in a public archive."""
    for row, link in enumerate(given.evidence):
        if row not in circumstances.stored and not is_archive(link.url):
            yield Remark(
                "url",
                _(
                    "No copy of this source is stored, so it may be gone later. Give the address "
                    "of an archived copy if there is one."
                ),
                row,
            )


@check(9, Severity.BLOCKS)
def quote_drift(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield passages of which the stored copy does not say where they stand.

    Such a passage is an orphan: the person finds its place, nothing is guessed.
    """
    for row, link in enumerate(given.evidence):
        stored = circumstances.stored.get(row)
        if stored is None or not has_words(link.quote):
            continue
        count = len(places(stored.text, link))
        if not count:
            yield Remark("quote", _not_there(link.quote, stored.text), row)
        elif count > 1 and link.anchor:
            yield Remark(
                "quote",
                _(
                    "This passage stands in %(value)s places of the stored copy. Quote more words "
                    "around it, or select it in the text.",
                    value=count,
                ),
                row,
            )


def _not_there(quote: str, text: str) -> str:
    near = nearest(quote, text)
    return "This passage is not in the stored copy. Quote it as it stands there" + (
        f"; nearest is: {quoted(near)}" if near else "."
    )
