"""Letters for people whose names are not shown: A to Z, then AA, AB, …"""

from __future__ import annotations

# As many as judge a claim in two rounds of the largest overlap.
LETTERS: tuple[str, ...] = tuple(
    first + second for first in ("", *"ABC") for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)


def letter(place: int) -> str:
    """Return the letter of an annotator by position, from 0."""
    return LETTERS[place]


def pseudonym(place: int) -> str:
    """Return the name of an annotator in a file, by position, from 0; no user name has a capital
    letter.
    """
    return f"Annotator {letter(place)}"
