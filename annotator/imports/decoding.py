"""Bytes as text, or the reason why they are none."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from annotator.errors import BadInput
from annotator.language import _

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What texts are written in, of the encodings that browsers know (encoding.spec.whatwg.org). Those
# of DOS and the Mac are left out: where little speaks for any, they read é and à as ť and ŗ.
_IN_USE = [
    *(f"cp125{number}" for number in range(9)),
    *("cp874", "iso8859_2", "iso8859_5", "iso8859_7", "koi8_r", "koi8_u"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "cp949"),
]
# Enough to tell an encoding by; a large file is not read through for it.
_SAMPLE = 200_000


def decoded(data: bytes) -> str:
    """Return the text in these bytes: by its mark, as UTF-8, else by the likeliest older encoding.

    Raises BadInput when it is empty, binary, or in no encoding that gives sensible text.
    """
    if not data.strip():
        raise BadInput(_("It is empty."))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, encoding)
    if b"\x00" in data[:_SAMPLE]:
        raise BadInput(_("It is not a text file (it holds binary data)."))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = max(0, error.start - _SAMPLE // 2)
    return _decode(data, _encoding(data[start : start + _SAMPLE]))


def _encoding(sample: bytes) -> str:
    """Return the encoding of bytes that are no clean UTF-8."""
    read = sample.decode("utf-8", "replace")
    wrong = read.count("\ufffd")
    # No other encoding reads as UTF-8 by chance: this is UTF-8 of which a little is broken.
    if sum(not character.isascii() for character in read) >= 2 * wrong:
        return "utf-8"
    guesses = from_bytes(sample, cp_isolation=_IN_USE)
    best = guesses.best()
    if best is None:
        raise BadInput(_("Its encoding could not be told. Save it as UTF-8 and try again."))
    for guess in guesses:
        # What fits cp1252 often fits cp1250 as well, with ę for ê and ń for ñ: rather the former.
        as_good = guess.chaos <= best.chaos and guess.coherence >= best.coherence
        if guess.encoding == "cp1252" and as_good:
            best = guess
    return best.encoding


def _decode(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(
            _(
                "It is not clean %(encoding)s (byte %(value)s). Save it as UTF-8 and try again.",
                encoding=encoding,
                value=error.start + 1,
            )
        ) from error
    if not text.strip():
        raise BadInput(_("It is empty."))
    return text
