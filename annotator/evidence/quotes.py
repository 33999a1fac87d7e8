"""Where quoted words stand in a text: in one place, in several, or in none; never a guess.

Spans are code points: `text[start:end]`. The way of anchoring by the words themselves and what
stands around them is that of the Web Annotation Data Model's TextQuoteSelector (W3C, 2017).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

#: Characters before and after a passage that tell it from its likes.
CONTEXT = 32
#: No search looks through more; a letter may stand in a text a million times.
MOST_PLACES = 1000
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00ad": "",
    }
)


def locate(
    text: str, exact: str, *, prefix: str = "", suffix: str = "", hint: int | None = None
) -> list[Span]:
    """Return the places where `exact` stands: one when it is sure, several when a person must
    choose.

    Letter by letter first; then blanks, quotation marks, dashes and ligatures count as alike.
    Among several, those with `prefix` before and `suffix` after them are meant, and the one that
    begins at `hint`.
    """
    found = list(islice(_letter_by_letter(text, exact), MOST_PLACES)) or list(
        islice(_alike(text, exact), MOST_PLACES)
    )
    if len(found) > 1 and (prefix or suffix):
        found = [place for place in found if _stands_between(text, place, prefix, suffix)] or found
    at_hint = [place for place in found if place[0] == hint]
    return at_hint if len(found) > 1 and at_hint else found


def places(text: str, quote: str, start: int | None = None, end: int | None = None) -> list[Span]:
    """Return where a quote stands: where it was selected if those are the words, else by the
    words.
    """
    if start is not None and end is not None and 0 <= start < end <= len(text):
        span = trimmed(text, start, end)
        if has_words(quote) and same_words(text[slice(*span)], quote):
            return [span]
    return locate(text, quote.strip(), hint=start)


def has_words(quote: str) -> bool:
    """Return True if a quote has a sign that can be seen: a soft hyphen is none."""
    return any(unicodedata.category(sign)[0] not in "CZ" for sign in quote)


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without the blanks at its ends; empty when it holds nothing else."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def same_words(one: str, other: str) -> bool:
    """Return True if two quotes differ in nothing but blanks, quotation marks, dashes and
    ligatures.
    """
    return _plain(one).split() == _plain(other).split()


def context(text: str, span: Span) -> tuple[str, str]:
    """Return what stands before and after a span."""
    start, end = span
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def _letter_by_letter(text: str, exact: str) -> Iterator[Span]:
    start = text.find(exact) if exact.strip() else -1
    while start >= 0:
        yield start, start + len(exact)
        start = text.find(exact, start + 1)


def _alike(text: str, exact: str) -> Iterator[Span]:
    words = _plain(exact).split()
    if not words:
        return
    signs = [_sign(sign) for sign in text]
    plain = "".join(signs)
    origin = [place for place, sign in enumerate(signs) for _ in sign]
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    match = pattern.search(plain)
    while match:
        start, end = match.start(), match.end()
        # A part of a sign, as the f of a ligature, stands nowhere.
        begins = start == 0 or origin[start - 1] != origin[start]
        if begins and (end == len(plain) or origin[end - 1] != origin[end]):
            yield origin[start], origin[end - 1] + 1
        match = pattern.search(plain, start + 1)


def _stands_between(text: str, place: Span, prefix: str, suffix: str) -> bool:
    # A little more than was kept: runs of blanks may be longer here.
    first = max(0, place[0] - 4 * CONTEXT - len(prefix))
    before = _in_line(text[first : place[0]])
    after = _in_line(text[place[1] : place[1] + 4 * CONTEXT + len(suffix)])
    return before.endswith(_in_line(prefix)) and after.startswith(_in_line(suffix))


def _in_line(text: str) -> str:
    return " ".join(_plain(text).split())


def _plain(text: str) -> str:
    return "".join(map(_sign, text))


def _sign(sign: str) -> str:
    """Return one sign as what it is alike to: a ligature is its letters, a soft hyphen nothing."""
    return unicodedata.normalize("NFKD", sign.translate(_ALIKE)).translate(_ALIKE)
