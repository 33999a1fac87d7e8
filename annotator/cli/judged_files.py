"""The judgements of a long CSV file, for each of its sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.agreement.judgements import Coding
from annotator.errors import BadInput
from annotator.imports import long_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from annotator.agreement.judgements import Judgements


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """The judgements of one set; `empty` and `repeats` say how many rows did not count, and why."""

    name: str | None
    judgements: Judgements
    empty: int = 0
    repeats: int = 0


def sets_in(file: Path, order: Sequence[str]) -> list[JudgedSet]:
    """Return the sets of a file in their order; one without a name where it has no column `set`.

    `order` lists all labels there may be. Raises BadInput that names file and line.
    """
    codings: dict[str, Coding] = {}
    replicated = False
    for line, item, annotator, label, name, gold, replicate in long_table.read(file):
        coding = codings.get(name)
        if coding is None:
            coding = codings[name] = Coding(order)
        replicated = replicated or bool(replicate)
        try:
            coding.add(item, annotator, label)
            if gold:
                coding.know(item, gold)
        except BadInput as error:
            raise BadInput(f"{file}, line {line}: {error}.") from error
    return [_whole(name or None, coding, replicated) for name, coding in codings.items()]


def _whole(name: str | None, coding: Coding, replicated: bool) -> JudgedSet:
    every = coding.judgements()
    empty, repeats = len(coding) - len(every.item), len(every.item) - len(every.latest.item)
    return JudgedSet(name, every.with_replicates() if replicated else every.latest, empty, repeats)
