"""Styles: the files of `static/styles` as one sheet, each in the layer that its place names.

A layer wins over those before it, however specific their selectors are. Files of one layer must
not depend on their order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Each is a file or a folder of files.
LAYERS = ("fonts", "tokens", "base", "old", "parts", "pages")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\n\s*")


def joined(folder: Path) -> str:
    """Return the sheet, without comments and indents."""
    return f"@layer {', '.join(LAYERS)};\n" + "".join(_layers(folder))


def _layers(folder: Path) -> Iterator[str]:
    for layer in LAYERS:
        for file in (folder / f"{layer}.css", *sorted((folder / layer).glob("*.css"))):
            if file.exists():
                text = _COMMENT.sub("", file.read_text(encoding="utf-8")).strip()
                yield f"@layer {layer} {{\n{_INDENT.sub(chr(10), text)}\n}}\n"
