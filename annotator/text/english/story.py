"""Story: what has been told up to a place, and who has spoken: people, subjects and speakers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.text.english import speaker_words as lists
from annotator.text.english.people import People, is_person
from annotator.text.spans import covers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.text.draft import DraftReport, ExtractionDraft
    from annotator.text.extraction import Spans
    from annotator.text.parsing.names import NamedPerson

#: Mentions of people that are looked back over.
FAR = 60
#: Sentences that a pronoun goes back over; those in quotation marks do not count.
BACK = 5


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source is: `resolved` and `chosen` as in an attribution; `noun` heads a description."""

    name: str | None
    person: NamedPerson | None = None
    resolved: bool = True
    chosen: bool = False
    noun: str = ""
    is_plural: bool = False


class Story:
    """The people of a text by place, and its speakers by sentence as they are told."""

    def __init__(self, draft: ExtractionDraft) -> None:
        self.draft = draft
        self.text = draft.text
        self.people = People(draft.text, draft.named_in)
        self.mentions = [m for m in self.people.mentions if is_person(m.person)]
        self.starts = [sentence.span.start for sentence in draft.sentences]
        self.reports: defaultdict[int, list[DraftReport]] = defaultdict(list)
        for report in draft.reports:
            self.reports[report.sentence].append(report)
        self.spoke: defaultdict[int, list[Speaker]] = defaultdict(list)
        self.last: NamedPerson | None = None
        self.last_name: str | None = None

    def add(self, speaker: Speaker, report: DraftReport) -> None:
        """Note that a speaker spoke; the subject of a sentence comes before others in it."""
        subject = self.draft.subjects.get(report.sentence)
        is_main = subject is not None and report.source[:1] == subject.spans[:1]
        spoke = self.spoke[report.sentence]
        spoke.insert(0 if is_main else len(spoke), speaker)
        self.last_name = speaker.name
        if speaker.person is not None:
            self.last = speaker.person

    def recent(self, place: int) -> list[NamedPerson]:
        """Return the people with an office named before `place`, the latest first."""
        index = bisect_left(self.mentions, place, key=lambda mention: mention.place)
        latest = (m.person for m in reversed(self.mentions[max(0, index - FAR) : index]))
        known = lists.OFFICES | lists.HONORIFICS
        return list(dict.fromkeys(person for person in latest if person.roles & known))

    def described(self, place: int) -> list[NamedPerson]:
        """Return the people named before `place` with a trade, the latest first."""
        index = bisect_left(self.mentions, place, key=lambda mention: mention.place)
        latest = (m.person for m in reversed(self.mentions[max(0, index - FAR) : index]))
        return list(dict.fromkeys(person for person in latest if person.trade))

    def sentences_back(self, sentence: int) -> Iterator[int]:
        """Yield a sentence and those before it that may tell of a person."""
        left = BACK
        for index in range(sentence, max(-1, sentence - 8 * BACK), -1):
            if index != sentence and self.is_quoted(index):
                continue
            yield index
            left -= 1
            if left < 0:
                return

    def is_quoted(self, sentence: int) -> bool:
        """Return True for a sentence that stands within quotation marks."""
        span = self.draft.sentences[sentence].span
        index = bisect_right(self.draft.quotations, span.start, key=lambda one: one.start)
        return covers(self.draft.quotations[max(0, index - 1) : index], span.start, span.end)

    def names_people(self, spans: Spans) -> bool:
        """Return True if a person is named in the spans."""
        return any(self.people.mentions_between(span.start, span.end) for span in spans)

    def named_in(self, sentence: int, before: int) -> tuple[list[NamedPerson], list[NamedPerson]]:
        """Return the people named in a sentence before a place, in order, not as owners; those in
        what is reported there apart.
        """
        span = self.draft.sentences[sentence].span
        contents = [one.content for one in self.reports[sentence] if not one.is_turn]
        out: list[NamedPerson] = []
        told: list[NamedPerson] = []
        for mention in self.people.mentions_between(span.start, min(before, span.end))[:FAR]:
            if mention.is_owner or not is_person(mention.person):
                continue
            place = mention.place
            inside = any(covers(content, place, place + 1) for content in contents)
            (told if inside else out).append(mention.person)
        return out, told
