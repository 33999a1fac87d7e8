"""When two names are of one person or body: "Interior Ministry", "Ministry of the Interior"."""

from __future__ import annotations

from annotator.matching.words import content_words, stem
from annotator.word_lists import words

#: Words of so many bodies that they name none.
_COMMON = frozenset(
    map(
        stem,
        words(
            """
            office press service news agency centre center department ministry minister president
            government spokesman spokeswoman spokesperson official group company institute website
            page statement report
            """
        ),
    )
)


def parts(name: str) -> frozenset[str]:
    """Return the stems of the words of a name that say whose it is."""
    every = frozenset(map(stem, content_words(name)))
    return every - _COMMON or every


def same_owner(one: str, other: str) -> bool:
    """Return True if all that one name says is in the other."""
    mine, theirs = parts(one), parts(other)
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)
