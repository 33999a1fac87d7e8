"""CSV: a row for each evidence link, with its judgement, its claim and the decision beside it.

A judgement without evidence has one row, and so has a claim without judgements: nothing that the
set holds is without a row. Cells that a spreadsheet would run are escaped.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from annotator.spreadsheets import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annotator.records import (
        Answer,
        DecisionRecord,
        Evidence,
        JudgementRecord,
        LabelledClaim,
        MentionRecord,
    )

VERSION = "claimbook-csv/4"
COLUMNS = (
    *("claim_set", "claim_id", "claim", "kind", "language", "label", "basis"),
    *("outlet", "title", "url", "published", "sentence", "quote", "start", "end"),
    *("speaker", "cue", "manner", "worthiness", "mentions"),
    *("annotator", "round", "revision", "candidate", "rejection_reason", "wording"),
    *("parts", "merged_with_claim_id", "merged_with", "speaker_decision", "corrected_speaker"),
    "worth_checking",
    *("checkability", "not_checkable_reason", "verdict", "justification", "confidence"),
    *("seconds", "scheme", "guideline_version", "judged_at", "findings"),
    *("source_url", "source_title", "source_publisher", "source_published", "source_quote"),
    *("stance", "coverage", "set_number", "note", "source_findings"),
    *("reviewer", "decision", "chosen_annotator", "decided_verdict"),
    *("decided_not_checkable_reason", "decided_rejection_reason", "reasons", "decision_note"),
    *("decided_at", "decided_evidence", "known_purpose", "known_reason", "votes"),
    *("also_published", "external_id", "other_fields"),
)


def write(claims: Iterable[LabelledClaim]) -> Iterator[bytes]:
    """Yield UTF-8 with a header line; rows end in CRLF (RFC 4180)."""
    yield _row(COLUMNS)
    for claim in claims:
        before = _claim_cells(claim)
        after = (
            *_decision_cells(claim.adjudication, claim.judgements),
            *_known_cells(claim.known_answer),
            _votes(claim.votes),
            *(_came_with(claim.mentions[0]) if claim.mentions else (None, None, None)),
        )
        for judged in claim.judgements or (None,):
            middle = _judgement_cells(judged)
            for index, evidence in enumerate((judged.evidence if judged else ()) or (None,)):
                found = _findings(judged, index) if judged and evidence else None
                yield _row((*before, *middle, *_evidence_cells(evidence), found, *after))


def _row(cells: Sequence[object]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(["" if cell is None else escaped(str(cell)) for cell in cells])
    return line.getvalue().encode()


def _claim_cells(claim: LabelledClaim) -> tuple[object, ...]:
    first = claim.mentions[0] if claim.mentions else None
    return (
        *(claim.claim_set, claim.claim_id, claim.text, claim.kind, claim.language),
        *(claim.label, claim.basis),
        *_place_cells(first),
        len(claim.mentions),
    )


def _place_cells(place: MentionRecord | None) -> tuple[object, ...]:
    if place is None:
        return (None,) * 12
    return (
        *(place.outlet, place.title, place.url, place.published, place.sentence, place.quote),
        *(place.spans[0][0], place.spans[-1][1]),
        *(place.speaker, place.cue, place.manner, place.worthiness),
    )


def _came_with(place: MentionRecord) -> tuple[str | None, ...]:
    """Return where else the text of a mention was published, and what it came with."""
    others = "\n".join(f"{name}: {value}" for name, value in place.other_fields.items())
    return _also_published(place), place.external_id, others or None


def _also_published(place: MentionRecord) -> str | None:
    """Return where else the text of a mention was published, a line for each."""
    lines = (
        ", ".join(filter(None, (one.outlet, one.published, one.url))) for one in place.publications
    )
    return "\n".join(lines) or None


def _judgement_cells(judged: JudgementRecord | None) -> tuple[object, ...]:
    if judged is None:
        return (None,) * 22
    return (
        *(judged.annotator, judged.round, judged.number, judged.candidate),
        *(judged.rejection_reason, judged.wording, "\n".join(judged.parts) or None),
        *(judged.merged_with or (None, None)),
        *(judged.speaker_decision, judged.speaker, judged.worthiness, judged.checkability),
        *(judged.not_checkable_reason, judged.verdict, judged.justification, judged.confidence),
        *(judged.seconds, judged.scheme, judged.guideline_version, judged.created_at.isoformat()),
        _findings(judged, None),
    )


def _findings(judged: JudgementRecord, evidence: int | None) -> str:
    """Return what the checks found in a judgement as a whole, or in one of its links: a line for
    each.
    """
    return "\n".join(
        f"{found.check} {found.severity}: {found.message}"
        + (f" Reason: {found.reason}" if found.reason else "")
        for found in judged.findings
        if found.evidence == evidence
    )


def _evidence_cells(link: Evidence | None) -> tuple[object, ...]:
    if link is None:
        return (None,) * 9
    return (
        *(link.url, link.title, link.publisher, link.published, link.quote),
        *(link.stance, link.coverage, link.set_number, link.note),
    )


def _decision_cells(
    decided: DecisionRecord | None, judgements: Sequence[JudgementRecord]
) -> tuple[object, ...]:
    if decided is None:
        return (None,) * 10
    chosen = {judged.id: judged.annotator for judged in judgements}
    return (
        *(
            decided.reviewer,
            decided.decision,
            decided.chosen_judgement and chosen.get(decided.chosen_judgement),
            decided.verdict,
        ),
        *(decided.not_checkable_reason, decided.rejection_reason),
        *(" ".join(decided.reasons), decided.note, decided.created_at.isoformat()),
        "\n".join(
            f"{link.stance}: {link.quote} ({link.url or link.title})" for link in decided.evidence
        )
        or None,
    )


def _votes(votes: Mapping[str, int] | None) -> str | None:
    """Return `refuted 2`, a line for each label."""
    return "\n".join(f"{label} {count}" for label, count in votes.items()) if votes else None


def _known_cells(known: Answer | None) -> tuple[object, ...]:
    return (known.purpose, known.reason) if known else (None, None)
