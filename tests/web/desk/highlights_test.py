"""A text with its marks is cut into pieces, and is still the text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.web.desk.highlights import HighlightRun, Mark, heading, paragraphs, plain_paragraphs

TEXTS = st.text() | st.lists(
    st.sampled_from(["a", "The bridge.", " ", "\t", "\n", "\r\n", "\n\n", "\r", "🌉", "é", "<b>"]),
    max_size=20,
).map("".join)
MARKS = st.lists(
    st.builds(
        Mark,
        st.integers(-3, 40),
        st.integers(-3, 40),
        st.sampled_from(["claim", "speaker", "cue", "other"]),
    ),
    max_size=6,
)
# One or more lines of nothing but blanks, with the line end before them.
BLANK_LINES = re.compile(r"\r?\n([ \t]*\r?\n)+")


def plain(text: str) -> HighlightRun:
    return HighlightRun(text, frozenset(), frozenset())


def marked(text: str, *kinds: str, opens: tuple[str, ...] | None = None) -> HighlightRun:
    return HighlightRun(text, frozenset(kinds), frozenset(kinds if opens is None else opens))


def test_a_text_without_marks_is_its_paragraphs() -> None:
    assert paragraphs("One.\nStill one.\n\nTwo.\r\n\r\n \t\r\nThree.", []) == [
        [plain("One.\nStill one.")],
        [plain("Two.")],
        [plain("Three.")],
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\r\n \r\n", "\t"])
def test_nothing_but_blanks_has_no_paragraph(text: str) -> None:
    assert paragraphs(text, [Mark(0, len(text), "claim")]) == []


def test_a_mark_is_a_piece_of_its_own() -> None:
    assert paragraphs("The harbour is open.", [Mark(4, 11, "claim")]) == [
        [plain("The "), marked("harbour", "claim"), plain(" is open.")]
    ]


def test_marks_over_one_another_are_cut_at_every_edge() -> None:
    assert paragraphs("abcdefgh", [Mark(1, 5, "claim"), Mark(3, 7, "other")]) == [
        [
            plain("a"),
            marked("bc", "claim"),
            marked("de", "claim", "other", opens=("other",)),
            marked("fg", "other", opens=()),
            plain("h"),
        ]
    ]


def test_a_mark_within_another_leaves_the_outer_one_open() -> None:
    (pieces,) = paragraphs("abcdef", [Mark(0, 6, "claim"), Mark(2, 4, "cue")])
    assert pieces == [
        marked("ab", "claim"),
        marked("cd", "claim", "cue", opens=("cue",)),
        marked("ef", "claim", opens=()),
    ]


def test_a_mark_across_paragraphs_opens_in_each() -> None:
    assert paragraphs("One two.\n\nThree.", [Mark(4, 13, "claim")]) == [
        [plain("One "), marked("two.", "claim")],
        [marked("Thr", "claim"), plain("ee.")],
    ]


def test_a_mark_at_the_end_of_a_paragraph_is_not_in_the_next() -> None:
    assert paragraphs("One.\n\nTwo.", [Mark(0, 4, "claim"), Mark(4, 6, "cue")]) == [
        [marked("One.", "claim")],
        [plain("Two.")],
    ]


def test_an_indent_after_a_blank_line_stays_with_its_mark() -> None:
    assert paragraphs("One.\n\n  Two.", [Mark(6, 8, "other")]) == [
        [plain("One.")],
        [marked("  ", "other"), plain("Two.")],
    ]


@pytest.mark.parametrize("mark", [Mark(3, 3, "claim"), Mark(5, 2, "claim"), Mark(90, 99, "claim")])
def test_a_mark_of_nothing_cuts_nothing(mark: Mark) -> None:
    assert paragraphs("The harbour", [mark]) == [[plain("The harbour")]]


def test_offsets_count_code_points() -> None:
    assert paragraphs("🌉🌉 e\u0301 open", [Mark(3, 5, "claim")]) == [
        [plain("🌉🌉 "), marked("e\u0301", "claim"), plain(" open")]
    ]


@settings(deadline=None)
@given(TEXTS, MARKS)
def test_the_pieces_joined_are_the_text_without_its_blank_lines(
    text: str, marks: list[Mark]
) -> None:
    joined = ["".join(piece.text for piece in pieces) for pieces in paragraphs(text, marks)]
    kept = [part for part in BLANK_LINES.sub("\0\0", _safe(text)).split("\0\0") if part.strip()]
    assert [_safe(paragraph) for paragraph in joined] == kept


@settings(deadline=None)
@given(TEXTS, MARKS)
def test_each_character_is_under_the_marks_that_hold_it(text: str, marks: list[Mark]) -> None:
    place = 0
    for pieces in paragraphs(text, marks):
        place = text.index("".join(piece.text for piece in pieces), place)
        for piece in pieces:
            assert piece.text
            for at in range(place, place + len(piece.text)):
                assert piece.kinds == {mark.kind for mark in marks if mark.start <= at < mark.end}
            place += len(piece.text)


@settings(deadline=None)
@given(TEXTS, MARKS)
def test_a_kind_opens_where_the_piece_before_did_not_have_it(text: str, marks: list[Mark]) -> None:
    for pieces in paragraphs(text, marks):
        before: frozenset[str] = frozenset()
        for piece in pieces:
            assert piece.opens == piece.kinds - before
            before = piece.kinds


def test_a_hostile_text_of_blanks_takes_no_longer_than_any_other() -> None:
    start = time.process_time()
    paragraphs("\n" + " " * 200_000 + ("\n " * 100_000) + "x", [])
    paragraphs(("\n" + " " * 2_000) * 100 + "x", [])
    assert time.process_time() - start < 1


def _safe(text: str) -> str:
    return text.replace("\0", "¤")


@given(TEXTS, MARKS)
def test_each_piece_says_where_it_stands(text: str, marks: list[Mark]) -> None:
    for pieces in paragraphs(text, marks):
        for piece in pieces:
            assert text[piece.start : piece.start + len(piece.text)] == piece.text


def test_the_end_of_a_line_keeps_its_length_in_the_page() -> None:
    ((piece,),) = paragraphs("<One>\r\nand two", [])
    assert piece.__html__() == "&lt;One&gt;&#13;\nand two"


@pytest.mark.parametrize(
    ("title", "is_shown"),
    [
        ("Harbour open again", True),
        ("Harbour open  AGAIN", True),
        ("Harbour open again | Orlest Courier", True),
        ("Harbour open again – Orlest Courier", True),
        ("Harbour open again and again", False),
        ("Harbour open", False),
        ("The crane follows", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n\r\n"])
def test_a_first_line_that_is_the_title_is_told_from_the_rest(
    title: str, is_shown: bool, end: str
) -> None:
    text = f"Harbour open again{end}The crane follows."
    begin = heading(text, title)
    assert text[begin:] == ("The crane follows." if is_shown else text)
    assert plain_paragraphs(text, begin)[-1][1].endswith("The crane follows.")


@given(TEXTS, TEXTS)
def test_what_is_drawn_of_a_source_is_its_text_at_its_places(text: str, title: str) -> None:
    begin = heading(text, title)
    assert 0 <= begin <= len(text)
    for start, paragraph in plain_paragraphs(text, begin):
        assert start >= begin
        assert text[start : start + len(paragraph)] == paragraph
