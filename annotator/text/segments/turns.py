"""Turns: what one person says in a transcript or an interview, up to the next label.

MARO: The gate is open.

It is wide.

Q: Since when?
Ben Tarro, mayor of Orlest: “The gate is closed.”
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.text.draft import DraftReport
from annotator.text.segments import turn_labels
from annotator.text.segments.sentences import LINE_BREAK
from annotator.text.spans import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.text.draft import ExtractionDraft
    from annotator.text.extraction import Span
    from annotator.text.segments.turn_labels import TurnLabel

OPENING = "“„«‘\"'"
QUOTED = re.compile(rf"[{OPENING}].*[”“»’\"']\Z", re.DOTALL)
#: How a sentence ends: a line of a fact box has no stop.
ENDS = re.compile(r"[.!?…—–-][\"'”’»)\]]*\Z")
#: A line that closes a transcript: "***", "END".
CLOSES = re.compile(r"[^\w\n\r]*(?:END|ENDS|###)?[^\w\n\r]*\Z")


def find(draft: ExtractionDraft) -> None:
    """Add a report for each turn and take the labels out of their sentences.

    Labels count in a transcript, and before a quotation that is a paragraph.
    """
    labels = turn_labels.find(draft)
    turns = [label for label in labels if ends_as_sentence(draft.text, label)]
    if is_transcript(turns):
        ends = {one.who.start: two.who.start for one, two in pairwise(labels)}
        for label in turns:
            add(draft, label, said(draft.text, label, ends.get(label.who.start, len(draft.text))))
        return
    for label in turns:
        paragraph = trimmed(draft.text, label.end, end_of_paragraph(draft.text, label.end))
        quoted = paragraph and QUOTED.match(draft.text, paragraph.start, paragraph.end)
        if paragraph and quoted and label.is_described:
            add(draft, label, paragraph)


def is_transcript(turns: list[TurnLabel]) -> bool:
    """Return True if one speaks again, or two are introduced by more than a word."""
    counts = Counter(turn.key for turn in turns)
    described = {turn.key for turn in turns if turn.is_described}
    return max(counts.values(), default=0) > 1 or len(described) > 1


def add(draft: ExtractionDraft, label: TurnLabel, words: Span | None) -> None:
    """Add the report of one turn; its sentences begin behind the label."""
    if words is None:
        return
    draft.reports.append(
        DraftReport(
            label.sentence, (label.who,), (label.mark,), (words,), "direct", [], is_turn=True
        )
    )
    for index in range(label.sentence, len(draft.sentences)):
        if draft.sentences[index].span.start >= words.start:
            break
        body = draft.bodies[index]
        if body is not None:
            draft.bodies[index] = trimmed(draft.text, max(body.start, words.start), body.end)


def said(text: str, label: TurnLabel, end: int) -> Span | None:
    """Return the words of a turn: its paragraphs up to `end`, where the next label stands.

    They end before a paragraph that tells of the speaker by name, or that is not quoted as the
    first one is.
    """
    stop = end_of_paragraph(text, label.end)
    first = trimmed(text, label.end, stop)
    is_quoted = first is not None and text[first.start] in OPENING
    for start, close in paragraphs(text, stop, end):
        words = text[start:close]
        is_blank = not words.strip()
        if not is_blank and (CLOSES.match(words) or tells_of(words, label)):
            break
        if not is_blank and is_quoted and words.lstrip()[0] not in OPENING:
            break
        stop = close
    return trimmed(text, label.end, stop)


def tells_of(paragraph: str, label: TurnLabel) -> bool:
    """Return True if the narrator names the speaker: "Maro was elected in 2030."."""
    if label.is_role:
        return False
    named = re.search(rf"\b{re.escape(label.key)}\b", paragraph, re.IGNORECASE)
    return named is not None and named.group()[0].isupper()


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines between two offsets."""
    while start < end:
        found = LINE_BREAK.search(text, start, end)
        if found is None:
            yield start, end
            return
        yield start, found.start()
        start = found.end()


def end_of_paragraph(text: str, start: int) -> int:
    """Return where the line around `start` ends."""
    found = LINE_BREAK.search(text, start)
    return found.start() if found else len(text)


def ends_as_sentence(text: str, label: TurnLabel) -> bool:
    """Return True if the paragraph of a label ends as sentences do."""
    words = trimmed(text, label.end, end_of_paragraph(text, label.end))
    return words is not None and bool(ENDS.search(text, max(words.start, words.end - 5), words.end))
