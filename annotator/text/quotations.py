"""Quotations: what stands between quotation marks, over sentences but not over paragraphs."""

from __future__ import annotations

import re

from annotator.text.extraction import Span

#: Opening mark to its closing mark. A straight mark opens after a blank and closes before one.
QUOTED = re.compile(
    r"“[^“”\n]{1,4000}”"
    r"|«[^«»\n]{1,4000}»"
    r"|„[^„“”\n]{1,4000}[“”]"
    r'|(?<!\w)"(?=\S)[^"\n]{1,4000}"(?!\w)'
)


def find(text: str) -> list[Span]:
    """The quotations with their marks, in order; a line break ends the search for a mark."""
    return [Span(*found.span()) for found in QUOTED.finditer(text)]
