"""The order in which claims are judged: easy first, restatements of one claim one after the other.

Lee, Klie and Gurevych (Annotation Curricula to Implicitly Train Non-Expert Annotators,
Computational Linguistics 48(2), 2022) found that annotators who begin with what is easy work faster
at the same quality. A heuristic over the text alone is enough for that.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+")
#: Claims whose points differ by less than this are equally easy: their own order is worth more.
GRADE = 20
#: Two claims restate one when they share this part of the weight of their words.
ALIKE = 0.5
#: A claim is looked up by so many of its rarest words, under each among the last so many claims.
RARE, COMPARED = 4, 8
# What makes a sentence longer than its words: clauses within it, and doubt about what is said.
_CLAUSE = words("""
    that which who whose whom whether although though because unless until while since if when
    where after before despite however but not never no nor without
""")


def easy_first(texts: Sequence[str]) -> list[int]:
    """Return the indexes of `texts` in the order for judging.

    A group of restatements stands together, in the order given, and is as hard as the first of it.
    Groups of one grade keep their order too: claims of one text are read in it. Time grows with
    the number of words, not its square.
    """
    groups = sorted(restatements(texts), key=lambda group: hardness(texts[group[0]]))
    return [index for group in groups for index in group]


def hardness(text: str) -> int:
    """Return how much a claim asks of its reader: 0 for a short, plain one, 1 for GRADE points, and
    so on.

    A word is a point, a name two; a number is four, and so is a word that opens a clause or turns
    it around.
    """
    found: list[str] = _WORD.findall(text)
    numbers = sum(any(c.isdigit() for c in word) for word in found)
    names = sum(word[0].isupper() for word in found[1:])
    clauses = sum(word.casefold() in _CLAUSE for word in found)
    return (len(found) + 3 * numbers + names + 3 * clauses) // GRADE


def restatements(texts: Sequence[str]) -> list[list[int]]:
    """Return groups of texts that say much the same, in the order of their first; most have one.

    Two are alike when the words they share weigh at least ALIKE of all their words, each by its
    rarity (IDF). Nothing is judged by it: claims that differ in a number or a “not” stand together
    on purpose, where the difference is seen.
    """
    bags = [frozenset(word.casefold() for word in _WORD.findall(text)) for text in texts]
    weight = _weights(bags)
    whole = [math.fsum(weight[word] for word in bag) for bag in bags]
    having: defaultdict[str, list[int]] = defaultdict(list)
    group_of: list[int] = []
    for index, bag in enumerate(bags):
        rare = sorted(bag, key=lambda word: (-weight[word], word))[:RARE]
        alike = [
            (shared / (whole[index] + whole[other] - shared), -other)
            for other in {other for word in rare for other in having[word][-COMPARED:]}
            if (shared := math.fsum(weight[word] for word in bag & bags[other]))
        ]
        part, best = max(alike, default=(0.0, 0))
        group_of.append(group_of[-best] if part >= ALIKE else index)
        for word in rare:
            having[word].append(index)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for index, group in enumerate(group_of):
        groups[group].append(index)
    return list(groups.values())


def _weights(bags: Sequence[frozenset[str]]) -> dict[str, float]:
    """Return the rarity of each word: the logarithm of how many texts there are for one that has
    it.
    """
    having = Counter(word for bag in bags for word in bag)
    return {word: math.log(1 + len(bags) / count) for word, count in having.items()}
