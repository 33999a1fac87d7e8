"""`python -m benchmarks.quality`: what the extraction finds in the development data.

Data and scorers are not in the repository; each scorer is run as it is, and its output is read.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.errors import BadInput
from annotator.settings import ROOT
from benchmarks import table
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = Path(os.environ.get("CLAIMBOOK_SHARED") or ROOT.parent / "shared")
DATA = SHARED / "data" / "extraction"
FAITHFULNESS = SHARED / "data" / "faithfulness"
#: A scorer's line of F1; the number is its last.
F1 = r"^{} +P .* F1 +([\d.]+)$"


@dataclass(frozen=True, slots=True)
class Score:
    """One scorer on one file: what is read from its output, by measure, goal and pattern."""

    data: str
    scorer: str
    rows: tuple[tuple[str, str, str], ...]
    extra: tuple[str, ...] = ()
    language: str = "en"
    folder: Path = DATA
    texts: str | None = None

    @property
    def files(self) -> list[Path]:
        """Return what is read: one file of many texts, or the text files of a folder."""
        if self.texts is None:
            return [self.folder / f"{self.data}.jsonl"]
        return sorted((self.folder / self.texts).glob("*.txt"))


SENTENCES = F1.format("sentence spans, exact")
SCORES = (
    Score("seg_gumnews", "segmentation", (("sentences, exact F1: GUM news", "94.5", SENTENCES),)),
    Score("seg_gum", "segmentation", (("the same: GUM", "96.5", SENTENCES),)),
    Score("seg_ewt", "segmentation", (("the same: EWT", "86", SENTENCES),)),
    Score("seg_de", "segmentation", (("the same: German", "98.5", SENTENCES),), language="de"),
    Score("seg_es", "segmentation", (("the same: Spanish", "98.9", SENTENCES),), language="es"),
    Score(
        "attribution_polnear",
        "attribution",
        (
            ("attribution, exact F1: source", "75", F1.format("exact source")),
            ("the same: cue", "68", F1.format("exact cue")),
            ("the same: content", "62", F1.format("exact content")),
            ("whole attribution, strict", "50", F1.format("AR STRICT")),
            ("statements, strict", "64", F1.format("statement AR STRICT")),
        ),
    ),
    Score(
        "propositions_propsegment_wiki",
        "propositions",
        (("propositions, macro F1 at Jaccard 0.8", "", F1.format("macro, Jaccard >= 0.8")),),
    ),
    Score(
        "checkworthy_claimbuster",
        "checkworthy",
        (
            ("check-worthiness, pooled AP", "80", r"pooled AP ([\d.]+)"),
            ("the same: AUC", "88", r"AUC ([\d.]+)"),
        ),
    ),
    Score(
        "checkworthy_clef19",
        "checkworthy",
        (("the same on other debates, MAP", "", r"^MAP ([\d.]+)"),),
    ),
    Score(
        "attribution_seeds",
        "seeds",
        (
            ("news texts: claims found", "92 %", r"^propositions: (\d+) of (\d+)"),
            ("news texts: right speaker", "91 %", r"^statements (\d+): .* speaker (\d+)"),
            ("news texts: claims on furniture", "0", r"touching boilerplate: (\d+)"),
        ),
        ("seeds_extra.json",),
    ),
    Score(
        "faithful_dev",
        "faithful",
        (
            ("invented items: with a claim that must never be", "2", r"with a never ([\d.]+) %"),
            ("the same: owed claims found", "92", r"^owed found ([\d.]+) %"),
            ("the same: split where a split is owed", "88", r"split is owed ([\d.]+) %"),
            ("the same: right speaker", "92", r"right speaker ([\d.]+) %"),
            ("the same: good claims", "95", r"good claims ([\d.]+) %"),
            ("the same: items without a fault, mean", "88", r"mean of the two ([\d.]+) %"),
        ),
        folder=FAITHFULNESS,
    ),
    Score(
        "news_gold_dev",
        "news",
        (
            ("seven news texts: owed claims found", "100", r"^owed (\d+)/(\d+)"),
            ("the same: right speaker", "40", r"right speaker (\d+)/(\d+)"),
            ("the same: claims that must never be", "0", r"never (\d+)"),
            ("the same: bad cuts", "0", r"bad cuts (\d+)"),
            ("the same: claims", "155", r"claims (\d+)"),
            ("the same: precision", "95", r"precision ([\d.]+) %"),
        ),
        ("texts",),
        folder=FAITHFULNESS,
        texts="texts",
    ),
)


MESSY = "seg_messy"


def figures() -> Iterator[Row]:
    """Yield a row for every figure. One command a language reads its texts, on all cores."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for language in sorted({score.language for score in SCORES}):
            extract(folder, language)
        for score in SCORES:
            yield from read(score, scored(score, folder / f"{score.data}.jsonl"))
        yield messy(folder / f"{MESSY}.jsonl")


def extract(folder: Path, language: str) -> None:
    """Put the extraction of every file of a language into a file of its name."""
    given = {score.data: score.files for score in SCORES if score.language == language}
    if language == "en":
        given[MESSY] = [DATA / f"{MESSY}.jsonl"]
    files = [str(file) for files in given.values() for file in files]
    command = (sys.executable, "-m", "flask", "--app", "app", "extract", "--language", language)
    with subprocess.Popen((*command, *files), cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        for name, own in given.items():
            with (folder / f"{name}.jsonl").open("wb") as output:
                output.writelines(islice(process.stdout, sum(map(texts_in, own))))
    if process.returncode:
        raise BadInput("The extraction of the development data did not end well.")


def texts_in(file: Path) -> int:
    """Return how many texts a file holds: a line each, or the file itself."""
    if file.suffix == ".txt":
        return 1
    return sum(bool(row.strip()) for row in file.open("rb"))


def scored(score: Score, found: Path) -> str:
    """Return what the scorer prints about the extraction in `found`."""
    gold = (score.folder / f"{score.data}.jsonl", *(score.folder / name for name in score.extra))
    scorer = SHARED / "score" / f"score_{score.scorer}.py"
    command = (sys.executable, str(scorer), str(found), *map(str, gold))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        raise BadInput(f"{scorer.name} on {score.data}: {done.stderr.strip()}")
    return done.stdout


def read(score: Score, printed: str) -> Iterator[Row]:
    """Yield the rows of one scorer's output."""
    for measure, goal, pattern in score.rows:
        found = re.search(pattern, printed, re.MULTILINE)
        if found is None:
            raise BadInput(f"score_{score.scorer}.py does not print “{measure}” as it did.")
        yield Row(measure, goal, reached(found))


def reached(found: re.Match[str]) -> str:
    """Return a number as it is printed, to one place; a part of a whole with its share."""
    if found.lastindex == 2:
        whole, part = sorted(map(int, found.groups()), reverse=True)
        return f"{part} of {whole} ({100 * part / whole:.0f} %)"
    return f"{float(found[1]):.1f}" if "." in found[1] else found[1]


def messy(found: Path) -> Row:
    """Return how many of the messy cases are cut exactly as they should be."""
    gold = [json.loads(line) for line in (DATA / found.name).read_text("utf-8").splitlines()]
    cut = [json.loads(line)["sentences"] for line in found.read_text("utf-8").splitlines()]
    right = sum(row["sentences"] == ours for row, ours in zip(gold, cut, strict=True))
    return Row("messy cases, exactly right", str(len(gold)), f"{right} of {len(gold)}")


@click.command()
@click.option("--write", is_flag=True, help="Put the table into docs/extraction.md as well.")
def main(write: bool) -> None:
    """Print how much of the development data the extraction finds, against the goals."""
    if not DATA.is_dir():
        raise click.ClickException(
            f"The development data is not at {DATA}, so nothing can be measured."
            " CLAIMBOOK_SHARED names another place for the folder “shared”."
        )
    try:
        rows = list(figures())
    except BadInput as error:
        raise click.ClickException(str(error)) from error
    click.echo(table.plain(rows))
    if write:
        table.write(ROOT / "docs" / "extraction.md", "figures", table.markdown(rows))


if __name__ == "__main__":
    main()
