"""Each figure of agreement's speed, set against the raw scan or another library."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

import krippendorff
import numpy as np
from nltk.metrics.agreement import AnnotationTask

from annotator.agreement import STATISTICS
from annotator.agreement.bootstrap import interval
from annotator.agreement.dawid_skene import fitted
from annotator.agreement.matrix import pair_matrix
from annotator.agreement.table import votes_of
from annotator.cli.judged_files import sets_in
from annotator.settings import ROOT
from benchmarks.agreement import database, live, made, queue
from benchmarks.table import Row
from benchmarks.timing import paired, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from annotator.agreement.judgements import Judgements
    from annotator.agreement.table import Votes

NOTE = (
    "Judgements of four labels, each claim by 10 of 500 people, always the same ones. Times are the"
    " processor's, medians. Cold: the patterns are counted from a table in SQLite, and α is"
    " taken at three levels (nominal, ordinal, interval); the raw limit is the same GROUP BY with"
    " nothing done. Live: from the counts that are kept with each judgement, as a page reads them"
    " from SQLite. The libraries and our α begin with the same judgements in memory, each in its"
    " own shape. The queue: a set of these judgements in SQLite; the first page as its records are"
    " read, against the bare rows by their index, and as a request straight into the WSGI"
    " application. Derived state: all eight structures of that set, most of them from no rows at"
    " all. Memory: the peak of a separate process, numpy and the judgements"
    " included."
)
ALPHAS = tuple(
    one for one in STATISTICS if one.key in ("alpha_nominal", "alpha_ordinal", "alpha_interval")
)
NOMINAL = ALPHAS[0]
CHILD = """
import sys
import numpy as np
from annotator.agreement.dawid_skene import fitted
from annotator.agreement.judgements import Judgements
from annotator.agreement.labels import Scale
from benchmarks import memory
from benchmarks.agreement.made import LABELS
from benchmarks.timing import seconds
item, annotator, label = np.load(sys.argv[1])
names = range(item.max() + 1), range(annotator.max() + 1)
judgements = Judgements(Scale.of(LABELS), *names, item, annotator, label)
print(seconds(lambda: fitted(judgements)), memory.peak())
"""


def rows(folder: Path, claims: int = made.CLAIMS, times: int = 7) -> Iterator[Row]:
    """Yield all figures of so many claims; `times` is how often each is measured."""
    judgements = made.judged(claims)
    size = f"{len(judgements.item):,} judgements"
    votes = votes_of(judgements)
    yield from cold(folder, judgements, size, times)
    read = live.asked(folder, votes)
    took = middle(lambda: [NOMINAL.figure_of(read())], times)
    alone = middle(lambda: alphas(votes), times)
    found = f"{1000 * took:.1f} ms ({len(votes.times)} patterns)"
    yield Row("nominal α, live, from its table", "≤ 5 ms", found)
    yield Row("α at three levels, once the patterns are read", "", f"{1000 * alone:.2f} ms")
    for statistic in ALPHAS:
        took = middle(lambda one=statistic: interval(one, votes), times)  # type: ignore[misc]
        yield Row(f"1,000 replicates by claim, {statistic.key}", "≤ 0.5 s", f"{took:.2f} s")
    took = middle(lambda: pair_matrix(judgements), times)
    yield Row(f"matrix of pairs, {size}", "≤ 1 s", f"{took:.2f} s")
    took, held = model(folder, judgements)
    yield Row(f"Dawid–Skene, {size}", "≤ 1 s, ≤ 150 MB", f"{took:.2f} s, {held:.0f} MB")
    took = seconds(lambda: fitted(made.at_random(judgements)))
    yield Row(f"Dawid–Skene, {size} with labels at random", "", f"{took:.1f} s")
    yield libraries_alpha(judgements, size, times)
    yield nltks_alpha(judgements, size, times)
    yield file_read(folder, judgements, size)
    yield from queue.rows(folder, judgements, size, times)


def cold(folder: Path, judgements: Judgements, size: str, times: int) -> Iterator[Row]:
    """Yield α from the database, against its scan."""
    with closing(database.filled(folder / "judgements.sqlite", judgements)) as connection:
        found = paired(
            lambda: database.raw(connection),
            lambda: alphas(database.votes(connection, judgements.scale)),
            times,
        )
    reached = f"{found.ratio:.2f} ({found.least:.2f} to {found.most:.2f})"
    yield Row(f"α at three levels, cold, {size}: times the raw scan", "≤ 2.5", reached)
    yield Row("α cold, raw scan", "", f"{found.second:.2f} s, {found.first:.2f} s")


def alphas(votes: Votes) -> list[float | None]:
    """Return α at three levels; of fresh votes, so that nothing is there from before."""
    fresh = replace(votes)
    return [statistic.figure_of(fresh).value for statistic in ALPHAS]


def model(folder: Path, judgements: Judgements) -> tuple[float, float]:
    """Return seconds and megabytes of a fresh process that fits Dawid and Skene's model."""
    file = folder / "judgements.npy"
    np.save(file, np.stack([judgements.item, judgements.annotator, judgements.label]))
    command = (sys.executable, "-c", CHILD, str(file))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    took, megabytes = map(float, done.stdout.split())
    return took, megabytes


def libraries_alpha(judgements: Judgements, size: str, times: int) -> Row:
    """Return how many times as long `krippendorff` takes for nominal α, from its matrix."""
    matrix = np.full((len(judgements.annotators), len(judgements.items)), np.nan)
    matrix[judgements.annotator, judgements.item] = judgements.label
    values: list[float | None] = []

    def theirs() -> None:
        values.append(krippendorff.alpha(matrix, level_of_measurement="nominal"))

    took = seconds(theirs)
    return against("krippendorff", size, "≥ 10 times", took, judgements, values, times)


def nltks_alpha(judgements: Judgements, size: str, times: int) -> Row:
    """Return how many times as long nltk takes for nominal α, from its triples."""
    columns = (judgements.annotator, judgements.item, judgements.label)
    triples = list(zip(*(column.tolist() for column in columns), strict=True))
    values: list[float | None] = []
    took = seconds(lambda: values.append(AnnotationTask(data=triples).alpha()))
    return against("nltk", size, "≥ 40 times", took, judgements, values, times)


def against(
    name: str,
    size: str,
    goal: str,
    took: float,
    judgements: Judgements,
    values: list[float | None],
    times: int,
) -> Row:
    """Return Their time over ours, for a figure that is the same."""
    ours = middle(lambda: NOMINAL.figure(replace(judgements)), times)
    figures = np.array([*values, NOMINAL.figure(judgements).value], np.float64)
    np.testing.assert_allclose(figures, figures[0])
    reached = f"{took / ours:.0f} times ({took:.2f} s, {1000 * ours:.0f} ms)"
    return Row(f"nominal α, {size}: {name} over ours", goal, reached)


def file_read(folder: Path, judgements: Judgements, size: str) -> Row:
    """Return a CSV file of the judgements, from its bytes to codes."""
    file = folder / "judgements.csv"
    made.write(file, judgements)
    return Row(f"CSV file read, {size}", "", f"{seconds(lambda: sets_in(file, [])):.1f} s")


def middle(work: Callable[[], object], times: int) -> float:
    """Return the median of the processor's seconds, after a warm-up."""
    work()
    return median(seconds(work) for _ in range(times))
