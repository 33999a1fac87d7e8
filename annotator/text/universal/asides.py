"""Asides over Universal Dependencies: what a sentence says besides. Token indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.parsing.asides import Aside, is_set_off
from annotator.text.parsing.trees import below
from annotator.text.universal.sources import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from annotator.text.parsing.trees import Part
    from annotator.text.universal.grammar import Grammar

#: What of a noun phrase is repeated in front of its aside.
NAMING = ("det", "amod", "flat:name", "nummod")
#: Fewest words of an apposition that says something.
SAYS = 3


def find(head: Token, allowed: Part, grammar: Grammar) -> Iterator[Aside]:
    """Yield the asides under `head`; one within another is left to the next cut."""
    covered: set[int] = set()
    for token in head.subtree:
        if token.i not in allowed or token.i in covered or token.i == head.i:
            continue
        aside = of_token(token, allowed, grammar) if token.head.i in allowed else None
        if aside:
            covered |= aside.tokens
            yield aside


def of_token(token: Token, allowed: Part, grammar: Grammar) -> Aside | None:
    """Return the aside that hangs from the rest of the sentence by `token`."""
    if token.dep_ == "advcl":
        return contrast(token, allowed, grammar)
    if not is_set_off(token):
        return None
    if token.dep_ == "acl:relcl":
        return relative(token, allowed, grammar)
    tokens = under(token, allowed)
    if token.dep_ == "acl" and token.pos_ == "VERB" and len(tokens) >= SAYS:
        return Aside(token, tokens, naming(token.head, allowed), frozenset(), "participle")
    if is_apposition(token) and len(tokens) >= SAYS:
        return Aside(token, tokens, naming(token.head, allowed), frozenset(), "apposition")
    return None


def is_apposition(token: Token) -> bool:
    """Return True for "Ada Maro, la ministre des Transports": a list would have its "et"."""
    if token.dep_ == "appos":
        return True
    if token.dep_ != "conj" or token.head.pos_ != "PROPN" or token.pos_ != "NOUN":
        return False
    chain = [c for c in token.head.children if c.dep_ == "conj"]
    return len(chain) == 1 and not any(c.dep_ == "cc" for c in token.children)


def relative(token: Token, allowed: Part, grammar: Grammar) -> Aside | None:
    """Return ", qui est née à Orlest": said of the noun before it."""
    first = next((t for t in token.subtree if not t.is_punct), token)
    tokens = under(token, allowed)
    topic = naming(token.head, allowed)
    if first.lower_ in grammar.relative_subjects | grammar.relative_objects:
        return Aside(token, tokens, topic, frozenset((first.i,)), "relative")
    # ", où Maro est née" has its own subject; after other words the noun would not fit.
    if subject_of(token) is None or first.pos_ not in ("PRON", "ADV"):
        return None
    return Aside(token, tokens, frozenset(), frozenset((first.i,)), "relative")


def contrast(token: Token, allowed: Part, grammar: Grammar) -> Aside | None:
    """Return "tandis que le nord grandissait": a separate statement."""
    if subject_of(token) is None:
        return None
    order = [t for t in sorted(token.subtree, key=lambda t: t.i) if not t.is_punct]
    for phrase in grammar.contrasts:
        opening = order[: len(phrase)]
        if tuple(t.lower_ for t in opening) == phrase:
            dropped = frozenset(t.i for t in opening)
            return Aside(token, under(token, allowed), frozenset(), dropped, "contrast")
    return None


def under(token: Token, allowed: Part) -> Part:
    """Return the allowed tokens under a token, itself included."""
    return below(token) & allowed


def naming(noun: Token, allowed: Part) -> Part:
    """Return the noun with the words that name it, without what else is said of it."""
    kept = {noun.i} & allowed
    for child in noun.children:
        close = child.dep_ == "nmod" and child.i <= noun.i + 3
        if child.i in allowed and (close or child.dep_ in NAMING):
            kept |= under(child, allowed)
    return frozenset(kept)
