"""What may come in: text and numbers that both databases can hold, addresses for links."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from annotator.errors import BadInput
from annotator.language import _

# PostgreSQL refuses NUL in text, and a lone surrogate breaks both drivers.
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# What browsers and urlsplit drop or trim, each in its own way; one_line leaves no other blank.
_NOT_IN_ADDRESS = re.compile("[\x01-\x20\x7f]")
# Name and password in an address: all that stands before the last @ of its host.
_LOGIN = re.compile(r"^(\s*[a-z]*:?//)[^/?#]*@", re.IGNORECASE)

#: The largest id, and the largest count, that a column holds.
LARGEST = 2**31 - 1


def clean(text: str) -> str:
    """Return the text without NUL and lone surrogates; all else stays as it is."""
    return _UNSTORABLE.sub("", text)


def is_blank(text: str) -> bool:
    """Return True if a reader sees nothing of the text: blanks, and signs of no width."""
    return not any(not one.isspace() and unicodedata.category(one) != "Cf" for one in text)


def one_line(text: str) -> str:
    """Return the text cleaned, with every run of white space as one blank."""
    return " ".join(clean(text).split())


def folded_name(name: str) -> str:
    """Return a name without case, accents, blanks and punctuation: alike for names that look alike.

    It is for order and comparison. A name of signs alone stays as it is.
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    # Signs that are no accents, as the vowels of Devanagari, belong to the word.
    kept = (c for c in letters if c.isalnum() or (_is_mark(c) and not unicodedata.combining(c)))
    return "".join(kept) or name.casefold()


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def whole_number(written: object) -> int | None:
    """Return the number from 0 to LARGEST that these digits are; None for anything else."""
    digits = str(written)
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= len(str(LARGEST))):
        return None
    return int(digits) if int(digits) <= LARGEST else None


def language_code(written: str) -> str:
    """Return the code of a language, as in "en" or "en-GB", in lower case and without its region.

    Raises BadInput for anything else: "german" would pass for a language that does not exist.
    """
    match = _LANGUAGE.fullmatch(written.strip())
    if match is None:
        raise BadInput(
            _(
                "“%(value)s” is no code of a language. Write en, de, … (ISO 639).",
                value=written[:40],
            ),
            "language",
        )
    return match[1].lower()


def without_login(url: str) -> str:
    """Return an address as it was typed, whole or not, without a name and a password."""
    return _LOGIN.sub(r"\1", url)


def web_address(url: str) -> str:
    """Return the address of a page, trimmed.

    Raises BadInput for anything but http and https with a host: `javascript:` and `data:` would
    run in the reader's browser. A name or a password is refused too, and never repeated: others
    would read it.
    """
    trimmed = one_line(url)
    if _LOGIN.search(trimmed):
        raise BadInput(
            _(
                "An address with a name or a password in it is not kept. Leave out what stands "
                "before the @."
            ),
            "url",
        )
    try:
        parts = urlsplit(trimmed)
        host = parts.hostname
    except ValueError:
        host, parts = None, None
    odd = _NOT_IN_ADDRESS.search(trimmed) is not None
    if parts is None or parts.scheme.lower() not in ("http", "https") or not host or odd:
        raise BadInput(
            _(
                "“%(value)s” is not the address of a page. It must begin with http:// or https://.",
                value=trimmed[:80],
            ),
            "url",
        )
    # The scheme is kept in lower case: the database checks it so.
    return parts.scheme.lower() + trimmed[len(parts.scheme) :]
