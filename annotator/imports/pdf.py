"""PDF files: their text, its lines joined to paragraphs."""

from __future__ import annotations

import io
import re
from collections import Counter
from itertools import pairwise, takewhile
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.errors import BadInput
from annotator.import_states import GuessOrigin
from annotator.imports import heads
from annotator.imports.limits import MOST_PAGES
from annotator.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.imports.incoming import Read
    from annotator.imports.questions import Answers

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB06: "st"}
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.|стр\.?)?\s*\d{1,4}(?:\s*(?:/|of|von|de|из)\s*\d+)?\W*", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?…。।][”\"’»)\]]*$|[:;]$")
_HYPHEN = re.compile(r"(\w+)[-\u2010\xad]$")
_ITEM = re.compile(r"(?:[•▪–·*-]|\d{1,3}[.)])\s")
# The titles that programs write where no person has.
_NO_TITLE = re.compile(
    r"untitled.*|microsoft word - .*|.*\.(?:docx?|indd|qxd|pdf|tex)", re.IGNORECASE
)
#: Second parts of words with a hyphen of their own.
_SECOND = frozenset(
    (
        *("related", "based", "led", "backed", "year", "old", "term", "scale", "wide", "made"),
        *("like", "style", "long", "time", "level", "day", "free", "general", "elect", "known"),
        *("minister", "speaking", "owned", "controlled", "held", "born", "called", "area"),
        *("sector", "state", "century", "profile", "ranking", "income"),
    )
)
#: How much of a full line the last of a paragraph has at most.
_SHORT = 0.8
#: Lines of two columns that are written across the page, one beside the other.
_FEW_LINES, _BESIDE = 6, 0.6
_GUTTER = re.compile(r"(?<=\S) {3,}(?=\S)")
#: Characters of a line that is no cell of a table.
_CELL = 15
#: What shows text (PDF 32000-1, 9.4.3).
_SHOWING = (b"Tj", b"TJ", b"'", b'"')


class PdfText(NamedTuple):
    """The text of a PDF, and the title and author that its properties name."""

    text: str
    title: str
    author: str


class _Piece(NamedTuple):
    y: float
    words: str


class _Line(NamedTuple):
    """A line, and True if more room than between others is above it."""

    words: str
    is_apart: bool = False


def read(name: str, data: bytes, answers: Answers) -> Iterator[Read]:
    """Yield the one text of a PDF. Raises BadInput when it has none, is locked or damaged."""
    if not data.strip():
        raise BadInput(_("It is empty."))
    found = content(data)
    guesses = [
        *heads.guesses_of(name, found.text),
        ("title", found.title, GuessOrigin.PROPERTIES),
        ("author", found.author, GuessOrigin.PROPERTIES),
    ]
    yield from heads.stated(name, found.text, {}, answers, guesses)


def content(data: bytes) -> PdfText:
    """Return the text of a PDF. Raises BadInput when it has none, is locked or damaged."""
    # Imported here: most imports hold no PDF.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        _refuse(reader)
        text = _joined([_lines(page) for page in reader.pages])
        said: Any = reader.metadata or {}
        title, author = str(said.get("/Title") or ""), str(said.get("/Author") or "")
    except BadInput:
        raise
    except (PyPdfError, *_DAMAGE) as error:
        # Whatever a broken file does to the parser, it is the file's fault.
        raise BadInput(_("The PDF is damaged and could not be read.")) from error
    if not text.strip():
        raise BadInput(_("The PDF holds pictures of its pages and no text."))
    return PdfText(text, "" if _NO_TITLE.fullmatch(title.strip()) else title, author)


def _refuse(reader: Any) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise BadInput(_("The PDF is locked by a password."))
    if len(reader.pages) > MOST_PAGES:
        raise BadInput(
            _(
                "The PDF has %(pages)s pages; up to %(most_pages)s are read.",
                pages=len(reader.pages),
                most_pages=MOST_PAGES,
            )
        )


_DAMAGE = (
    *(ValueError, KeyError, TypeError, AttributeError, IndexError),
    *(RecursionError, AssertionError, NotImplementedError),
)


def _lines(page: Any) -> list[_Line]:
    """Return the lines of a page, of two columns one after the other."""
    pieces: list[_Piece] = []
    starts: dict[int, set[float]] = {}

    def note(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, _size: Any) -> None:
        pieces.append(_Piece(tm[4] * cm[1] + tm[5] * cm[3] + cm[5], text))

    def begins(operator: Any, _operands: Any, cm: Sequence[float], tm: Sequence[float]) -> None:
        if operator in _SHOWING:
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            starts.setdefault(round(y), set()).add(x)

    text = page.extract_text(visitor_text=note, visitor_operand_before=begins)
    lines = [_Line(line.translate(_LIGATURES).strip()) for line in text.split("\n")]
    lines = [line for line in lines if line.words]
    apart = 0.3 * float(page.mediabox.width)
    beside = sum(max(places) - min(places) > apart for places in starts.values())
    if beside >= max(_FEW_LINES, _BESIDE * len(starts)) and (columns := _columns(page, lines)):
        return columns
    placed = _placed(pieces)
    # Where the pieces give other lines, their places say nothing about these.
    if ["".join(words.split()) for words, _y in placed] != [
        "".join(line.words.split()) for line in lines
    ]:
        return lines
    return _apart(lines, [y for _words, y in placed])


def _columns(page: Any, lines: list[_Line]) -> list[_Line]:
    """Return the left column and then the right, if the page writes them line by line."""
    drawn = page.extract_text(extraction_mode="layout").translate(_LIGATURES).split("\n")
    written = {" ".join(line.words.split()) for line in lines}
    across = [line for line in drawn if " ".join(line.split()) in written and _GUTTER.search(line)]
    places = Counter(
        place
        for line in across
        for found in _GUTTER.finditer(line)
        for place in range(*found.span())
    )
    if not places:
        return []
    gutter, count = places.most_common(1)[0]
    left, right = [line[:gutter].strip() for line in drawn], [line[gutter:] for line in drawn]
    left, right = [one for one in left if one], [one.strip() for one in right if one.strip()]
    # Cells of a table are short, and belong together.
    is_text = min(sum(map(len, one)) / max(1, len(one)) for one in (left, right)) >= _CELL
    if count < max(_FEW_LINES, _BESIDE * len(lines)) or not is_text:
        return []
    return [_Line(one) for one in [*left, *right]]


def _placed(pieces: list[_Piece]) -> list[tuple[str, float]]:
    """Return lines with their height on the page."""
    found: list[tuple[str, float]] = []
    words, height = "", 0.0
    for piece in pieces:
        for number, part in enumerate(piece.words.translate(_LIGATURES).split("\n")):
            if number:
                found.append((words, height))
                words = ""
            if part.strip() and not words.strip():
                height = piece.y
            words += part
    return [(words, height) for words, height in [*found, (words, height)] if words.strip()]


def _apart(lines: list[_Line], heights: list[float]) -> list[_Line]:
    if not lines:
        return []
    gaps = [abs(one - two) for one, two in pairwise(heights)]
    usual = median(gaps) if gaps else 0
    wide = [False, *(usual > 0 and gap > 1.25 * usual for gap in gaps)]
    return [_Line(line.words, is_wide) for line, is_wide in zip(lines, wide, strict=True)]


def _joined(pages: list[list[_Line]]) -> str:
    """Return the paragraphs of all pages, without lines that pages repeat and their numbers."""
    lines = [line for page in _without_repeated(pages) for line in _of_page(page)]
    full = sorted(len(line.words) for line in lines)[int(0.9 * len(lines))] if lines else 0
    words = set(re.findall(r"\w+", " ".join(line.words for line in lines)))
    paragraphs: list[str] = []
    ended = True
    for number, line in enumerate(lines):
        if ended or line.is_apart or _ITEM.match(line.words):
            paragraphs.append(line.words)
        else:
            paragraphs[-1] = _continued(paragraphs[-1], line.words, words)
        following = lines[number + 1].words if number + 1 < len(lines) else ""
        ended = _is_last(line.words, following, full)
    return "\n\n".join(paragraphs)


def _of_page(lines: list[_Line]) -> list[_Line]:
    """Return the lines of a page, whose first begins a paragraph unless it goes on in small."""
    begins = [line._replace(is_apart=not line.words[:1].islower()) for line in lines[:1]]
    return begins + lines[1:]


def _without_repeated(pages: list[list[_Line]]) -> list[list[_Line]]:
    counts = Counter(
        words for page in pages for words in {_repeated(line) for line in (*page[:2], *page[-2:])}
    )

    def is_furniture(line: _Line) -> bool:
        often = counts[_repeated(line)]
        return bool(_PAGE_NUMBER.fullmatch(line.words)) or (often > 1 and 2 * often >= len(pages))

    found = []
    for page in pages:
        above = len(list(takewhile(is_furniture, page[:2])))
        below = len(list(takewhile(is_furniture, reversed(page[above:][-2:]))))
        found.append(page[above : len(page) - below])
    return found


def _repeated(line: _Line) -> str:
    """Return a line as other pages have it: what ends as a sentence differs by its numbers."""
    return line.words if _ENDS.search(line.words) else re.sub(r"\d+", "#", line.words)


def _is_last(line: str, following: str, full: int) -> bool:
    """Return True if a line ends its paragraph."""
    begins_small = following[:1].islower()
    if _ENDS.search(line):
        return len(line) < _SHORT * full or (not begins_small and len(line) < 0.95 * full)
    return len(line) < 0.6 * full and not begins_small


def _continued(before: str, line: str, words: set[str]) -> str:
    """Return a line joined to those before it; a hyphen stays where both of its parts are words."""
    match = _HYPHEN.search(before)
    if match is None:
        return f"{before} {line}"
    after = re.match(r"\w+", line)
    if after and not after[0][0].islower():
        return before + line
    elsewhere = words - {match[1]} if before.count(match[1]) == 1 else words
    stays = after and (after[0] in _SECOND or {match[1], after[0]} <= elsewhere)
    return before + line if stays else before[:-1] + line
