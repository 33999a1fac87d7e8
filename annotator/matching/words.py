"""Words as checks compare them: plain lists and expressions that read a text once, no parser.

The lists are English; of another language only what needs no list is compared.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from annotator.matching.numbers import WORDS as NUMBERS
from annotator.word_lists import words

_TOKEN = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
#: Endings that make another form of the same word, longest first, and what stands for each.
_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
_SHORTEST_STEM, _LONGEST_STEM = 3, 7

SMALL = words(
    """
    a an the this that these those and or but nor so yet if than then as at by for from in into of
    off on onto out over under up down to toward towards with within about after again against all
    also am any are aren't be became become been before being below between both can could did do
    does doing done during each few had has have having he her here hers herself him himself his
    how i it its itself just me more most much must my myself no not now only other our ours own
    said same say says shall she should some such their theirs them themselves there they through
    too until very was we were what when where which while who whom whose why will would you your
    yours may might been one per via
    """
)
_NEGATIONS = words(
    """
    no not never none nobody nothing nowhere neither nor without cannot hardly scarcely barely
    can't won't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't couldn't
    wouldn't shouldn't mustn't needn't
    """
)
_NO_CONTENT = SMALL | _NEGATIONS | NUMBERS
_NOT_NEGATING = re.compile(
    r"\bnot (?:only|just|merely|least)\b|\bno\.\s*\d|\bno doubt\b", re.IGNORECASE
)


def tokens(text: str) -> list[str]:
    """Return the words and numbers of a text, as they are written, with straight apostrophes."""
    return _TOKEN.findall(_straight(text))


def folded(text: str) -> str:
    """Return a text in which the stem of each of its words is found, but for the ending of
    `head`.
    """
    # Many are compared at each save, and most have nothing to straighten.
    return text.lower() if text.isascii() else _straight(text).casefold()


def _straight(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("’", "'")


# The words of one set's claims are few, and come again with each claim that is compared.
@functools.lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return what is the same for the forms of one word; rough, and only good for comparing."""
    plain = word.casefold().removesuffix("'s")
    for ending, instead in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_STEM:
            plain = plain.removesuffix(ending) + instead
            break
    if len(plain) > _SHORTEST_STEM and plain[-1] == plain[-2]:
        plain = plain[:-1]
    return plain[:_LONGEST_STEM]


def head(stem: str) -> str:
    """Return what every form of a word begins with: a “y” may stand for another ending."""
    return stem.removesuffix("y")


def content_words(text: str) -> list[str]:
    """Return the words that say what a text is about: no small words, no numbers."""
    return [
        token
        for token in tokens(text)
        if token.casefold() not in _NO_CONTENT and not token[0].isdigit()
    ]


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's content words."""
    return frozenset(map(stem, content_words(text)))


def negated(text: str) -> bool:
    """Return True if a text says no to something."""
    straight = _NOT_NEGATING.sub(" ", text.replace("’", "'"))
    return any(token.casefold() in _NEGATIONS for token in tokens(straight))
