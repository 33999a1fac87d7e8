"""Plain columns, asked past the layer that keeps objects: it takes more than half of the time.

For what is asked at each request of the desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVarTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import CursorResult, Select
    from sqlalchemy.orm import Session

Ts = TypeVarTuple("Ts")


def plain_rows(
    session: Session, wanted: Select[*Ts], values: Mapping[str, object]
) -> CursorResult[*Ts]:
    """Return the rows of a statement over columns. What was changed and not flushed is not in
    them.
    """
    return session.connection().execute(wanted, values)
