"""Pages, PDF files and texts are read; what breaks the reader breaks nothing else."""

from __future__ import annotations

import pytest

from annotator.errors import NotFetched
from annotator.fetching import fetched, uploaded
from annotator.fetching.download import Downloaded
from annotator.fetching.reading import read
from tests.fetching.files import article, pdf
from tests.fetching.server import page, serving

AZERBAIJANI = "Limanda heç kim xəsarət almayıb, gəmilər sərbəst işləyir. العربية עברית 🚢"


def test_a_page_gives_its_text_and_what_it_says_of_itself() -> None:
    with serving(page(article(AZERBAIJANI), Content_Type="text/html")) as server:
        found = fetched(server.address + "/news", server.rules)
    assert (found.title, found.publisher) == ("Harbour open again", "Orlest Courier")
    assert str(found.published) == "2025-12-05"
    assert found.media_type == "text/html"
    assert AZERBAIJANI in found.text
    assert "Home" not in found.text


@pytest.mark.parametrize(
    ("mark", "marked"),
    [
        ('<script type="application/ld+json">{"@type": "ClaimReview"}</script>', True),
        ('<div itemtype="https://schema.org/ClaimReview"></div>', True),
        ("<p>A ClaimReview is a mark.</p>", False),
    ],
)
def test_a_page_that_is_marked_as_a_fact_check_is_known_by_it(mark: str, marked: bool) -> None:
    assert uploaded("page.html", article(mark)).claim_review is marked


def test_the_encoding_that_the_answer_names_is_believed() -> None:
    body = "Пожар на складе в Орлесте потушен, пострадавших нет.".encode("cp1251")
    with serving(page(body, Content_Type="text/plain; charset=windows-1251")) as server:
        assert "пострадавших нет" in fetched(server.address, server.rules).text


def test_a_pdf_gives_the_text_of_its_pages() -> None:
    found = uploaded("bulletin.bin", pdf("Nobody was treated.", "The harbour is open."))
    assert found.text.split("\n\n") == ["Nobody was treated.", "The harbour is open."]
    assert found.media_type == "application/pdf"


def test_a_text_is_taken_as_it_is() -> None:
    given = f"outlet: no head here\n\n{AZERBAIJANI}"
    assert uploaded("доклад.txt", given.encode()).text == given


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("scan.pdf", pdf("", ""), "pictures of its pages and no text"),
        ("many.pdf", pdf(*["a"] * 501), "has 501 pages"),
        ("cut.pdf", pdf("Nobody was treated.")[:60], "is damaged"),
        ("empty.pdf", b"%PDF-1.7\n", "is damaged"),
        ("empty.html", b"<html></html>", "No article was found"),
        ("tags.html", b"<html>" + b"<b>" * 100_001, "It has 100,002 tags; a page may have 100,000"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary data"),
        ("blank.txt", b" \n ", "It is empty"),
    ],
)
def test_a_file_without_a_text_is_named_with_what_to_do(
    name: str, data: bytes, complaint: str
) -> None:
    with pytest.raises(NotFetched, match=rf"{complaint}.* Paste the text instead\.$"):
        uploaded(name, data)


def test_another_type_is_named() -> None:
    with (
        serving(page(b"GIF89a", Content_Type="image/gif")) as server,
        pytest.raises(NotFetched, match="“image/gif”"),
    ):
        fetched(server.address, server.rules)


def test_a_reader_that_takes_too_long_is_ended() -> None:
    with pytest.raises(NotFetched, match="too much time or memory"):
        read(Downloaded(article(), "text/html"), seconds=0.01)
