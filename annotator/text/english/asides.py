"""Asides: what a sentence says besides, cut off as a separate claim. Token indices.

"Ada Maro, who was born in Orlest, opened the port" says two things, as do "the port, built in 1990,
was closed", "Maro, a former judge, won" and "the north grew, while the south shrank".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english import cue_words
from annotator.text.english.coordinations import is_listed
from annotator.text.english.cues import lemma_of
from annotator.text.english.strays import taker_of
from annotator.text.english.subjects import SUBJECTS, bearer, is_indefinite, subject_of
from annotator.text.english.weakening import ranks
from annotator.text.parsing.asides import Aside, is_set_off
from annotator.text.parsing.trees import Part, under
from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

#: Joins a statement that holds by itself; "if" and "because" do not.
CONTRASTS = words("while whereas although though")
#: What of a noun phrase is repeated in front of its aside.
NAMING = frozenset(
    ("compound", "det", "poss", "amod", "nummod", "nmod", "case", "predet", "quantmod")
)


def find(head: Token, allowed: Part) -> Iterator[Aside]:
    """Yield the asides under `head`; one within another is left to the next cut."""
    covered: set[int] = set()
    for token in head.subtree:
        if token.i not in allowed or token.i in covered or token.i == head.i:
            continue
        aside = of_token(token, allowed)
        if aside:
            covered |= aside.tokens
            yield aside


def of_token(token: Token, allowed: Part) -> Aside | None:
    """Return the aside that hangs from the rest of the sentence by `token`."""
    if token.head.i not in allowed:
        return None
    if token.dep_ == "relcl" and (is_set_off(token) or is_added(token)):
        return relative(token, allowed)
    if token.dep_ in ("acl", "advcl") and token.tag_ in ("VBG", "VBN"):
        if is_set_off(token):
            return participle(token, allowed) or contrast(token, allowed)
        if is_added(token) or is_besides(token):
            return participle(token, allowed)
    if token.dep_ == "ccomp" and is_side_by_side(token):
        return Aside(token, under(token, allowed), frozenset(), frozenset(), "clause")
    if token.dep_ == "appos":
        return apposition(token, allowed)
    if token.dep_ == "advcl":
        return contrast(token, allowed)
    return None


def apposition(token: Token, allowed: Part) -> Aside | None:
    """Return ", the president of Verania": said of the name before it."""
    if is_listed(token) or taker_of(token) is not None or is_place(token):
        return None
    if not is_set_off(token) or size(token, allowed) <= 2:
        return None
    topic = naming(bearer(token.head), allowed)
    return Aside(token, under(token, allowed), topic, frozenset(), "apposition")


def relative(token: Token, allowed: Part) -> Aside:
    """Return ", who was born in Orlest": said of the noun before it."""
    tokens = under(token, allowed)
    marks = [t for t in token.subtree if t.tag_ in ("WDT", "WP", "WRB", "WP$") and t.i in tokens]
    own = any(c.dep_ in SUBJECTS and c.tag_ not in ("WDT", "WP") for c in token.children)
    mark = marks[0] if marks else token
    dropped = frozenset(t.i for t in marks[:1])
    if mark.dep_ == "pobj":
        dropped |= {mark.head.i}
    # ", which Maro reclaimed" needs its noun, ", where Maro was born" has its own subject.
    topic = naming(bearer(token.head), allowed)
    if own and mark.dep_ != "dobj":
        topic = frozenset()
    return Aside(token, tokens, topic, dropped, "relative")


def participle(token: Token, allowed: Part) -> Aside | None:
    """Return ", built in 1990": said of the noun before it or of the sentence's subject."""
    marks = [child for child in token.children if child.dep_ == "mark"]
    besides = is_besides(token)
    if (marks and not besides) or any(child.dep_ in SUBJECTS for child in token.children):
        return None
    noun = token.head
    if token.dep_ == "advcl":
        subject = subject_of(noun)
        if subject is None or subject.i not in allowed:
            return None
        noun = subject
    whose = bearer(noun)
    topic = naming(whose, allowed)
    if whose.i != noun.i and noun.head.lemma_ == "be" and token.tag_ == "VBN":
        topic |= {noun.head.i} & allowed
    dropped = frozenset(mark.i for mark in marks)
    return Aside(token, under(token, allowed), topic, dropped, "participle")


def is_besides(token: Token) -> bool:
    """Return True for "while also closing the road": told besides, not as the time of the rest."""
    children = {child.lower_ for child in token.children}
    later = token.dep_ == "advcl" and token.i > token.head.i
    return later and token.tag_ == "VBG" and {"while", "also"} <= children


def contrast(token: Token, allowed: Part) -> Aside | None:
    """Return ", while the south shrank": a separate statement."""
    marks = [c for c in token.children if c.dep_ == "mark"]
    own = any(child.dep_ in SUBJECTS for child in token.children)
    if not own or not marks or marks[0].lower_ not in CONTRASTS:
        return None
    dropped = frozenset((marks[0].i,))
    return Aside(token, under(token, allowed), frozenset(), dropped, "contrast")


def is_added(token: Token) -> bool:
    """Return True in "Maro is a judge who grew up in Orlest": two things are said of Maro.

    False where the clause tells which one is meant: "the judge who", "the first judge who".
    """
    noun = token.head
    return bearer(noun).i != noun.i and is_indefinite(noun) and not ranks(noun)


def is_place(token: Token) -> bool:
    """Return True for the second half of one name: "in Orlest, *Verania*", "on Monday, *May 6*"."""
    noun, place = token.head, token.head.head.lower_
    if token.left_edge.i - noun.i != 2 or any(c.dep_ != "compound" for c in token.lefts):
        return False
    if any(child.dep_ in ("conj", "cc", "appos") for child in token.children):
        return False
    if place == "on":
        return any(one.like_num for one in token.subtree)
    return place in ("in", "at", "near", "from", "to") and noun.pos_ == token.pos_ == "PROPN"


def is_side_by_side(token: Token) -> bool:
    """Return True for "The war was over, the roads were open": the parser hangs the first from the
    second.
    """
    own = any(child.dep_ in SUBJECTS for child in token.children)
    after = token.right_edge.i + 1
    doc = token.doc
    divided = after < len(doc) and doc[after].lower_ in (",", ";")
    return (
        own and divided and token.i < token.head.i and lemma_of(token.head) not in cue_words.QUOTE
    )


def size(token: Token, allowed: Part) -> int:
    """Return how many words hang under a token, itself included."""
    return sum(1 for i in under(token, allowed) if not token.doc[i].is_punct)


def naming(noun: Token, allowed: Part) -> Part:
    """Return the noun with the words that name it, without what else is said of it."""
    kept = {noun.i} & allowed
    for child in noun.children:
        if child.dep_ in NAMING and child.i in allowed:
            kept |= under(child, allowed)
        elif child.dep_ == "prep" and child.lower_ == "of" and child.i < noun.i + 2:
            kept |= frozenset(i for i in under(child, allowed) if i < child.i + 6)
    return frozenset(kept)
