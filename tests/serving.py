"""A `serve` of our own, for as long as a test needs it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from annotator.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass
class Served:
    """A `serve` that runs: what it printed first, and where it said that it is."""

    process: subprocess.Popen[str]
    greeting: str

    @property
    def address(self) -> str:
        found = re.search(
            r"^Claimbook is at (http://127\.0\.0\.1:\d+)/$", self.greeting, re.MULTILINE
        )
        assert found is not None, self.greeting
        return found[1]

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Return the exit status, once no process of it can print any more."""
        self.process.send_signal(by)
        self.process.communicate(timeout=30)
        return self.process.returncode


@contextmanager
def serving(folder: Path, *options: str, database: str | None = None) -> Iterator[Served]:
    """Serve with this instance folder, until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "app", "serve", "--port", "0", *options],
        cwd=ROOT,
        env=environment(folder) | ({"DATABASE_URL": database} if database else {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    served = Served(process, "".join(takewhile(lambda line: "Ctrl+C" not in line, process.stdout)))
    try:
        yield served
    finally:
        if process.returncode is None:
            served.end()


def environment(folder: Path) -> dict[str, str]:
    """Our own environment with another instance folder, and no other database."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "CLAIMBOOK_INSTANCE": str(folder)}
