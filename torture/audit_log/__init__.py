"""The audit log under attack, and how long its verification takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torture.audit_log import changes, length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torture.figure import Figure

TITLE = "Someone with all rights on the database changes what a release rests on."


def figures(*, short: bool) -> Iterator[Figure]:
    """Yield which changes are found, then how long a verification takes."""
    yield from changes.figures(short=short)
    yield from length.figures(short=short)
