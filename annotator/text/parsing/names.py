"""Names: the words of a text as they may name a person, and the person whom they name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import regex

#: `regex` counts a combining accent as part of its word, `re` does not.
WORD = regex.compile(r"(?:[A-Z]\.)+|[^\W_][\w’'\-]*")


@dataclass(slots=True, eq=False)
class NamedPerson:
    """A person as named: the name, the words of the offices, and where the name stands.

    `given` are all names but the last, `forms` how often each form was written; `trade` are words
    that describe the person, like "baker".
    """

    name: str
    roles: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    gender: str | None = None
    given: set[str] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    trade: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text, where it starts, and what stands between it and the next."""

    text: str
    start: int
    tail: str

    @property
    def low(self) -> str:
        """Return lower case, without possessive and stop."""
        return bare(self.text).lower().rstrip(".")

    @property
    def capital(self) -> bool:
        """Return True if it begins with a capital letter."""
        return self.text[0].isupper()


def bare(word: str) -> str:
    """Return a word with plain apostrophes and without a possessive."""
    return word.replace("’", "'").removesuffix("'s").rstrip("'")


def words_in(text: str, start: int, end: int) -> list[Word]:
    """Return the words between two offsets."""
    found = list(WORD.finditer(text, start, end))
    if not found:
        return []
    edges = [one.start() for one in found[1:]] + [end]
    return [
        Word(one.group(), one.start(), text[one.end() : edge])
        for one, edge in zip(found, edges, strict=True)
    ]
