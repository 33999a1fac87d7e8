"""Runs: capitalised words that stand together, as an office, a name or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english import speaker_words as lists
from annotator.text.parsing.given_names import is_given_name

if TYPE_CHECKING:
    from annotator.text.parsing.names import Word

JOINING = frozenset(("of", "for", "the", "and", "to"))
#: Small words within a name.
PARTICLES = frozenset(
    ("van", "von", "der", "den", "de", "da", "di", "du", "del", "al", "el", "bin", "ben", "la")
)
#: What follows a name and is no part of it.
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "mp", "phd", "qc", "kc", "esq"))
#: Words that belong to an office or a title, not to a name.
TITLES = lists.OFFICES | lists.INSTITUTIONS | lists.HONORIFICS
#: Words before a name that tell what its bearer is: "Trooper Ada Maro".
CALLINGS = lists.STRANGERS | lists.ANYBODY
#: Words of the longest run: what is longer is a list or a title.
LONGEST = 16


def runs(words: list[Word]) -> list[tuple[int, int]]:
    """Return runs of capitalised words with what joins them, as indices."""
    out = []
    i = 0
    while i < len(words):
        if not starts_run(words, i):
            i += 1
            continue
        j = i + 1
        while j < min(len(words), i + LONGEST) and goes_on(words, i, j):
            j += 1
        out.append((i, j))
        i = j
    return out


def starts_run(words: list[Word], i: int) -> bool:
    """Return True for a capitalised word that may begin an office or a name."""
    return words[i].capital and not is_no_name(words[i])


def is_no_name(word: Word) -> bool:
    """Return True for a word that begins no name: "However", "I'm" and "Don't"."""
    return word.low.partition("'")[0] in lists.NO_NAMES or word.low.endswith("n't")


def goes_on(words: list[Word], i: int, j: int) -> bool:
    """Return True if word `j` still belongs to the run that began at `i`."""
    before = words[j - 1]
    if before.tail.strip(" \xa0") or before.text.endswith(("'s", "’s", "s’")):
        return before.low in lists.HONORIFICS and before.tail.strip() == "."
    if is_capital(words[j]):
        return words[j].low not in lists.NO_NAMES or len(words[j].low) == 1
    ahead = next((word for word in words[j + 1 : j + 3] if word.text not in JOINING), None)
    if ahead is None or not is_capital(ahead):
        return False
    if words[j].text in PARTICLES:
        return True
    office = any(word.low in lists.OFFICES for word in words[i:j])
    # "President Ada Maro of Verania": the name is complete, and what follows is another.
    return words[j].text in JOINING and office and not split(words[i:j])[1]


def is_capital(word: Word) -> bool:
    """Return True for a capitalised word, and for "al-Maro"."""
    particle, _, rest = word.text.partition("-")
    return word.capital or (particle in PARTICLES and rest[:1].isupper())


def split(run: list[Word]) -> tuple[set[str], list[Word]]:
    """Return the words of the office and the words of the name at the end of a run."""
    if len(run) > 2 and run[-1].low in SUFFIXES and is_given_name(run[0].low):
        run = without_suffix(run)
    last = -1
    after_of = had_of = False
    for index, word in enumerate(run):
        if word.low in TITLES or (word.low in CALLINGS and index + 1 < len(run)):
            last, after_of = index, False
        elif word.text in JOINING:
            # "Minister for Trade and Industry" is one office.
            had_of = had_of or word.text in ("of", "for")
            after_of = word.text in ("of", "for", "the") or (word.text == "and" and had_of)
            last = index
    name = run[last + 1 :]
    # "President of Verania Ada Maro": the place belongs to the office.
    if after_of:
        name = name[-2:] if len(name) >= 3 and name[-1].low not in lists.NOBODY else []
    if len(name) == 1 and name[0].low in lists.NOBODY | lists.BODIES:
        name = []
    roles = {word.low for word in run if word not in name and word.text not in JOINING}
    return (roles, without_suffix(name)) if last >= 0 else (set(), without_suffix(run))


def without_suffix(name: list[Word]) -> list[Word]:
    """Return a name without "Jr" and "MP" at its end."""
    while len(name) > 1 and name[-1].low in SUFFIXES:
        name = name[:-1]
    return name
