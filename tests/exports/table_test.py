"""CSV: every cell of every claim is read back as it was."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.exports import table
from annotator.exports.table import COLUMNS
from annotator.spreadsheets import unescaped
from annotator.terms import Basis, Severity
from tests.exports.made import (
    ANY_CLAIMS,
    decided,
    evidence,
    judged,
    labelled,
    place,
    rejected,
    warning,
)

if TYPE_CHECKING:
    from annotator.records import DecisionRecord, Evidence, JudgementRecord, LabelledClaim

LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def raw(*claims: LabelledClaim) -> list[list[str]]:
    written = b"".join(table.write(claims)).decode("utf-8")
    return list(csv.reader(io.StringIO(written, newline=""), strict=True))


def rows(*claims: LabelledClaim) -> list[dict[str, str]]:
    header, *lines = raw(*claims)
    assert tuple(header) == COLUMNS
    assert {len(line) for line in lines} <= {len(COLUMNS)}
    return [dict(zip(COLUMNS, map(unescaped, line), strict=True)) for line in lines]


def expected(claim: LabelledClaim) -> list[dict[str, str]]:
    """What the rows of a claim are to say, column by column."""
    found = []
    for one in claim.judgements or (None,):
        for index, link in enumerate((one.evidence if one else ()) or (None,)):
            cells: dict[str, object] = {
                **_claim(claim),
                **_judgement(one),
                **_evidence(link),
                "findings": _said(one, None),
                "source_findings": _said(one, index) if link else None,
                **_decision(claim.adjudication, claim.judgements),
            }
            found.append(
                {name: "" if cells.get(name) is None else str(cells[name]) for name in COLUMNS}
            )
    return found


def test_a_row_says_what_was_claimed_where_and_how_it_was_judged_and_decided() -> None:
    (row,) = rows(labelled(adjudication=decided(chosen_judgement="7"), basis=Basis.ADJUDICATED))
    assert row["claim"] == "the harbour was open"
    assert (row["claim_id"], row["basis"], row["mentions"]) == ("12", "adjudicated", "1")
    assert (row["start"], row["end"]) == ("9", "45")
    assert (row["speaker"], row["cue"], row["published"]) == ("Ada Maro", "said", "2025-12")
    assert (row["annotator"], row["verdict"], row["confidence"]) == ("ann", "supported", "4")
    assert (row["stance"], row["source_quote"]) == (
        "supports",
        "Forty-one people were treated on Friday.",
    )
    assert (row["reviewer"], row["chosen_annotator"]) == ("rita", "ann")
    assert row["reasons"] == "missed_evidence time_scope"
    assert row["judged_at"] == row["decided_at"] == "2025-12-06T12:00:00+00:00"


def test_each_link_of_each_judgement_has_a_row() -> None:
    found = rows(
        labelled(
            judgements=(
                judged(evidence=(evidence(), evidence(title="Bulletin 6"))),
                rejected(annotator="bob"),
                judged("refuted", annotator="cleo"),
            )
        )
    )
    assert [(row["annotator"], row["source_title"]) for row in found] == [
        ("ann", "Bulletin 5"),
        ("ann", "Bulletin 6"),
        ("bob", ""),
        ("cleo", "Bulletin 5"),
    ]


def test_what_the_checks_found_stands_with_the_judgement_and_with_its_source() -> None:
    note = warning(check=6, severity=Severity.NOTES, evidence=None, message="One.", reason="")
    links = (evidence(), evidence(title="Bulletin 6"))
    first, second = rows(labelled(judgements=(judged(evidence=links, findings=(note, warning())),)))
    assert first["findings"] == second["findings"] == "6 notes: One."
    assert first["source_findings"] == (
        "1 warns: It was published after the claim. Reason: It tells of the day before."
    )
    assert second["source_findings"] == ""


def test_a_claim_that_nobody_has_judged_has_a_row() -> None:
    (row,) = rows(labelled(judgements=(), label=None, basis=Basis.BEING_JUDGED))
    assert (row["claim"], row["label"], row["annotator"]) == ("the harbour was open", "", "")


def test_a_claim_without_a_mention_has_a_row_and_one_with_more_gives_the_first() -> None:
    (none,) = rows(labelled(mentions=()))
    assert (none["mentions"], none["title"], none["start"]) == ("0", "", "")
    (two,) = rows(labelled(mentions=(place(title="First"), place(title="Second"))))
    assert (two["mentions"], two["title"]) == ("2", "First")


def test_no_claims_are_a_header_alone() -> None:
    assert raw() == [list(COLUMNS)]


@pytest.mark.parametrize("start", LIVE)
def test_no_cell_can_be_run_by_a_spreadsheet(start: str) -> None:
    words = f'{start}HYPERLINK("https://evil.example")'
    claim = labelled(
        text=words,
        mentions=(place(outlet=words, title=words, sentence=words, speaker=words),),
        judgements=(judged(justification=words, wording=words, evidence=(evidence(quote=words),)),),
        adjudication=decided(note=words),
    )
    _, line = raw(claim)
    assert not [cell for cell in line if cell.startswith(LIVE)]
    assert rows(claim) == expected(claim)


def test_rows_end_as_the_standard_has_it() -> None:
    for piece in table.write([labelled(text="One\ntwo"), labelled()]):
        assert piece.endswith(b"\r\n")


@settings(deadline=None, max_examples=60)
@given(st.lists(ANY_CLAIMS, max_size=3))
def test_any_claims_read_back_give_every_cell(claims: list[LabelledClaim]) -> None:
    assert rows(*claims) == [row for claim in claims for row in expected(claim)]


@settings(deadline=None, max_examples=30)
@given(ANY_CLAIMS)
def test_no_cell_of_any_claim_is_live(claim: LabelledClaim) -> None:
    assert not [cell for line in raw(claim) for cell in line if cell.startswith(LIVE)]


def _claim(claim: LabelledClaim) -> dict[str, object]:
    first = claim.mentions[0] if claim.mentions else None
    names = ("claim_set", "claim_id", "kind", "language", "label", "basis")
    of_place = (
        *("outlet", "title", "url", "published", "sentence", "quote"),
        *("speaker", "cue", "manner", "worthiness"),
    )
    return {
        **{name: getattr(claim, name) for name in names},
        **{name: getattr(first, name, None) for name in of_place},
        "claim": claim.text,
        "mentions": len(claim.mentions),
        "start": first.spans[0][0] if first else None,
        "end": first.spans[-1][1] if first else None,
    }


def _judgement(one: JudgementRecord | None) -> dict[str, object]:
    if one is None:
        return {}
    names = (
        *("annotator", "round", "candidate", "rejection_reason", "wording", "checkability"),
        *("not_checkable_reason", "verdict", "justification", "confidence", "seconds", "scheme"),
        *("guideline_version", "speaker_decision"),
    )
    return {
        **{name: getattr(one, name) for name in names},
        "revision": one.number,
        "parts": "\n".join(one.parts) or None,
        "merged_with_claim_id": one.merged_with[0] if one.merged_with else None,
        "merged_with": one.merged_with[1] if one.merged_with else None,
        "corrected_speaker": one.speaker,
        "worth_checking": one.worthiness,
        "judged_at": one.created_at.isoformat(),
    }


def _said(one: JudgementRecord | None, index: int | None) -> str | None:
    lines = []
    for found in one.findings if one else ():
        if found.evidence == index:
            reason = f" Reason: {found.reason}" if found.reason else ""
            lines.append(f"{found.check} {found.severity}: {found.message}{reason}")
    return "\n".join(lines)


def _evidence(link: Evidence | None) -> dict[str, object]:
    if link is None:
        return {}
    return {
        **{f"source_{name}": getattr(link, name) for name in ("url", "title", "publisher")},
        **{f"source_{name}": getattr(link, name) for name in ("published", "quote")},
        **{name: getattr(link, name) for name in ("stance", "coverage", "set_number", "note")},
    }


def _decision(
    made: DecisionRecord | None, judgements: tuple[JudgementRecord, ...]
) -> dict[str, object]:
    if made is None:
        return {}
    chosen = [one.annotator for one in judgements if one.id == made.chosen_judgement]
    return {
        "reviewer": made.reviewer,
        "decision": made.decision,
        "chosen_annotator": chosen[-1] if chosen else None,
        "decided_verdict": made.verdict,
        "decided_not_checkable_reason": made.not_checkable_reason,
        "decided_rejection_reason": made.rejection_reason,
        "reasons": " ".join(made.reasons),
        "decision_note": made.note,
        "decided_at": made.created_at.isoformat(),
    }
