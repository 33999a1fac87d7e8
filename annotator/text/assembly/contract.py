"""What `extract` prints about a document: plain lists and dicts, which JSON and scorers take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.text.assembly.shares import content_shares

if TYPE_CHECKING:
    from annotator.text.extraction import (
        Candidate,
        ExtractedAttribution,
        Extraction,
        Insertion,
        Spans,
    )


def contract(
    name: str, words: str, found: Extraction, *, explained: bool = False
) -> dict[str, Any]:
    """Return the sentences and claims of the document `name`, each claim with what made it.

    If `explained`, it also says what the final guard turned back, and the doubts of each claim.
    """
    return {
        "doc_id": name,
        "extractor": found.extractor,
        **({"turned_back": found.turned_back} if explained else {}),
        "sentences": [[s.span.start, s.span.end] for s in found.sentences],
        "claims": [
            claim(candidate, share, found) | (explanation(candidate) if explained else {})
            for candidate, share in zip(found.candidates, content_shares(words, found), strict=True)
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


def claim(candidate: Candidate, share: Spans, found: Extraction) -> dict[str, Any]:
    """Return one claim.

    The scorers join an attribution's content from the spans of its claims, so `spans` has the
    words that stand between claims as well; `own_spans` are what `text` is read from. A report
    that only puts a noun phrase into words ("stressed the importance of trade") has that there.
    """
    said = None if candidate.attribution is None else found.attributions[candidate.attribution]
    return {
        "spans": pairs(said.content if said is not None and said.is_expression else share),
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
