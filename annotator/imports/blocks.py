"""Text of marked-up pages: blocks with a blank line between them, lines, and cells of tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html

from annotator.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Collection

#: Elements of HTML, and of what trafilatura makes of a page.
_BLOCKS = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "head", "li", "item", "ul", "ol", "list"),
        *(
            "blockquote",
            "quote",
            "table",
            "pre",
            "section",
            "article",
            "figure",
            "figcaption",
            "hr",
        ),
        *("dl", "dt", "dd", "address", "main", "header", "aside", "footer", "nav", "body", "form"),
        *("fieldset", "details", "summary", "caption", "center", "title"),
    )
)
_ROWS, _CELLS, _BREAKS = frozenset(("tr", "row")), frozenset(("td", "th", "cell")), ("br", "lb")
_UNSEEN = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "object", "math"))
#: Of a page without an article: what stands around its text.
_AROUND = frozenset(("nav", "footer", "aside", "form", "button", "select"))
_BLANKS = re.compile(r"[^\S\n\t]+")
_PARAGRAPH, _LINE, _CELL = "\x1d", "\x1e", "\x1f"
_WITHIN = re.compile(f"{_PARAGRAPH}+(?={_CELL})|(?<={_CELL}){_PARAGRAPH}+")
_MARKS = re.compile(f"[ ]*([{_PARAGRAPH}{_LINE}{_CELL}])[ {_PARAGRAPH}{_LINE}{_CELL}]*")


def text_of(element: etree._Element, without: Collection[str] = ()) -> str:
    """Return the text of an element: a blank line between blocks, a tab between cells of a row."""
    found: list[str] = []
    unseen = 0
    for event, one in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        tag = one.tag if isinstance(one.tag, str) else ""
        is_unseen = tag in _UNSEEN or tag in without
        mark = _mark(tag)
        if event == "start":
            unseen += is_unseen
            if not unseen:
                found += [mark, _flowing(one.text, tag)]
            continue
        if event == "end":
            unseen -= is_unseen
            found += [] if unseen else [mark]
        if not unseen and one is not element:
            parent = one.getparent()
            found.append(_flowing(one.tail, parent.tag if parent is not None else ""))
    return _joined("".join(found))


def text_in(markup: str, without: Collection[str] = ()) -> str:
    """Return the text of a piece of HTML."""
    try:
        root = html.fragment_fromstring(clean(markup), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return " ".join(clean(markup).split())
    return text_of(root, without)


def page_text(root: etree._Element) -> str:
    """Return the text of a whole page without what stands around it."""
    bodies = root.findall(".//body")
    return text_of(bodies[0] if bodies else root, _AROUND)


def _mark(tag: str) -> str:
    if tag in _BLOCKS:
        return _PARAGRAPH
    if tag in _CELLS:
        return _CELL
    return _LINE if tag in _ROWS or tag in _BREAKS else ""


def _flowing(text: str | None, tag: str) -> str:
    """Return text with its own breaks as blanks, unless they are meant."""
    if not text:
        return ""
    text = text.replace("\xa0", " ").translate({0x1D: None, 0x1E: None, 0x1F: None})
    return text.replace("\n", _LINE) if tag == "pre" else " ".join(re.split(r"\s+", text))


def _joined(text: str) -> str:
    """Return the text with one break where several marks meet: the strongest of them."""

    def strongest(found: re.Match[str]) -> str:
        # A paragraph within a cell does not end its row.
        marks = _WITHIN.sub("", found[0].replace(" ", ""))
        if _PARAGRAPH in marks:
            return "\n\n"
        # Two breaks in a row are a blank line to the reader.
        if _LINE in marks:
            return "\n\n" if marks.count(_LINE) > 3 else "\n"
        return "\t"

    return _BLANKS.sub(" ", _MARKS.sub(strongest, text)).strip()
