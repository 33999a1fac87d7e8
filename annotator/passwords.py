"""Passwords: hashed with Argon2id, compared in the same time whether or not the person exists."""

from __future__ import annotations

import functools
import os

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher


def _hasher() -> PasswordHash:
    # A test suite logs in hundreds of times; use the cheap one for nothing else.
    if os.environ.get("CLAIMBOOK_CHEAP_PASSWORDS") == "1":
        return PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    return PasswordHash((Argon2Hasher(),))


_HASHER = _hasher()


@functools.cache
def _nobody() -> str:
    """Return what an unknown name is compared with, so that the answer takes as long."""
    return _HASHER.hash("no account has this password")


def hashed(password: str) -> str:
    """Return the hash to keep."""
    return _HASHER.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Return True if the password belongs to the hash; False, as slowly, where there is none."""
    right = _HASHER.verify(password, kept or _nobody())
    return right and bool(kept)
