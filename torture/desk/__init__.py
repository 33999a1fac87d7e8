"""People who save at the desk while something disturbs them.

A new disturbance is a module with `figures(place)`, and a line in DISTURBANCES.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from torture.desk import backup, imports, logins, nothing, slow_senders
from torture.desk.crowd import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torture.figure import Figure

TITLE = "Sixteen people save at the desk while something disturbs them."
DISTURBANCES = (nothing, logins, slow_senders, backup, imports)


def figures(*, short: bool) -> Iterator[Figure]:
    """Yield what each disturbance costs a save; a short round is on SQLite with two people."""
    for place in places(short=short):
        for disturbance in DISTURBANCES:
            yield from disturbance.figures(place)
