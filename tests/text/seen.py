"""What an extraction shows of a text, in words instead of offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text import extract

if TYPE_CHECKING:
    from annotator.text.extraction import Spans


def words(text: str, spans: Spans) -> str:
    return " / ".join(text[span.start : span.end] for span in spans)


def claims(text: str, language: str = "en", *, finely: bool = False) -> list[str]:
    return [candidate.text for candidate in extract(text, language, finely=finely).candidates]


def reports(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution."""
    return [
        (words(text, one.source), words(text, one.cue), words(text, one.content))
        for one in extract(text, language).attributions
    ]


def speakers(text: str, language: str = "en") -> list[str | None]:
    return [one.speaker for one in extract(text, language).attributions]


def furniture(text: str, language: str = "en") -> list[tuple[str | None, str]]:
    return [
        (one.furniture, text[one.span.start : one.span.end])
        for one in extract(text, language).sentences
    ]
