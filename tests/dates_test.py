"""Dates of which only a part is known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import dates
from annotator.dates import PartialDate
from annotator.errors import BadInput
from annotator.terms import Precision


@pytest.mark.parametrize(
    ("written", "year", "month", "day", "precision"),
    [
        ("2025", 2025, 1, 1, Precision.YEAR),
        ("2025-12", 2025, 12, 1, Precision.MONTH),
        ("2025-7", 2025, 7, 1, Precision.MONTH),
        ("2025-12-06", 2025, 12, 6, Precision.DAY),
        ("2025-7-6", 2025, 7, 6, Precision.DAY),
        ("2024-02-29", 2024, 2, 29, Precision.DAY),
        (" 2025-12-06\n", 2025, 12, 6, Precision.DAY),
        ("2025-12-06T10", 2025, 12, 6, Precision.DAY),
        ("2025-12-06 10:30", 2025, 12, 6, Precision.DAY),
        ("2025-12-06T10:30:59Z", 2025, 12, 6, Precision.DAY),
        ("2025-12-06T103059+0100", 2025, 12, 6, Precision.DAY),
        ("2025-12-06T23:30:00.123456-05:00", 2025, 12, 6, Precision.DAY),
        ("2025-12-06 10:30:00 UTC", 2025, 12, 6, Precision.DAY),
        ("0999", 999, 1, 1, Precision.YEAR),
    ],
)
def test_as_much_as_is_written_is_known(
    written: str, year: int, month: int, day: int, precision: Precision
) -> None:
    assert dates.parse(written) == PartialDate(datetime(year, month, day, tzinfo=UTC), precision)


@pytest.mark.parametrize("written", [None, "", "  \n"])
def test_nothing_is_no_date(written: str | None) -> None:
    assert dates.parse(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "yesterday",
        "25",
        "20251206",
        "2025-13",
        "2025-00",
        "2025-02-29",
        "2025-12-32",
        "0000",
        "-2025",
        "06.12.2025",
        "12/06/2025",
        "2025-12-06 at noon",
        "2025-12-06T",
        "2025-12-06Tomorrow",
        "2025-12-06-07",
        "2025²",
    ],
)
def test_anything_else_is_refused_with_how_to_write_it(written: str) -> None:
    with pytest.raises(BadInput) as refusal:
        dates.parse(written)
    assert str(refusal.value) == (
        f"“{written}” is not a date. Write it as 2025-12-06, 2025-12 or 2025."
    )
    assert refusal.value.field == "date"


def test_a_long_entry_is_cut_in_the_message() -> None:
    with pytest.raises(BadInput, match=f"“{'x' * 40}” is not a date"):
        dates.parse("x" * 10_000)


@settings(deadline=None)
@given(st.dates(), st.sampled_from(Precision))
def test_what_a_date_says_of_itself_is_read_as_the_same_date(
    day: date, precision: Precision
) -> None:
    known = {
        Precision.YEAR: day.replace(month=1, day=1),
        Precision.MONTH: day.replace(day=1),
        Precision.DAY: day,
    }[precision]
    whole = PartialDate(datetime(known.year, known.month, known.day, tzinfo=UTC), precision)
    assert dates.parse(str(whole)) == whole


@settings(deadline=None)
@given(st.datetimes(timezones=st.just(UTC)))
def test_the_day_of_any_iso_time_is_read(moment: datetime) -> None:
    found = dates.parse(moment.isoformat())
    assert found is not None
    assert found.at.date() == moment.date()
    assert found.precision is Precision.DAY


@settings(deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_a_date_or_refused(written: str) -> None:
    try:
        found = dates.parse(written)
    except BadInput:
        return
    assert (found is None) == (not written.strip())


def test_two_columns_are_a_date_only_together() -> None:
    at = datetime(2025, 12, 1, tzinfo=UTC)
    assert dates.joined(at, Precision.MONTH) == dates.parse("2025-12")
    assert dates.joined(None, None) is None
    assert dates.joined(at, None) is None
    assert dates.joined(None, Precision.DAY) is None


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("2025-12-31", "2026-01-01"),
        ("2024-02", "2024-03-01"),
        ("2025-12", "2026-01-01"),
        ("2024", "2025-01-01"),
        ("9999", "9999-12-31"),
        ("9999-12", "9999-12-31"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_a_date_ends_where_the_next_one_begins(written: str, end: str) -> None:
    found = dates.parse(written)
    assert found is not None
    assert found.end.date().isoformat() == end
