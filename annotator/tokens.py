"""Tokens: random names of rows, for addresses, pages and exports.

A counted id tells how many rows others have made. A token tells nothing.
"""

from __future__ import annotations

import base64
import re
import secrets
from typing import NewType

#: The name by which a row is known outside of the database.
Token = NewType("Token", str)

_BYTES = 15
#: Characters of a token: base32, five bits each.
LENGTH = _BYTES * 8 // 5
PATTERN = f"[a-z2-7]{{{LENGTH}}}"


def new_token() -> Token:
    """Return a new token: 120 random bits in base32, in lower case."""
    return Token(base64.b32encode(secrets.token_bytes(_BYTES)).decode().lower())


def token_in(written: object) -> Token | None:
    """Return the token that this is; None for anything else, as an id from before tokens."""
    return Token(str(written)) if re.fullmatch(PATTERN, str(written)) else None
