"""Strays: members of a coordination that the parser joined to a word within another member."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def astray(noun: Token) -> Token | None:
    """Return the last of "the plan, the end of the war between A and B and the talks", joined
    to B.
    """
    article = article_of(noun)
    rest = noun.doc[noun.i + 1 : noun.right_edge.i + 1]
    for token in rest if article else ():
        joined = token.dep_ == "conj" and token.doc[token.left_edge.i - 1].lower_ == "and"
        alike = article_of(token) == article and article_of(token.head) != article
        if joined and alike and all(t.is_punct for t in rest if t.i > token.right_edge.i):
            return token
    return None


def taken_by(noun: Token) -> list[Token]:
    """Return what is an apposition to a place for the parser and the next member in truth."""
    if noun.dep_ != "dobj":
        return []
    preps = [c for c in (*noun.children, *noun.head.children) if c.dep_ == "prep" and c.i > noun.i]
    places = [place for prep in preps for place in prep.children]
    return [c for place in places for c in place.children if taker_of(c) == noun]


def taker_of(apposition: Token) -> Token | None:
    """Return the school in "opened a school in Orlest, a bridge in Tarsk": what the bridge is
    joined to.

    The parser takes the bridge for an apposition to the place.
    """
    place, article = apposition.head, article_of(apposition)
    if apposition.dep_ != "appos" or article is None or place.dep_ != "pobj":
        return None
    above = place.head.head
    alike = (c for c in (above, *above.children) if c.dep_ == "dobj" and c.i < place.head.i)
    placed = any(child.dep_ == "prep" for child in apposition.children)
    taker = next((noun for noun in alike if article_of(noun) == article), None)
    return taker if placed and place.pos_ == "PROPN" else None


def article_of(noun: Token) -> str | None:
    """Return the article, possessive or other determiner of a noun."""
    return next((c.lower_ for c in noun.children if c.dep_ in ("det", "poss")), None)
