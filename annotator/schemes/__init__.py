"""Label schemes, one TOML file each, listed in SCHEMES.

For queries and everything above; pure.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from annotator.errors import BadInput
from annotator.terms import Stance

SCHEMES = ("verdicts", "three_way")
TONES = ("for", "against", "open", "mixed")

T = TypeVar("T")
_KINDS: dict[type, str] = {str: "text", int: "a whole number", list: "a list"}


@dataclass(frozen=True, slots=True)
class VerdictLabel:
    """One verdict: `needs` are the stances without which it does not stand."""

    code: str
    name: str
    sign: str
    tone: str
    meaning: str
    needs: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """One version of a label scheme; `definition` is the TOML text it was read from."""

    key: str
    version: int
    name: str
    description: str
    verdicts: tuple[VerdictLabel, ...]
    definition: str

    def verdict(self, code: str) -> VerdictLabel:
        """Return the verdict of that code. Raises BadInput when the scheme does not know it."""
        for label in self.verdicts:
            if label.code == code:
                return label
        known = ", ".join(label.code for label in self.verdicts)
        raise BadInput(
            f"“{code}” is no verdict of the scheme “{self.name}”. It knows: {known}.", "verdict"
        )


def shipped(key: str) -> Scheme:
    """Return the newest version of a scheme that comes with Claimbook. Raises BadInput for another
    key.
    """
    if key not in SCHEMES:
        raise BadInput(
            f"There is no label scheme “{key}”. There are: {', '.join(SCHEMES)}.", "scheme"
        )
    return parse((Path(__file__).parent / f"{key}.toml").read_text(encoding="utf-8"))


@functools.lru_cache(maxsize=64)
def parse(definition: str) -> Scheme:
    """Return the scheme in a TOML text. Raises BadInput that names what is wrong in it."""
    try:
        data = tomllib.loads(definition)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"The label scheme is not TOML: {error}.") from error
    verdicts = tuple(_verdict(entry) for entry in _given(data, "verdict", list))
    scheme = Scheme(
        key=_given(data, "key", str),
        version=_given(data, "version", int),
        name=_given(data, "name", str),
        description=_given(data, "description", str),
        verdicts=verdicts,
        definition=definition,
    )
    if len({label.code for label in verdicts}) < max(len(verdicts), 2):
        raise BadInput(f"The scheme “{scheme.key}” needs two or more verdicts of different codes.")
    return scheme


def _verdict(entry: object) -> VerdictLabel:
    tone = _given(entry, "tone", str)
    if tone not in TONES:
        raise BadInput(f"The tone “{tone}” is not one of {', '.join(TONES)}.")
    return VerdictLabel(
        code=_given(entry, "code", str),
        name=_given(entry, "name", str),
        sign=_given(entry, "sign", str),
        tone=tone,
        meaning=_given(entry, "meaning", str),
        needs=tuple(_stance(needed) for needed in _given(entry, "needs", list)),
    )


def _stance(needed: object) -> Stance:
    if needed not in list(Stance):
        raise BadInput(f"The stance “{needed}” is not one of {', '.join(Stance)}.")
    return Stance(str(needed))


def _given(table: object, key: str, kind: type[T]) -> T:
    """Return what the table holds under that key, if it is of that kind. Raises BadInput
    otherwise.
    """
    if not isinstance(table, dict) or key not in table:
        raise BadInput(f"The label scheme lacks “{key}”.")
    value = table[key]
    if not isinstance(value, kind):
        raise BadInput(f"“{key}” of the label scheme must be {_KINDS[kind]}, not {value!r}.")
    return value
