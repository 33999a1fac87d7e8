"""What editors decide on candidate claims, in one word."""

from __future__ import annotations

from enum import StrEnum


class EditKind(StrEnum):
    """What an editor decides on candidate claims of a document, before people judge them."""

    KEPT = "kept"
    DROPPED = "dropped"
    REWORDED = "reworded"
    SPLIT = "split"
    JOINED = "joined"
    SPEAKER = "speaker"
