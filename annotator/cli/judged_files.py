"""The judgements of a long CSV file, for each of its sets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.agreement.judgements import Coding
from annotator.errors import BadInput
from annotator.imports import long_table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from annotator.agreement.judgements import Judgements


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """The judgements of one set, and how many rows did not count: `empty` ones, and repeats.

    Blanks around cells of `trimmed` rows were removed.
    Of the repeats of an annotator on an item, `contradicted` have another label than the last.
    """

    name: str | None
    judgements: Judgements
    empty: int = 0
    repeats: int = 0
    contradicted: int = 0
    trimmed: int = 0


def sets_in(file: Path, order: Sequence[str], missing: Collection[str] = ()) -> list[JudgedSet]:
    """Return the sets of a file in their order; one without a name where it has no column `set`.

    `order` lists all labels there may be, `missing` those that are read as an empty one. Raises
    BadInput that names file and line.
    """
    codings: dict[str, Coding] = {}
    trimmed: Counter[str] = Counter()
    replicated = False
    for line, item, annotator, label, name, gold, replicate, was_trimmed in long_table.read(file):
        coding = codings.get(name)
        if coding is None:
            coding = codings[name] = Coding(order)
        replicated = replicated or bool(replicate)
        trimmed[name] += was_trimmed
        try:
            coding.add(item, annotator, "" if label in missing else label)
            if gold and gold not in missing:
                coding.know(item, gold)
        except BadInput as error:
            raise BadInput(f"{file}, line {line}: {error}.") from error
    return [
        replace(_whole(name or None, coding, replicated), trimmed=trimmed[name])
        for name, coding in codings.items()
    ]


def _whole(name: str | None, coding: Coding, replicated: bool) -> JudgedSet:
    every = coding.judgements()
    empty, repeats = len(coding) - len(every.item), len(every.item) - len(every.latest.item)
    counted = every.with_replicates() if replicated else every.latest
    return JudgedSet(name, counted, empty, repeats, every.contradicted)
