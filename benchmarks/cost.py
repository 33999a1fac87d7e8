"""What the extraction costs: loading, memory, and where its time goes."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from annotator.settings import ROOT
from annotator.text.draft import ExtractionDraft
from annotator.text.parsing import parser
from annotator.text.steps import ENGLISH
from benchmarks import texts
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TITLE = "Cost of the extraction"
NOTE = (
    "Memory: the highest that the operating system saw of a fresh process that extracts from so"
    " many characters of news, text by text. Loading: the model, and what it needs, at the first"
    " many characters of news, text by text. Loading: the model, and what it needs, at the first"
    " extraction of a fresh process, median of the processor's seconds. Time by step: shares of"
    " one run; “read” holds the"
    " parser."
)
CHILD = """
import sys, time
from annotator import text
from benchmarks import memory, texts
begin = time.process_time()
text.extract("It rained.")
print(time.process_time() - begin)
for one in texts.news(int(sys.argv[1])):
    text.extract(one)
print(memory.peak())
"""


def rows(characters: int = 300_000, repeats: int = 5) -> Iterator[Row]:
    """Yield seconds to load, megabytes of a process, and the share of each step."""
    loads = [child(0)[0] for _ in range(repeats)]
    yield Row("loading, fresh process", "< 2 s", f"{median(loads):.1f} s")
    memory = child(characters)[1]
    yield Row(f"memory, {characters:,} characters", "< 400 MB", f"{memory:.0f} MB")
    shares = steps(texts.news(characters // 4))
    yield Row("time by step", "", ", ".join(f"{name} {100 * s:.0f} %" for name, s in shares))


def child(characters: int) -> tuple[float, float]:
    """Return seconds to load, and megabytes at most, of a process that extracts from so much
    text.
    """
    command = (sys.executable, "-c", CHILD, str(characters))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


def steps(news: Sequence[str]) -> list[tuple[str, float]]:
    """Return the steps with their shares of the time, the largest first."""
    parser.loaded("en")
    took: dict[str, float] = defaultdict(float)
    for words in news:
        draft = ExtractionDraft(words, "en")
        for step in ENGLISH:
            begin = process_time()
            step(draft)
            took[step.__name__] += process_time() - begin
    total = sum(took.values())
    return sorted(((name, t / total) for name, t in took.items()), key=lambda one: -one[1])
