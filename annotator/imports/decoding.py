"""Bytes as text, or the reason why they are none."""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from charset_normalizer import from_bytes

from annotator.errors import BadInput
from annotator.imports.questions import Choice
from annotator.language import _

if TYPE_CHECKING:
    from charset_normalizer.models import CharsetMatch, CharsetMatches

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # UTF-32 first: its mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What texts are written in, of the encodings that browsers know (encoding.spec.whatwg.org), with
# that of Russian DOS. Those of the Mac are left out: they read é and à as ť and ŗ.
ENCODINGS = (
    *(f"cp125{number}" for number in range(9)),
    *("cp866", "cp874", "iso8859_2", "iso8859_5", "iso8859_7", "koi8_r", "koi8_u"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "cp949"),
)
# Enough to tell an encoding by; a large file is not read through for it.
_SAMPLE = 200_000
#: From 0 to 1: how much a text must look like a language for its encoding to count as known.
_COHERENT = 0.3
#: Of choices, and of the characters that each shows.
MOST_CHOICES, SHOWN = 8, 120
_ESCAPES = re.compile(rb"\x1b(?:\$[@B]|\(J)")
_USUAL = frozenset("‘’“”„‚«»‹›–—…€£°§·№\xa0¿¡。、，：；？！「」『』（）《》・ー•")
_EAST = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}
# Letters that a text of the West has where it is Turkish, read as cp1252.
_TURKISH = re.compile("[ðþýÐÞÝ]")


class EncodingUnknown(BadInput):
    """The bytes are text in one of several encodings: only a person can tell which."""

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        super().__init__(_("Its encoding is not known. Choose it, or save the file as UTF-8."))
        self.choices = choices


def decoded(data: bytes, encoding: str | None = None) -> str:
    """Return the text in these bytes: by its mark, as UTF-16 or UTF-8, else by an older encoding.

    A person may have named the `encoding`. Raises BadInput when it is empty, binary, or in no
    encoding that gives sensible text; EncodingUnknown where several do.
    """
    if not data.strip():
        raise BadInput(_("It is empty."))
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _decode(data, marked)
    if encoding:
        return _decode(data, known_encoding(encoding))
    if b"\x00" in data[:_SAMPLE]:
        return _decode(data, _wide(data[:_SAMPLE]))
    if _ESCAPES.search(data[:_SAMPLE]):
        return _decode(data, "iso2022_jp")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = max(0, error.start - _SAMPLE // 2)
    return _decode(data, _encoding(data[start : start + _SAMPLE]))


def known_encoding(encoding: str) -> str:
    """Return the name of an encoding that a person wrote. Raises BadInput for another word."""
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        raise BadInput(
            _("“%(name)s” is not an encoding. Write it as cp1251.", name=encoding[:40]), "encoding"
        ) from None


def _wide(sample: bytes) -> str:
    """Return the encoding of a text of two or four bytes a letter, which has no mark.

    In all scripts, one byte of a blank or a sign is 0: its place tells the order of the bytes.
    """
    small = sample[1::2].count(0) >= sample[::2].count(0)
    wide = ("utf-16-le", "utf-16-be") if small else ("utf-16-be", "utf-16-le")
    found = None
    for encoding in ("utf-32-le", "utf-32-be", *wide):
        width = 4 if "32" in encoding else 2
        try:
            text = sample[: len(sample) // width * width].decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(sample) % width == 0 and _reads(text):
            found = encoding
            break
    if found is None:
        raise BadInput(_("It is not a text file (it holds binary data)."))
    return found


def _reads(text: str) -> bool:
    """Return True if nearly all of it is letters and usual signs, of few scripts."""
    start = text[:4000]
    odd = sum(unicodedata.category(one) in ("Cc", "Cn", "Co", "Cs") for one in start)
    breaks = sum(one in "\n\r\t\0" for one in start)
    scripts = {_script(one) for one in start if one.isalpha()}
    has_signs = any(one.isascii() and one.isprintable() for one in start)
    return has_signs and odd - breaks <= len(start) / 50 and len(scripts) <= 1 + len(start) / 20


def _encoding(sample: bytes) -> str:
    """Return the encoding of bytes that are no clean UTF-8."""
    read = sample.decode("utf-8", "replace")
    wrong = read.count("\ufffd")
    # No other encoding reads as UTF-8 by chance: this is UTF-8 of which a little is broken.
    if sum(not character.isascii() for character in read) >= 2 * wrong:
        return "utf-8"
    guesses = from_bytes(sample, cp_isolation=list(ENCODINGS))
    best = guesses.best()
    for guess in guesses:
        # What fits cp1252 often fits cp1250 as well, with ę for ê and ń for ñ: rather the former.
        if guess.encoding == "cp1252" and best is not None and _is_as_good(guess, best):
            best = guess
    if best is not None and best.coherence >= _COHERENT:
        return best.encoding
    return _only(sample, guesses)


def _is_as_good(one: CharsetMatch, other: CharsetMatch) -> bool:
    return one.chaos <= other.chaos and one.coherence >= other.coherence


def _only(sample: bytes, guesses: CharsetMatches) -> str:
    """Return the one encoding that gives sensible words, though too few to tell a language.

    Raises EncodingUnknown where others do, too, and BadInput where none does.
    """
    found: dict[str, tuple[float, int, str]] = {}
    ranks = {guess.encoding: number for number, guess in enumerate(guesses)}
    for encoding in ENCODINGS:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.setdefault(text, (oddness(text), ranks.get(encoding, len(ranks)), encoding))
    west = next((one for one in found.items() if one[1][2] == "cp1252"), None)
    if west and not west[1][0] and _is_of_the_west(west[0]):
        return "cp1252"
    likely = sorted((*rated, text) for text, rated in found.items() if rated[0] < 0.5)
    if not likely:
        raise BadInput(_("Its encoding could not be told. Save it as UTF-8 and try again."))
    sure = likely[0][0] == 0 and (len(likely) == 1 or likely[1][0] >= 0.2)
    if sure:
        return likely[0][2]
    raise EncodingUnknown(
        tuple(Choice(encoding, _shown(text)) for *_rank, encoding, text in likely[:MOST_CHOICES])
    )


def _is_of_the_west(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    plain = sum(character.isascii() for character in letters)
    hungarian = "õ" in text and "û" in text
    return plain >= 0.6 * len(letters) and not _TURKISH.search(text) and not hungarian


def oddness(text: str) -> float:
    """Return how much of what is no ASCII stands where no language has it: 0 for nothing."""
    other = [character for character in text if not character.isascii()]
    odd = sum(
        not character.isalpha()
        and character not in _USUAL
        and unicodedata.category(character) not in ("Mn", "Mc")
        for character in other
    )
    for word in re.findall(r"\w+", text):
        scripts = {_script(character) for character in word if character.isalpha()}
        if len(scripts) > 1 and not scripts <= _EAST:
            odd += len(word)
        odd += sum(one.islower() and two.isupper() for one, two in pairwise(word))
    return odd / max(1, len(other))


def _script(character: str) -> str:
    return unicodedata.name(character, "?").split(" ", 1)[0].split("-", 1)[0]


def _shown(text: str) -> str:
    """Return the words around the first that depend on the encoding."""
    first = next(place for place, character in enumerate(text) if not character.isascii())
    return " ".join(text[max(0, first - SHOWN // 2) :][:SHOWN].split())


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
    # Named by a person, an encoding keeps its mark as a letter.
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise BadInput(_("It is empty."))
    return text
