"""A `serve` of our own, for as long as a test needs it."""

from __future__ import annotations

import os
import re
import signal
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests import commands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.process import BaseProcess
    from typing import TextIO

#: Seconds that it may take to end.
PATIENCE = 30


@dataclass
class Served:
    """A `serve` that runs: what it printed first, and where it said that it is."""

    process: BaseProcess
    greeting: str
    printed: TextIO

    @property
    def address(self) -> str:
        found = re.search(
            r"^Claimbook is at (http://127\.0\.0\.1:\d+)/$", self.greeting, re.MULTILINE
        )
        assert found is not None, self.greeting
        return found[1]

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Return the exit status, once no process of it can print any more."""
        assert self.process.pid is not None
        os.kill(self.process.pid, by)
        self.printed.read()
        self.process.join(PATIENCE)
        assert self.process.exitcode is not None, "it does not end"
        return self.process.exitcode


@contextmanager
def serving(folder: Path, *options: str, database: str | None = None) -> Iterator[Served]:
    """Serve with this instance folder, until the block ends."""
    given = environment(folder) | ({"DATABASE_URL": database} if database else {})
    with TemporaryDirectory() as name:
        # Lines come out as they are printed, and the end comes with that of the last process.
        output, errors = (Path(name) / file for file in ("output", "errors"))
        os.mkfifo(output)
        errors.symlink_to(output)
        process = commands.started(("serve", "--port", "0", *options), given, Path(name))
        with output.open(encoding="utf-8") as printed:
            greeting = "".join(takewhile(lambda line: "Ctrl+C" not in line, printed))
            served = Served(process, greeting, printed)
            try:
                yield served
            finally:
                if process.is_alive():
                    served.end()


def environment(folder: Path) -> dict[str, str]:
    """Our own environment with another instance folder, and no other database."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "CLAIMBOOK_INSTANCE": str(folder)}
