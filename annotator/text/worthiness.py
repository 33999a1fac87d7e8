"""Check-worthiness by rules that can be read: a score from 0 to 1 and its class."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.text.draft import Draft
    from annotator.text.extraction import Worthiness

NUMBER = re.compile(r"\d")
SELF = re.compile(r"\b(?:I|we|you|me|us)\b")
BAR_CFS, BAR_UFS = 0.5, 0.2


def weigh(draft: Draft) -> None:
    """Gives every candidate its score and class."""
    draft.candidates = [
        replace(one, score=(value := score(one.text)), worthiness=worth(value))
        for one in draft.candidates
    ]


def score(words: str) -> float:
    """How much a claim is worth a check, 0 to 1."""
    value = min(len(words.split()), 30) / 60 + (0.3 if NUMBER.search(words) else 0.0)
    if SELF.search(words):
        value -= 0.1
    return round(max(0.0, min(1.0, value + 0.15)), 3)


def worth(value: float) -> Worthiness:
    """The class of a score: CFS from 0.5, UFS from 0.2, below that NFS."""
    return "CFS" if value >= BAR_CFS else "UFS" if value >= BAR_UFS else "NFS"
