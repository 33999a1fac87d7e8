"""Each link of evidence can be found again: where it stands and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check
from annotator.evidence.citations import passage_sha256, source_key
from annotator.evidence.quotes import has_words
from annotator.language import _
from annotator.matching.passages import places
from annotator.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances, Stored
    from annotator.records import EvidenceInput, JudgementInput


@check(None, Severity.BLOCKS)
def evidence(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield links without a source or a quote, and one passage linked twice."""
    seen = set()
    for row, link in enumerate(given.evidence):
        number = row + 1
        if not link.url and not link.title.strip():
            yield Remark(
                "url", _("Source %(number)s needs an address or a title.", number=number), row
            )
        if not has_words(link.quote):
            yield Remark(
                "quote",
                _("Source %(number)s needs the passage that you rely on.", number=number),
                row,
            )
        passage = _passage(link, circumstances.stored.get(row))
        if passage in seen:
            yield Remark(
                "quote",
                _("Source %(number)s is the same passage as one above it.", number=number),
                row,
            )
        seen.add(passage)


def _passage(link: EvidenceInput, stored: Stored | None) -> object:
    """Return what is the same for links of one passage: its place in a copy, else its words."""
    found = places(stored.text, link) if stored and has_words(link.quote) else []
    if stored and len(found) == 1:
        return stored.id, found[0]
    return source_key(link.url, link.title, link.publisher), passage_sha256(link.quote)
