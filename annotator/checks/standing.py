"""Check 10: a claim that stands alone says whom, what and when without its document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check
from annotator.language import _
from annotator.matching.numbers import DATE
from annotator.matching.words import SMALL, tokens
from annotator.terms import Severity
from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import JudgementInput

_PRONOUNS = words(
    """
    he she it they we i you his her its their our my your him them us himself herself itself
    themselves
    """
)
#: "That road", "those", "the latter": which one is only told before.
_POINTING = words("this that these those such here there latter former aforementioned")
_EXPLETIVE = re.compile(
    r"^(?:it (?:is|was|has been|will be|rained|rains|snowed|snows)"
    r"|there (?:is|are|was|were|has|have|had|will))\b",
    re.IGNORECASE,
)
#: When that is depends on the day on which it was said.
_THEN = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|now|currently|recently|nowadays|so far|ago"
    r"|(?:this|last|next|past|coming) (?:year|month|week|weekend|day|night|morning|evening"
    r"|century|decade|spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday))\b",
    re.IGNORECASE,
)


@check(10, Severity.WARNS, of_words=True)
def stands_alone(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield claims whose subject is a pronoun, that point elsewhere, or that have no name and no
    date.
    """
    claim = circumstances.wording(given)
    lacking = _lacking(claim) if circumstances.language == "en" else ""
    if lacking:
        yield Remark(
            "wording",
            _(
                "The claim does not stand alone: %(lacking)s. Reword it so that it is "
                "understood without its document.",
                lacking=lacking,
            ),
            own_doing=given.candidate == "reworded",
        )


def _lacking(claim: str) -> str:
    """Return what a reader would have to look up in the document; empty for a claim that stands
    alone.
    """
    every = tokens(claim)
    first = every[0].casefold() if every else ""
    if first in _PRONOUNS | _POINTING and not _EXPLETIVE.match(claim):
        return f"whom or what “{every[0]}” means is not in it"
    dated = DATE.search(claim) is not None
    when = None if dated else _THEN.search(claim)
    if when:
        return f"when “{when[0]}” was is not in it"
    if not dated and not _named(every):
        return "it has no name and no date"
    return ""


def _named(every: list[str]) -> bool:
    """Return True if a word is written with a capital as names are; of the first word it says
    little.
    """
    return any(
        token[0].isupper() and (place > 0 or token.casefold() not in SMALL)
        for place, token in enumerate(every)
        if token.casefold() not in ("i", "i'm", "i've")
    )
