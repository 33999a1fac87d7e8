"""Repeats: a passage pasted again gives further mentions, never second claims."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.text.draft import ExtractionDraft


def link(draft: ExtractionDraft) -> None:
    """Point every candidate that says the same words again to the first that said them."""
    first: dict[str, int] = {}
    for index, candidate in enumerate(draft.candidates):
        key = "".join(c for c in candidate.text.casefold() if c.isalnum())
        earlier = first.setdefault(key, index)
        if earlier != index:
            draft.candidates[index] = replace(candidate, repeats=earlier)
