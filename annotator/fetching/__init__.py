"""Texts of sources from the web and from files, safe against hostile ones.

For jobs and operations; knows no database.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.fetching.addresses import PUBLIC, Rules
from annotator.fetching.download import Downloaded, download
from annotator.fetching.reading import file, in_utf8, read

if TYPE_CHECKING:
    from annotator.records import SourceText

__all__ = [
    "PUBLIC",
    "SWITCHED_OFF",
    "Downloaded",
    "Rules",
    "downloaded",
    "fetched",
    "media_type",
    "uploaded",
]

SWITCHED_OFF = "Fetching is switched off here. Paste the text, or upload a file."


def fetched(url: str, rules: Rules = PUBLIC) -> SourceText:
    """Return the text at an address. Raises BadInput with a sentence that says what to do
    instead.
    """
    return read(download(url, rules))


def downloaded(url: str, rules: Rules = PUBLIC) -> Downloaded:
    """Return what is at an address, a text in UTF-8. Raises BadInput likewise."""
    given = download(url, rules)
    return replace(given, data=in_utf8(given))


def uploaded(name: str, data: bytes) -> SourceText:
    """Return the text in a file. Raises BadInput likewise."""
    return read(file(name, data))
