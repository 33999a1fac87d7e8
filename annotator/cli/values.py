"""What commands take beside words: numbers, terms, files; and what is said of any other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cleaning import LARGEST, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUTPUT = click.Path(dir_okay=False, path_type=Path)


class Number(click.ParamType[int, str | int]):
    """A whole number; `write` describes it in the error for other input."""

    name = "number"

    def __init__(self, write: str, *, least: int = 1, most: int = LARGEST) -> None:
        self.write, self.least, self.most = write, least, most

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number; fails for anything else."""
        found = whole_number(value)
        if found is None or not self.least <= found <= self.most:
            self.fail(f"“{value}” cannot be used: write {self.write}.", param, ctx)
        return found


#: How many of something that works, at least one.
SOME = Number("how many, as 2")


class OneOf(click.Choice[str]):
    """One of these words, which may be terms."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__([str(word) for word in words])

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """Return which there are."""
        return f"“{value}” is not one of {', '.join(self.choices)}."
