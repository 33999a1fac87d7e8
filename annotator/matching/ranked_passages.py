"""Sentences of stored texts that share words with a claim, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.matching.bm25 import scores
from annotator.matching.words import content_words, stem, tokens
from annotator.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: A heading or a caption that has fewer words to be compared is no passage.
FEWEST_WORDS = 3
#: A passage shares so many words with the claim, unless the claim has only one.
FEWEST_SHARED = 2
#: So many come from one text, so that one long article does not fill the list.
MOST_OF_ONE = 2


@dataclass(frozen=True, slots=True)
class Ranked:
    """`text[start:end]` of one of the texts, in code points, and its score."""

    key: int
    start: int
    end: int
    score: float


def compared_words(text: str) -> list[str]:
    """Return the words of a text that are compared: stems of its content words, and its numbers."""
    figures = [token for token in tokens(text) if token[0].isdigit()]
    return [*map(stem, content_words(text)), *figures]


def best_passages(claim: str, texts: Mapping[int, str], *, most: int) -> tuple[Ranked, ...]:
    """Return the `most` best sentences of the texts, by BM25 over all sentences of all of them.

    Equally good ones come in the order of the texts.
    """
    wanted = set(compared_words(claim))
    fewest = min(FEWEST_SHARED, len(wanted))
    said = {
        (key, span): words
        for key, text in texts.items()
        for span in sentences(text)
        if len(words := compared_words(text[span.start : span.end])) >= FEWEST_WORDS
    }
    found = [
        Ranked(key, span.start, span.end, score)
        for ((key, span), words), score in zip(
            said.items(), scores(wanted, list(said.values())), strict=True
        )
        if score > 0 and len(wanted.intersection(words)) >= fewest
    ]
    place = {key: number for number, key in enumerate(texts)}
    found.sort(key=lambda ranked: (-ranked.score, place[ranked.key], ranked.start))
    return tuple(_varied(found, texts))[:most]


def _varied(found: list[Ranked], texts: Mapping[int, str]) -> Iterator[Ranked]:
    """Yield few of each text, and the same words only once."""
    said: set[str] = set()
    of_text: dict[int, int] = {}
    for ranked in found:
        words = " ".join(texts[ranked.key][ranked.start : ranked.end].split())
        if words in said or of_text.get(ranked.key, 0) == MOST_OF_ONE:
            continue
        said.add(words)
        of_text[ranked.key] = of_text.get(ranked.key, 0) + 1
        yield ranked
