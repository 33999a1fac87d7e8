"""Which rule of the database a change broke."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.exc import IntegrityError


def is_repeated(error: IntegrityError, table: str, column: str) -> bool:
    """Return True if the value of a unique column is in the table already."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name) == f"uq_{table}_{column}"
    return str(error.orig) == f"UNIQUE constraint failed: {table}.{column}"
