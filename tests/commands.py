"""Commands as processes, each forked from one that has imported our modules already.

A command is then there in a tenth of the time, and is still a process: its environment, its
folder, its output and its exit status are its own. `app`, which reads the environment while it is
imported, is imported again by each.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from flask.cli import main

from annotator.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from multiprocessing.process import BaseProcess

#: Forks any process of a test from one that has our modules.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["annotator.cli", "annotator.web", "spacy", __name__])
SECONDS = 60


def run(arguments: tuple[str, ...], environment: Mapping[str, str]) -> CompletedProcess[str]:
    """What a command came to: its exit status, and what it printed where."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        process = started(arguments, environment, folder)
        process.join(SECONDS)
        assert process.exitcode is not None, "it does not end"
        printed = (folder / file for file in ("output", "errors"))
        return CompletedProcess(arguments, process.exitcode, *(one.read_text() for one in printed))


def started(
    arguments: tuple[str, ...],
    environment: Mapping[str, str],
    folder: Path,
    first: Callable[[], object] = bool,
) -> BaseProcess:
    """A command that runs, and prints into the files `output` and `errors` of a folder.

    `first` is called in its process, before it begins.
    """
    process = CONTEXT.Process(target=_become, args=(arguments, dict(environment), folder, first))
    process.start()
    return process


def _become(
    arguments: tuple[str, ...],
    environment: dict[str, str],
    folder: Path,
    first: Callable[[], object],
) -> None:
    for stream, name in ((sys.stdout, "output"), (sys.stderr, "errors")):
        with (folder / name).open("wb") as file:
            os.dup2(file.fileno(), stream.fileno())
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    sys.argv = ["flask", "--app", "app", *arguments]
    first()
    main()
