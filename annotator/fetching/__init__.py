"""Texts of sources from the web and from files, safe against hostile ones.

For jobs and operations; knows no database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.fetching.addresses import PUBLIC, Rules
from annotator.fetching.download import download
from annotator.fetching.reading import file, read

if TYPE_CHECKING:
    from annotator.records import SourceText

__all__ = ["PUBLIC", "Rules", "fetched", "uploaded"]


def fetched(url: str, rules: Rules = PUBLIC) -> SourceText:
    """Return the text at an address. Raises BadInput with a sentence that says what to do
    instead.
    """
    return read(download(url, rules))


def uploaded(name: str, data: bytes) -> SourceText:
    """Return the text in a file. Raises BadInput likewise."""
    return read(file(name, data))
