"""Subjects: of whom a verb or a noun says something, and whether the verb takes one or many."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb that has its own."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def is_plural(verb: Token) -> bool:
    """Return True for a verb whose form shows that several are spoken of: "have", "are", "were"."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    finite = helpers[0] if helpers else verb
    return finite.tag_ == "VBP" or finite.lower_ == "were"


def is_many(noun: Token) -> bool:
    """Return True for "ports" and "they"."""
    return noun.tag_ in ("NNS", "NNPS") or noun.lower_ in ("they", "we", "you", "those", "these")
