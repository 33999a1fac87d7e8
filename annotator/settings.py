"""What an administrator can set, read once from the environment."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import private_files
from annotator.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
#: The length of a SHA-256: a shorter key is weaker than the signature that it makes.
LEAST_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Settings:
    """`upload_bytes` bounds one request; `lease_minutes` is how long a claim stays on a desk.

    `fetching` is whether the worker may open addresses that annotators cite. `translations` holds
    a catalogue of texts for each language beside English. `design_page` is whether /design shows
    every component, which only developers want.
    """

    database_url: str
    secret_key: str
    trusted_proxies: int = 0
    session_hours: int = 12
    upload_bytes: int = 64 * 1024 * 1024
    lease_minutes: int = 60
    fetching: bool = True
    translations: Path = ROOT / "translations"
    design_page: bool = False


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
        secret_key=_secret_key(environ),
        trusted_proxies=_whole_number(environ, "CLAIMBOOK_TRUSTED_PROXIES", 0),
        session_hours=_whole_number(environ, "CLAIMBOOK_SESSION_HOURS", 12, least=1),
        lease_minutes=_whole_number(environ, "CLAIMBOOK_LEASE_MINUTES", 60, least=1),
        fetching=_switch(environ, "CLAIMBOOK_FETCHING", default=True),
        design_page=_switch(environ, "CLAIMBOOK_DESIGN", default=False),
    )


def _whole_number(environ: Mapping[str, str], name: str, default: int, *, least: int = 0) -> int:
    written = environ.get(name, "")
    if not written:
        return default
    if not written.isdecimal():
        raise BadInput(f"{name} is {written!r}; give a whole number, or unset it.")
    if int(written) < least:
        raise BadInput(f"{name} is {written!r}; give {least} or more, or unset it.")
    return int(written)


def _switch(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    written = environ.get(name, "").strip().lower()
    if written not in ("", "on", "off"):
        raise BadInput(f"{name} is {written!r}; give on or off, or unset it.")
    return written == "on" if written else default


def key_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Return where the key is stored unless `SECRET_KEY` holds it."""
    return instance_folder(environ) / "secret-key"


def audit_key(environ: Mapping[str, str] = os.environ) -> str:
    """Return the key that signs the heads of the audit log.

    It is in `CLAIMBOOK_AUDIT_KEY`, else in a file, and never in the database. Raises BadInput.
    """
    if not (key := environ.get("CLAIMBOOK_AUDIT_KEY", "")):
        return _stored_key(instance_folder(environ) / "audit-key")
    if len(os.fsencode(key)) < LEAST_KEY_BYTES:
        raise BadInput(
            f"CLAIMBOOK_AUDIT_KEY needs {LEAST_KEY_BYTES} bytes or more. Set it to the output of:"
            " openssl rand -hex 32. Or unset it: Claimbook then generates a key and stores it."
        )
    return key


def _secret_key(environ: Mapping[str, str]) -> str:
    """Return the key that signs cookies. Raises BadInput if it can be guessed."""
    if not (key := environ.get("SECRET_KEY", "")):
        return _stored_key(key_file(environ))
    if (length := len(os.fsencode(key))) < LEAST_KEY_BYTES:
        raise BadInput(
            f"SECRET_KEY has {length} bytes; it needs {LEAST_KEY_BYTES} or more, because it signs"
            " the session cookies. Set it to the output of: openssl rand -hex 32. Or unset it:"
            " Claimbook then generates a key and stores it."
        )
    return key


def _stored_key(path: Path) -> str:
    """Return the key of a file, which is generated once and which only its owner may open."""
    private_files.make_folder(path.parent)
    try:
        descriptor = private_files.create(path)
    except FileExistsError:
        stored = path.read_text(encoding="ascii").strip()
        if len(stored) < LEAST_KEY_BYTES:
            raise BadInput(
                f"{path} {'is empty' if not stored else 'holds a key that is too short'}. Remove"
                " it; the next start writes a new one."
            ) from None
        return stored
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
    return path.read_text(encoding="ascii").strip()
