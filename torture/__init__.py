"""Runs that try to break Claimbook while it works: `python -m torture`.

A new run is a module with TITLE and `figures(*, short)`, and a line in RUNS. The tests make a short
round of each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from torture import audit_log, desk, fuzz, hostile_texts, locks, long_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torture.figure import Figure


class Run(Protocol):
    """One way to break it."""

    TITLE: str

    def figures(self, *, short: bool) -> Iterator[Figure]:
        """Yield what was measured; a short round takes a few seconds."""


RUNS: dict[str, Run] = {
    "audit-log": audit_log,
    "desk": desk,
    "fuzz": fuzz,
    "locks": locks,
    "hostile-texts": hostile_texts,
    "long-documents": long_documents,
}
