"""Connectives: words that tie a sentence to the one before it and are no part of its claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english.cuts.parts import edged
from annotator.text.parsing.trees import tokens_of
from annotator.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from annotator.text.parsing.trees import Part

ADVERBS = words(
    """
    however moreover furthermore therefore additionally also then thus consequently nevertheless
    nonetheless similarly too
    """
)
#: "In addition, ..."; "in addition to the port" says something.
IN_PHRASES = words("addition fact turn")


def dropped(verb: Token, part: Part) -> list[Part]:
    """Return the part without its connectives and the comma that goes with each."""
    doc = verb.doc
    tokens = tokens_of(doc)
    gone = {i for i in part if is_connective(tokens[i])}
    gone |= {i - 1 for i in gone if doc[i].lower_ in IN_PHRASES}
    # "It fell; in fact it halved", "a wall, also known as a shield": they hold halves together.
    gone = {i for i in gone if not holds(doc, i, part)}
    gone |= {comma for i in gone for comma in commas_of(doc, i, part)}
    return [edged(doc, part - gone) if gone else part]


def is_connective(token: Token) -> bool:
    """Return True for the "also" of a verb and the "addition" of "in addition"."""
    low = token.lower_
    if (low not in ADVERBS and low not in IN_PHRASES) or any(token.children):
        return False
    if token.dep_ == "pobj":
        return (
            token.lower_ in IN_PHRASES and token.head.lower_ == "in" and token.i == token.head.i + 1
        )
    return token.dep_ == "advmod" and token.lower_ in ADVERBS and token.head.pos_ in ("VERB", "AUX")


def holds(doc: Doc, i: int, part: Part) -> bool:
    """Return True for a connective behind a semicolon, or behind a comma that closes nothing."""
    before = {doc[k].lower_ for k in part & {i - 1, i - 2}}
    after = doc[i + 1].lower_ if i + 1 < len(doc) else ""
    return bool({";", ":"} & before) or (i - 1 in part and doc[i - 1].lower_ == "," != after)


def commas_of(doc: Doc, i: int, part: Part) -> list[int]:
    """Return the commas that a connective brings: one behind it at the start, or one on each
    side.
    """
    near = [k for k in (i - 1, i + 1) if 0 <= k < len(doc) and doc[k].lower_ == ","]
    opens = not any(k < i - 1 for k in part)
    return near if opens or len(near) == 2 else []
