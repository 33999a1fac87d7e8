"""Turns: paragraphs of a transcript or an interview, said by the person named before a colon.

MARO: The gate is open. It is wide.
Ben Tarro, mayor of Orlest: “The gate is closed.”
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.text.draft import DraftReport
from annotator.text.extraction import Span
from annotator.text.segments.abbreviations import OPENERS
from annotator.text.segments.sentences import LINE_BREAK
from annotator.text.segments.signatures import NAME
from annotator.text.segments.tags import LABELS
from annotator.text.spans import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.text.draft import ExtractionDraft

LABEL = re.compile(
    rf"(?P<who>(?P<name>{NAME})(?:, [^.!?:“”\"\n\r]{{1,60}}| \([^()\n\r]{{1,40}}\))?)"
    r"[ \xa0]?(?P<colon>:)\s+"
)
QUOTED = re.compile(r"[“„«‘\"'].*[”“»’\"']\Z", re.DOTALL)
#: How a sentence ends: a line of a fact box has no stop.
ENDS = re.compile(r"[.!?…—–-][\"'”’»)\]]*\Z")


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said in a paragraph, by whom, and the sentence that it begins with."""

    sentence: int
    who: Span
    name: str
    colon: Span
    said: Span

    @property
    def key(self) -> str:
        """Return the last word of the name: "Ada Maro" answers as "MARO"."""
        return self.name.split()[-1].casefold()


def find(draft: ExtractionDraft) -> None:
    """Add a report for each turn and takes the label out of its sentence.

    Labels count in a transcript, where one comes again, and before a quotation.
    """
    turns = list(labelled(draft))
    counts = Counter(turn.key for turn in turns)
    is_transcript = max(counts.values(), default=0) > 1
    for turn in turns:
        body = draft.bodies[turn.sentence]
        if body is None or not (is_transcript or heads_quotation(draft.text, turn)):
            continue
        draft.reports.append(
            DraftReport(turn.sentence, (turn.who,), (turn.colon,), (turn.said,), "direct", [])
        )
        draft.bodies[turn.sentence] = trimmed(draft.text, turn.said.start, body.end)


def labelled(draft: ExtractionDraft) -> Iterator[Turn]:
    """Yield the paragraphs that begin with a name and a colon, and end as sentences do."""
    before = 0
    for index, (sentence, body) in enumerate(zip(draft.sentences, draft.bodies, strict=True)):
        begins = index == 0 or LINE_BREAK.search(draft.text, before, sentence.span.start)
        before = sentence.span.end
        found = LABEL.match(draft.text, body.start, body.end) if body and begins else None
        if found is None or is_heading_word(found["name"]):
            continue
        broken = LINE_BREAK.search(draft.text, before)
        said = trimmed(draft.text, found.end(), broken.start() if broken else len(draft.text))
        if said and ENDS.search(draft.text, max(said.start, said.end - 5), said.end):
            who, colon = Span(*found.span("who")), Span(*found.span("colon"))
            yield Turn(index, who, found["name"], colon, said)


def is_heading_word(name: str) -> bool:
    """Return True for “Update”, “The result” and “In Orlest”, which name no person."""
    first = name.split()[0].lower()
    return first in OPENERS or first in LABELS


def heads_quotation(text: str, turn: Turn) -> bool:
    """Return True for “Ada Maro: ...” and “Maro, mayor of Orlest: ...” before a quotation and no
    more.
    """
    described = turn.name != text[turn.who.start : turn.who.end] or " " in turn.name
    return described and bool(QUOTED.match(text, turn.said.start, turn.said.end))
