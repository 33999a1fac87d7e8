"""Attributions in one parsed sentence: who says what, and by which cue. Token indices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.text import cue_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Token

    from annotator.text.clauses import Part

SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as token indices; `head` is the token that its content hangs from."""

    source: Part
    cue: Part
    content: Part
    head: Token
    verb: Token


def find(doc: Doc) -> Iterator[Found]:
    """The attributions of a sentence, in the order of their cues."""
    for token in doc:
        if token.lemma_.lower() in cue_words.CLAUSE and token.pos_ in ("VERB", "AUX"):
            found = clause_report(token)
            if found:
                yield found
        elif token.lower_ == "according":
            found = according(token)
            if found:
                yield found


def clause_report(verb: Token) -> Found | None:
    """ "Ada Maro said that ..." and "..., Ada Maro said"."""
    heads = [child for child in verb.children if child.dep_ == "ccomp"]
    if not heads:
        return None
    head = heads[-1]
    subject = subject_of(verb)
    source = span_of(subject) if subject is not None else frozenset[int]()
    cue = cue_of(verb)
    content = {token.i for token in head.subtree} - cue
    if head.i < verb.i:
        content -= {token.i for token in verb.subtree if token.i > head.right_edge.i}
    return Found(source, cue, strip(verb.doc, content), head, verb)


def according(word: Token) -> Found | None:
    """ "According to a statement, ..."; not "according to the level of ..."."""
    sources = [t for to in word.children if to.lower_ == "to" for t in to.children]
    if not sources or word.head.i == word.i:
        return None
    head = word.head
    inner = {token.i for token in word.subtree}
    content = {token.i for token in head.subtree} - inner
    cue = frozenset((word.i, word.i + 1))
    return Found(span_of(sources[0]), cue, strip(word.doc, content), head, word)


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb: its own, or that of the verb which it is joined to or stands under."""
    current = verb
    for _ in range(6):
        for child in current.children:
            if child.dep_ in SUBJECTS and child.i != verb.i:
                return child
        if current.dep_ not in ("conj", "advcl", "xcomp") or current.head.i == current.i:
            return None
        current = current.head
    return None


def cue_of(verb: Token) -> Part:
    """The cue's words: the verb with its auxiliaries, negation, particle and adverb before it."""
    kept = {verb.i}
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg", "prt") and abs(child.i - verb.i) <= 4:
            kept.add(child.i)
    return frozenset(kept)


def span_of(noun: Token) -> Part:
    """A source's words: the noun phrase without relative clauses and what follows a comma."""
    dropped: set[int] = set()
    for child in noun.children:
        if child.dep_ in ("relcl", "appos", "acl") and child.i > noun.i:
            dropped |= {token.i for token in child.subtree}
    kept = {token.i for token in noun.subtree} - dropped
    return strip(noun.doc, kept)


def strip(doc: Doc, tokens: Iterable[int]) -> Part:
    """The tokens without stops and commas at both ends; quotation marks stay."""
    order = sorted(tokens)
    while order and doc[order[0]].lower_ in {",", ";", ":", ".", "-", "--", "–", "—", " "}:
        order.pop(0)
    while order and doc[order[-1]].lower_ in {
        ",",
        ";",
        ":",
        ".",
        "!",
        "?",
        "-",
        "--",
        "–",
        "—",
        " ",
    }:
        order.pop()
    return frozenset(order)
