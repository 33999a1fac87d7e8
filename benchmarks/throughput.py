"""Throughput of the extraction against the parser alone, on the same text in the same run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import text
from annotator.text.draft import ExtractionDraft
from annotator.text.parsing import parser
from annotator.text.steps import segment
from benchmarks import texts
from benchmarks.table import Row
from benchmarks.timing import paired

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TITLE = "Throughput of the extraction"
NOTE = (
    "The parser alone: spaCy's nlp.pipe with the same components (no named entities) and the same"
    f" batch size ({parser.BATCH}), text by text, over exactly the pieces that the extraction"
    " parses; cutting them is not counted. Whole texts: nlp.pipe over the same texts uncut. Both"
    " take turns with the extraction; the ratio is the median of the pairs, with least and most."
)
GOAL = "70 %"


def rows(characters: int = 60_000, pairs: int = 7) -> Iterator[Row]:
    """Yield the extraction's share of the parser's speed, and what both do in a second."""
    news = texts.news(characters)
    pieces = [parsed_pieces(one) for one in news]
    size = sum(map(len, news))
    tokens = sum(len(doc) for one in pieces for doc in parser.parsed(one, "en"))
    alone = paired(lambda: extract(news), lambda: parse(pieces), pairs)
    whole = paired(lambda: extract(news), lambda: parse([news]), pairs)
    for name, goal, found in (
        ("share of the parser alone", GOAL, alone),
        ("share of the parser on whole texts", "", whole),
    ):
        spread = f"({100 * found.least:.0f} to {100 * found.most:.0f})"
        yield Row(f"extraction, {name}", goal, f"{100 * found.ratio:.0f} % {spread}")
    for name, took in (("extraction", alone.first), ("parser alone", alone.second)):
        yield Row(name, "", f"{size / took:,.0f} characters/s, {tokens / took:,.0f} tokens/s")


def parsed_pieces(words: str) -> list[str]:
    """Return what the extraction gives the parser of one text."""
    draft = ExtractionDraft(words, "en")
    segment(draft)
    bodies = [body for body in draft.bodies if body is not None]
    return [words[b.start : b.end] for b in bodies if b.end - b.start <= parser.LONGEST]


def extract(news: Sequence[str]) -> None:
    """Ours."""
    for one in news:
        text.extract(one)


def parse(groups: Sequence[Sequence[str]]) -> None:
    """The raw limit: the parser over each group of pieces, and nothing else."""
    for group in groups:
        for _ in parser.parsed(group, "en"):
            pass
