"""First lines, names and heads of files: what is stated, and what is only guessed."""

from __future__ import annotations

import pytest

from annotator import imports
from annotator.import_states import GuessOrigin, QuestionKind
from annotator.imports.incoming import IncomingText
from annotator.imports.questions import Answers, FileAnswers, FileQuestion

BODY = "The harbour was open again, the ministry said, and ships would leave it from Monday on."


def text_of(data: str, name: str = "speech.txt") -> IncomingText:
    (found,) = imports.read(name, data.encode())
    assert isinstance(found, IncomingText), found
    return found


def guesses(data: str, name: str = "speech.txt") -> dict[str, tuple[str, GuessOrigin]]:
    found = text_of(data, name).guesses
    return {
        field: (str(getattr(found.values, field)), origin)
        for field, origin in found.origins.items()
    }


@pytest.mark.parametrize(
    ("line", "date", "outlet"),
    [
        ("Orlest, 19 April 2023 (TDI): The harbour", "2023-04-19", "TDI"),
        ("ORLEST, March 14, 2026 (Harbour News) - The harbour", "2026-03-14", "Harbour News"),
        ("Orlest (hn) – The harbour", None, "hn"),
        ("KESSELBROOK, 14. März 2026 — Der Hafen", "2026-03-14", None),
    ],
)
def test_a_dateline_gives_date_and_outlet(line: str, date: str | None, outlet: str | None) -> None:
    found = guesses(f"{line} {BODY}\n\nThe mayor, 3 May 2020 (AA): went.")
    expected = {"published": date, "outlet": outlet}
    assert found == {
        field: (value, GuessOrigin.DATELINE) for field, value in expected.items() if value
    }


def test_a_date_before_the_text_is_a_guess_and_the_text_stays_whole() -> None:
    data = f" date 2023-12-06 ORLEST, December 6 - {BODY}"
    assert guesses(data) == {"published": ("2023-12-06", GuessOrigin.FIRST_LINES)}
    assert text_of(data).text == data


@pytest.mark.parametrize(
    "head",
    [
        "Harbour open again\nBy Ida Quell\n14 March 2026\n",
        "Harbour open again\n\nBy Ida Quell | Northern Herald | March 14, 2026\n",
        "Harbour open again\nPublished: 2026-03-14\nVon Ida Quell\n",
    ],
)
def test_title_author_and_date_of_the_first_lines_are_guesses(head: str) -> None:
    found = guesses(f"{head}\n{BODY}\n")
    assert found["title"][0] == "Harbour open again"
    assert found["author"][0] == "Ida Quell"
    assert found["published"][0] == "2026-03-14"
    assert {origin for _value, origin in found.values()} == {GuessOrigin.FIRST_LINES}
    assert found.get("outlet", ("Northern Herald",))[0] == "Northern Herald"


@pytest.mark.parametrize(
    "data",
    [
        BODY,
        f"{BODY}\n{BODY}",
        "One\nTwo\nThree",
        f"By the way, the harbour is open.\n\n{BODY}",
        f"He said so in 2019 (twice): {BODY}",
        "The ferry carried 812 people on 3 May 2020 to Orlest and back again, he said.",
    ],
)
def test_a_text_that_says_nothing_of_itself_gives_no_guess(data: str) -> None:
    assert guesses(data) == {}


def test_a_date_with_two_readings_is_no_guess() -> None:
    assert "published" not in guesses(f"Harbour open\n04/03/2026\n\n{BODY}")


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2026-03-14_boats.txt", "2026-03-14"),
        ("news/20260314.txt", "2026-03-14"),
        ("a 2026.03.14.txt", "2026-03-14"),
    ],
)
def test_a_date_in_the_name_of_a_file_is_a_guess(name: str, date: str) -> None:
    assert guesses(BODY, name) == {"published": (date, GuessOrigin.FILE_NAME)}


@pytest.mark.parametrize(
    "name", ["000_21e585ebd94e20260314.txt", "2026-13-14.txt", "120260314.txt"]
)
def test_other_numbers_in_a_name_are_no_date(name: str) -> None:
    assert guesses(BODY, name) == {}


def test_lines_of_a_head_that_name_no_field_stay_in_the_text() -> None:
    found = text_of("Headline: Harbour\nsection: Sport\nPublisher: Herald\nid: a-1\n\nIt is open.")
    assert (found.metadata.title, found.metadata.outlet) == ("Harbour", "Herald")
    assert found.external_id == "a-1"
    assert found.text == "section: Sport\n\nIt is open."


def test_a_head_with_an_unclear_date_is_asked_about_and_read_once_answered() -> None:
    data = b"title: Harbour\ndate: 04/03/2026\n\nIt is open."
    _refused, question = (one for part in imports.parts("a.txt", data) for one in part.read())
    assert isinstance(question, FileQuestion)
    assert question.kind is QuestionKind.DATE_ORDER
    answers = Answers(files={"a.txt": FileAnswers(day_first=False)})
    (found,) = imports.read("a.txt", data, answers)
    assert isinstance(found, IncomingText)
    assert str(found.metadata.published) == "2026-04-03"


def test_markdown_loses_its_signs_and_keeps_its_blocks() -> None:
    data = (
        "# Boats *counted*\n\nThe **office** said [so](https://a.example/):\n\n- one\n- two\n\n"
        "> “We counted.”\n\n| Year | Boats |\n|---|---|\n| 2024 | 88 |\n\n"
        "<b>Bold</b> ~~gone~~ `x`\n"
    )
    found = text_of(data, "note.md")
    assert found.text == (
        "Boats counted\n\nThe office said so:"
        "\n\none\n\ntwo\n\n“We counted.”\n\nYear\tBoats\n2024\t88"
        "\n\nBold gone x"
    )
    assert found.guesses.values.title == "Boats counted"


def test_the_fields_at_the_top_of_markdown_are_stated() -> None:
    fields = 'title: "Boats"\nauthor: Ida Quell\ndate: 2026-03-14\ntags:\n  - sea'
    data = f"---\n{fields}\n---\n\nIt is open."
    found = text_of(data, "note.md")
    assert (found.metadata.title, found.metadata.author) == ("Boats", "Ida Quell")
    assert (str(found.metadata.published), found.text) == ("2026-03-14", "It is open.")
