"""A suggested wording has the source's words, with names and dates in place of some."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import dates
from annotator.suggestions.wordings import FoundInsertion, WordingPart, suggested, words_of
from annotator.terms import DateUnit

TEXT = "She opened the port yesterday."
ALL = [(0, len(TEXT) - 1)]
SHE = FoundInsertion(0, 3, "Ada Maro")
SATURDAY = dates.parse("2025-12-06")


def dated(unit: DateUnit, number: int) -> FoundInsertion:
    start = TEXT.index("yesterday")
    return FoundInsertion(start, start + len("yesterday"), "on", unit, number)


YESTERDAY = dated(DateUnit.DAY, -1)


def test_inserted_words_are_parts_apart() -> None:
    assert suggested(TEXT, ALL, [SHE, YESTERDAY], SATURDAY) == (
        WordingPart("Ada Maro", inserted=True),
        WordingPart(" opened the port "),
        WordingPart("on 5 December 2025", inserted=True),
    )


def test_a_corrected_date_corrects_the_wording() -> None:
    parts = suggested(TEXT, ALL, [YESTERDAY], dates.parse("2025-03-01"))
    assert words_of(parts) == "She opened the port on 28 February 2025"


@pytest.mark.parametrize(
    ("unit", "number", "date"),
    [
        (DateUnit.DAY, 0, "6 December 2025"),
        (DateUnit.WEEKDAY_BEFORE, 0, "1 December 2025"),
        (DateUnit.WEEKDAY_BEFORE, 5, "6 December 2025"),
        (DateUnit.WEEKDAY_BEFORE, 6, "30 November 2025"),
        (DateUnit.WEEKDAY_AFTER, 0, "8 December 2025"),
        (DateUnit.WEEKDAY_AFTER, 5, "13 December 2025"),
        (DateUnit.MONTH, 1, "January 2026"),
        (DateUnit.MONTH, -12, "December 2024"),
        (DateUnit.YEAR, -1, "2024"),
    ],
)
def test_a_date_is_counted_from_that_of_the_document(
    unit: DateUnit, number: int, date: str
) -> None:
    parts = suggested(TEXT, ALL, [dated(unit, number)], SATURDAY)
    assert parts[-1] == WordingPart(f"on {date}", inserted=True)


@pytest.mark.parametrize(
    ("published", "known"),
    [
        (None, []),
        ("2025", [DateUnit.YEAR]),
        ("2025-12", [DateUnit.MONTH, DateUnit.YEAR]),
        ("2025-12-06", list(DateUnit)),
    ],
)
def test_a_date_is_told_as_far_as_that_of_the_document_is_known(
    published: str | None, known: list[DateUnit]
) -> None:
    told = [
        unit for unit in DateUnit if suggested(TEXT, ALL, [dated(unit, 0)], dates.parse(published))
    ]
    assert sorted(told) == sorted(known)


def test_a_name_is_offered_where_the_date_is_not_known() -> None:
    parts = suggested(TEXT, ALL, [SHE, YESTERDAY], None)
    assert words_of(parts) == "Ada Maro opened the port yesterday"


def test_without_insertions_nothing_is_suggested() -> None:
    assert suggested(TEXT, ALL, [], SATURDAY) == ()


def test_inserted_neighbours_are_one_part() -> None:
    is_one = [FoundInsertion(0, 1, "Ada Maro"), FoundInsertion(1, 3, " is")]
    parts = suggested("I'm here", [(0, 8)], is_one, None)
    assert parts == (WordingPart("Ada Maro is", inserted=True), WordingPart(" here"))


def test_a_claim_in_pieces_is_one_line() -> None:
    parts = suggested("She, as\nyou know,  opened\nit", [(0, 3), (19, 28)], [SHE], None)
    assert words_of(parts) == "Ada Maro opened it"


@given(st.text(max_size=60), st.data())
def test_whatever_is_inserted_the_other_words_stay(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    insertion = FoundInsertion(start, end, "Maro")
    parts = suggested(text, [(0, len(text))], [insertion], None)
    kept = "".join(part.text for part in parts if not part.inserted)
    assert "".join(kept.split()) == "".join((text[:start] + text[end:]).split())
    assert [part.text for part in parts if part.inserted] == ["Maro"]
