"""What accounts are given of a password: its hash, never the password."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A password that `annotator.passwords` accepted: its hash, to be stored."""

    hash: str
