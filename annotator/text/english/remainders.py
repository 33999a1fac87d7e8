"""Remainders: what a sentence says itself, beside the reports in it. Token indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english.subjects import SUBJECTS, subject_of
from annotator.text.parsing.trees import below, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from annotator.text.parsing.trees import Part


#: Who hears a report, when and where: "told reporters in Orlest on Monday that ...".
AROUND = SUBJECTS | {"dobj", "dative", "prep", "npadvmod"}


def roots(doc: Doc) -> Iterator[Token]:
    """Return the tokens that a sentence hangs from; the parser may see two."""
    return (token for token in tokens_of(doc) if token.head.i == token.i)


def heads(doc: Doc, taken: Part) -> Iterator[tuple[Token, Part]]:
    """Yield the verbs of what a sentence says itself, each with the subject that it shares.

    A root that is a cue says nothing itself, but what is joined to it may: "said that ..., and
    left the room"; so may the first half of “It is open,” Maro said, “and no guard was hurt.”
    """
    for root in roots(doc):
        if root.i not in taken:
            yield root, frozenset()
            continue
        for token in root.subtree:
            chained = token.dep_ == "conj" and token.head.i in taken and token.i not in taken
            if chained and token.pos_ in ("VERB", "AUX"):
                yield token, shared_subject(token.head, token)
            halved = token.dep_ == "ccomp" and token.head.i in taken and token.i not in taken
            if halved and subject_of(token) is not None:
                yield token, frozenset()


def around(doc: Doc, taken: Part) -> Part:
    """Return the words that belong to the cues taken: speakers, hearers, times and places."""
    hung = (t for t in tokens_of(doc) if t.dep_ in AROUND and t.head.i in taken)
    return frozenset(t.i for one in hung if one.i not in taken for t in one.subtree)


def shared_subject(first: Token, member: Token) -> Part:
    """Return the subject of the first verb, if the later one has none."""
    if any(c.dep_ in SUBJECTS for c in member.children):
        return frozenset()
    own = [c for c in first.lefts if c.dep_ in SUBJECTS]
    return frozenset[int]().union(*(without_asides(c) for c in own))


def subject_in(doc: Doc, source: Part) -> Part:
    """Return the subject that a source has, as a second verb shares it."""
    subjects = (doc[i] for i in source if doc[i].dep_ in SUBJECTS)
    heads = (one for one in subjects if one.head.i not in source)
    return frozenset[int]().union(*(without_asides(one) for one in heads))


def without_asides(subject: Token) -> Part:
    """Return a subject without "who leads the council" between commas: the first verb has it."""
    doc, part = subject.doc, below(subject)
    for child in subject.rights:
        left, right = child.left_edge.i - 1, child.right_edge.i + 1
        if child.dep_ not in ("conj", "cc", "punct") and doc[left].text == ",":
            part -= below(child) | {left, right}
    return part
