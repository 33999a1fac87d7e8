"""Why a text matches a search: its words in pieces, those that were looked for apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.folding import placed_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.folding import PlacedWord, Term

#: Each piece is its text and whether it was looked for.
Pieces = tuple[tuple[str, bool], ...]
#: A long text is read so many characters at a time, until a word is found.
_STRETCH = 8_000
#: No word is longer than what the next stretch reads again.
_AGAIN = 400
_MOST_READ = 250_000
_BEFORE, _LENGTH = 60, 220


def marked(text: str, wanted: Sequence[Term]) -> Pieces:
    """Return a short text whole, with what was looked for."""
    return _pieces(text, 0, len(text), wanted)


def excerpt(text: str, wanted: Sequence[Term]) -> Pieces:
    """Return the words around the first place of a text that was looked for; its beginning if none
    is found.
    """
    first = next(
        (
            span[0]
            for start in range(0, min(len(text), _MOST_READ), _STRETCH - _AGAIN)
            for span in _found(text, start, start + _STRETCH, wanted)[:1]
        ),
        0,
    )
    start = _blank_before(text, max(0, first - _BEFORE))
    end = min(len(text), start + _LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", start + _BEFORE, end), first) if " " in text[first:end] else end
    pieces = _pieces(text, start, end, wanted)
    return (
        *((("… ", False),) if start else ()),
        *pieces,
        *(((" …", False),) if end < len(text) else ()),
    )


def _blank_before(text: str, at: int) -> int:
    if at == 0:
        return 0
    blank = text.find(" ", at, at + _BEFORE // 2)
    return at if blank < 0 else blank + 1


def _pieces(text: str, start: int, end: int, wanted: Sequence[Term]) -> Pieces:
    pieces, at = [], start
    for first, last in _found(text, start, end, wanted):
        if first > at:
            pieces.append((text[at:first], False))
        if last > at:
            pieces.append((text[max(at, first) : last], True))
            at = last
    return (*pieces, *(((text[at:end], False),) if at < end else ()))


def _found(text: str, start: int, end: int, wanted: Sequence[Term]) -> list[tuple[int, int]]:
    """Return the places of the terms, in the order of the text."""
    words = placed_words(text, start, min(end, len(text)))
    return sorted({span for term in wanted for span in _places(words, term)})


def _places(words: list[PlacedWord], term: Term) -> Iterator[tuple[int, int]]:
    *whole, last = term.words
    for n in range(len(words) - len(whole)):
        here = words[n + len(whole)].word
        if (here.startswith(last) if term.prefix else here == last) and all(
            words[n + i].word == word for i, word in enumerate(whole)
        ):
            yield words[n].start, words[n + len(whole)].end
