"""People: the persons whom a text names, with the offices it gives them. By capital letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english import speaker_words as lists
from annotator.text.parsing.names import NamedPerson, Word, bare, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.text.extraction import Span

JOINING = frozenset(("of", "for", "the", "and", "to"))
#: Words after the name's comma in which an office is looked for.
APPOSITION = 14


def find(text: str, sentences: Iterable[Span]) -> dict[str, NamedPerson]:
    """Return the persons of a text by surname, in the order of their first mention."""
    people: dict[str, NamedPerson] = {}
    for span in sentences:
        words = words_in(text, span.start, span.end)
        for first, end in runs(words):
            run = words[first:end]
            roles, name = split(run)
            # "Relations with Verania, the minister said": a lone new name holds no office.
            if len(name) > 1 or (name and bare(name[-1].text) in people):
                roles |= apposition(words[end : end + APPOSITION], run[-1].tail)
            roles |= introduction(words, first)
            if name:
                add(people, name, roles)
    return people


def introduction(words: list[Word], first: int) -> set[str]:
    """Return the words of the office in "the foreign minister, Ada Maro" and "spokesman Ben
    Tarro".
    """
    out: set[str] = set()
    for index in range(first - 1, max(-1, first - APPOSITION), -1):
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


def runs(words: list[Word]) -> list[tuple[int, int]]:
    """Return runs of capitalised words with what joins them, as indices."""
    out = []
    i = 0
    while i < len(words):
        if not starts_run(words, i):
            i += 1
            continue
        j = i + 1
        while j < len(words) and goes_on(words, i, j):
            j += 1
        out.append((i, j))
        i = j
    return out


def starts_run(words: list[Word], i: int) -> bool:
    """Return True for a capitalised word that may begin an office or a name."""
    return words[i].capital and words[i].low not in lists.NO_NAMES


def goes_on(words: list[Word], i: int, j: int) -> bool:
    """Return True if word `j` still belongs to the run that began at `i`."""
    before = words[j - 1]
    if before.tail.strip(" \xa0") or before.text.endswith(("'s", "’s", "s’")):
        return before.low in lists.HONORIFICS and before.tail.strip() == "."
    if words[j].capital:
        return words[j].low not in lists.NO_NAMES or len(words[j].low) == 1
    if words[j].text not in JOINING:
        return False
    office = any(word.low in lists.OFFICES for word in words[i:j])
    ahead = next((word for word in words[j + 1 : j + 3] if word.text not in JOINING), None)
    # "President Ada Maro of Verania": the name is complete, and what follows is another.
    return office and ahead is not None and ahead.capital and not split(words[i:j])[1]


def split(run: list[Word]) -> tuple[set[str], list[Word]]:
    """Return the words of the office and the words of the name at the end of a run."""
    last = -1
    after_of = False
    for index, word in enumerate(run):
        if word.low in lists.OFFICES | lists.INSTITUTIONS | lists.HONORIFICS:
            last, after_of = index, False
        elif word.text in JOINING:
            last, after_of = index, word.text in ("of", "for", "the")
    name = run[last + 1 :]
    # "President of Verania Ada Maro": the place belongs to the office.
    if after_of:
        name = name[-2:] if len(name) >= 3 else []
    roles = {word.low for word in run if word not in name and word.text not in JOINING}
    return (roles, name) if last >= 0 else (set(), run)


def apposition(following: list[Word], tail: str) -> set[str]:
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


def add(people: dict[str, NamedPerson], name: list[Word], roles: set[str]) -> None:
    """Take a mention in; a lone word counts only with an office or for a known surname."""
    surname = bare(name[-1].text)
    known = people.get(surname)
    if known is None:
        if len(name) < 2 and not roles & (lists.OFFICES | lists.HONORIFICS):
            return
        known = people[surname] = NamedPerson(surname)
    full = [bare(word.text) for word in name]
    if len(known.name.split()) < len(full) <= 4:
        known.name = " ".join(full)
    known.roles |= roles
    known.places.append(name[0].start)
    if roles & lists.FEMALE:
        known.gender = "female"
    elif roles & lists.MALE:
        known.gender = "male"
