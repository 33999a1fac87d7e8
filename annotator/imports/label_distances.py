"""How far labels differ: a CSV file with a row for each pair."""

from __future__ import annotations

import math

from annotator.errors import BadInput
from annotator.imports.rows import records
from annotator.language import _

COLUMNS = ("label", "other", "distance")


def read(data: bytes) -> dict[tuple[str, str], float]:
    """Return the distance of each pair, both ways round. Raises BadInput that names the line."""
    found: dict[tuple[str, str], float] = {}
    for line, row in records(data, COLUMNS):
        label, other, distance = (row[column].strip() for column in COLUMNS)
        found[label, other] = found[other, label] = _distance(line, distance)
    return found


def _distance(line: int, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise BadInput(
            _(
                "Line %(line)s: “%(cell)s” is no distance. It is a number from 0 up.",
                line=line,
                cell=cell,
            )
        )
    return value
