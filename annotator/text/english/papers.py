"""Papers: who issued "the statement" and "her letter", for whom they speak."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.text.english import pronouns
from annotator.text.english import speaker_words as lists

if TYPE_CHECKING:
    from annotator.text.english.story import Story
    from annotator.text.extraction import Span

#: How the paper that speaks was introduced: "a statement by her office".
ORIGIN = r"\b{paper}\b(?: of the \w+)?\s+(?:issued by|released by|{joining})\s+([^,.;:\n]{{3,60}})"
#: "A readout of the call from her office" is of the office.
JOININGS = ("by|from", "of")
#: Where it was said, right after the cue: "said in a short statement".
MEDIUM = re.compile(
    rf"\s+in (?:an?|the|his|her|their|its)(?: \w+)? ({'|'.join(sorted(lists.PAPERS))})\b",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"(his|her)\s+(\w+)", re.IGNORECASE)
#: Characters that are looked back over: a document may be very long.
FAR = 5000


class Papers:
    """The papers of a text and their issuers, as they are told."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.issuers: dict[str, str] = {}

    def note(self, cue: Span, speaker: str) -> None:
        """Note the paper that a speaker spoke in: "said in a statement"."""
        paper = MEDIUM.match(self.story.text, cue.end)
        if paper:
            self.issuers[paper.group(1).lower()] = speaker

    def issuer_of(self, source: str, place: int, sentence: int) -> str | None:
        """Return who issued "the statement": by how it was introduced, or who was said to speak in
        it.
        """
        for paper in (word for word in source.lower().split() if word in lists.PAPERS):
            issued = introduction(paper, source)
            if issued is None and len(source.split()) > 2:
                return None
            if issued is None and paper in self.issuers:
                return self.issuers[paper]
            before = self.story.text[max(0, place - FAR) : place]
            issued = issued or introduction(paper, before)
            if issued:
                self.issuers[paper] = self.name(issued, place, sentence)
                return self.issuers[paper]
        return None

    def name(self, words: str, place: int, sentence: int) -> str:
        """Return the name in "her office" or "the office of Ada Maro"."""
        return owned(self.story, words, place, sentence) or words


def owned(story: Story, words: str, place: int, sentence: int) -> str | None:
    """Return "Ada Maro's lawyer" for "her lawyer"."""
    owner = POSSESSIVE.match(words)
    if owner is None:
        return None
    gender = lists.PRONOUNS[owner.group(1).lower()]
    found = pronouns.by_gender(story, gender, place, sentence, None)
    return f"{found.name}'s {owner.group(2)}" if found and found.person else None


def introduction(paper: str, words: str) -> str | None:
    """Return by whom a paper was last said to be issued."""
    for joining in JOININGS:
        pattern = ORIGIN.format(paper=paper, joining=joining)
        found = list(re.finditer(pattern, words, re.IGNORECASE))
        if found:
            return found[-1].group(1)
    return None
