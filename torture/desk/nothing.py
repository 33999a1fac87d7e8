"""Nothing: how far two rounds differ on this machine anyway."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from torture.desk.crowd import beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torture.desk.crowd import Place
    from torture.figure import Figure


def figures(place: Place) -> Iterator[Figure]:
    """Yield the p95 of one round over another's."""
    yield from beside("beside nothing", place, nullcontext)
