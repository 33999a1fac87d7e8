"""Whatever is offered gives texts or reasons, never an exception, and never takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import imports
from annotator.cleaning import clean
from annotator.imports import READERS, SUFFIXES
from annotator.imports.incoming import Incoming, IncomingText, Unreadable
from annotator.operations.corpus import documents
from annotator.records import DocumentMetadata
from annotator.storage.database import Database
from annotator.terms import ImportOutcome

HUGE = 50 * 1024 * 1024
ALL_SUFFIXES = st.sampled_from(SUFFIXES)
# Bytes that lead further into the readers than any bytes would.
PIECES = st.lists(
    st.sampled_from(
        [
            *(b"text", b"title", b"date", b"url", b"doc_id", b"2025-12-06", b"https://a.example/"),
            *(b":", b",", b";", b"\t", b'"', b"\n", b"\r\n", b"\n\n", b"{", b"}", b"[", b"null"),
            *(b"\\ud800", b"\\u0000", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xe9"),
            *(b"<p>", b"</p>", b"<article>", b"<title>", b"<script>", b"<meta", b"&#0;", b"PK\x03"),
            *("мост".encode(), "мост".encode("cp1251"), "café".encode("utf-16")),
        ]
    )
    | st.binary(max_size=8),
    max_size=30,
).map(b"".join)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_is_named_with_its_reason(suffix: str) -> None:
    (found,) = imports.read(f"nothing{suffix}", b"")
    assert isinstance(found, Unreadable)
    assert found.name == f"nothing{suffix}"
    assert found.reason == "It is empty."


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_picture_under_any_name_is_refused(suffix: str) -> None:
    (found,) = imports.read(f"picture{suffix}", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 50)
    assert isinstance(found, Unreadable)


@pytest.mark.parametrize("name", ["speech.txt.exe", "a/b.py", "speech.rar"])
def test_a_kind_that_is_not_known_is_told_which_kinds_are(name: str) -> None:
    (found,) = imports.read(name, b"some text")
    assert isinstance(found, Unreadable)
    assert found.name == name
    assert found.reason.startswith("It is not one of .txt, .text, .md,")


@pytest.mark.parametrize("name", ["speech", "txt", "a/b", "speech v2", "Rede vom 14. März", "12.3"])
def test_a_name_without_an_ending_is_told_by_its_content(name: str) -> None:
    (found,) = imports.read(name, b"We are here.")
    assert isinstance(found, IncomingText)
    (found,) = imports.read(name, b'{"text": "We are here."}')
    assert isinstance(found, IncomingText)
    assert found.text == "We are here."


@pytest.mark.parametrize("name", ["SPEECH.TXT", "Speech.Txt", "our speech.v2.txt"])
def test_the_ending_counts_in_any_case(name: str) -> None:
    (found,) = imports.read(name, b"We are here.")
    assert isinstance(found, IncomingText)
    assert found.text == "We are here."


def test_a_name_with_bytes_of_another_encoding_is_cleaned() -> None:
    name = b"sp\xeach.txt".decode("utf-8", "surrogateescape")
    (found,) = imports.read(name, b"We are here.")
    assert isinstance(found, IncomingText)
    assert found.name == "spch.txt"


@settings(deadline=None, max_examples=400)
@given(suffix=ALL_SUFFIXES, data=st.binary(max_size=400) | PIECES)
def test_no_bytes_under_any_ending_raise_and_all_that_comes_out_can_be_stored(
    suffix: str, data: bytes
) -> None:
    for found in imports.read(f"any{suffix}", data):
        said = [found.name, *_words(found)]
        assert all(said)
        for words in said:
            assert words == clean(words)
        if isinstance(found, IncomingText):
            assert found.text.strip()


@settings(deadline=None)
@given(name=st.text(max_size=20), suffix=st.sampled_from(["", *SUFFIXES]))
def test_no_name_raises(name: str, suffix: str) -> None:
    for found in imports.read(name + suffix, b"text\nWe are here."):
        assert found.name == clean(found.name)


@pytest.mark.parametrize("suffix", READERS)
def test_a_file_of_one_enormous_line_is_done_with_in_seconds(suffix: str, sqlite_url: str) -> None:
    data = b"word " * (HUGE // 5)
    start = time.process_time()
    ((_, outcome, reason),) = _imported(sqlite_url, f"huge{suffix}", data)
    assert outcome is ImportOutcome.FAILED
    assert reason
    assert len(reason) < 400
    assert time.process_time() - start < 5


def test_a_text_that_is_too_long_is_refused_with_its_length_and_what_to_do(sqlite_url: str) -> None:
    ((name, outcome, reason),) = _imported(sqlite_url, "huge.txt", b"a" * HUGE)
    assert (name, outcome) == ("huge.txt", ImportOutcome.FAILED)
    assert reason == (
        "It has 52,428,800 characters; a document may have 2,000,000. Cut it into parts."
    )


def test_an_enormous_text_keeps_none_of_the_others_out(sqlite_url: str) -> None:
    lines = b'{"text": "' + b"a" * 3_000_000 + b'"}\n{"text": "The harbour is open."}\n'
    outcomes = [outcome for _, outcome, _ in _imported(sqlite_url, "feed.jsonl", lines)]
    assert outcomes == [ImportOutcome.FAILED, ImportOutcome.IMPORTED]


def _words(found: Incoming) -> list[str]:
    if isinstance(found, Unreadable):
        return [found.reason]
    given = (
        found.text,
        found.metadata.title,
        found.metadata.outlet,
        found.metadata.author,
        found.metadata.url,
        found.metadata.language,
    )
    return [words for words in given if words is not None]


def _imported(url: str, name: str, data: bytes) -> list[tuple[str, ImportOutcome, str | None]]:
    database = Database(url)
    try:
        with database.writing() as session:
            return documents.import_texts(
                session,
                batch_id=documents.begin_import(session, label="huge"),
                incoming=imports.read(name, data),
                unstated=DocumentMetadata(),
            )
    finally:
        database.dispose()
