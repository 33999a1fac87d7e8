"""Nestings: a report within a report is separate when another person says it."""

from __future__ import annotations

import pytest

from tests.text.seen import claims, reports


def test_what_somebody_else_says_within_a_report_is_a_report() -> None:
    text = "Ada Maro said Rolf Tarro had warned that the port might close."
    assert [source for source, _, _ in reports(text)] == ["Ada Maro", "Rolf Tarro"]


@pytest.mark.parametrize(
    "text",
    [
        "Maro said she hopes the port will open.",
        "Maro said that she believed the port was open.",
        "Maro said Tarro opposed the fee.",
        "Maro said Tarro had refused to close the port.",
    ],
)
def test_an_attitude_or_a_deed_within_a_report_is_none(text: str) -> None:
    assert len(reports(text)) == 1


def test_a_deed_within_a_report_is_claimed_by_whoever_reports_it() -> None:
    assert claims("Maro said Tarro opposed the fee.") == ["Tarro opposed the fee"]


def test_words_that_are_set_apart_as_somebodys_own_stay_a_report() -> None:
    text = "Maro said the island would lift what it called a heavy fee."
    assert ("it", "called") in [(source, cue) for source, cue, _ in reports(text)]
