"""Styles: the files of `static/styles` as sheets, each file in the layer that its place names.

A layer wins over those before it, however specific their selectors are. Files of one layer must
not depend on their order. All pages share one sheet; what is for the pages of one folder of
templates alone, or for one template beside them, is `pages/` and its name, and only these load it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Each is a file or a folder of files; the files of the last are sheets of their own.
LAYERS = ("fonts", "tokens", "base", "parts", "pages")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
#: A line may end within a value; after these signs nothing needs to part the next line.
_BREAK = re.compile(r"(?<=[{};,:])\s*\n\s*")
_WITHIN = re.compile(r"\s*\n\s*")
_AFTER_NAME = re.compile(r"(?<=[{;])([\w-]+): ")


def joined(folder: Path) -> str:
    """Return the sheet of all pages, without comments, a layer on each line."""
    return f"@layer {', '.join(LAYERS)};\n" + "".join(_layers(folder))


def of_pages(folder: Path) -> dict[str, str]:
    """Return the sheet of each folder of templates, or template, that has one."""
    return {file.stem: _in(LAYERS[-1], file) for file in sorted((folder / "pages").glob("*.css"))}


def _layers(folder: Path) -> Iterator[str]:
    for layer in LAYERS[:-1]:
        for file in (folder / f"{layer}.css", *sorted((folder / layer).glob("*.css"))):
            if file.exists():
                yield _in(layer, file)


def _in(layer: str, file: Path) -> str:
    return f"@layer {layer} {{{_short(file.read_text(encoding='utf-8'))}}}\n"


def _short(text: str) -> str:
    """Return styles without comments, breaks and the blanks that part names from what follows."""
    text = _COMMENT.sub("", text).strip()
    text = _AFTER_NAME.sub(r"\1:", _WITHIN.sub(" ", _BREAK.sub("", text)))
    return text.replace(" {", "{")
