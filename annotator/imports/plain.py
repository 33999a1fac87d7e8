"""Text files, with an optional head of `outlet: …`, `title: …` lines before the first blank one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.imports import heads
from annotator.imports.decoding import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.imports.incoming import Read
    from annotator.imports.questions import Answers


def read(name: str, data: bytes, answers: Answers) -> Iterator[Read]:
    """Yield the one text of a .txt file. Raises BadInput when it is not text."""
    head = heads.split(decoded(data, answers.of(name).encoding))
    yield from heads.stated(name, head.text, head.fields, answers)
