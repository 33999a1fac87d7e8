"""`serve`: one command for everything, safe to kill, quick to come again."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import urllib.request
from typing import TYPE_CHECKING
from urllib.error import URLError

import pytest

from annotator.queries.corpus.documents import count_documents
from annotator.storage.database import Database
from tests import commands
from tests import postgresql as postgresql_server
from tests.serving import environment, serving

if TYPE_CHECKING:
    from pathlib import Path


def test_an_empty_machine_gets_a_database_pages_and_a_link_for_the_first_account(
    tmp_path: Path,
) -> None:
    with serving(tmp_path) as served:
        found = re.search(r"^  (http://127\.0\.0\.1:\d+/start/\S+)$", served.greeting, re.MULTILINE)
        assert found is not None, served.greeting
        page = _page(found[1])
        assert "Try the demonstration" in page
        assert "Start empty" in page
        assert "Log in to the demonstration" not in served.greeting
        assert served.end() == 0


def test_the_demonstration_is_loaded_where_the_command_says_so(tmp_path: Path) -> None:
    with serving(tmp_path, "--demonstration") as served:
        assert "Log in" in _page(f"{served.address}/login")
        assert "/start/" not in served.greeting
        assert "amira counts nine herons" in served.greeting
        assert served.end() == 0
    database = Database(f"sqlite:///{tmp_path}/claimbook.sqlite")
    with database.reading() as session:
        before = count_documents(session)
    assert before > 10
    with serving(tmp_path) as served:
        assert _page(f"{served.address}/health") == "ok\n"
        assert "Warning" not in served.greeting
    with database.reading() as session:
        assert count_documents(session) == before
    database.dispose()


def test_a_place_that_is_taken_is_said_before_anything_is_promised(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = commands.run(("serve", "--port", port), environment(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("Error: Nothing can listen at 127.0.0.1:")
    assert "An earlier Claimbook may still be running there" in done.stderr
    assert done.stdout == ""


def test_several_processes_answer_on_postgresql_and_all_end(
    tmp_path: Path, postgresql: str, peopled_postgresql: str
) -> None:
    address = postgresql_server.made(postgresql, "served", template=peopled_postgresql)
    with serving(tmp_path, "--processes", "2", database=address) as served:
        for _ in range(8):
            assert _page(f"{served.address}/health") == "ok\n"
        assert served.end() == 0


def test_all_its_processes_end_when_the_first_is_killed(
    tmp_path: Path, peopled_sqlite: Path
) -> None:
    shutil.copy(peopled_sqlite, tmp_path / "claimbook.sqlite")
    with serving(tmp_path) as served:
        assert _page(f"{served.address}/health") == "ok\n"
        served.end(signal.SIGKILL)
        with pytest.raises(URLError):
            _page(f"{served.address}/health")


def test_files_that_other_accounts_can_open_are_named_at_the_start(
    tmp_path: Path, peopled_sqlite: Path
) -> None:
    shutil.copy(peopled_sqlite, tmp_path / "claimbook.sqlite")
    key = tmp_path / "secret-key"
    key.write_text("k" * 64, encoding="ascii")
    for path, mode in ((tmp_path / "claimbook.sqlite", 0o640), (key, 0o644), (tmp_path, 0o755)):
        path.chmod(mode)
    with serving(tmp_path) as served:
        said = served.greeting
    database = tmp_path / "claimbook.sqlite"
    assert f"can open {database} (mode 0640). Run: chmod 600 {database}\n" in said
    assert f"can open {key} (mode 0644). Run: chmod 600 {key}\n" in said
    assert f"can open {tmp_path} (mode 0755). Run: chmod 700 {tmp_path}\n" in said


def test_known_passwords_are_never_shown_to_a_network(sqlite_url: str, tmp_path: Path) -> None:
    given = {**environment(tmp_path), "DATABASE_URL": sqlite_url}
    assert commands.run(("demo",), given).returncode == 0
    done = commands.run(("serve", "--host", "0.0.0.0", "--port", "0"), given)
    assert done.returncode == 1
    assert "passwords that everybody knows" in done.stderr
    assert "users close" in done.stderr


def _page(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())
