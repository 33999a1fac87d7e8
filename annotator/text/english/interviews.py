"""Interviews: who "Q" and "A" are, by how a text introduces the conversation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.text.english.story import Speaker

if TYPE_CHECKING:
    from annotator.text.english.people import NamedMention
    from annotator.text.english.story import Story

ASKING = frozenset(("q", "question", "interviewer", "moderator", "host", "reporter", "journalist"))
ANSWERING = frozenset(("a", "answer", "interviewee", "guest"))
#: What leads to the name of the person who is asked.
MEETS = re.compile(
    r"\b(?:sat down|sits down|spoke|speaks|talk(?:s|ed)?|chat(?:s|ted)?|caught up|catches up"
    r"|conversation|interview|q ?& ?a|session) (?:to|with)\b|\binterview(?:s|ed)\b|\basked\b"
    r"|\binterview of\b",
    re.IGNORECASE,
)
#: Characters behind such words within which the name stands.
REACH = 120


class Interview:
    """The two sides of an interview, as its introduction names them."""

    def __init__(self, story: Story) -> None:
        turns = [report for report in story.draft.reports if report.is_turn]
        self.story = story
        self.end = turns[0].source[0].start if turns else 0

    def speaker(self, label: str) -> Speaker | None:
        """Return who a label is; its words if the text does not tell, None for a name."""
        low = label.lower()
        if low not in ASKING | ANSWERING:
            return None
        asking, asked = self.sides()
        found = asked if low in ANSWERING else asking
        if found is None:
            return Speaker(label, resolved=False)
        return Speaker(found.person.name, found.person)

    def sides(self) -> tuple[NamedMention | None, NamedMention | None]:
        """Return who asks and who is asked; the only person named before is asked."""
        before = self.story.people.mentions_between(0, self.end)
        for met in MEETS.finditer(self.story.text, 0, self.end):
            asked = next((m for m in before if met.end() <= m.place <= met.end() + REACH), None)
            if asked is not None:
                line = self.story.text.rfind("\n", 0, met.start())
                asking = [m for m in before if line < m.place < met.start()]
                return (asking[-1] if asking else None), asked
        people = list(dict.fromkeys(mention.person for mention in before))
        return None, before[0] if len(people) == 1 else None
