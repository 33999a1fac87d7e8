"""Cells that a spreadsheet must not run as formulas.

A reader that takes semicolons or tabs for separators begins a cell after each of them, and after
each line break in a quoted cell: there, as at its beginning, a cell must not come to life.
"""

import re

# What begins so is run, or was already escaped by us; full-width forms are run by some.
_LIVE = "['=+\\-@\t\r＝＋－＠]"
_INNER = "(?<=[;\t\n\r])"
_BEGINS = re.compile(f'^(?={_LIVE})|{_INNER}(?="*{_LIVE})')
_ESCAPED = re.compile(f"^'(?={_LIVE})|{_INNER}'(?=\"*{_LIVE})")


def escaped(cell: str) -> str:
    """Return the cell as text that no spreadsheet runs; `unescaped` gives it back exactly."""
    return _BEGINS.sub("'", cell)


def unescaped(cell: str) -> str:
    """Return what `escaped` was given; a quote mark before other text is left as it is."""
    return _ESCAPED.sub("", cell)
