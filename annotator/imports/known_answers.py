"""Known answers of a set's claims: a CSV file with a row for each."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.cleaning import whole_number
from annotator.errors import BadInput
from annotator.imports import outcomes
from annotator.imports.rows import records
from annotator.language import _
from annotator.records import Answer
from annotator.spreadsheets import unescaped
from annotator.terms import KNOWN_PURPOSES, Purpose

COLUMNS = ("claim_id", "purpose", "answer", "reason")


@dataclass(frozen=True, slots=True)
class KnownRow:
    """One row: where it stands in the file, and which claim has which answer."""

    line: int
    claim_id: int
    answer: Answer


def read(data: bytes) -> list[KnownRow]:
    """Return all rows. Raises BadInput that names the line: a file is read whole, or not at all."""
    return [_row(line, row) for line, row in records(data, COLUMNS)]


def _row(line: int, row: dict[str, str]) -> KnownRow:
    cells = {column: unescaped(row[column]).strip() for column in COLUMNS}
    claim_id = whole_number(cells["claim_id"])
    if claim_id is None:
        raise BadInput(
            _(
                "Line %(line)s: “%(value)s” is not the number of a claim.",
                line=line,
                value=cells["claim_id"],
            )
        )
    if cells["purpose"] not in KNOWN_PURPOSES:
        known = " or ".join(KNOWN_PURPOSES)
        raise BadInput(
            _(
                "Line %(line)s: the purpose is %(known)s, not “%(value)s”.",
                line=line,
                known=known,
                value=cells["purpose"],
            )
        )
    return KnownRow(line, claim_id, _answer(line, cells))


def _answer(line: int, cells: dict[str, str]) -> Answer:
    try:
        outcome = outcomes.read(cells["answer"])
    except BadInput as error:
        raise BadInput(_("Line %(line)s: %(error)s", line=line, error=error)) from error
    return Answer(Purpose(cells["purpose"]), *outcome, cells["reason"])
