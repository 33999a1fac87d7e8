"""Subjects: of whom a verb or a noun says something, and whether the verb takes one or many."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
#: "It was Maro who ..." says of Maro what follows, "there is a port that ..." of the port.
EMPTY = frozenset(("it", "there", "this", "that", "these", "those", "what", "which", "who"))


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb that has its own."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def bearer(noun: Token) -> Token:
    """Return the noun that another describes: in "Maro is a judge, born in Orlest" Maro was
    born.
    """
    verb = noun.head
    if noun.dep_ != "attr" or verb.lemma_ not in ("be", "become"):
        return noun
    if any(child.dep_ == "neg" for child in verb.children):
        return noun
    subject = subject_of(verb)
    if subject is None or (subject.lower_ in EMPTY and not is_indefinite(noun)):
        return noun
    return noun if subject.dep_ == "expl" or subject.tag_ in ("EX", "WDT", "WP") else subject


def is_indefinite(noun: Token) -> bool:
    """Return True for "a port" and "ports", not for "the port" or "its port"."""
    return all(
        child.lower_ in ("a", "an") for child in noun.children if child.dep_ in ("det", "poss")
    )


def is_plural(verb: Token) -> bool:
    """Return True for a verb whose form shows that several are spoken of: "have", "are", "were"."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    finite = helpers[0] if helpers else verb
    return finite.tag_ == "VBP" or finite.lower_ == "were"


def is_many(noun: Token) -> bool:
    """Return True for "ports" and "they"."""
    return noun.tag_ in ("NNS", "NNPS") or noun.lower_ in ("they", "we", "you", "those", "these")
