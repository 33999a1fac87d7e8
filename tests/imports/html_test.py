"""Web pages: the article and what the page says of itself, and nothing of what it tries."""

from __future__ import annotations

import time

import pytest

from annotator import imports
from annotator.import_states import GuessOrigin
from annotator.imports.incoming import IncomingText, Unreadable
from annotator.imports.limits import MOST_TAGS

ARTICLE = "".join(
    f"<p>The harbour of {place} was open again on Saturday, the ministry of transport said in a"
    " statement to reporters, and ships would leave it from Monday on.</p>"
    for place in ("Orlest", "Port Aldane", "Kesselbrook", "Tarn")
)
NO_ARTICLE = "No article was found in the page. Save its text as .txt and import that."


def page(head: str = "", body: str = ARTICLE, language: str = "en") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{head}</head>'
        f"<body><nav><a href='/'>Home</a></nav><article>{body}</article>"
        "<footer>© 2019 The Northern Herald</footer></body></html>"
    ).encode()


def text_of(data: bytes, name: str = "harbour.html") -> IncomingText:
    (found,) = imports.read(name, data)
    assert isinstance(found, IncomingText), found
    return found


@pytest.mark.parametrize("name", ["harbour.html", "harbour.htm", "HARBOUR.HTML"])
def test_an_article_comes_in_with_what_the_page_says_of_it(name: str) -> None:
    found = text_of(
        page(
            "<title>The harbour is working | Herald</title>"
            '<meta property="og:title" content="The harbour is working">'
            '<meta property="og:site_name" content="Northern Herald">'
            '<meta name="author" content="Mara Holt">'
            '<meta property="article:published_time" content="2025-12-06T10:00:00+01:00">'
            '<link rel="canonical" href="https://herald.example/harbour">'
        ),
        name,
    )
    assert found.text.startswith("The harbour of Orlest was open again on Saturday")
    assert "The harbour of Tarn" in found.text
    assert "Home" not in found.text
    guessed = found.guesses.values
    assert guessed.title == "The harbour is working"
    assert guessed.outlet == "Northern Herald"
    assert guessed.author == "Mara Holt"
    assert str(guessed.published) == "2025-12-06"
    assert found.guesses.origins == dict.fromkeys(
        ("title", "outlet", "author", "published"), GuessOrigin.PAGE_HEAD
    )
    assert found.metadata.url == "https://herald.example/harbour"
    assert found.metadata.language == "en"


def test_a_page_may_say_its_language_with_its_country() -> None:
    assert text_of(page(language="de-AT")).metadata.language == "de"


@pytest.mark.parametrize(
    "data", [b"<html><body></body></html>", b"<nav><a href='/'>Home</a></nav>", b"hello", b"<" * 50]
)
def test_a_page_without_an_article_is_refused_with_what_to_do(data: bytes) -> None:
    assert list(imports.read("home.html", data)) == [Unreadable("home.html", NO_ARTICLE)]


def test_an_empty_page_is_empty() -> None:
    assert list(imports.read("home.html", b" \n")) == [Unreadable("home.html", "It is empty.")]


def test_scripts_styles_and_handlers_are_no_part_of_the_text() -> None:
    found = text_of(
        page(
            "<script>window.first = 'canary'</script><style>.canary {}</style>",
            "<script>alert('canary')</script><p onclick=\"canary()\">The <b>bridge</b> is open.</p>"
            f"{ARTICLE}<img src=x onerror='canary()'><iframe src='javascript:canary()'></iframe>"
            "<noscript>canary</noscript><svg onload=canary()></svg>",
        )
    )
    assert "canary" not in found.text
    assert "The bridge is open." in found.text


def test_markup_that_a_page_shows_as_text_is_text() -> None:
    found = text_of(page("", f"<p>&lt;script&gt;alert(1)&lt;/script&gt; they wrote.</p>{ARTICLE}"))
    assert "<script>alert(1)</script> they wrote." in found.text


def test_the_year_of_a_copyright_line_is_no_date_of_publication() -> None:
    assert text_of(page()).guesses.values.published is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://herald.example/the harbour", "http://", "/harbour"]
)
def test_an_address_that_no_link_may_carry_is_left_out_and_the_text_comes_in(address: str) -> None:
    found = text_of(page(f'<meta property="og:url" content="{address}">'))
    assert found.metadata.url is None
    assert "The harbour of Tarn" in found.text


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1251", "utf-16"])
def test_the_encoding_that_a_page_names_is_believed(encoding: str) -> None:
    place = "Сент-Орлест" if encoding == "cp1251" else "Orlést"
    declared = page().decode().replace("utf-8", encoding).replace("Orlest", place).replace("©", "")
    assert f"The harbour of {place} was" in text_of(declared.encode(encoding)).text


def test_a_page_of_endless_tags_is_refused_at_once() -> None:
    data = b"<p>word</p>" * (MOST_TAGS // 2 + 1)
    start = time.process_time()
    (found,) = imports.read("endless.html", data)
    assert time.process_time() - start < 0.5
    assert found == Unreadable(
        "endless.html",
        "It has 100,002 tags; a page may have 100,000. Save its text as .txt and import that.",
    )


def test_deeply_nested_tags_end_no_import() -> None:
    (found,) = imports.read("deep.html", b"<div>" * 50_000 + b"The harbour.")
    assert isinstance(found, Unreadable)
