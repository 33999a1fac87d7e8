"""Weakening: whether a statement stays true when a part of it is left out.

What happened in Orlest in 2030 happened in Orlest, and happened in 2030. What did not happen there
may have happened elsewhere, and the largest port of Verania is not the largest port.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.text.parsing.trees import Part

LIMITS = words("only no not n't never neither nor hardly barely scarcely")
#: "In Orlest, all banks closed": all of those in Orlest.
UNIVERSAL = words("all every each everybody everyone everything most")
RANKS = words("first last only second third")
PAST = words("was were had did has have 've 's")


def may_weaken(verb: Token, part: Part) -> bool:
    """Return False under a denial or a limit ("only"), and where a person is ranked ("was the
    first").
    """
    doc = verb.doc
    if any(doc[i].dep_ == "neg" or doc[i].lower_ in LIMITS for i in part):
        return False
    return verb.lemma_ != "be" or not any(is_rank(doc[i]) for i in part if i > verb.i)


def is_universal(part: Part, verb: Token) -> bool:
    """Return True for what is said of all: whatever opens the sentence may tell of which."""
    return any(verb.doc[i].lower_ in UNIVERSAL for i in part)


def is_rank(token: Token) -> bool:
    """Return True for "largest" and "first"."""
    return token.tag_ in ("JJS", "RBS") or token.lower_ in RANKS


def is_event(verb: Token) -> bool:
    """Return True for what has happened; "in a war, ships carry salt" is said of wars alone."""
    helpers = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if verb.tag_ in ("VBN", "VBG"):
        return not helpers or helpers[0] in PAST
    return verb.tag_ == "VBD" or "did" in helpers
