"""What an examination is given, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from annotator.settings import Settings
    from annotator.storage.database import Database


@dataclass(frozen=True, slots=True)
class Installation:
    """What is examined: a database with its settings, files and environment."""

    database: Database
    settings: Settings
    folder: Path
    environ: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that is not as it should be, and what to do.

    One that is not `serious` may be meant so.
    """

    words: str
    advice: str
    serious: bool = True


@dataclass(frozen=True, slots=True)
class Examination:
    """One thing to look at, by its key. One that `reads_rows` needs a database of this version."""

    key: str
    title: str
    examine: Callable[[Installation], Iterator[Diagnosis]]
    reads_rows: bool = True
