"""News text in, candidate claims out: `extract` and `sentences`.

For matching, operations, jobs, web and cli; pure, loads spaCy at first use.
"""

from __future__ import annotations

from annotator.text.draft import ExtractionDraft
from annotator.text.extraction import Extraction, Span
from annotator.text.segments.sentences import split_sentences
from annotator.text.segments.unwrapped import unwrap
from annotator.text.steps import base_of, lacks_model, reach_of, shortfall, steps_for

__all__ = ["extract", "lacks_model", "reach_of", "sentences", "shortfall"]

#: Changes whenever the rules do, so that a claim tells by what it was made.
VERSION = "5"


def extract(text: str, language: str = "en", finely: bool = False) -> Extraction:
    """Return everything that is found in `text`; offsets are code points into it.

    `finely` also cuts out adjectives and single circumstances; the extractor's name records it.

    A language that has no rules, or whose model is not installed, gets sentences, quotations
    and each sentence as a claim; `shortfall` says so.
    """
    page = unwrap(text)
    draft = ExtractionDraft(page.text, language, finely)
    for step in steps_for(language):
        step(draft)
    found = Extraction(
        language=language,
        extractor=" ".join(
            filter(None, ("rules", VERSION, "finely" if finely else "", draft.model))
        ),
        sentences=tuple(draft.sentences),
        attributions=tuple(draft.attributions),
        candidates=tuple(draft.candidates),
        finely=finely,
        turned_back=dict(draft.turned_back),
    )
    return page.restored(found)


def sentences(text: str, language: str = "en") -> tuple[Span, ...]:
    """Return the sentences of `text`, in order, trimmed of blanks. Needs no parser."""
    page = unwrap(text)
    return page.spans(tuple(split_sentences(page.text, base_of(language))))
