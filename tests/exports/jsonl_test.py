"""JSON lines: everything that went in comes out."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.exports import jsonl
from annotator.records import LabelledClaim
from annotator.terms import Doubt
from tests.exports.made import ANY_CLAIMS, decided, judged, labelled, place


def decoded(*claims: LabelledClaim) -> list[dict[str, Any]]:
    data = b"".join(jsonl.write(claims))
    assert data.count(b"\n") == len(claims)
    return [json.loads(line) for line in data.decode("utf-8").split("\n")[:-1]]


def plain(value: object) -> object:
    """The record as JSON has it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {field.name: plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value


def test_a_line_begins_with_the_version_of_the_format_and_keeps_the_order_of_the_record() -> None:
    (row,) = decoded(labelled())
    names = [field.name for field in dataclasses.fields(LabelledClaim)]
    assert list(row) == ["format", *names]
    assert row["format"] == "claimbook-jsonl/5"


def test_judgements_evidence_and_decision_are_in_the_line() -> None:
    (row,) = decoded(
        labelled(judgements=(judged(), judged("refuted", annotator="bob")), adjudication=decided())
    )
    assert [one["annotator"] for one in row["judgements"]] == ["ann", "bob"]
    assert row["judgements"][0]["evidence"][0]["stance"] == "supports"
    assert row["judgements"][0]["created_at"] == "2025-12-06T12:00:00Z"
    assert row["mentions"][0]["spans"] == [[9, 20], [41, 45]]
    assert row["adjudication"]["reasons"] == ["missed_evidence", "time_scope"]


def test_doubts_of_the_extraction_are_in_the_line() -> None:
    unsure = place(doubts=(Doubt.REPAIR, Doubt.SPEAKER), kept_whole=True)
    (row,) = decoded(labelled(mentions=(unsure,)))
    assert row["mentions"][0]["doubts"] == ["repair", "speaker"]
    assert row["mentions"][0]["kept_whole"] is True


def test_a_file_of_an_earlier_version_is_read_without_what_it_lacks() -> None:
    (line,) = jsonl.write([labelled()])
    earlier = json.loads(line)
    earlier["format"] = "claimbook-jsonl/1"
    del earlier["mentions"][0]["doubts"], earlier["mentions"][0]["kept_whole"]
    # Judgements had numbers.
    for one in earlier["judgements"]:
        one["id"] = int(one["id"])
    written = json.dumps(earlier, separators=(",", ":")).encode()
    assert list(jsonl.read([written])) == [labelled()]


def test_no_claims_are_no_lines() -> None:
    assert decoded() == []


def test_line_ends_within_a_text_end_no_line_and_any_script_is_itself() -> None:
    text = "One\ntwo\r\nthree\u2028four \x00\x1f мост 🌉 </script>"
    (row,) = decoded(labelled(text=text))
    assert row["text"] == text
    assert "мост 🌉".encode() in b"".join(jsonl.write([labelled(text=text)]))


@settings(deadline=None, max_examples=60)
@given(st.lists(ANY_CLAIMS, max_size=3))
def test_any_claims_decode_to_what_went_in(claims: list[LabelledClaim]) -> None:
    rows = decoded(*claims)
    for row in rows:
        assert row.pop("format") == jsonl.VERSION
    assert rows == [plain(claim) for claim in claims]


@settings(deadline=None, max_examples=60)
@given(st.lists(ANY_CLAIMS, max_size=3), st.integers(1, 200))
def test_any_claims_are_read_back_from_pieces_of_any_length(
    claims: list[LabelledClaim], length: int
) -> None:
    content = b"".join(jsonl.write(claims))
    pieces = [content[start : start + length] for start in range(0, len(content), length)]
    assert list(jsonl.read(pieces)) == claims


def test_a_file_of_another_version_is_refused() -> None:
    other = b"".join(jsonl.write([labelled()])).replace(b"jsonl/5", b"jsonl/9")
    with pytest.raises(BadInput, match="not in the format claimbook-jsonl/5"):
        list(jsonl.read([other]))
