"""`serve`: everything that makes Claimbook run, in one command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import click

from annotator import demonstration
from annotator.cli.context import database, plain_errors, settings
from annotator.cli.demonstration import load_if_empty
from annotator.errors import BadInput
from annotator.jobs.migration import migrate
from annotator.settings import ROOT

LOOPBACK = ("127.0.0.1", "localhost", "::1")
STOP_SECONDS = 10


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--threads", default=8, show_default=True)
@plain_errors
def serve(host: str, port: int, threads: int) -> None:
    """Migrate the database, load the demonstration into an empty one, and serve the pages.

    A second process reads imported documents for claims.
    """
    migrate(settings().database_url)
    if host in LOOPBACK:
        load_if_empty()
    open_accounts = _open_accounts()
    if open_accounts and host not in LOOPBACK:
        raise BadInput(
            f"The demonstration accounts {', '.join(open_accounts)} have passwords that everybody"
            f" knows. Close them before you serve on {host}: flask --app app users close NAME."
        )
    database().dispose()
    _greet(host, port, open_accounts)
    _run(host, port, threads)


def _open_accounts() -> list[str]:
    with database().reading() as session:
        return demonstration.open_accounts(session)


def _greet(host: str, port: int, open_accounts: list[str]) -> None:
    click.echo(f"Claimbook is at http://{host}:{port}/")
    roles = {name: role for name, _, role in demonstration.ACCOUNTS}
    if open_accounts:
        click.echo("Log in to the demonstration as")
    for name in open_accounts:
        click.echo(f"  {name:8} {demonstration.password_of(name):18} {roles[name]}")
    click.echo("Stop it with Ctrl+C.")


def _run(host: str, port: int, threads: int) -> None:
    """Run the web server and the worker; without the first the second stops too."""
    web = subprocess.Popen(  # noqa: S603  (our own words only)
        [
            *(sys.executable, "-m", "gunicorn", "--bind", f"{host}:{port}"),
            *("--worker-class", "gthread", "--workers", "1", "--threads", str(threads)),
            *("--no-control-socket", "--log-level", "warning", "app:app"),
        ],
        cwd=ROOT,
    )
    worker = _start_worker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: web.terminate())
    while web.poll() is None:
        time.sleep(0.2)
        if worker.poll() is not None and web.poll() is None:
            # A worker that was killed has lost nothing: the next one goes on where it was.
            time.sleep(1)
            worker = _start_worker()
    worker.terminate()
    try:
        worker.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        worker.kill()
    # The signal that stopped us is no error of the server's.
    raise SystemExit(0 if web.returncode in (0, -signal.SIGTERM, -signal.SIGINT) else 1)


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "app", "worker"], cwd=ROOT, env=os.environ
    )
