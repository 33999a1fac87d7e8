"""Attributions in one parsed sentence: who says what, and by which cue. Token indices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.text.english import contents, cue_words, cues, frames, nestings, sources
from annotator.text.english.cues import lemma_of
from annotator.text.english.found import FoundAttribution
from annotator.text.parsing.trees import below
from annotator.text.segments.tags import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from annotator.text.parsing.trees import Part


def find(doc: Doc, quoted: frozenset[int] = frozenset()) -> list[FoundAttribution]:
    """Return the attributions of a sentence in the order of their cues; `quoted` are quoted
    tokens.
    """
    chosen = list(frames.find(doc, quoted))
    reports = frozenset(frame.verb.i for frame in chosen)
    # "refused to say": the second verb reports, the first belongs to its cue.
    chosen = [
        f for f in chosen if not (f.nominal and f.head.dep_ == "xcomp" and f.head.i in reports)
    ]
    stops = frozenset(frame.verb.i for frame in chosen if frames.is_joined(frame.verb))
    stops |= {t.i for t in doc[1:] if t.lower_ == "according" and doc[t.i - 1].lower_ == ","}
    out: list[FoundAttribution] = []
    for frame in chosen:
        found = of_frame(frame, reports, stops)
        if found and not found.source and out and frames.is_joined(frame.verb):
            # "He touched upon the roads, said that ...": the parser lost the subject on the way.
            found = replace(found, source=out[-1].source)
        if found and is_told(found):
            out.append(found)
    out = closed_by_report(doc, out)
    out += according(doc, quoted)
    out += titled(doc)
    out = nestings.told_apart(doc, out)
    return sorted(out, key=lambda one: min(one.cue))


def closed_by_report(doc: Doc, found: list[FoundAttribution]) -> list[FoundAttribution]:
    """Return the last report of ", and said that it was open, the paper wrote." holds the
    others.
    """
    if len(found) < 2 or not found[-1].source:
        return found
    last = found[-1]
    report = last.cue | last.source
    edge = min(report) - 1
    closes = doc[edge].lower_ == "," and all(t.is_punct for t in doc[max(report) + 1 :])
    inner = [one for one in found[:-1] if max(one.cue) < edge]
    if not closes or not any(one.content & report for one in inner):
        return found
    cut = [
        replace(one, content=contents.strip(doc, (i for i in one.content if i < edge)))
        for one in found[:-1]
    ]
    return [*cut, replace(last, content=contents.strip(doc, range(edge)))]


def of_frame(
    frame: frames.Frame, reports: frozenset[int], stops: frozenset[int]
) -> FoundAttribution | None:
    """Return the attribution that a verb in its company makes."""
    verb, head = frame.verb, frame.head
    cue = cues.cue_of(verb, frame.preposition)
    subject = None if is_raised(frame) else sources.subject_of(verb, reports)
    source = sources.words_of(subject, cue) if subject is not None else frozenset[int]()
    if frame.quotation:
        content = frame.quotation
    elif frame.fronted:
        content = contents.before(verb, head, cue, source)
    else:
        content = contents.after(verb, head, stop_of(verb, stops))
        if frame.nominal:
            content |= contents.raised_subject(verb, is_raised(frame))
    content |= relative_word(frame, content, cue | source)
    content -= cue | source
    content |= contents.around(verb.doc, content, cue | source, reports)
    if frame.head.i == verb.i:
        return FoundAttribution(source, cue, frozenset(), head, verb)
    if not content:
        return None
    return FoundAttribution(source, cue, content, head, verb, frame.nominal)


def is_raised(frame: frames.Frame) -> bool:
    """Return True for "the talks seem to fail", which the talks do not say."""
    return lemma_of(frame.verb) in cue_words.RAISING


def relative_word(frame: frames.Frame, content: Part, report: Part) -> Part:
    """Return "Which" in "the port, which she said was closed": it stands for what is said of."""
    before = min(report) - 1
    doc, head = frame.verb.doc, frame.head
    if before < 0 or doc[before].tag_ not in ("WDT", "WP") or frame.quotation:
        return frozenset()
    own = any(child.dep_ in contents.SUBJECTS for child in head.children)
    gap = not own and not (frame.nominal and head.dep_ in ("dobj", "pobj", "xcomp"))
    return frozenset((before,)) if gap or doc[before].head.i in content else frozenset()


def is_told(found: FoundAttribution) -> bool:
    """Return False for what only looks like a report: "call us", which has no speaker, and "thanked
    her".
    """
    if not found.nominal:
        return True
    verb = found.verb
    if len(found.content) == 1 and verb.doc[min(found.content)].pos_ == "PRON":
        return False
    return bool(found.source) or any(c.dep_ in ("auxpass", "aux", "nsubj") for c in verb.children)


def stop_of(verb: Token, stops: frozenset[int]) -> int:
    """Return where a content ends at the latest: before the next cue that is joined to this one."""
    return min(cue_stop(verb, stops), turn_stop(verb))


def turn_stop(verb: Token) -> int:
    """Return the place before ", but the talks have failed", where the reporter speaks again."""
    doc = verb.doc
    for token in doc[verb.i + 3 : -1]:
        if token.lower_ == "but" and doc[token.i - 1].lower_ == "," and token.dep_ == "cc":
            if doc[token.i + 1].lower_ == "that":
                # "Said that ..., but that ...": the report goes on.
                continue
            joined = [c for c in token.head.children if c.dep_ == "conj" and c.i > token.i]
            if joined and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in joined[0].children):
                return token.i
    return len(doc)


def cue_stop(verb: Token, stops: frozenset[int]) -> int:
    """Return the place before the next cue that is joined to this one."""
    for i in sorted(stops):
        if i > verb.i + 1:
            start = i
            while start > verb.i + 1 and verb.doc[start - 1].dep_ in ("advmod", "aux", "neg", "cc"):
                start -= 1
            return start
    return len(verb.doc)


def according(doc: Doc, quoted: frozenset[int]) -> Iterator[FoundAttribution]:
    """Yield "According to a statement, ..."; not "according to the level of ..."."""
    for word in doc[:-1]:
        if word.lower_ != "according" or word.i in quoted:
            continue
        to = doc[word.i + 1]
        if to.lower_ != "to":
            continue
        nouns = [noun for noun in to.children if noun.dep_ in ("pobj", "pcomp")]
        if not nouns or word.head.i == word.i or is_measure(nouns[0]):
            continue
        cue = frozenset((word.i, to.i))
        head = top(word) if is_set_off(word, nouns[0]) else word.head
        inner = below(word)
        said = contents.strip(doc, below(head) - inner)
        said = contents.without_connective(doc, said)
        if said:
            yield FoundAttribution(sources.words_of(nouns[0], cue), cue, said, head, word)


def titled(doc: Doc) -> Iterator[FoundAttribution]:
    """Yield "Ada Maro: The road is open", as headlines and transcripts have it."""
    for i, token in enumerate(doc[:7]):
        if token.lower_ == ":" and i > 0:
            head = top(doc[-1])
            named = any(t.pos_ == "PROPN" for t in doc[:i])
            said = contents.strip(doc, range(i + 1, len(doc)))
            if named and len(said) > 2 and any(t.pos_ in ("VERB", "AUX") for t in doc[i:]):
                yield FoundAttribution(frozenset(range(i)), frozenset((i,)), said, head, token)
            return
        if token.pos_ not in ("PROPN", "NOUN", "DET", "ADJ") or token.lower_ in LABELS:
            return


def is_set_off(word: Token, noun: Token) -> bool:
    """Return True for "..., according to her office." and "According to her office, ...": of all of
    it.
    """
    doc = word.doc
    last = noun.right_edge.i + 1
    opens = word.i == 0 or doc[word.i - 1].lower_ in ("but", "and")
    closes = doc[word.i - 1].lower_ in (",", '"', "''") and (last >= len(doc) or doc[last].is_punct)
    return opens or (closes and all(t.is_punct for t in doc[last:]))


def top(word: Token) -> Token:
    """Return the head of the whole sentence above a word."""
    for _ in range(len(word.doc)):
        if word.head.i == word.i:
            break
        word = word.head
    return word


def is_measure(noun: Token) -> bool:
    """Return True for "according to the level of ...": a measure, not a speaker."""
    return noun.lemma_.lower() in cue_words.MEASURES
