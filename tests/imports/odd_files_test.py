"""The odd files beside the repository: each gives what a right import gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import imports
from annotator.import_states import GuessOrigin, QuestionKind
from annotator.imports.incoming import FileNote, IncomingText, Read, Unreadable
from annotator.imports.questions import FileQuestion

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "imports"
if not FOLDER.is_dir():  # pragma: no cover
    pytest.skip("the odd files are not beside the repository", allow_module_level=True)

FERRY = "Transport minister Edda Sarrow said that the ferry to Orlest carried 812 people on Monday."
GERMAN = (
    "Die Bürgermeisterin Ægid Sørlund sagte, der Zuschuß betrage 5 € je Tag – „mehr geht nicht“."
)
BRIDGE = "Mayor Tilo Brandt said that the bridge at Kesselbrook cost 4 million marks."


def everything(name: str) -> list[Read]:
    found = imports.parts(name, (FOLDER / name).read_bytes())
    return [one for part in found for one in part.read()]


def texts(name: str) -> list[IncomingText]:
    return [one for one in everything(name) if isinstance(one, IncomingText)]


def refusals(name: str) -> list[Unreadable]:
    return [one for one in everything(name) if isinstance(one, Unreadable)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("i01-utf16be-nobom.txt", f"{FERRY} A third line here.\n"),
        ("i01-utf16le-bom.txt", f"{FERRY} é"),
        ("i01-utf16le-nobom.txt", f"{FERRY} A second line here.\n"),
        ("i01-utf32-bom.txt", f"{FERRY} A fourth line here.\n"),
        ("i03-excel-unicode.csv", f"{FERRY} In UTF-16 tabs."),
        ("i04-sep-line.csv", f"{FERRY} With a sep line."),
        ("i02-excel-cp1252.csv", GERMAN),
        ("i09-array.json", "Array row says that 41 boats sank."),
        ("i09-pretty.jsonl", "Pretty row says that 43 boats sank."),
        ("i16-list.tsv", "Tsv row says that 97 boats sank."),
        ("i16-noext", "Tilo Brandt said that 99 boats sank.\n"),
        ("i16-note.md", "Boats\n\nTilo Brandt said that 98 boats sank."),
        ("i16-report.docx", "Word says that 95 boats sank."),
        ("i16-renamed-docx.txt", "Word says that 95 boats sank."),
        ("i21-unicode.txt", "Zoë said that the 5 € café sold 812 “rolls” – «all»."),
        ("i23-one.txt", "Edda Sarrow said that 5501 boats sank."),
    ],
)
def test_one_text_comes_in_exactly(name: str, text: str) -> None:
    (found,) = everything(name)
    assert isinstance(found, IncomingText)
    assert found.text == text


def test_a_quoted_cell_keeps_its_breaks_quotes_and_blank_line() -> None:
    first, second = texts("i05-quoted.csv")
    assert first.text.replace("\r\n", "\n") == (
        'Line one, said Edda Sarrow.\n\nShe said: "the harbour holds 40 boats", and left.\n'
        "Third line."
    )
    assert (second.text, second.metadata.outlet) == (BRIDGE, "Harbour Courier")


def test_a_stray_quote_costs_its_row_alone() -> None:
    assert [one.metadata.outlet for one in texts("i06-stray-quote.csv")] == ["A", "C"]
    (refused,) = refusals("i06-stray-quote.csv")
    assert refused.name == "i06-stray-quote.csv, line 3"
    assert "Double the mark, or remove it." in refused.reason


def test_rows_of_other_lengths_are_read_and_noted() -> None:
    first, second, third = texts("i07-ragged.csv")
    assert (first.metadata.published, str(second.metadata.published)) == (None, "2026-01-01")
    assert str(third.metadata.published) == "2026-01-02"
    assert sum(isinstance(one, FileNote) for one in everything("i07-ragged.csv")) == 2


def test_nulls_are_unknown_and_lines_without_a_text_are_named() -> None:
    found = texts("i08-nulls.jsonl")
    rows = [one.text.split()[2] for one in found]
    assert rows == ["one", "three", "four", "five", "six"]
    assert found[0].metadata.outlet is None
    assert str(found[1].metadata.published) == "2026"
    assert found[2].metadata.author == "A; B"
    lines = [one.name.rsplit(" ", 1)[-1] for one in refusals("i08-nulls.jsonl")]
    assert lines == ["3", "6", "7", "9"]


def test_a_list_of_json_is_a_text_each() -> None:
    assert [one.text[15:] for one in texts("i09-array.jsonl")] == [
        "that 41 boats sank.",
        "that 42 boats sank.",
    ]


def test_what_a_mac_and_windows_leave_is_skipped_and_listed() -> None:
    assert [one.name for one in texts("i11-mac.zip")] == [
        "i11-mac.zip/news/a.txt",
        "i11-mac.zip/news/sub/b.txt",
    ]
    notes = [one.name for one in everything("i11-mac.zip") if isinstance(one, FileNote)]
    assert [name.rsplit("/", 1)[-1] for name in notes] == [
        "._a.txt",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
    ]


@pytest.mark.parametrize(
    ("name", "shown", "asked"),
    [
        ("i12-names-cp1251.zip", "Новости.txt", True),
        ("i12-names-cp850.zip", "Überschrift-alt.txt", True),
        ("i12-names-utf8-noflag.zip", "Überschrift-neu.txt", False),
    ],
)
def test_names_in_old_encodings_are_read_and_asked_about(
    name: str, shown: str, asked: bool
) -> None:
    (found,) = texts(name)
    assert found.name == f"{name}/{shown}"
    questions = [one for one in everything(name) if isinstance(one, FileQuestion)]
    assert [one.kind for one in questions] == [QuestionKind.NAMES] * asked
    assert [one.choices[0].sample for one in questions] == [shown] * asked


def test_dates_in_any_clear_form_are_read_and_impossible_ones_are_named() -> None:
    dates = {
        one.name.rsplit(" ", 1)[-1]: one.metadata.published for one in texts("i13-dates.jsonl")
    }
    assert {line: str(date) for line, date in dates.items() if str(date) != "2026-03-14"} == {
        "3": "2020-08-25",
        "10": "2026-03-04",
        "15": "1895-06-01",
        "17": "2026",
        "19": "None",
    }
    assert len(dates) == 14
    lines = [one.name.rsplit(" ", 1)[-1] for one in refusals("i13-dates.jsonl")]
    assert lines == ["9", "11", "12", "13", "14"]


@pytest.mark.parametrize(
    ("name", "outlet", "date", "begins"),
    [
        ("i14-head-crlf.txt", "Küstenbote", "None", f"{BRIDGE} With CRLF."),
        ("i14-head-nodate.txt", "None", "2026-03-14", f"{BRIDGE} With a date in words."),
        ("i14-head-unknown.txt", "Northern Herald", "2026-03-14", f"{BRIDGE} With an odd head."),
    ],
)
def test_head_lines_become_fields(name: str, outlet: str, date: str, begins: str) -> None:
    (found,) = texts(name)
    assert found.metadata.title == "Ferry counts"
    assert (str(found.metadata.outlet), str(found.metadata.published)) == (outlet, date)
    assert found.text.startswith(begins)


def test_entities_and_breaks_of_a_page_are_read() -> None:
    (found,) = texts("i15-amp-nbsp.html")
    heading, boats, verse = found.text.split("\n\n")
    assert heading == "A & B"
    assert boats.startswith("Edda Sarrow said that 5 % of the boats — 40 of them — sank")
    assert verse.startswith("Line one\nline two of the verse")


def test_a_page_is_decoded_by_its_meta_element() -> None:
    (found,) = texts("i15-cp1251-meta.html")
    heading, minister, mayor = found.text.split("\n\n")
    assert heading == found.guesses.values.title == "Новости"
    assert minister.startswith("Министр Эдда Сарроу сказала, что паром перевёз 812 человек")
    assert mayor.startswith("Мэр Тило Брандт сказал")


def test_a_table_keeps_its_cells_apart_and_menus_are_no_part_of_a_page() -> None:
    (found,) = texts("i15-table.html")
    assert "Home" not in found.text
    assert "Copyright" not in found.text
    assert "Year\tBoats\n2024\t88\n2025\t91" in found.text
    assert "late.\n\nTilo Brandt" in found.text
    assert found.guesses.origins["title"] is GuessOrigin.PAGE_HEAD


@pytest.mark.parametrize("name", ["i16-note.rtf", "i16-rtf-as.txt"])
def test_rich_text_is_refused_with_what_to_do(name: str) -> None:
    reason = "It is in Rich Text Format (RTF). Save it as .docx or .txt."
    assert everything(name) == [Unreadable(name, reason)]


def test_signs_of_control_are_kept_as_received() -> None:
    (found,) = texts("i17-controls.txt")
    assert found.text == (FOLDER / "i17-controls.txt").read_bytes().decode()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("i18-*")), ids=lambda path: str(path.name))
def test_what_is_empty_is_named_as_empty(path: Path) -> None:
    (found,) = everything(path.name)
    assert isinstance(found, Unreadable)
    assert found.name == path.name
    assert found.reason.startswith("It is empty")


def test_external_ids_and_unknown_columns_come_in() -> None:
    first, second = texts("i20-external-id.jsonl")
    assert (first.external_id, first.other_fields) == ("VER-2026-000123", {"topic": "sea"})
    assert first.metadata.title == "Boats counted"
    assert (second.external_id, second.other_fields) == ("VER-2026-000124", {})
