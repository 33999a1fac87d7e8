"""Files that a command writes: whole under their name, or not there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from annotator.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write_whole(pieces: Iterable[bytes], output: Path | None) -> None:
    """Write the pieces to a file, or to stdout where none is named. Raises BadInput."""
    if output is None:
        sys.stdout.buffer.writelines(pieces)
        return
    unfinished = output.with_name(output.name + ".part")
    try:
        with unfinished.open("wb") as file:
            file.writelines(pieces)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise BadInput(f"{output} could not be written: {error.strerror}.") from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.replace(output)
    click.echo(f"{output} is written.", err=True)
