"""JSON lines: a text a line, each on its own feet."""

from __future__ import annotations

import json

import pytest

from annotator import imports
from annotator.imports.incoming import Incoming, IncomingText, Read, Unreadable
from annotator.imports.questions import NO_ANSWERS, Answers, FileAnswers, FileQuestion


def read(*lines: str) -> list[Incoming]:
    return list(imports.read("feed.jsonl", "\n".join(lines).encode()))


def test_each_line_is_a_text_with_its_fields() -> None:
    first, second = read(
        json.dumps(
            {
                "text": "The harbour is open.",
                "title": "Harbour",
                "outlet": "Herald",
                "author": "Mara Holt",
                "url": "https://herald.example/1",
                "date": "2025-12-06",
                "language": "en",
            }
        ),
        '{"text": "Die Brücke ist offen.", "title": null, "more": [1, {"a": 2}]}',
    )
    assert isinstance(first, IncomingText)
    assert (first.metadata.title, first.metadata.outlet, first.metadata.author) == (
        "Harbour",
        "Herald",
        "Mara Holt",
    )
    assert (first.metadata.url, str(first.metadata.published), first.metadata.language) == (
        "https://herald.example/1",
        "2025-12-06",
        "en",
    )
    assert second == IncomingText("feed.jsonl, line 2", "Die Brücke ist offen.")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "It is not a JSON object: character 2 of the line does not fit. Check"),
        ("text", "It is not a JSON object"),
        ('["text"]', "It is not a JSON object."),
        ('"text"', "It is not a JSON object."),
        ("null", "It is not a JSON object."),
        ('{"text": "a"} {"text": "b"}', "It is not a JSON object"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "It is not a JSON object"),
        ('{"text": "a", "n": ' + "9" * 5_000 + "}", "It is not a JSON object"),
        ("{}", "It has no “text”."),
        ('{"text": null}', "It has no “text”."),
        ('{"text": ["The bridge"]}', "It has no “text”."),
        ('{"text": " "}', "It holds no text."),
        ('{"text": "a", "title": ["b"]}', "“title” must be text."),
        ('{"text": "a", "outlet": true}', "“outlet” must be text."),
        ('{"text": "a", "date": "yesterday"}', "“yesterday” is not a date."),
        ('{"text": "a", "url": "data:text/html,a"}', "“data:text/html,a” is not the address"),
    ],
)
def test_a_bad_line_is_named_and_the_others_come_in(line: str, reason: str) -> None:
    before, bad, after = read('{"text": "One."}', line, '{"text": "Three."}')
    assert before == IncomingText("feed.jsonl, line 1", "One.")
    assert isinstance(bad, Unreadable)
    assert bad.name == "feed.jsonl, line 2"
    assert bad.reason.startswith(reason)
    assert after == IncomingText("feed.jsonl, line 3", "Three.")


def test_blank_lines_count_but_give_nothing() -> None:
    (found,) = read("", "  \r", '{"text": "One."}\r', "")
    assert found == IncomingText("feed.jsonl, line 3", "One.")


@pytest.mark.parametrize(
    ("identity", "title"), [('"a-17"', "a-17"), ("17", "17"), ("null", None), ("[1]", None)]
)
def test_a_text_without_a_title_has_its_id_for_one(identity: str, title: str | None) -> None:
    (found,) = read(f'{{"text": "One.", "doc_id": {identity}}}')
    assert isinstance(found, IncomingText)
    assert found.metadata.title == title


def test_nul_and_half_a_surrogate_pair_are_cleaned_away() -> None:
    (found,) = read(r'{"text": "The \u0000bridge\ud83c is open \ud83c\udf09", "title": "\udf09a"}')
    assert isinstance(found, IncomingText)
    assert (found.text, found.metadata.title) == ("The bridge is open 🌉", "a")


def test_line_separators_within_a_text_end_no_line() -> None:
    (found,) = read(json.dumps({"text": "One\u2028two\x85three\nfour"}, ensure_ascii=False))
    assert isinstance(found, IncomingText)
    assert found.text == "One\u2028two\x85three\nfour"


def everything(data: str, answers: Answers = NO_ANSWERS, name: str = "feed.json") -> list[Read]:
    return [one for part in imports.parts(name, data.encode(), answers) for one in part.read()]


@pytest.mark.parametrize(
    "data",
    [
        '[{"text": "One."}, {"text": "Two."}]',
        '[\n  {"text": "One."},\n  {"text": "Two."}\n]\n',
        '{\n "text": "One."\n}\n{\n "text": "Two."\n}\n',
        '{"text": "One."}\n{"text": "Two."}\n',
        '{"count": 2, "articles": [{"text": "One."}, {"text": "Two."}]}',
        '{"response": {"results": [{"text": "One."},\n {"text": "Two."}], "pages": [1]}}',
    ],
)
@pytest.mark.parametrize("name", ["feed.json", "feed.jsonl"])
def test_lists_and_objects_over_several_lines_are_texts(data: str, name: str) -> None:
    found = everything(data, name=name)
    assert [one.text for one in found if isinstance(one, IncomingText)] == ["One.", "Two."]
    assert len(found) == 2


def test_values_of_other_kinds_are_read_where_they_are_clear_and_all_others_are_kept() -> None:
    (found,) = everything(
        json.dumps(
            {
                "text": "One.",
                "title": 1984,
                "date": 2026,
                "authors": ["Ida Quell", "Mara Holt"],
                "publisher": {"name": "Herald", "id": 7},
                "guid": "a-1",
                "tags": ["sea", 5],
                "score": float("nan"),
                "none": None,
            }
        )
    )
    assert isinstance(found, IncomingText)
    assert found.metadata.title == "1984"
    assert str(found.metadata.published) == "2026"
    assert (found.metadata.author, found.metadata.outlet) == ("Ida Quell; Mara Holt", "Herald")
    assert found.external_id == "a-1"
    assert found.other_fields == {"publisher.id": "7", "tags": '["sea", 5]', "score": "NaN"}


def test_objects_without_text_are_asked_about_with_their_names_and_values() -> None:
    data = '[{"source": {"name": "Herald"}, "content": "One."}, {"content": "Two.", "n": 2}]'
    question, refused = everything(data)
    assert isinstance(question, FileQuestion)
    assert question.columns == ("source.name", "content", "n")
    assert question.rows[0] == ("Herald", "One.", "null")
    assert question.suggested == {"text": "content", "outlet": "source.name"}
    assert isinstance(refused, Unreadable)
    answers = Answers(everywhere=FileAnswers(columns=question.suggested))
    one, two = everything(data, answers)
    assert isinstance(one, IncomingText)
    assert (one.text, one.metadata.outlet) == ("One.", "Herald")
    assert isinstance(two, IncomingText)
    assert two.other_fields == {"n": "2"}
