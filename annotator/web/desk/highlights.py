"""A text with its marks, as paragraphs of pieces that a template can draw."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARAGRAPH_END = re.compile(r"\r?\n(?:[ \t]*\r?\n)+")
_FIRST_LINE = re.compile(r"\s*(\S[^\r\n]*)\s*")
# What stands in a page's title between the article's own and the site's name.
_SITE_NAME = re.compile(r" [|·–—-] ")


@dataclass(frozen=True, slots=True)
class Mark:
    """`text[start:end]` is of this kind: claim, speaker, cue, name, date, other or furniture.

    `owner` is the claim that it belongs to, where there are several.
    """

    start: int
    end: int
    kind: str
    owner: int = 0


@dataclass(frozen=True, slots=True)
class HighlightRun:
    """A stretch of text under the same marks; with it begin the kinds of `opens`, and end those of
    `closes`.

    `start` is where it stands in the whole text, in code points.
    """

    text: str
    kinds: frozenset[str]
    opens: frozenset[str]
    start: int = field(default=0, compare=False)
    closes: frozenset[str] = field(default=frozenset(), compare=False)
    owners: frozenset[tuple[str, int]] = field(default=frozenset(), compare=False)

    def of(self, kind: str) -> list[int]:
        """Return the claims to which the marks of a kind belong here."""
        return sorted(owner for found, owner in self.owners if found == kind)

    def __html__(self) -> str:
        """Return the text as HTML; a bare CR would be a line feed to the browser, and one too
        few.
        """
        return str(escape(self.text)).replace("\r", "&#13;")


def paragraphs(text: str, marks: Iterable[Mark]) -> list[list[HighlightRun]]:
    """Return the text cut at blank lines and at every mark's edge; nothing but blank lines is left
    out.
    """
    wanted = [mark for mark in marks if mark.start < mark.end]
    found = []
    start = 0
    for gap in [*_PARAGRAPH_END.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            found.append(_pieces(text, start, end, wanted))
        start = gap.end() if gap else end
    return found


def heading(text: str, title: str) -> int:
    """Return where the first line of a text ends if it is the title, with or without a site's name
    after.

    0 where the text begins otherwise.
    """
    match = _FIRST_LINE.match(text)
    line, title = (
        " ".join(words.casefold().split()) for words in (match[1] if match else "", title)
    )
    is_title = line and (line == title or _SITE_NAME.match(title.removeprefix(line)))
    return match.end() if match and is_title and title.startswith(line) else 0


def plain_paragraphs(text: str, begin: int = 0) -> list[tuple[int, str]]:
    """Return the paragraphs of a text, each with its place in it; nothing but blank lines is left
    out.
    """
    found, start = [], begin
    for gap in [*_PARAGRAPH_END.finditer(text, begin), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            found.append((start, text[start:end]))
        start = gap.end() if gap else end
    return found


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> list[HighlightRun]:
    inside = [mark for mark in marks if mark.start < end and start < mark.end]
    edges = {start, end}
    for mark in inside:
        edges.update(edge for edge in (mark.start, mark.end) if start < edge < end)
    stretches = list(itertools.pairwise(sorted(edges)))
    kinds = [_kinds(inside, left) for left, _right in stretches]
    nothing: frozenset[str] = frozenset()
    around = zip([nothing, *kinds], kinds, [*kinds[1:], nothing], strict=False)
    return [
        HighlightRun(text[left:right], now, now - before, left, now - after, _owners(inside, left))
        for (left, right), (before, now, after) in zip(stretches, around, strict=True)
    ]


def _kinds(marks: list[Mark], place: int) -> frozenset[str]:
    return frozenset(mark.kind for mark in marks if mark.start <= place < mark.end)


def _owners(marks: list[Mark], place: int) -> frozenset[tuple[str, int]]:
    return frozenset(
        (mark.kind, mark.owner) for mark in marks if mark.owner and mark.start <= place < mark.end
    )
