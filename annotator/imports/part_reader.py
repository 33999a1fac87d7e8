"""Files read part by part: a part that hangs or breaks its process costs the others nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import imports
from annotator.imports import prepared
from annotator.imports.prepared import Chunk

if TYPE_CHECKING:
    from annotator.imports.questions import Answers

#: The names of a file's parts, or the texts of one.
Answer = list[str] | list[Chunk]


class PartReader:
    """Reads the parts of one file after the other; it keeps the file until the next one comes."""

    def __init__(self) -> None:
        self._parts: list[imports.FilePart] = []

    def open(self, name: str, data: bytes, answers: Answers) -> list[str]:
        """Take a file and return the names of its parts."""
        self._parts = imports.parts(name, data, answers)
        return [part.name for part in self._parts]

    def read(self, number: int) -> list[Chunk]:
        """Return the texts of a part by its number, from 0."""
        return list(prepared.written(self._parts[number].read()))

    def do(self, name: str, *arguments: object) -> Answer:
        """Do one of these by its name: for a process that is given only values."""
        answer: Answer = {"open": self.open, "read": self.read}[name](*arguments)  # type: ignore[operator]
        return answer
