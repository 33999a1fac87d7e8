"""What an administrator can set, read once from the environment."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """`upload_bytes` bounds one request; `lease_minutes` is how long a claim stays on a desk.

    `fetching` is whether the worker may open addresses that annotators cite. `translations` holds
    a catalogue of texts for each language beside English.
    """

    database_url: str
    secret_key: str
    trusted_proxies: int = 0
    session_hours: int = 12
    upload_bytes: int = 64 * 1024 * 1024
    lease_minutes: int = 60
    fetching: bool = True
    translations: Path = ROOT / "translations"


def database_url(environ: Mapping[str, str] = os.environ) -> str:
    """Return `DATABASE_URL` with the driver we ship, else the SQLite file under `instance/`."""
    url = environ.get("DATABASE_URL", "").strip()
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url or f"sqlite:///{instance_folder(environ) / 'claimbook.sqlite'}"


def instance_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return where the SQLite file and the secret key live; `CLAIMBOOK_INSTANCE` moves it."""
    return Path(environ.get("CLAIMBOOK_INSTANCE") or ROOT / "instance").absolute()


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of this process.

    Raises BadInput when a variable does not hold what it must.
    """
    return Settings(
        database_url=database_url(environ),
        secret_key=environ.get("SECRET_KEY") or _kept_secret(instance_folder(environ)),
        trusted_proxies=_whole_number(environ, "CLAIMBOOK_TRUSTED_PROXIES", 0),
        session_hours=_whole_number(environ, "CLAIMBOOK_SESSION_HOURS", 12),
        lease_minutes=_whole_number(environ, "CLAIMBOOK_LEASE_MINUTES", 60),
        fetching=_switch(environ, "CLAIMBOOK_FETCHING"),
    )


def _whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    written = environ.get(name, "")
    if not written:
        return default
    if not written.isdecimal():
        raise BadInput(f"{name} is {written!r}; give a whole number, or unset it.")
    return int(written)


def _switch(environ: Mapping[str, str], name: str) -> bool:
    written = environ.get(name, "").strip().lower()
    if written not in ("", "on", "off"):
        raise BadInput(f"{name} is {written!r}; give on or off, or unset it.")
    return written != "off"


def _kept_secret(folder: Path) -> str:
    """Return the key that signs cookies: made once, kept beside the database, readable by its
    owner.
    """
    path = folder / "secret-key"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_text(encoding="ascii").strip()
        if not kept:
            raise BadInput(
                f"{path} is empty. Remove it; the next start writes a new one."
            ) from None
        return kept
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
    return path.read_text(encoding="ascii").strip()
