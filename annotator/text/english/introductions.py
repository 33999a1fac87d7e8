"""Introductions: the office or the trade that a text gives a person beside the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english import speaker_words as lists
from annotator.text.english.runs import JOINING

if TYPE_CHECKING:
    from annotator.text.parsing.names import Word

#: Words beside the name in which an office is looked for.
REACH = 14
ARTICLES = frozenset(("a", "an", "the", "his", "her", "their", "its"))
#: What ends the noun of a description: "a baker from Orlest", "a clerk who left".
ENDING = lists.PREPOSITIONS | frozenset(("who", "which", "that", "whose", "and", "or"))


def office_before(words: list[Word], first: int, is_known: bool) -> set[str]:
    """Return the words of the office in "the foreign minister, Ada Maro" and "spokesman Ben
    Tarro"; in "the Office for Roads, Ports and Bridges", "Ports" is no known name, and "the coach
    of Maro" is another person.
    """
    out: set[str] = set()
    before = words[first - 1] if first else None
    if before is None or before.text in ("of", "for") or (before.tail.strip() and not is_known):
        return out
    for index in range(first - 1, max(-1, first - REACH), -1):
        word = words[index]
        if word.tail.strip() and not (index == first - 1 and word.tail == ", "):
            break
        close = word.tail == " " and index == first - 1
        if close and word.low not in lists.OFFICES:
            break
        if (
            not word.capital
            and word.low not in lists.OFFICES | lists.INSTITUTIONS
            and (word.text not in JOINING and word.low not in lists.ARTICLES)
        ):
            break
        out.add(word.low)
    out -= lists.ARTICLES | JOINING
    return out if out & lists.OFFICES else set()


def office_behind(following: list[Word], tail: str) -> set[str]:
    """Return the words of the office in ", the ministry's spokesperson,"."""
    if tail.strip() != "," or not following:
        return set()
    roles = set()
    for word in following:
        known = word.low in lists.OFFICES | lists.INSTITUTIONS | lists.ARTICLES
        if not (known or word.capital or word.text in JOINING):
            break
        roles.add(word.low)
        if word.tail.strip():
            break
    roles -= lists.ARTICLES | JOINING
    return roles if roles & lists.OFFICES else set()


def nickname(words: list[Word], end: int) -> str | None:
    """Return "Zub" in "Ben Tarro (Zub)"."""
    if end == len(words) or words[end - 1].tail.strip() != "(":
        return None
    inside = words[end]
    is_name = inside.capital and not inside.text.isupper() and inside.tail.startswith(")")
    return inside.text if is_name else None


def trade_before(words: list[Word], first: int) -> set[str]:
    """Return "baker" in "the 40-year-old baker Ben Tarro" and "a baker, Ben Tarro"."""
    if first < 2 or words[first - 1].tail not in (" ", ", ") or words[first - 1].capital:
        return set()
    opening = (word.low for word in words[max(0, first - 5) : first - 1])
    return {words[first - 1].low} if any(word in ARTICLES for word in opening) else set()


def trade_behind(following: list[Word], tail: str) -> set[str]:
    """Return "baker" and the age in ", 40, a baker from Orlest,"."""
    if tail.strip() != ",":
        return set()
    age = {following[0].text} if following and following[0].text.isdigit() else set()
    following = following[len(age) :]
    if not following or following[0].low not in ARTICLES:
        return age
    for index, word in enumerate(following[1:8], 1):
        ahead = following[index + 1].low if index + 1 < len(following) else ""
        if word.tail.strip() or ahead in ENDING:
            return age if word.capital else age | {word.low}
    return age
