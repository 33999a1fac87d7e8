"""Labels of turns: the name, or the "Q" and "A", that a paragraph of a transcript begins with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.text.extraction import Span
from annotator.text.segments.abbreviations import OPENERS
from annotator.text.segments.sentences import LINE_BREAK
from annotator.text.segments.signatures import NAME
from annotator.text.segments.tags import LABELS
from annotator.word_lists import words

if TYPE_CHECKING:
    from annotator.text.draft import ExtractionDraft

#: What its bearer is, behind a name: ", mayor of Orlest", " (Orlest North) (Independent)".
DESCRIPTION = r"(?:, [^.!?:“”\"\n\r]{1,60}|(?: \([^()\n\r]{1,40}\)){1,2})"
#: "THE PRESIDENT:" is a speaker, "The result:" is none.
CAPITALS = r"THE(?: [A-Z][A-Z’'-]+){1,4}"
NAMED = re.compile(
    rf"(?P<who>(?P<name>{CAPITALS}|{NAME}){DESCRIPTION}?)[ \xa0]?(?P<mark>:)(?:\s+|\Z)"
)
#: What a transcript calls people instead of their names.
ROLES = words(
    """
    q a question answer interviewer interviewee moderator host presenter reporter journalist
    speaker chair chairman chairwoman audience operator narrator
    """
)
#: "Q:", "Q." before a blank, "Q" before several, and a colon on the next line.
ASKED = re.compile(r"(?P<who>(?P<name>[QA]))(?:\s{0,3}(?P<mark>[:.])\s+|(?P<gap>[ \t\xa0]{2,}))")


@dataclass(frozen=True, slots=True)
class TurnLabel:
    """Who speaks, from which sentence on; the words begin at `end`."""

    sentence: int
    who: Span
    name: str
    mark: Span
    end: int

    @property
    def key(self) -> str:
        """Return the last word of the name: "Ada Maro" answers as "MARO"."""
        return self.name.split()[-1].casefold()

    @property
    def is_role(self) -> bool:
        """Return True for "Q", "THE PRESIDENT" and "Interviewer", which are no names."""
        first, *_, last = (*self.name.lower().split(), self.key)
        return first == "the" or last in ROLES

    @property
    def is_described(self) -> bool:
        """Return True for a name of several words, or one with what its bearer is."""
        return " " in self.name or self.who.end - self.who.start > len(self.name)


def find(draft: ExtractionDraft) -> list[TurnLabel]:
    """Return what may be the label of a turn, at the start of a paragraph, in order."""
    out = []
    before = 0
    for index, (sentence, body) in enumerate(zip(draft.sentences, draft.bodies, strict=True)):
        start = sentence.span.start
        if index == 0 or LINE_BREAK.search(draft.text, before, start):
            label = labelled(draft.text, index, start, body.start if body else start)
            out += [label] if label else []
        before = sentence.span.end
    return out


def labelled(text: str, index: int, start: int, body: int) -> TurnLabel | None:
    """Return the label of a sentence, behind its tags if it has any.

    "Ada Maro (Orlest North):" looks like a dateline, "ORLEST (NHA):" is one.
    """
    label = at(text, index, start)
    if label is None or start == body or label.name in ("Q", "A"):
        return label
    is_person = " " in label.name and not label.name.isupper()
    return label if is_person else at(text, index, body)


def at(text: str, index: int, start: int) -> TurnLabel | None:
    """Return the label at `start`, where sentence `index` begins."""
    found = ASKED.match(text, start) or NAMED.match(text, start)
    if found is None or is_heading_word(found["name"]):
        return None
    mark = Span(*found.span("mark" if found["mark"] else "who"))
    return TurnLabel(index, Span(*found.span("who")), found["name"], mark, found.end())


def is_heading_word(name: str) -> bool:
    """Return True for “Update”, “The result” and “In Orlest”, which name no person."""
    first = name.split()[0].lower()
    if name in ("Q", "A") or name.isupper():
        return first in LABELS
    return first in OPENERS or first in LABELS
