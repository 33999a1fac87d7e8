"""What is taken out of a draft comes back as it was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import drafts

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
SOURCES = (
    ("evidence-0-quote", "Nobody was hurt."),
    ("evidence-0-stance", "supports"),
    ("evidence-1-quote", "Forty-one were."),
    ("evidence-1-set_number", "2"),
)
WHY = ("justification", "Both bulletins, 🚢 and all.")

_words = st.text(max_size=12)
_fields = st.lists(st.tuples(_words, _words)).map(tuple)


@given(_fields)
def test_a_draft_is_read_as_it_was_written(fields: drafts.Fields) -> None:
    assert drafts.read(drafts.written(fields)) == fields


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[["a"]]', '[["a", 1]]'])
def test_what_is_no_draft_is_not_read_as_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        drafts.read(text)


def test_a_removed_source_comes_back_as_the_last_one() -> None:
    without = drafts.remove_source((*SOURCES, WHY), 0, AT)
    assert ("evidence-0-quote", "Nobody was hurt.") not in without
    (entry,) = drafts.removed(without)
    assert (entry.what, entry.at, entry.words) == ("source", AT, "Nobody was hurt.")
    again = drafts.restore(without, 0, AT)
    assert dict(again)["evidence-2-quote"] == "Nobody was hurt."
    assert dict(again)["evidence-2-stance"] == "supports"
    assert drafts.removed(again) == ()


def test_an_empty_row_leaves_nothing_to_restore() -> None:
    empty = (("evidence-0-quote", ""), ("evidence-0-coverage", "full"))
    assert drafts.remove_source((*empty, WHY), 0, AT) == (WHY,)


def test_starting_over_can_be_undone_and_keeps_what_was_written_since() -> None:
    over = drafts.start_over((*SOURCES, WHY), AT)
    assert drafts.only_removed(over) == over
    since = ("justification", "A second thought.")
    again = drafts.restore((since, *over), 0, AT)
    assert dict(again)["justification"] == WHY[1]
    (entry,) = drafts.removed(again)
    assert entry.fields == (since,)


def test_starting_over_with_nothing_written_is_nothing_to_restore() -> None:
    untouched = (("wording", "So it was"), ("evidence-0-coverage", "full"))
    assert drafts.start_over(untouched, AT) == ()


def test_an_answer_is_something_to_restore_since_none_is_given_before() -> None:
    (entry,) = drafts.removed(drafts.start_over((("candidate", "accepted"),), AT))
    assert entry.fields == (("candidate", "accepted"),)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "[]",
        "null",
        '{"what": "all", "at": "2026-03-01T09:30:00+00:00", "fields": []}',
        '{"what": "source", "at": "yesterday", "fields": []}',
        '{"what": "source", "at": "2026-03-01T09:30:00", "fields": []}',
        '{"what": "source", "at": "2026-03-01T09:30:00+00:00", "fields": [1]}',
    ],
)
def test_what_a_browser_made_up_is_nothing_that_was_removed(value: str) -> None:
    assert drafts.removed(((drafts.REMOVED, value),)) == ()


def test_neither_order_nor_empty_fields_make_another_text() -> None:
    assert drafts.same((*SOURCES, WHY), (WHY, ("verdict", " "), *SOURCES))
    assert not drafts.same((WHY,), SOURCES)
