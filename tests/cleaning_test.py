"""What may come in, and what may be linked to."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.cleaning import LARGEST, clean, one_line, web_address, whole_number, without_login
from annotator.errors import BadInput

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


def test_nul_and_lone_surrogates_go_and_all_else_stays() -> None:
    assert clean("a\x00b\ud800c\udfffd") == "abcd"
    assert (
        clean("\x01\t\r\n \u202e\u200b\ufeff🌉e\u0301") == "\x01\t\r\n \u202e\u200b\ufeff🌉e\u0301"
    )


@settings(deadline=None)
@given(ANY_TEXT)
def test_what_is_clean_can_be_stored_and_stays_clean(text: str) -> None:
    cleaned = clean(text)
    assert b"\x00" not in cleaned.encode()
    assert clean(cleaned) == cleaned


@settings(deadline=None)
@given(ANY_TEXT)
def test_one_line_has_single_blanks_within_and_none_around(text: str) -> None:
    line = one_line(text)
    assert line.split() == line.split(" ") if line else not clean(text).strip()
    assert "".join(line.split()) == "".join(clean(text).split())


@given(st.integers(0, LARGEST))
@example(LARGEST)
def test_a_number_that_a_column_holds_is_read(number: int) -> None:
    assert whole_number(str(number)) == number


@given(st.integers(LARGEST + 1).map(str))
@example("9" * 5000)
@example("")
@example("-1")
@example("1_0")
@example("²")
@example("١٢")
def test_anything_else_is_no_number(written: str) -> None:
    assert whole_number(written) is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://relief.example/bulletins/5", "https://relief.example/bulletins/5"),
        (" http://relief.example ", "http://relief.example"),
        ("\thttps://relief.example/a\n", "https://relief.example/a"),
        ("HTTP://Relief.Example/A?B=C#D", "http://Relief.Example/A?B=C#D"),
        ("hTTpS://relief.example", "https://relief.example"),
        ("http://[2001:db8::1]/a", "http://[2001:db8::1]/a"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("http://relief.example:8000/a", "http://relief.example:8000/a"),
        ("https://relief.example//@reader", "https://relief.example//@reader"),
        ("https://мост.example/новости?q=открыт", "https://мост.example/новости?q=открыт"),
        ("https://relief.example/a%20b", "https://relief.example/a%20b"),
        ("https://relief.example/\x00a", "https://relief.example/a"),
        ("\u00a0https://relief.example/\u2003", "https://relief.example/"),
        ("https://relief.example/?u=javascript:a()", "https://relief.example/?u=javascript:a()"),
    ],
)
def test_an_address_of_a_page_is_kept_with_its_scheme_in_lower_case(
    written: str, kept: str
) -> None:
    assert web_address(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "relief.example",
        "//relief.example/a",
        "/bulletins/5",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "javascript://relief.example/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://relief.example/a",
        "mailto:desk@relief.example",
        "http:",
        "http://",
        "http:///a",
        "http:relief.example",
        "http:/relief.example",
        "http:\\\\relief.example",
        "http://:80/",
        "http://[::1",
        "http://[not an address]/",
        "http://relief.example/a b",
        "http://relief example/",
        "http://relief.example/\u00a0a",
        "https://relief.example/ https://other.example/",
        "http://relief.example/\x01",
        "\x01http://relief.example/",
        "\x1bhttps://relief.example/",
        "http://relief.example/\x7f",
        "http\x00s\x01://relief.example/",
    ],
)
def test_anything_else_is_refused_at_its_field(written: str) -> None:
    with pytest.raises(BadInput, match="is not the address of a page") as refusal:
        web_address(written)
    assert refusal.value.field == "url"
    assert str(refusal.value).endswith("It must begin with http:// or https://.")


@pytest.mark.parametrize(
    ("written", "without"),
    [
        ("https://reader:word@relief.example/", "https://relief.example/"),
        (" HTTP://reader@relief.example?a@b", " HTTP://relief.example?a@b"),
        ("http://reader:w@rd@relief.example", "http://relief.example"),
        ("http://reader:word@/", "http:///"),
        ("ftp://reader:word@relief.example/", "ftp://relief.example/"),
        ("//reader:word@relief.example", "//relief.example"),
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(written: str, without: str) -> None:
    with pytest.raises(BadInput, match="a name or a password") as refusal:
        web_address(written)
    assert "reader" not in str(refusal.value)
    assert without_login(written) == without
    assert without_login(without) == without


@settings(deadline=None)
@given(ANY_TEXT, ANY_TEXT, st.sampled_from(["", "http://", "HTTPS://", "http://relief.example/"]))
@example("\x0c\x02", "relief.example", "http://")
def test_whatever_is_kept_begins_with_the_scheme_that_was_given(
    before: str, after: str, start: str
) -> None:
    written = before + start + after
    try:
        kept = web_address(written)
    except BadInput:
        return
    assert kept.startswith(("http://", "https://"))
    assert urlsplit(kept).hostname
    assert kept.lower() == one_line(written).lower()
    assert web_address(kept) == kept
