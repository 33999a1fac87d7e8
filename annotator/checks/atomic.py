"""Check 11: an atomic claim says one thing, which can be true or false by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check
from annotator.language import _
from annotator.matching.numbers import quantities, written
from annotator.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.checks.circumstances import Circumstances
    from annotator.records import JudgementInput

_FINITE = (
    "is|are|was|were|has|have|had|does|do|did|will|would|can|could|shall|should|must|may|might"
)
#: A second verb after "and", "but", "or": "was open and had been repaired", "opened and closed".
_COORDINATED = re.compile(
    r"(?:\b(?:and|but|or|while|whereas)\b|;)(?: (?:also|then|later|even|thus|therefore|only))?"
    rf" (?:(?:not )?(?:{_FINITE})(?:n't)?|[a-z]{{3,}}ed)\b",
    re.IGNORECASE,
)
#: A second clause with its own subject: "and the bridge was closed".
_CLAUSE = re.compile(
    rf"(?:\b(?:and|but|while|whereas)|;) (?:the|a|an|its|their|his|her|it|they|he|she|[A-Z][\w-]*)"
    rf"(?: [\w'’-]+){{0,4}}? (?:{_FINITE})\b"
)
_VERB_BEFORE = re.compile(rf"\b(?:{_FINITE}|[a-z]{{3,}}ed)\b", re.IGNORECASE)
_NUMBER = r"\d[\d.,]{0,24}(?: ?(?:%|percent|per cent|thousand|million|billion))?"
#: Two numbers that are one thing: "between 40 and 60", "from 3 to 5", "3 of 5".
_RANGE = re.compile(
    rf"(?:\bbetween (?P<low>{_NUMBER}) and|(?P<first>{_NUMBER}) ?(?:to|of|out of|–|-))"
    rf" ?(?:the )?{_NUMBER}",
    re.IGNORECASE,
)
_FEWEST_NUMBERS = 2


@check(11, Severity.WARNS, of_words=True)
def atomic(given: JudgementInput, circumstances: Circumstances) -> Iterator[Remark]:
    """Yield claims with a second verb or with several numbers.

    Those that the extraction kept whole on purpose may have them, but no rewording adds more.
    """
    what = _second_statement(circumstances.wording(given), circumstances.language)
    if circumstances.kept_whole:
        known = _second_statement(circumstances.text, circumstances.language)
        what = "" if what == known else what
    if what:
        yield Remark(
            "wording",
            _(
                "The claim may say more than one thing: %(what)s. Split it, so that each part "
                "is judged by itself, or reject it as not atomic.",
                what=what,
            ),
            own_doing=given.candidate == "reworded",
        )


def _second_statement(claim: str, language: str) -> str:
    """Return what adds a second statement to a claim, if anything does."""
    if language == "en" and (verb := _second_verb(claim)):
        return verb
    figures = quantities(_RANGE.sub(_first_number, claim))
    if len(figures) < _FEWEST_NUMBERS:
        return ""
    return f"it has {len(figures)} numbers ({' and '.join(map(written, figures))})"


def _second_verb(claim: str) -> str:
    match = _CLAUSE.search(claim) or _COORDINATED.search(claim)
    if match is None or _VERB_BEFORE.search(claim[: match.start()]) is None:
        return ""
    return f"“{match[0].lstrip('; ')}” adds a second statement"


def _first_number(match: re.Match[str]) -> str:
    """Return a range as the number that it begins with."""
    return match["low"] or match["first"]
