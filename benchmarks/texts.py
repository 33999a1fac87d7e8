"""Texts to measure on: our own invented news of Verania, varied by a fixed seed."""

from __future__ import annotations

import random
import re
from functools import cache

from annotator import demonstration

SEED = 20251206
#: Words that change places with others of their kind, so that no sentence is there twice.
KINDS = (
    ("Maro", "Harwick", "Ferrel", "Quill", "Voss", "Lundemar", "Sarrow", "Oslander"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ("harbour", "lighthouse", "depot", "bakery", "waterworks", "ferry", "railway"),
    ("said", "noted", "announced", "claimed", "explained"),
)
OF = {word: kind for kind in KINDS for word in kind}
CHANGING = re.compile(rf"\b(?:{'|'.join(OF)})\b|\d+")


@cache
def originals() -> tuple[str, ...]:
    """Return the English texts of the demonstration, without their heads."""
    files = sorted((demonstration.FOLDER / "texts").glob("*.txt"))
    texts = (file.read_text(encoding="utf-8").partition("\n\n") for file in files)
    return tuple(body for head, _, body in texts if "language: en" in head)


def news(characters: int) -> list[str]:
    """Return texts of about so many characters together, always the same ones."""
    chance = random.Random(SEED)  # noqa: S311 - nothing is kept secret by it
    out: list[str] = []
    while sum(map(len, out)) < characters:
        out.append(varied(originals()[len(out) % len(originals())], chance))
    return out


def varied(text: str, chance: random.Random) -> str:
    """Return the text with other names, days, places and numbers in it."""

    def other(found: re.Match[str]) -> str:
        word = found.group()
        if word.isdecimal():
            return str(chance.randrange(10 ** (len(word) - 1), 10 ** len(word)))
        return chance.choice(OF[word])

    return CHANGING.sub(other, text)


def one_line(characters: int) -> str:
    """Return News as a single line of so many characters."""
    joined = " ".join(" ".join(text.split()) for text in news(characters))
    return joined[:characters]
