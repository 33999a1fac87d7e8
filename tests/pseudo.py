"""A language made of English with accents: a text without accents did not go through gettext."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo

from annotator.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Esperanto stands in for it: Babel wants a language that exists.
PSEUDO = "eo"
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "àƀćďèƒğĥìĵķĺḿńòṕɋŕśţùṽŵẋÿžÀƁĆĎÈƑĞĤÌĴĶĹḾŃÒṔɊŔŚŢÙṼŴẊŸŽ"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
#: Placeholders, tags and entities are no words.
_KEPT = re.compile(r"(%\(\w+\)s|%%|<[^>]*>|&\w+;)")
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy": None, "marked": None}


def accented(message: str) -> str:
    """Return the message in the pseudo-language."""
    return "".join(
        part if _KEPT.fullmatch(part) else part.translate(_ACCENTS) for part in _KEPT.split(message)
    )


def messages() -> Iterator[tuple[str, int, str | tuple[str, ...]]]:
    """Give each message of the program with its file and line."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    for folder in ("annotator", "templates"):
        found = extract_from_dir(
            ROOT / folder,
            [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods],
            {pattern.removeprefix(f"{folder}/"): of for pattern, of in options.items()},
            keywords=KEYWORDS,
        )
        for name, line, message, _comments, _context in found:
            yield f"{folder}/{name}", line, message


def write_catalogue(folder: Path) -> None:
    """Write the translations of all messages into the pseudo-language."""
    catalogue = Catalog(locale=PSEUDO)
    for _file, _line, message in messages():
        forms = message if isinstance(message, tuple) else (message,)
        said = tuple(map(accented, forms))
        catalogue.add(message, said if len(said) > 1 else said[0])
    path = folder / PSEUDO / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
