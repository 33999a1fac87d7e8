"""Label schemes: data, one TOML file each; a new scheme is a new file and a line in SCHEMES."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.errors import BadInput
from annotator.terms import Stance

SCHEMES = ("verdicts", "three_way")
TONES = ("for", "against", "open", "mixed")


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
        """The verdict of that code. Raises BadInput when the scheme does not know it."""
        for label in self.verdicts:
            if label.code == code:
                return label
        known = ", ".join(label.code for label in self.verdicts)
        raise BadInput(
            f"“{code}” is no verdict of the scheme “{self.name}”. It knows: {known}.", "verdict"
        )


def shipped(key: str) -> Scheme:
    """The newest version of a scheme that comes with Claimbook. Raises BadInput for another key."""
    if key not in SCHEMES:
        raise BadInput(
            f"There is no label scheme “{key}”. There are: {', '.join(SCHEMES)}.", "scheme"
        )
    return parse((Path(__file__).parent / f"{key}.toml").read_text(encoding="utf-8"))


@functools.lru_cache(maxsize=64)
def parse(definition: str) -> Scheme:
    """The scheme in a TOML text. Raises BadInput that names what is wrong in it."""
    try:
        data = tomllib.loads(definition)
        verdicts = tuple(_verdict(entry) for entry in data["verdict"])
        scheme = Scheme(
            key=data["key"],
            version=data["version"],
            name=data["name"],
            description=data["description"],
            verdicts=verdicts,
            definition=definition,
        )
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"The label scheme is not TOML: {error}.") from error
    except KeyError as error:
        raise BadInput(f"The label scheme lacks {error}.") from error
    if len({label.code for label in verdicts}) < max(len(verdicts), 2):
        raise BadInput(f"The scheme “{scheme.key}” needs two or more verdicts of different codes.")
    return scheme


def _verdict(entry: dict[str, Any]) -> VerdictLabel:
    if entry["tone"] not in TONES:
        raise BadInput(f"The tone “{entry['tone']}” is none of {', '.join(TONES)}.")
    return VerdictLabel(
        code=entry["code"],
        name=entry["name"],
        sign=entry["sign"],
        tone=entry["tone"],
        meaning=entry["meaning"],
        needs=tuple(Stance(stance) for stance in entry["needs"]),
    )
