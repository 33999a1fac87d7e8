"""How English reads a full stop behind a word that may be shortened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.text.segments import abbreviations as abbr

if TYPE_CHECKING:
    from annotator.text.segments.stops import FullStop

ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")
VERBLIKE = re.compile(
    r"(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do|may|might|must|should|said|"
    r"says|went|came|left|made|took|told|held|met|\w+ed)\b"
)
#: Nothing but an article since the sentence began: "The U.S." says nothing yet.
BEGINS = re.compile(r"(?:^|[.!?:;]|[“\"‘(])[\"”’)]*\s*(?:[Ii]n )?(?:[Tt]he |[Aa]n? )?\Z")

CAPITALS = re.compile(r"[A-Z]{2,}(?:[’']s)?[^\w]*\Z")


def is_short(word: str) -> bool:
    """Return True for a word whose stop may stand within a sentence."""
    return any(word in one for one in abbr.ALL)


class EnglishStops:
    """The rules of English, which other languages without any are read by."""

    def is_short(self, word: str) -> bool:
        """Return True for a word whose stop may stand within a sentence."""
        return is_short(word)

    def ends(self, stop: FullStop) -> bool:
        """Return True if the stop ends its sentence."""
        return ends(stop)


STOPS = EnglishStops()


def ends(stop: FullStop) -> bool:
    """Return True if the stop ends its sentence."""
    # "then-Sen. Maro", "ex-Gov. Tarro".
    low = stop.low.rpartition("-")[2]
    if stop.closed and not low:
        return True
    if low in abbr.BEFORE_A_NAME or low in abbr.INSIDE or stop.plain in abbr.BEFORE_NAMES:
        return stop.closed and not stop.in_brackets
    if low in abbr.BEFORE_A_NUMBER:
        return not (stop.before_number or stop.following[:1] == "(" or len(low) == 1)
    if low in abbr.MONTHS:
        return not stop.before_number and stop.ahead in abbr.OPENERS
    if low in ("a.m", "p.m"):
        return stop.ahead not in abbr.AFTER_A_CLOCK
    if low in abbr.AFTER_A_NAME or low in abbr.PLACES:
        return (stop.closed and not stop.in_brackets) or stop.ahead in abbr.OPENERS
    if stop.is_initial:
        opens = stop.ahead in abbr.OPENERS and stop.ahead not in ("a", "i", "an")
        return stop.plain != "I" and opens
    if ACRONYM.search(stop.plain):
        return stop.closed or acronym_ends(stop)
    return True


def acronym_ends(stop: FullStop) -> bool:
    """Return True if "U.S." ends the sentence: a new one opens, or a name with its verb follows."""
    # "U.N. Secretary-General", "U.S. EPA".
    if stop.ahead.partition("-")[0] in abbr.AFTER_A_COUNTRY or is_name_of_body(stop.following):
        return False
    if stop.ahead in abbr.OPENERS:
        return True
    return bool(VERBLIKE.match(stop.second)) and not BEGINS.search(stop.earlier)


def is_name_of_body(following: str) -> bool:
    """Return True for capitals only: "EPA", "NATO's"."""
    return bool(CAPITALS.match(following))
