"""What `extract` prints about a document: plain lists and dicts, which JSON and scorers take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotator.text.extraction import (
        Candidate,
        ExtractedAttribution,
        Extraction,
        Insertion,
        Spans,
    )


def contract(name: str, found: Extraction, *, explained: bool = False) -> dict[str, Any]:
    """Return the sentences and claims of the document `name`, each claim with what made it.

    If `explained`, it also says what the final guard turned back, and the doubts of each claim.
    """
    return {
        "doc_id": name,
        "extractor": found.extractor,
        **({"turned_back": found.turned_back} if explained else {}),
        "sentences": [[s.span.start, s.span.end] for s in found.sentences],
        "claims": [
            claim(candidate, found) | (explanation(candidate) if explained else {})
            for candidate in found.candidates
        ],
        "attributions": [attribution(said) for said in found.attributions],
    }


def attribution(said: ExtractedAttribution) -> dict[str, Any]:
    """Return who is reported to say what, be it a claim or not."""
    return {
        "spans": pairs(said.content),
        "speaker": speaker(said),
        "cue": {"spans": pairs(said.cue)} if said.cue else None,
    }


def explanation(candidate: Candidate) -> dict[str, Any]:
    """Return why a claim may be wrong, and why it is not cut more finely."""
    return {
        "doubts": list(candidate.doubts),
        "kept_whole": candidate.kept_whole,
        "fell_back": candidate.fell_back,
    }


def claim(candidate: Candidate, found: Extraction) -> dict[str, Any]:
    """Return one claim: `text` is read from `own_spans`, and `spans` is the place of what is said.

    The two differ where a report only puts a noun phrase into words ("stressed the importance of
    trade").
    """
    said = None if candidate.attribution is None else found.attributions[candidate.attribution]
    return {
        "spans": pairs(
            said.content if said is not None and said.is_expression else candidate.spans
        ),
        "own_spans": pairs(candidate.spans),
        "text": candidate.text,
        "speaker": speaker(said),
        "cue": {"spans": pairs(said.cue)} if said and said.cue else None,
        "score": candidate.score,
        "worthiness": candidate.worthiness,
        "rule": candidate.rule,
        "repeats": candidate.repeats,
        "insertions": [insertion(one) for one in candidate.insertions],
    }


def speaker(said: ExtractedAttribution | None) -> dict[str, Any] | None:
    """Return who says it; None also for what "was said" without a speaker."""
    if said is None or not (said.source or said.speaker):
        return None
    unresolved = {} if said.resolved else {"resolved": False}
    return {"spans": pairs(said.source), "name": said.speaker, **unresolved}


def pairs(spans: Spans) -> list[list[int]]:
    """Return the spans as JSON has them."""
    return [[span.start, span.end] for span in spans]


def insertion(found: Insertion) -> dict[str, Any]:
    """Return words in place of a span, with the date by its distance from the document's."""
    date = found.date and {"unit": found.date.unit, "number": found.date.number}
    return {"span": pairs((found.span,))[0], "words": found.words, "date": date}
