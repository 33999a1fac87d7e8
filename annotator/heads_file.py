"""The heads of the audit log's chains in a file, signed with a key outside of the database."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from datetime import datetime
from typing import TYPE_CHECKING

from annotator import private_files
from annotator.errors import BadInput
from annotator.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "audit-heads.json"
_PART = ".part"


def write(path: Path, heads: Mapping[int, tuple[int, str]], at: datetime, key: str) -> None:
    """Replace the file with these heads: the number and the hash of each chain's newest event."""
    content = signed(heads, at, key)
    part = path.with_name(path.name + _PART)
    private_files.make_folder(path.parent)
    part.unlink(missing_ok=True)
    with os.fdopen(private_files.create(part), "w", encoding="ascii") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def signed(heads: Mapping[int, tuple[int, str]], at: datetime, key: str) -> str:
    """Return the content of a file: JSON with an HMAC-SHA256 over the rest of it."""
    body = {
        "at": at.isoformat(timespec="seconds"),
        "heads": {str(chain): list(head) for chain, head in sorted(heads.items())},
    }
    return json.dumps({**body, "hmac": _hmac(body, key)}, indent=2) + "\n"


def read(path: Path, key: str) -> dict[int, tuple[int, str]]:
    """Return the heads of a file. Raises BadInput if it holds no heads, or was changed."""
    return read_dated(path, key)[1]


def read_dated(path: Path, key: str) -> tuple[datetime, dict[int, tuple[int, str]]]:
    """Return when a file was written, and its heads. Raises BadInput as `read`."""
    try:
        content = json.loads(path.read_text(encoding="ascii"))
        named = str(content.pop("hmac"))
        heads = {int(chain): (int(n), str(hash_)) for chain, (n, hash_) in content["heads"].items()}
        written_at = datetime.fromisoformat(content["at"])
    except OSError as error:
        reason = error.strerror
        raise BadInput(
            _("%(path)s cannot be read: %(reason)s.", path=path, reason=reason)
        ) from error
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise BadInput(_("%(path)s is no file of heads.", path=path)) from error
    if not hmac.compare_digest(named, _hmac(content, key)):
        raise BadInput(
            _(
                "%(path)s was changed, or another key signed it. Compare it with your own copy.",
                path=path,
            )
        )
    return written_at, heads


def _hmac(body: Mapping[str, object], key: str) -> str:
    covered = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(key.encode(), covered, hashlib.sha256).hexdigest()
