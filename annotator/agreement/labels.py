"""The labels of a file as one scale: which are the same, in which order, and as which numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.counts import Undefined
from annotator.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotator.agreement.counts import Floats

MISSING, UNKNOWN = -1, -2
#: What joins the members of a set in one label.
JOINT = "|"
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?")


@dataclass(frozen=True)
class Scale:
    """Different labels in their order: as given, by number, else by the alphabet.

    Where every label is a number, “1” and “1.0” are one label. Where one label is a set, all are:
    “a|b” is “b|a”, and an empty label is the empty set; elsewhere it is a label that is missing.
    """

    labels: tuple[str, ...]
    numeric: bool
    sets: bool
    ordered: bool = False

    @classmethod
    def of(cls, given: Iterable[str], order: Sequence[str] = ()) -> Scale:
        """Return the scale of the labels given, or of all that are listed in order."""
        known = tuple(order or given)
        sets = any(JOINT in label for label in known)
        filled = [label for label in known if label]
        numeric = bool(filled) and not sets and all(map(is_number, filled))
        plain = cls((), numeric, sets)
        names = tuple(dict.fromkeys(plain.name(label) for label in known if label or sets))
        if order:
            return cls(names, numeric, sets, ordered=True)
        return cls(tuple(sorted(names, key=_place if numeric else str)), numeric, sets)

    def name(self, label: str) -> str:
        """Return the one spelling of a label."""
        if self.sets:
            return JOINT.join(sorted({part.strip() for part in label.split(JOINT)} - {""}))
        return _shortest(label) if self.numeric else label

    def code(self, label: str, unknown: int = MISSING) -> int:
        """Return the label's place; MISSING for an empty one that is no set, `unknown` for
        another.
        """
        if not label and not self.sets:
            return MISSING
        if self.numeric and not is_number(label):
            return unknown
        return self._places.get(self.name(label), unknown)

    def need(self, label: str) -> None:
        """Raise BadInput for any other label."""
        if self.code(label, unknown=UNKNOWN) == UNKNOWN:
            raise BadInput(f"“{label}” is not one of the labels {', '.join(self.labels)}")

    @cached_property
    def numbers(self) -> Floats:
        """Return the labels as numbers, (labels,). Raises Undefined where one is none."""
        if self.labels and not self.numeric:
            raise Undefined(self._no_numbers)
        return np.array([float(label) for label in self.labels])

    @cached_property
    def members(self) -> tuple[frozenset[str], ...]:
        """Return the labels as sets. Raises Undefined where none is."""
        if not self.sets:
            raise Undefined(f"no label is a set joined by “{JOINT}”")
        return tuple(frozenset(label.split(JOINT)) - {""} for label in self.labels)

    def need_order(self) -> None:
        """Raise Undefined where the order of the labels is unknown."""
        if self.labels and not (self.numeric or self.ordered):
            raise Undefined(f"{self._no_numbers}, and no order of labels is given")

    @property
    def _no_numbers(self) -> str:
        """Return why the labels are no numbers."""
        if self.sets:
            return "the labels are sets"
        word = next(label for label in self.labels if not is_number(label))
        return f"“{word}” is not a number"

    @cached_property
    def _places(self) -> dict[str, int]:
        return {label: place for place, label in enumerate(self.labels)}


def is_number(label: str) -> bool:
    """Return True if a label is written as a number, and as one that a float can hold."""
    return NUMBER.fullmatch(label) is not None and isfinite(float(label))


def same(label: str, other: str) -> bool:
    """Return True if two spellings are of one label."""
    scale = Scale.of((label, other))
    return scale.name(label) == scale.name(other)


def _place(label: str) -> float:
    return float(label)


def _shortest(number: str) -> str:
    value = float(number)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
