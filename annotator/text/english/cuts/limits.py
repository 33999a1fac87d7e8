"""Limits: words that hold for all members of a coordination at once.

"No more than 20 ships and boats returned" says nothing of the ships alone. A limit counts where it
stands: outside of all members, or to the left of the first one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english.calendar_words import MONTHS
from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

DENIALS = words(
    """
    no not n't never nor neither nobody none nothing without hardly barely scarcely seldom rarely
    cannot unless except instead
    """
)
#: Quantities and shares that need the whole, and words that exclude.
SCOPES = words(
    """
    only few fewer little less least most more rather than all each every both either half third
    quarter majority minority total combined together jointly collectively altogether average sum
    number mix mixture combination between among amid per respectively apart alone alike
    similar different same other another versus vs & solely merely just even
    """
)
#: Of nouns side by side they say what all of them make up; verbs side by side may differ.
MOSTLY = words("mostly mainly largely chiefly primarily predominantly exclusively partly")
#: What holds for a part of a statement, and must be said again with each part.
HEDGES = words(
    """
    allegedly reportedly apparently supposedly purportedly presumably probably possibly perhaps
    maybe likely seemingly ostensibly potentially
    """
)
#: What is nearly so: without its word the statement is false.
NEARLY = words("almost nearly virtually practically about roughly hardly barely scarcely")
#: What bounds a number and no more: "more than 300 homes and at least 20 shops".
BOUNDS = words("more than at least over up to about nearly almost around some roughly above")
UNITS = words(
    """
    % percent percentage $ € £ euro euros dollar dollars pound pounds billion million thousand
    hundred dozen dozens hundreds thousands millions billions
    """
)
#: Before a noun: what two have, formed or signed, neither did alone.
JOINT = words("joint common mutual shared bilateral reciprocal")
ANAPHORS = words("their theirs they them themselves each other another")


def is_denial(token: Token) -> bool:
    """Return True for "not", "never" and "no"."""
    return token.dep_ == "neg" or token.lower_ in DENIALS


def is_rank(token: Token) -> bool:
    """Return True for "largest" and "first"."""
    return token.tag_ in ("JJS", "RBS") or token.lower_ in ("first", "last", "second", "sole")


def is_joint(token: Token) -> bool:
    """Return True for the "joint" of "formed a joint force"."""
    return token.dep_ == "amod" and token.lower_ in JOINT


def is_amount(token: Token) -> bool:
    """Return True for a number that is no date: "9 million", not "2030" or "May 6"."""
    if token.lower_ in UNITS:
        return True
    if not token.like_num:
        return False
    digits = token.text.isdigit()
    if digits and len(token) == 4 and 1000 <= int(token.text) < 2100:
        return False
    near = (token.nbor(k).lower_.rstrip(".") for k in (-1, 1) if 0 <= token.i + k < len(token.doc))
    return not MONTHS.intersection(near) and ":" not in token.text


def holds_together(tokens: Iterable[Token]) -> bool:
    """Return True if one of the words limits what it stands with."""
    return any(is_denial(t) or t.lower_ in SCOPES | MOSTLY or is_rank(t) for t in tokens)
