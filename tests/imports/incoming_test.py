"""What is known of a text is cleaned and checked on its way in."""

from __future__ import annotations

from annotator.imports.incoming import FIELDS, IncomingText, Unreadable, incoming


def test_nul_and_lone_surrogates_are_cleaned_from_the_text_and_every_field() -> None:
    given = dict.fromkeys(FIELDS, "a\x00b\ud800c") | {
        "url": "https://a.example/\x00x",
        "date": "2025\udfff",
        "language": "e\x00n",
    }
    found = incoming("speech.txt", "The \x00bridge\udc80 is open.", given)
    assert isinstance(found, IncomingText)
    assert found.text == "The bridge is open."
    assert (found.metadata.title, found.metadata.outlet, found.metadata.author) == (
        "abc",
        "abc",
        "abc",
    )
    assert (found.metadata.url, str(found.metadata.published), found.metadata.language) == (
        "https://a.example/x",
        "2025",
        "en",
    )


def test_a_text_of_nothing_that_can_be_stored_is_none() -> None:
    assert incoming("a.txt", "\x00 \ud800\n", {}) == Unreadable("a.txt", "It is empty.")


def test_fields_of_blanks_are_as_good_as_none() -> None:
    found = incoming("a.txt", "The bridge", dict.fromkeys(FIELDS, " \n "))
    assert found == IncomingText("a.txt", "The bridge")


def test_fields_that_are_not_known_are_left_out() -> None:
    assert incoming("a.txt", "The bridge", {"colour": "red"}) == incoming("a.txt", "The bridge", {})
