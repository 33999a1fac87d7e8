"""`serve`: everything that makes Claimbook run, in one command."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import click
from flask import current_app
from gunicorn.app.base import BaseApplication

from annotator import demonstration, private_files
from annotator.cli.connections import CONNECTIONS, KEPT_SECONDS, ReceivingWorker, note_people
from annotator.cli.context import database, plain_errors, settings
from annotator.cli.demonstration import load_if_empty
from annotator.cli.parent import when_gone
from annotator.cli.values import SOME, Number
from annotator.errors import BadInput
from annotator.jobs.migration import migrate
from annotator.jobs.pool import cores
from annotator.operations.people import first_start
from annotator.queries.people.people import people
from annotator.settings import ROOT, instance_folder, key_file

if TYPE_CHECKING:
    from flask import Flask

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PORT = Number("a port from 1 to 65535, or 0 for any free one", least=0, most=65_535)
#: How many connections may wait, as Gunicorn has it.
BACKLOG = 2048
STOP_SECONDS = 5
WATCH_SECONDS = 0.5


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=PORT, default=8000, show_default=True, help="0: any free one.")
@click.option("--processes", type=SOME, help="By default one a core.")
@click.option("--threads", type=SOME, default=8, show_default=True, help="Of each.")
@click.option("--demonstration", "loads", is_flag=True, help="Load it into an empty database.")
@plain_errors
def serve(host: str, port: int, processes: int | None, threads: int, *, loads: bool) -> None:
    """Migrate the database, serve the pages, and print a link for the first account.

    A second process reads imported documents for claims. The demonstration is for this machine
    only: on another host, or behind a proxy, it is not loaded, and its accounts must be closed.
    """
    with _listening(host, port) as listening:
        migrate(settings().database_url)
        _name_open_files()
        local = host in LOOPBACK and not settings().trusted_proxies
        if not local:
            _refuse_known_passwords()
        elif loads:
            load_if_empty()
        _greet(f"http://{host}:{listening.getsockname()[1]}", local=local)
        # A connection must not be shared with a process that is forked off.
        database().dispose()
        _run(
            listening,
            {
                "worker_class": ReceivingWorker,
                "worker_connections": CONNECTIONS,
                "keepalive": KEPT_SECONDS,
                "post_request": note_people,
                "workers": processes or cores(),
                "threads": threads,
                "control_socket_disable": True,
                "graceful_timeout": STOP_SECONDS,
                "loglevel": "warning",
            },
        )


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens, so that nothing else can take the port before the pages do.

    Raises BadInput if something else listens there already.
    """
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise BadInput(
            f"Nothing can listen at {host}:{port} ({error.strerror}). An earlier Claimbook may"
            " still be running there: stop what does, or choose another with --port."
        ) from error
    return listening


def _name_open_files() -> None:
    """Warn of files that other accounts of this machine can open. An administrator may mean it."""
    ours = (instance_folder(), key_file(), *database().files)
    for path, mode, needed in private_files.open_to_others(ours):
        click.echo(
            f"Warning: other accounts of this machine can open {path} (mode {mode:04o})."
            f" Run: chmod {needed:o} {path}",
            err=True,
        )


def _refuse_known_passwords() -> None:
    known = demonstration.accounts_with_known_passwords(database())
    if known:
        raise BadInput(
            f"The demonstration accounts {', '.join(known)} have passwords that everybody knows."
            f" Close them before you serve others: flask --app app users close NAME."
        )


def _greet(site: str, *, local: bool) -> None:
    click.echo(f"Claimbook is at {site}/")
    with database().writing() as session:
        token = first_start.offer(session, local=local)
        session.commit()
    if token is not None:
        click.echo("There is no account yet. Make the first one here, once, within 72 hours:")
        click.echo(f"  {site}/start/{token}")
    with database().reading() as session:
        active = {person.name for person in people(session) if person.active}
    accounts = [account for account in demonstration.ACCOUNTS if account.name in active]
    if accounts:
        click.echo("Log in to the demonstration as (unless you changed the passwords)")
    for account in accounts:
        click.echo(f"  {account.name:8} {account.password:26} {account.role}")
    click.echo("Stop it with Ctrl+C.")


def _run(listening: socket.socket, options: dict[str, object]) -> None:
    """Run the pages and the worker; without the first the second stops too."""
    # Forked: importing everything again would take the first page a second.
    web = multiprocessing.get_context("fork").Process(
        target=_serve_pages, args=(listening, options, os.getpid())
    )
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    web.start()
    # Theirs alone: the port is free as soon as they end.
    listening.close()
    worker = _start_worker()
    while web.is_alive():
        if stop.is_set():
            web.terminate()
        web.join(WATCH_SECONDS)
        if worker.poll() is not None and web.is_alive() and not stop.is_set():
            # A worker that was killed has lost nothing: the next one goes on where it was.
            worker = _start_worker()
    worker.terminate()
    try:
        worker.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        worker.kill()
    # The signal that stopped us is no error of the server's.
    raise SystemExit(0 if web.exitcode in (0, -signal.SIGTERM, -signal.SIGINT) else 1)


def _serve_pages(listening: socket.socket, options: dict[str, object], parent: int) -> None:
    # Gunicorn closes it by its number.
    options["bind"] = f"fd://{listening.detach()}"
    when_gone(parent, lambda: os.kill(os.getpid(), signal.SIGTERM))
    _Pages(current_app._get_current_object(), options).run()  # type: ignore[attr-defined]  # noqa: SLF001


def _start_worker() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "flask", "--app", "app", "worker"]
    return subprocess.Popen([*command, "--parent", str(os.getpid())], cwd=ROOT)  # noqa: S603


class _Pages(BaseApplication):
    """Gunicorn over the application that this command runs in."""

    def __init__(self, app: Flask, options: dict[str, object]) -> None:
        self._app, self._options = app, options
        self.behind_proxy = settings().trusted_proxies > 0
        super().__init__()

    def load_config(self) -> None:
        """Hand our options on."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application."""
        return self._app
