"""Sentences: thirty messy cases from outside, and invented ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from annotator.text import sentences

if TYPE_CHECKING:
    from pathlib import Path


def cut(text: str) -> list[str]:
    return [text[one.start : one.end] for one in sentences(text)]


def test_the_thirty_messy_cases_are_right(shared: Path) -> None:
    wrong = []
    messy = shared / "data" / "extraction" / "seg_messy.jsonl"
    for line in messy.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if [[one.start, one.end] for one in sentences(case["text"])] != case["sentences"]:
            wrong.append(case["doc_id"])
    assert wrong == []


@pytest.mark.parametrize(
    "parts",
    [
        ["Dr. Lia Senn met Gov. Tarro on Jan. 3.", "She left at 5 p.m. on Monday."],
        ["It was built by Senn Corp. in Orlest.", "It cost $3.5 bn."],
        ["“Why was it closed?” Maro asked.", "Nobody knew."],
        ["She came from the U.S.", "The ferry was late."],
        ["The U.S. Senate voted on it.", "No. 10 was silent."],
        ["“The port is open.", "The road is closed,” Maro said."],
        ["The port is open!", "🎉 The road is closed."],
        ["The port is open.[3]", "The road is closed."],
        ["the port is open.", "we went there."],
        ["The talks ended...", "The ships left."],
        ["My right hon. Friend met then-Sen. Maro and ex-Gov. Tarro.", "It rained."],
        ["The U.S. EPA issued orders.", "The U.N. Secretary-General agreed."],
        ["The U.S. Maro knew was poor.", "He left the U.S.", "Maro stayed."],
        ["Adm. Senn (ret.) Tarro spoke with Brig. Gen. Maro.", "He lost a.k.a. Tarro."],
        ["Sales by Senn Bros. & Co. fell.", "It was late."],
        ["Dear Ms Maro,", "Thank you.", "Regards,", "Ben Tarro 05/06/2031 08:52 AM", "I left."],
    ],
)
def test_stops_end_sentences_where_readers_end_them(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


def test_a_line_ends_a_sentence_and_a_wrapped_line_does_not() -> None:
    assert cut("Port opens\nThe port is open.") == ["Port opens", "The port is open."]
    wrapped = "The port of Orlest was opened by the president on\nmonday after a long delay."
    assert cut(wrapped) == [wrapped]
    parted = "The port of Orlest was opened by the president of Vera-\nnia after a long delay."
    assert cut(parted) == [parted]


def test_the_number_of_an_item_belongs_to_its_sentence() -> None:
    assert cut("1. The port is open.\n2) The road is closed. It is wide.") == [
        "1. The port is open.",
        "2) The road is closed.",
        "It is wide.",
    ]


def test_a_missing_blank_is_seen_and_an_address_is_left_alone() -> None:
    assert cut("The talks ended.Nobody came.") == ["The talks ended.", "Nobody came."]
    assert cut("It closed in 2031.Earlier, it fell by 5%.Senn left.") == [
        "It closed in 2031.",
        "Earlier, it fell by 5%.",
        "Senn left.",
    ]
    assert cut("See www.Orlest.Example for more.") == ["See www.Orlest.Example for more."]
