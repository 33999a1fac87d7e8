"""Attributions in one parsed sentence: who says what, and by which cue. Token indices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.text import contents, cue_words, cues, frames, sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from annotator.text.clauses import Part


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution; `head` is the token that its content hangs from, `verb` its cue's."""

    source: Part
    cue: Part
    content: Part
    head: Token
    verb: Token


def find(doc: Doc, quoted: frozenset[int] = frozenset()) -> list[Found]:
    """The attributions of a sentence in the order of their cues; `quoted` are quoted tokens."""
    chosen = list(frames.find(doc, quoted))
    reports = frozenset(frame.verb.i for frame in chosen)
    stops = frozenset(frame.verb.i for frame in chosen if frames.is_joined(frame.verb))
    out = [found for frame in chosen if (found := of_frame(frame, reports, stops))]
    out += according(doc, quoted)
    return sorted(out, key=lambda one: min(one.cue))


def of_frame(frame: frames.Frame, reports: frozenset[int], stops: frozenset[int]) -> Found | None:
    """The attribution that a verb in its company makes."""
    verb, head = frame.verb, frame.head
    cue = cues.cue_of(verb, frame.preposition)
    subject = sources.subject_of(verb, reports)
    source = sources.words_of(subject, cue) if subject is not None else frozenset[int]()
    if frame.fronted:
        content = contents.before(verb, head, cue, source)
    else:
        content = contents.after(verb, head, stop_of(verb, stops))
    content -= cue | source
    if not content:
        return None
    return Found(source, cue, content, head, verb)


def stop_of(verb: Token, stops: frozenset[int]) -> int:
    """Where a content ends at the latest: before the next cue that is joined to this one."""
    for i in sorted(stops):
        if i > verb.i + 1:
            start = i
            while start > verb.i + 1 and verb.doc[start - 1].dep_ in ("advmod", "aux", "neg", "cc"):
                start -= 1
            return start
    return len(verb.doc)


def according(doc: Doc, quoted: frozenset[int]) -> Iterator[Found]:
    """ "According to a statement, ..."; not "according to the level of ..."."""
    for word in doc[:-1]:
        to = doc[word.i + 1]
        if word.lower_ != "according" or to.lower_ != "to" or word.i in quoted:
            continue
        nouns = [noun for noun in to.children if noun.dep_ in ("pobj", "pcomp")]
        if not nouns or word.head.i == word.i:
            continue
        head = word.head
        cue = frozenset((word.i, to.i))
        source = sources.words_of(nouns[0], cue)
        inner = {token.i for token in word.subtree}
        content = {token.i for token in head.subtree} - inner
        said = contents.strip(doc, content)
        if said and not is_measure(nouns[0]):
            yield Found(source, cue, said, head, word)


def is_measure(noun: Token) -> bool:
    """True for "according to the level of ...": a measure, and nobody who says anything."""
    return noun.lemma_.lower() in cue_words.MEASURES
