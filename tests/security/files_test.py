"""The key, the database and the connection: who may read them, and how strong they are."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from annotator import settings
from annotator.errors import BadInput
from annotator.settings import LEAST_KEY_BYTES, Settings
from annotator.storage.database import Database
from annotator.web import create_app
from tests import commands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask


@pytest.fixture
def open_mask() -> Iterator[None]:
    """The process would let everybody read what it creates."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.parametrize("key", ["k", "x" * (LEAST_KEY_BYTES - 1), "é" * 15])
def test_a_secret_key_that_is_too_short_is_refused(key: str, tmp_path: Path) -> None:
    environ = {"SECRET_KEY": key, "CLAIMBOOK_INSTANCE": str(tmp_path)}
    with pytest.raises(BadInput, match=f"has {len(key.encode())} bytes; it needs 32.*openssl rand"):
        settings.from_environment(environ)


@pytest.mark.parametrize("key", ["x" * LEAST_KEY_BYTES, "é" * 16])
def test_a_secret_key_of_32_bytes_is_used(key: str, tmp_path: Path) -> None:
    environ = {"SECRET_KEY": key, "CLAIMBOOK_INSTANCE": str(tmp_path)}
    assert settings.from_environment(environ).secret_key == key


def test_a_stored_key_that_is_too_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("short\n", encoding="ascii")
    with pytest.raises(BadInput, match="holds a key that is too short"):
        settings.from_environment({"CLAIMBOOK_INSTANCE": str(tmp_path)})


def test_no_command_runs_with_a_short_key(tmp_path: Path) -> None:
    environment = {**os.environ, "SECRET_KEY": "short", "CLAIMBOOK_INSTANCE": str(tmp_path)}
    done = commands.run(("sets", "list"), environment)
    assert done.returncode == 1
    assert "SECRET_KEY has 5 bytes; it needs 32 or more" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("open_mask")
def test_key_database_and_folder_are_created_for_their_owner_alone(tmp_path: Path) -> None:
    found = settings.from_environment({"CLAIMBOOK_INSTANCE": str(tmp_path / "instance")})
    database = Database(found.database_url)
    with database.writing() as session:
        session.execute(text("CREATE TABLE written (id INTEGER)"))
        session.commit()
        modes = {path.name: _mode(path) for path in (tmp_path / "instance").iterdir()}
    database.dispose()
    assert modes == {
        "secret-key": 0o600,
        "claimbook.sqlite": 0o600,
        "claimbook.sqlite-wal": 0o600,
        "claimbook.sqlite-shm": 0o600,
    }
    assert _mode(tmp_path / "instance") == 0o700


@pytest.mark.usefixtures("open_mask")
def test_the_folder_of_a_database_elsewhere_is_created_for_its_owner_alone(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/data/claims.sqlite")
    with database.reading() as session:
        session.execute(text("SELECT 1"))
    database.dispose()
    assert _mode(tmp_path / "data") == 0o700
    assert _mode(tmp_path / "data" / "claims.sqlite") == 0o600


@pytest.mark.parametrize(
    ("base", "sent"),
    [
        ("https://claimbook.example", "max-age=31536000"),
        ("http://claimbook.example", None),
        ("http://127.0.0.1:8000", None),
    ],
)
@pytest.mark.parametrize("path", ["/login", "/assets/nothing.css", "/nothing"])
def test_browsers_are_told_to_stay_with_https_where_it_is_served(
    app: Flask, base: str, sent: str | None, path: str
) -> None:
    answer = app.test_client().get(path, base_url=base, buffered=True)
    assert answer.headers.get("Strict-Transport-Security") == sent


@pytest.mark.parametrize("trusted", [0, 1])
def test_a_trusted_proxy_alone_says_that_it_serves_https(sqlite_url: str, trusted: int) -> None:
    database = Database(sqlite_url)
    given = Settings(database_url=sqlite_url, secret_key="for tests", trusted_proxies=trusted)
    answer = (
        create_app(given, database)
        .test_client()
        .get("/login", headers={"X-Forwarded-Proto": "https"}, buffered=True)
    )
    assert ("Strict-Transport-Security" in answer.headers) is bool(trusted)
    database.dispose()


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
