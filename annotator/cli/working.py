"""`worker`: does what waits."""

from __future__ import annotations

import signal
import threading

import click

from annotator.cli.context import database, plain_errors, settings
from annotator.cli.parent import when_gone
from annotator.cli.values import SOME
from annotator.fetching import PUBLIC
from annotator.jobs.worker import work


@click.command()
@click.option("--parent", type=SOME, help="End when this process, which started it, is gone.")
@plain_errors
def worker(parent: int | None) -> None:
    """Read documents and bring sources until stopped. `serve` starts one by itself."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if parent is not None:
        when_gone(parent, stop.set)
    work(database(), stop, PUBLIC if settings().fetching else None)
