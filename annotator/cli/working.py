"""`worker`: does what waits."""

from __future__ import annotations

import signal
import threading

import click

from annotator.cli.context import database, plain_errors, settings
from annotator.fetching import PUBLIC
from annotator.jobs.worker import work


@click.command()
@plain_errors
def worker() -> None:
    """Read documents and bring sources until stopped. `serve` starts one by itself."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    work(database(), stop, PUBLIC if settings().fetching else None)
