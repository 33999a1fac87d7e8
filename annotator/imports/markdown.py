"""Markdown: its words without its signs, and the fields at its top."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from annotator.import_states import GuessOrigin
from annotator.imports import blocks, heads
from annotator.imports.decoding import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.imports.incoming import Read
    from annotator.imports.questions import Answers

# HTML in it is read as markup: it is no word of the text.
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
#: Fields at the top, as static sites write them.
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def read(name: str, data: bytes, answers: Answers) -> Iterator[Read]:
    """Yield the one text of a .md file. Raises BadInput when it is not text."""
    head = heads.split(_plain_front(decoded(data, answers.of(name).encoding)))
    made = _MARKDOWN.render(head.text)
    heading = _HEADING.search(made)
    title = blocks.text_in(heading[1]) if heading else None
    found = [("title", title, GuessOrigin.FIRST_LINES)]
    yield from heads.stated(name, blocks.text_in(made), head.fields, answers, found)


def _plain_front(text: str) -> str:
    """Return the text with its fields at the top as lines of `field: value`."""
    match = _FRONT.match(text)
    if match is None:
        return text
    lines = [line for line in match[1].splitlines() if re.match(r"[A-Za-z_ -]+:\s*\S", line)]
    fields = [re.sub(r":\s*[\"'](.*)[\"']\s*$", r": \1", line) for line in lines]
    return "\n".join([*fields, "", text[match.end() :]]) if fields else text[match.end() :]
