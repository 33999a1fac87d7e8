"""The present moment, in UTC."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return Now, with its zone."""
    return datetime.now(UTC)
