"""Word lists are written as running text, so that they can be read."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a list, which stand with blanks between them."""
    return frozenset(text.split())
