"""The one shape of every figure, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One measure; `goal` is empty where there is none."""

    measure: str
    goal: str
    reached: str


HEAD = Row("measure", "goal", "reached")


def plain(rows: Sequence[Row]) -> str:
    """Return the rows in columns, for a terminal."""
    all_rows = (HEAD, *rows)
    measure = max(len(row.measure) for row in all_rows)
    goal = max(len(row.goal) for row in all_rows)
    return "\n".join(f"{r.measure:<{measure}}  {r.goal:<{goal}}  {r.reached}" for r in all_rows)


def markdown(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [f"| {row.measure} | {row.goal} | {row.reached} |" for row in rows]
    return "\n".join(["| Measure | Goal | Reached |", "|---|---|---|", *lines])


def write(document: Path, name: str, text: str) -> None:
    """Put `text` between the document's marks for `name`, in place of what stands there."""
    begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->"
    before, found, rest = document.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise BadInput(f"{document} has no marks {begin.strip()} and {end}.")
    document.write_text(f"{before}{begin}\n{text}\n\n{end}{after}", encoding="utf-8")
