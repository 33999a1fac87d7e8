"""Cells that a spreadsheet must not run as formulas."""

# A cell that begins so is run, or was already escaped by us; full-width forms are run by some.
_LIVE = ("=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠")


def escaped(cell: str) -> str:
    """Return the cell as text that no spreadsheet runs; `unescaped` gives it back exactly."""
    return "'" + cell if cell.startswith(_LIVE) else cell


def unescaped(cell: str) -> str:
    """Return what `escaped` was given; a lone quote mark before other text is left as it is."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_LIVE) else cell
