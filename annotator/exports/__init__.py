"""Labelled claims out: a new format is a module and a line in FORMATS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.errors import BadInput
from annotator.exports import jsonl, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from annotator.records import LabelledClaim


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `write` gives the pieces of the file, in order, one claim at a time."""

    key: str
    name: str
    describes: str
    suffix: str
    media_type: str
    write: Callable[[Iterable[LabelledClaim]], Iterator[bytes]]


FORMATS = (
    Format(
        "jsonl",
        "JSON lines",
        "One object a claim, with everything: mentions, judgements, evidence, decision.",
        ".jsonl",
        "application/x-ndjson",
        jsonl.write,
    ),
    Format(
        "csv",
        "CSV",
        "One row an evidence link, for spreadsheets; every judgement and decision is in it.",
        ".csv",
        "text/csv",
        table.write,
    ),
)


def format_of(key: str) -> Format:
    """Return the format of that key. Raises BadInput for another."""
    for known in FORMATS:
        if known.key == key:
            return known
    keys = ", ".join(known.key for known in FORMATS)
    raise BadInput(f"There is no export format “{key}”. There are: {keys}.", "format")
