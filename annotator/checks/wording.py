"""Checks 12 and 16: a claim in new words says what was said, and no more."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check
from annotator.language import _
from annotator.matching.numbers import numbers
from annotator.matching.words import content_words, negated, stem, stems
from annotator.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from annotator.checks.circumstances import Circumstances
    from annotator.records import JudgementInput

_MOST_NAMED = 5


@check(12, Severity.WARNS, of_words=True)
def says_more(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield words, names and numbers of the claim that are neither in its mention nor its
    document.
    """
    claim, around = circumstances.wording(given), _around(circumstances)
    there, there_numbers = _said(circumstances.document.text)
    beside, beside_numbers = stems(around), set(numbers(around))
    added = [
        word
        for word in content_words(claim)
        if stem(word) not in there and stem(word) not in beside
    ]
    counted = set(numbers(claim)) - there_numbers - beside_numbers
    added += [f"{number:f}" for number in sorted(counted)]
    if added:
        words = ", ".join(f"“{word}”" for word in dict.fromkeys(added[:_MOST_NAMED]))
        yield Remark(
            "wording",
            _(
                "The claim says more than its document, which does not have %(words)s. Keep to "
                "what was said, or say where it comes from.",
                words=words,
            ),
            own_doing=given.candidate == "reworded",
        )


@check(16, Severity.BLOCKS, of_words=True)
def changed(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield a wording that turns a no into a yes, or changes a number, of what was said."""
    claim, mention = circumstances.wording(given), circumstances.mention
    if circumstances.language == "en" and negated(claim) != negated(mention):
        yield Remark(
            "wording",
            _(
                "The claim says the opposite of what was said: one has a “not” or “no” that "
                "the other has not. Keep to “%(mention)s”.",
                mention=mention,
            ),
        )
        return
    mine = set(numbers(claim))
    missing = [number for number in numbers(mention) if number not in mine]
    if missing:
        yield Remark(
            "wording",
            _(
                "The number %(value)s of what was said is not in the claim. Keep to “%(mention)s”.",
                value=_plain(missing[0]),
                mention=mention,
            ),
        )


@functools.lru_cache(maxsize=16)
def _said(text: str) -> tuple[frozenset[str], frozenset[Decimal]]:
    """Return the stems and numbers of a document: the same one is asked for with each of its
    claims.
    """
    return stems(text), frozenset(numbers(text))


def _around(circumstances: Circumstances) -> str:
    """Return what is known of the document beside its text."""
    document = circumstances.document.metadata
    return "\n".join(
        (
            circumstances.mention,
            document.title or "",
            document.outlet or "",
            circumstances.speaker or "",
            circumstances.suggested,
            _date_words(circumstances),
        )
    )


def _date_words(circumstances: Circumstances) -> str:
    published = circumstances.document.metadata.published
    if published is None:
        return ""
    at = published.at
    return f"{published} {at.day} {at.month} {at.year} {at:%B} {at:%b} {at:%A}"


def _plain(number: Decimal) -> str:
    return f"{number:,f}"
