"""Quotations over several paragraphs are one person's."""

from __future__ import annotations

import pytest

from tests.text.segments.turns_test import said

SPEECH = "“The gate is open.\n\n“The road is wide."


def test_paragraphs_that_no_mark_closes_belong_to_the_report_behind_them() -> None:
    text = f"{SPEECH}\n\n“The port is shut,” Ada Maro said."
    assert said(text) == [
        ("The gate is open", "Ada Maro"),
        ("The road is wide", "Ada Maro"),
        ("The port is shut", "Ada Maro"),
    ]


@pytest.mark.parametrize(
    "before",
    [
        "Ada Maro praised the crew.",
        "Ada Maro, the mayor, spoke about the night.",
        "Coach Ada Maro said that it was late.",
    ],
)
def test_a_quotation_without_a_report_is_of_the_person_told_of_before(before: str) -> None:
    rows = said(f"{before}\n\n{SPEECH}”\n\nThe port is shut.")
    assert rows[-3:] == [
        ("The gate is open", "Ada Maro"),
        ("The road is wide", "Ada Maro"),
        ("The port is shut", None),
    ]


def test_a_quotation_after_a_sentence_about_no_person_has_no_speaker() -> None:
    assert said(f"The port was shut.\n\n{SPEECH}”")[-1] == ("The road is wide", None)
