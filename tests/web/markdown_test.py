"""Guidelines in Markdown: laid out as written, and unable to hurt those who read them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from annotator.web.markdown import rendered

ALLOWED = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
HOSTILE = st.lists(
    st.sampled_from(
        [
            *("<script>", "</script>", "<img src=x onerror=a()>", "<a href='javascript:a()'>"),
            *("[a](", "![a](", "javascript:a()", "data:text/html,a", "https://a.example", ")", "<"),
            *(">", "`", "```\n", "\n\n", "# ", "| a | b |\n", "|-|-|\n", "- ", "1. ", "> ", "&lt;"),
            *("&#106;avascript:", "\\", "\x00", "*", "_", "onclick=a()", '"', "'", "<!--", "-->"),
        ]
    )
    | st.text(max_size=5),
    max_size=15,
).map("".join)


class Seen(HTMLParser):
    """The tags of a page, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_markdown_is_laid_out_as_written() -> None:
    html = rendered(
        "Be *fair* and **exact**.\n\n- one\n- two\n\n1. first\n\n> quoted\n\n---\n\n`code`\n"
    )
    assert isinstance(html, Markup)
    for part in (
        "<p>Be <em>fair</em> and <strong>exact</strong>.</p>",
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
        "<ol>\n<li>first</li>\n</ol>",
        "<blockquote>\n<p>quoted</p>\n</blockquote>",
        "<hr>",
        "<code>code</code>",
    ):
        assert part in html


def test_headings_begin_below_those_of_the_page_and_none_overtakes_another() -> None:
    html = rendered("\n\n".join(f"{'#' * level} Level {level}" for level in range(1, 7)))
    levels = re.findall(r"<h(\d)>Level \d</h\1>", html)
    assert levels == ["3", "4", "5", "6", "6", "6"]


def test_a_heading_that_is_shown_as_code_stays_as_it_is_written() -> None:
    assert "&lt;h1&gt;a&lt;/h1&gt;" in rendered("`<h1>a</h1>`")


def test_a_table_is_a_table() -> None:
    html = rendered("| verdict | when |\n|:--|--:|\n| supported | it is so |\n")
    assert [tag for tag, _ in Seen(html).tags] == [
        *("table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"),
    ]
    assert "style" not in html


def test_a_link_opens_nothing_that_the_other_page_could_use() -> None:
    assert Seen(rendered("[the guide](https://a.example/guide?a=b&c=d)")).tags == [
        ("p", {}),
        ("a", {"href": "https://a.example/guide?a=b&c=d", "rel": "noopener noreferrer nofollow"}),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java&#115;cript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "\x01javascript:alert(1)",
        "<javascript:alert(1)>",
        "<java\tscript:alert(1)>",
        "vbscript:alert(1)",
        "data:text/html,alert(1)",
        "data:image/png;base64,AAAA",
        "data:image/svg+xml,alert(1)",
        "file:///etc/passwd",
        "ftp://a.example",
        "mailto:a@a.example",
    ],
)
@pytest.mark.parametrize("form", ["[read]({})", "![read]({})", "[read][1]\n\n[1]: {}", "<{}>"])
def test_only_pages_are_linked_to(address: str, form: str) -> None:
    for tag, attributes in Seen(rendered(form.format(address))).tags:
        assert tag in ("p", "a")
        # What has no scheme is a path of our own, whatever it looks like.
        assert urlsplit(str(attributes.get("href", ""))).scheme in ("", "http", "https")


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="https://a.example" onclick="alert(1)">a</a>',
        "<b>bold</b>",
        "<iframe src='https://a.example'></iframe>",
        "<svg onload=alert(1)>",
        "<style>p { display: none }</style>",
        "<p style='color:red'>red</p>",
        "</p></main><form action=/admin>",
        "<!-- hidden -->",
        "<?php a() ?>",
        "<![CDATA[a]]>",
    ],
)
@pytest.mark.parametrize(
    "form", ["{}", "A line with {} in it.", "- {}", "> {}", "| a |\n|-|\n| {} |"]
)
def test_html_in_the_text_is_shown_as_text(written: str, form: str) -> None:
    seen = Seen(rendered(form.format(written)))
    assert {tag for tag, _ in seen.tags} <= {
        *("p", "ul", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"),
    }
    assert not [attributes for _, attributes in seen.tags if attributes]
    assert Markup(rendered(form.format(written))).unescape().count(written) == 1


def test_a_picture_is_left_out_for_it_would_tell_another_server_who_reads() -> None:
    html = rendered("See ![a chart](https://a.example/chart.png) there.")
    assert html == "<p>See  there.</p>\n"


@settings(deadline=None, max_examples=300)
@given(HOSTILE)
def test_no_text_gives_a_tag_an_attribute_or_an_address_that_is_not_allowed(text: str) -> None:
    for tag, attributes in Seen(rendered(text)).tags:
        assert tag in ALLOWED
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else set())
        if "href" in attributes:
            assert urlsplit(str(attributes["href"])).scheme in ("", "http", "https")


@settings(deadline=None)
@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_plain_words_are_themselves(words: str) -> None:
    assert rendered(words) == f"<p>{words}</p>\n"


def test_no_text_is_no_html() -> None:
    assert rendered("") == ""
    assert rendered(" \n\n") == ""
