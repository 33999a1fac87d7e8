"""Each link of evidence can be found again: where it stands and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.checks.problem import Problem
from annotator.citations import passage_sha256, source_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.records import JudgementGiven
    from annotator.schemes import Scheme


def evidence(given: JudgementGiven, _scheme: Scheme) -> Iterator[Problem]:
    """Links without a source or a quote, and one passage linked twice."""
    seen = set()
    for number, link in enumerate(given.evidence, start=1):
        if not link.url and not link.title.strip():
            yield Problem("evidence", f"Source {number} needs an address or a title.")
        if not link.quote.strip():
            yield Problem("evidence", f"Source {number} needs the passage that you rely on.")
        passage = (
            source_key(link.url, link.title, link.publisher),
            passage_sha256(link.quote),
        )
        if passage in seen:
            yield Problem("evidence", f"Source {number} is the same passage as one above it.")
        seen.add(passage)
