"""A full stop with what stands around it, and the rules by which a language reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

MARKS = "\"'“”„‘’‚«»‹›¿¡*-–—("
ACRONYM = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}\Z")
#: "EE. UU.": a plural is written twice, and its second half follows.
DOUBLED = re.compile(r"([A-ZÁÉÍÓÚÑ])\1\Z")
NUMERAL = re.compile(r"(?:\d{1,3}|[IVXLC]+)\Z")
ROMAN = re.compile(r"[IVXLC]+\Z")


@dataclass(frozen=True, slots=True)
class FullStop:
    """One full stop: the word before it, what stands before that, and the next two words.

    `closing` are the marks that close with the stop.
    """

    word: str
    earlier: str
    closing: str
    following: str
    second: str

    @property
    def closed(self) -> bool:
        """Return True if a quotation or a bracket ends with the stop."""
        return bool(self.closing)

    @property
    def plain(self) -> str:
        """Return the word without the marks around it."""
        return self.word.strip(MARKS)

    @property
    def low(self) -> str:
        """Return the word in small letters."""
        return self.plain.lower()

    @property
    def ahead(self) -> str:
        """Return the next word in small letters."""
        return self.following.strip(MARKS).rstrip(",;:.!?)").lower()

    @property
    def is_initial(self) -> bool:
        """Return True for one capital letter, or one of a script without capitals."""
        return len(self.plain) == 1 and self.plain.isalpha() and not self.plain.islower()

    @property
    def in_brackets(self) -> bool:
        """Return True if a bracket ends with the word: "Adm. Tarro (ret.)"."""
        return self.closing == ")"

    @property
    def before_number(self) -> bool:
        """Return True if a number follows."""
        return self.following[:1].isdigit()


class StopRules(Protocol):
    """How a language reads a full stop behind a word that may be shortened."""

    def ends(self, stop: FullStop) -> bool:
        """Return True if the stop ends its sentence."""

    def is_short(self, word: str) -> bool:
        """Return True for a word whose stop may stand within a sentence."""


@dataclass(frozen=True, slots=True)
class Shortenings:
    """The shortened words of a language, as they are written, without the last stop.

    The stop of `never` ends no sentence, that of `perhaps` does so before an opener. `phrases`
    stand here without blanks ("z.B" for "z. B."). Where a language writes ordinals with a stop
    ("14. März"), `counting` are the words before one and `counted` the months behind one.
    """

    never: frozenset[str]
    perhaps: frozenset[str]
    numbered: frozenset[str]
    openers: frozenset[str]
    phrases: tuple[str, ...] = ("\n",)
    suffixes: tuple[str, ...] = ("\n",)
    counting: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()

    def is_short(self, word: str) -> bool:
        """Return True for a word whose stop may stand within a sentence."""
        return word in self.never or word in self.perhaps or word in self.numbered

    def ends(self, stop: FullStop) -> bool:
        """Return True if the stop ends its sentence."""
        plain = stop.plain
        if not plain:
            return True
        if plain in self.never or self.is_phrase(stop):
            return stop.closed
        if plain in self.numbered and (stop.before_number or ROMAN.match(stop.following)):
            return False
        if self.is_open(plain) or self.is_ordinal(stop):
            return stop.closed or stop.ahead in self.openers
        return True

    def is_phrase(self, stop: FullStop) -> bool:
        """Return True for the last word of a shortened phrase."""
        return "".join((stop.earlier + stop.plain).split()).endswith(self.phrases)

    def is_open(self, plain: str) -> bool:
        """Return True for a word that only an opener behind it makes the last of its sentence."""
        initial = len(plain) == 1 and plain.isalpha()
        doubled = DOUBLED.match(plain) or ACRONYM.match(plain)
        return bool(
            initial or doubled or plain in self.perhaps or plain.lower().endswith(self.suffixes)
        )

    def is_ordinal(self, stop: FullStop) -> bool:
        """Return True for a number that counts what follows, and for a day or month of a date."""
        if not self.counting or not NUMERAL.match(stop.plain):
            return False
        before = (stop.earlier.split() or ["."])[-1].lower()
        # “am 3. 4. 2031” is a date, “Es waren 12. 2031 kam ...” is not.
        if stop.before_number:
            return (
                stop.following[1:2] in (".", "") or stop.following[2:3] == "." or before[-1] == "."
            )
        if stop.ahead in self.counted or not stop.plain.isdecimal():
            return True
        return before in self.counting or before[-1] in ".,(/–-"
