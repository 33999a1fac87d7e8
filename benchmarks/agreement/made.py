"""`python -m benchmarks.agreement.made FILE.csv`: invented judgements, always the same ones.

Each claim has a right label, which its annotators give as often as each is careful.
"""

from __future__ import annotations

from dataclasses import replace
from math import gcd
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np

from annotator.agreement.judgements import Judgements
from annotator.agreement.labels import Scale

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 20251206
LABELS = ("1", "2", "3", "4")
#: How common each is as the right one.
COMMON = (0.45, 0.3, 0.15, 0.1)
CARE = (0.5, 0.95)
CLAIMS, EACH, PEOPLE = 100_000, 10, 500


def judged(claims: int = CLAIMS, each: int = EACH, people: int = PEOPLE) -> Judgements:
    """Return `claims` claims, each judged by `each` people."""
    random = np.random.default_rng(SEED)
    right = random.choice(len(LABELS), claims, p=COMMON)
    care = random.uniform(*CARE, people)
    annotator = _some(random, claims, each, people)
    careful = random.random((claims, each)) < care[annotator]
    other = (right[:, None] + random.integers(1, len(LABELS), (claims, each))) % len(LABELS)
    return Judgements(
        Scale.of(LABELS),
        tuple(map(str, range(1, claims + 1))),
        tuple(f"a{number:03}" for number in range(1, people + 1)),
        np.repeat(np.arange(claims, dtype=np.int32), each),
        annotator.ravel().astype(np.int32),
        np.where(careful, right[:, None], other).ravel().astype(np.int32),
        right.astype(np.int32),
    )


def at_random(judgements: Judgements) -> Judgements:
    """Return the same people on the same claims, with labels that say nothing."""
    random = np.random.default_rng(SEED)
    label = random.integers(0, len(LABELS), len(judgements.label), np.int32)
    return replace(judgements, label=label, gold=None)


def _some(random: np.random.Generator, claims: int, each: int, people: int) -> NDArray[np.int64]:
    """Return `each` different people for each claim: from one on in even steps around the
    circle.
    """
    steps = np.array([step for step in range(1, people) if gcd(step, people) == 1])
    first = random.integers(0, people, (claims, 1))
    return np.asarray((first + random.choice(steps, (claims, 1)) * np.arange(each)) % people)


def write(file: Path, made: Judgements) -> None:
    """Write the judgements as a long table, with the right labels."""
    assert made.gold is not None  # noqa: S101 - they are made with it
    with file.open("w", encoding="utf-8") as out:
        out.write("item_id,annotator_id,label,gold\n")
        for item, annotator, label in zip(made.item, made.annotator, made.label, strict=True):
            right = made.labels[made.gold[item]]
            out.write(f"{item + 1},{made.annotators[annotator]},{made.labels[label]},{right}\n")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--claims", default=CLAIMS, show_default=True)
@click.option("--each", default=EACH, show_default=True, help="Judgements of a claim.")
@click.option("--people", default=PEOPLE, show_default=True)
def main(file: Path, claims: int, each: int, people: int) -> None:
    """Write the judgements as a long table."""
    write(file, judged(claims, each, people))


if __name__ == "__main__":
    main()
