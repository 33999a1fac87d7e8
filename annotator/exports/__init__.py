"""Labelled claims to files; FORMATS lists the formats.

For queries and everything above; pure.
"""

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
    """A format: `write` gives the pieces of the file, in order, one claim at a time.

    `version` names the writer. It changes whenever `write` gives other bytes for the same claims.
    """

    key: str
    version: str
    name: str
    describes: str
    suffix: str
    media_type: str
    write: Callable[[Iterable[LabelledClaim]], Iterator[bytes]]


FORMATS = (
    Format(
        "jsonl",
        jsonl.VERSION,
        "JSON lines",
        "One object per claim, with everything: mentions, judgements, evidence, decision.",
        ".jsonl",
        "application/x-ndjson",
        jsonl.write,
    ),
    Format(
        "csv",
        table.VERSION,
        "CSV",
        "One row per evidence link, for spreadsheets; every judgement and decision is in it.",
        ".csv",
        "text/csv",
        table.write,
    ),
)

#: Holds everything that a release is made of: releases keep it, and derive the others from it.
NATIVE = FORMATS[0]


def format_of(key: str) -> Format:
    """Return the format of that key. Raises BadInput for another."""
    for known in FORMATS:
        if known.key == key:
            return known
    keys = ", ".join(known.key for known in FORMATS)
    raise BadInput(f"There is no export format “{key}”. There are: {keys}.", "format")
