"""Fields of a file that no field of a document is for, as a document keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping


def written(fields: Mapping[str, str]) -> str | None:
    """Return the fields as JSON; None for no field."""
    return msgspec.json.encode(fields).decode() if fields else None


def read(json: str | None) -> dict[str, str]:
    """Return the fields from JSON."""
    return msgspec.json.decode(json, type=dict[str, str]) if json else {}
