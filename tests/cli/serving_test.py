"""`serve`: one command for everything, safe to kill, quick to come again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.error import URLError

import pytest

from annotator.queries.corpus.documents import count_documents
from annotator.settings import ROOT
from annotator.storage.database import Database
from tests import commands
from tests import postgresql as postgresql_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_an_empty_machine_gets_a_database_a_demonstration_and_pages(tmp_path: Path) -> None:
    with _serving(tmp_path) as (address, process):
        assert "Log in" in _page(f"{address}/login")
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert f"Claimbook is at {address}/" in output
    assert "verania-amira" in output
    database = Database(f"sqlite:///{tmp_path}/claimbook.sqlite")
    with database.reading() as session:
        before = count_documents(session)
    assert before > 10
    with _serving(tmp_path) as (address, _):
        assert _page(f"{address}/health") == "ok\n"
    with database.reading() as session:
        assert count_documents(session) == before
    database.dispose()


def test_a_place_that_is_taken_is_said_before_anything_is_promised(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = commands.run(("serve", "--port", port), _environment(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("Error: Nothing can listen at 127.0.0.1:")
    assert "An earlier Claimbook may still be running there" in done.stderr
    assert done.stdout == ""


def test_several_processes_answer_on_postgresql_and_all_end(
    tmp_path: Path, postgresql: str
) -> None:
    address = postgresql_server.made(postgresql, "served")
    with _serving(tmp_path, "--processes", "2", database=address) as (pages, process):
        for _ in range(8):
            assert _page(f"{pages}/health") == "ok\n"
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    assert process.returncode == 0


def test_all_its_processes_end_when_the_first_is_killed(tmp_path: Path) -> None:
    with _serving(tmp_path) as (pages, process):
        assert _page(f"{pages}/health") == "ok\n"
        process.kill()
        # Whoever still ran would hold the other end of what they print to.
        process.communicate(timeout=30)
        with pytest.raises(URLError):
            _page(f"{pages}/health")


def test_known_passwords_are_never_shown_to_a_network(sqlite_url: str, tmp_path: Path) -> None:
    environment = {**_environment(tmp_path), "DATABASE_URL": sqlite_url}
    assert commands.run(("demo",), environment).returncode == 0
    done = commands.run(("serve", "--host", "0.0.0.0"), environment)
    assert done.returncode == 1
    assert "passwords that everybody knows" in done.stderr
    assert "users close" in done.stderr


@contextmanager
def _serving(
    folder: Path, *options: str, database: str | None = None
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "app", "serve", "--port", str(port), *options],
        cwd=ROOT,
        env=_environment(folder) | ({"DATABASE_URL": database} if database else {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "CLAIMBOOK_INSTANCE": str(folder)}


def _page(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())


def _wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            _page(address)
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
