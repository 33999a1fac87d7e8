"""Speakers: who "He", "The President" and "The head of state" are. Over the whole document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.text.extraction import Attribution
from annotator.text.spans import joined

if TYPE_CHECKING:
    from annotator.text.draft import Draft, Report

TITLED = re.compile(
    r"((?:[A-Z][\w’'-]*\s+|of\s+|for\s+|the\s+|and\s+){0,12}?)"
    r"\b((?:[A-Z][\w’'-]+)(?:\s+(?:[A-Z]\.|[A-Z][\w’'-]+)){1,3})"
)
NAME = re.compile(r"[A-Z][\w’'.-]*(?:\s+(?:[A-Z][\w’'.-]*|of|de|van|von|bin|al))*\s+[A-Z][\w’'-]+")


def resolve(draft: Draft) -> None:
    """Turns every report into an attribution with its speaker resolved."""
    last: str | None = None
    for report in draft.reports:
        words = joined(draft.text, report.source)
        low = words.casefold()
        if low in ("he", "she") or low.startswith(("the president", "the head of")):
            speaker = last or words
        else:
            speaker = words
            last = words
        draft.attributions.append(attribution(report, speaker or None))


def attribution(report: Report, speaker: str | None) -> Attribution:
    """The report as the extraction's record."""
    return Attribution(report.source, report.cue, report.content, speaker, report.manner)
