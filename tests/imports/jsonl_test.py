"""JSON lines: a text a line, each on its own feet."""

from __future__ import annotations

import json

import pytest

from annotator import imports
from annotator.imports.incoming import Incoming, IncomingText, Unreadable


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
        ('{"text": "a", "title": 5}', "“title” must be text."),
        ('{"text": "a", "date": 2025}', "“date” must be text."),
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
