"""Texts made to keep the extraction busy: how its time grows, and beside news of equal length."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING

from annotator import text
from benchmarks import texts
from benchmarks.timing import calls, seconds
from torture.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

TITLE = "Texts that are made to keep the extraction busy."
#: A text is drawn from these by chance; a blank that is wanted is part of one.
ALPHABETS = {
    "one name again and again": ("Ada Maro ",),
    "names of people": ("Ada ", "Olle ", "Maro ", "Senn ", "Quill, ", "Dr. ", "President "),
    "initials": ("A. ", "B. ", "J. R. ", "Maro "),
    "surname of many": tuple(f"{letter}da Maro. " for letter in "ABCDEFGHIJKLMNOP"),
    "opening quotation marks": ("“", "« ", "„", "open “"),
    "quotation marks of all kinds": ('"', "'", "“", "”", "’", "«", "»", " he said "),
    "brackets": ("(", ")", "[", "]", "( open ", "closed ) "),
    "shortened words": ("Mr. ", "e.g. ", "U.S. ", "No. ", "Jan. ", "vs. "),
    "stops": (".", "...", "…", "?!", ". A", ".a "),
    "commas and conjunctions": (",", ", and ", " or ", ", but ", " the port"),
    "blanks and line ends": (" ", "\n", "\t", "\n\n", "\r\n", "\u00a0", "a"),
    "numbers": ("1", ",000", ".5", " % ", "€", "12/12/2025 ", "19-", " of "),
    "dates": ("on Monday ", "yesterday ", "6 December 2025 ", "in May ", "last week "),
    "pronouns and reports": ("he said ", "she told him ", "they ", "it ", "that "),
    "reports in reports": ("Ada said that Olle said that ", "claimed that ", "denied that "),
    "turns": ("MARO: ", "Q: ", "A: ", "THE SPEAKER: yes.\n", "no\n"),
    "dashes and hyphens": (" – ", "—", "-", "--", "well-", "known\n", "re-\nopened "),
    "addresses and handles": ("https://a.example/", "@maro ", "#port ", "www.", "a@b.example "),
    "bullets": ("\n- ", "\n* ", "\n1. ", "\n• ", "the port; ", "and: "),
    "relative clauses": ("which ", "who ", "the port ", "was ", "that closed ", ", "),
    "denials": ("not ", "no ", "never ", "nor ", "neither ", "denied ", "the port "),
    "unseen characters": ("\u200b", "\u200d", "\u00ad", "\ufeff", "\u202e", "a", " "),
    "marks on one letter": ("e\u0301", "\u0301", "\u0323", "a "),
    "other scripts": ("港口", "ميناء ", "बंदरगाह ", "порт ", "港。", "۔"),
    "pictures": ("😀", "👩‍👩‍👧", "🇺🇳", " ok "),
    "one endless word": ("portof",),
}
#: Characters of the shortest text; the others have twice and four times as many.
LONG, SHORT = 12_000, 200
TIMES = (1, 2, 4)
GROWTH, BESIDE = 2.3, 3.0
#: A process that has read much keeps words of news that it need not look up again.
BESIDE_IN_CALLS = 3.5


def figures(*, short: bool) -> Iterator[Figure]:
    """Yield the growth for each alphabet per doubling, and its time beside news.

    A short round counts calls, which are the same on any machine, and no growth: too few
    characters show none.
    """
    least = SHORT if short else LONG
    measure, most = (calls, BESIDE_IN_CALLS) if short else (least_seconds, BESIDE)
    plain = _spent(texts.one_line(4 * least), least, measure)[-1]
    for name, alphabet in ALPHABETS.items():
        spent = _spent(_drawn(alphabet, 4 * least), least, measure)
        growth, beside = (spent[-1] / spent[0]) ** 0.5, spent[-1] / plain
        if not short:
            yield Figure(
                f"{name}: time per doubling, {least:,} to {4 * least:,} characters",
                f"≤ {GROWTH} ×",
                f"{growth:.2f} ×",
                growth <= GROWTH,
                timed=True,
            )
        yield Figure(
            f"{name}: beside news of equal length, in {'calls' if short else 'time'}",
            f"≤ {most:g} ×",
            f"{beside:.2f} ×",
            beside <= most,
        )


def least_seconds(work: Callable[[], object]) -> float:
    """Return the processor's time, the least of three: other work only ever adds to it."""
    return min(seconds(work) for _ in range(3))


def _spent(words: str, least: int, measure: Callable[[Callable[[], object]], float]) -> list[float]:
    """Return what was measured of the first characters: `least`, twice, and four times as many."""
    text.extract(words[:least], "en")
    return [measure(partial(text.extract, words[: least * times], "en")) for times in TIMES]


def _drawn(alphabet: Sequence[str], size: int) -> str:
    chance = Random(size)  # noqa: S311 - nothing is kept secret by it
    return "".join(chance.choices(alphabet, k=size // min(map(len, alphabet)) + 1))
