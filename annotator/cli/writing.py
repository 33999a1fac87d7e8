"""Files that a command writes: whole under their name, or not there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from annotator.errors import BadInput
from annotator.storage.whole_files import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write_whole(pieces: Iterable[bytes], output: Path | None) -> None:
    """Write the pieces to a file, or to stdout where none is named. Raises BadInput."""
    if output is None:
        sys.stdout.buffer.writelines(pieces)
        return
    try:
        with whole_file(output) as file:
            file.writelines(pieces)
    except OSError as error:
        raise BadInput(f"{output} could not be written: {error.strerror}.") from error
    click.echo(f"{output} is written.", err=True)
