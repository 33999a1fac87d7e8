"""How far labels differ: a CSV file with a row for each pair."""

from __future__ import annotations

import csv
import io
import math

from annotator.errors import BadInput
from annotator.imports.decoding import decoded
from annotator.language import _

COLUMNS = ("label", "other", "distance")


def read(data: bytes) -> dict[tuple[str, str], float]:
    """Return the distance of each pair, both ways round. Raises BadInput that names the line."""
    reader = csv.DictReader(io.StringIO(decoded(data), newline=""), strict=True)
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise BadInput(
            _(
                "Its first line has no column “%(value)s”. Name: %(columns)s.",
                value=missing[0],
                columns=", ".join(COLUMNS),
            )
        )
    found: dict[tuple[str, str], float] = {}
    try:
        for row in reader:
            label, other, distance = ((row[column] or "").strip() for column in COLUMNS)
            found[label, other] = found[other, label] = _distance(reader.reader.line_num, distance)
    except csv.Error as error:
        raise BadInput(
            _(
                "The table breaks at line %(line_num)s: %(error)s.",
                line_num=reader.reader.line_num,
                error=error,
            )
        ) from error
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
