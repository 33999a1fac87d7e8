"""What the environment sets, and what holds where it says nothing."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from annotator import settings
from annotator.errors import BadInput
from annotator.settings import ROOT, Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_an_empty_environment_is_enough(tmp_path: Path) -> None:
    found = settings.from_environment({"CLAIMBOOK_INSTANCE": str(tmp_path)})
    assert found == Settings(
        database_url=f"sqlite:///{tmp_path}/claimbook.sqlite",
        secret_key=found.secret_key,
        trusted_proxies=0,
        session_hours=12,
        upload_bytes=64 * 1024 * 1024,
        lease_minutes=60,
    )


def test_each_variable_sets_what_it_names(tmp_path: Path) -> None:
    found = settings.from_environment(
        {
            "DATABASE_URL": "postgresql://reader@db/claims",
            "SECRET_KEY": "a key of our own, of 32 bytes or more",
            "CLAIMBOOK_INSTANCE": str(tmp_path / "unused"),
            "CLAIMBOOK_TRUSTED_PROXIES": "2",
            "CLAIMBOOK_SESSION_HOURS": "8",
            "CLAIMBOOK_LEASE_MINUTES": "15",
            "CLAIMBOOK_FETCHING": "off",
        }
    )
    assert found == Settings(
        database_url="postgresql+psycopg://reader@db/claims",
        secret_key="a key of our own, of 32 bytes or more",
        trusted_proxies=2,
        session_hours=8,
        lease_minutes=15,
        fetching=False,
    )
    assert not (tmp_path / "unused").exists()


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://db/claims", "postgresql+psycopg://db/claims"),
        ("postgresql://db/claims", "postgresql+psycopg://db/claims"),
        ("postgresql+psycopg://db/claims", "postgresql+psycopg://db/claims"),
        ("  sqlite:////srv/claims.sqlite\n", "sqlite:////srv/claims.sqlite"),
    ],
)
def test_a_database_address_gets_the_driver_that_is_installed(given: str, used: str) -> None:
    assert settings.database_url({"DATABASE_URL": given}) == used


@pytest.mark.parametrize("given", [{}, {"DATABASE_URL": ""}, {"DATABASE_URL": "  "}])
def test_without_an_address_the_database_is_a_file_beside_the_program(
    given: dict[str, str],
) -> None:
    assert settings.database_url(given) == f"sqlite:///{ROOT}/instance/claimbook.sqlite"


def test_the_folder_is_named_from_the_root_wherever_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings.instance_folder({"CLAIMBOOK_INSTANCE": "kept"}) == tmp_path / "kept"
    assert settings.instance_folder({"CLAIMBOOK_INSTANCE": ""}) == ROOT / "instance"


@pytest.mark.parametrize(
    "name",
    ["CLAIMBOOK_TRUSTED_PROXIES", "CLAIMBOOK_SESSION_HOURS", "CLAIMBOOK_LEASE_MINUTES"],
)
@pytest.mark.parametrize("written", ["-1", "1.5", "twelve", " 2", "1e3", "²"])
def test_a_number_that_is_none_is_refused_by_name(name: str, written: str) -> None:
    with pytest.raises(BadInput) as refusal:
        settings.from_environment({"SECRET_KEY": "k" * 32, name: written})
    assert str(refusal.value) == f"{name} is {written!r}; give a whole number, or unset it."


@pytest.mark.parametrize("name", ["CLAIMBOOK_SESSION_HOURS", "CLAIMBOOK_LEASE_MINUTES"])
def test_a_session_and_a_lease_of_no_time_are_refused(name: str) -> None:
    with pytest.raises(BadInput, match=f"{name} is '0'; give 1 or more"):
        settings.from_environment({"SECRET_KEY": "k" * 32, name: "0"})


def test_the_secret_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    environ = {"CLAIMBOOK_INSTANCE": str(tmp_path / "a" / "b")}
    first = settings.from_environment(environ).secret_key
    assert len(first) == 64
    assert settings.from_environment(environ).secret_key == first
    kept = tmp_path / "a" / "b" / "secret-key"
    assert kept.read_text(encoding="ascii").strip() == first
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_two_instances_have_two_keys(tmp_path: Path) -> None:
    keys = {
        settings.from_environment({"CLAIMBOOK_INSTANCE": str(tmp_path / name)}).secret_key
        for name in ("a", "b")
    }
    assert len(keys) == 2


def test_an_empty_key_is_never_used(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("\n", encoding="ascii")
    with pytest.raises(BadInput, match="secret-key is empty"):
        settings.from_environment({"CLAIMBOOK_INSTANCE": str(tmp_path)})


def test_a_switch_that_is_neither_on_nor_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="CLAIMBOOK_FETCHING is 'maybe'"):
        settings.from_environment(
            {"CLAIMBOOK_INSTANCE": str(tmp_path), "CLAIMBOOK_FETCHING": "maybe"}
        )
