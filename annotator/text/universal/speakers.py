"""Speakers: who "elle", "la ministre" and "Mme Maro" are, by the words of a `Naming`."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from annotator.text.assembly.enclosures import Enclosures
from annotator.text.extraction import ExtractedAttribution
from annotator.text.parsing.names import NamedPerson, words_in
from annotator.text.spans import joined
from annotator.text.universal import people as persons

if TYPE_CHECKING:
    from annotator.text.draft import DraftReport, ExtractionDraft
    from annotator.text.universal.grammar import Naming

#: Mentions of people that are looked back over.
FAR = 60


def resolve(draft: ExtractionDraft, naming: Naming) -> None:
    """Turn every report into an attribution with its speaker named and its place in others."""
    draft.reports.sort(key=lambda report: report.cue[0].start)
    story = UniversalSpeakers(draft, naming)
    enclosures = Enclosures(draft.reports)
    for number, report in enumerate(draft.reports):
        name = story.speaker(report)
        resolved = not story.is_open(name)
        within = enclosures.around(number)
        draft.attributions.append(
            ExtractedAttribution(
                report.source, report.cue, report.content, name, report.manner, within, resolved
            )
        )


class UniversalSpeakers:
    """What has been told so far: the people, and who spoke last."""

    def __init__(self, draft: ExtractionDraft, naming: Naming) -> None:
        self.text, self.naming = draft.text, naming
        self.people = persons.find(draft.text, draft.named_in, naming)
        self.mentions = sorted(
            ((place, person) for person in self.people.values() for place in person.places),
            key=lambda mention: mention[0],
        )
        self.last: NamedPerson | None = None
        self.last_name: str | None = None

    def speaker(self, report: DraftReport) -> str | None:
        """Return the name of the speaker of a report; None where no person is named."""
        source = joined(self.text, report.referent or report.source).strip(" ,")
        if not source:
            return self.last_name if report.impersonal else None
        person = self.person(source, report.cue[0].start)
        if person:
            self.last = person
        self.last_name = person.name if person else source
        return self.last_name

    def is_open(self, name: str | None) -> bool:
        """Return True for a pronoun or an office as a name: the text does not tell whose it is."""
        if name is None or any(name == person.name for person in self.people.values()):
            return False
        if name.lower() in self.naming.pronouns:
            return True
        words = {persons.low(word) for word in words_in(name, 0, len(name))}
        return bool(words & self.naming.offices.keys())

    def person(self, source: str, place: int) -> NamedPerson | None:
        """Return the person behind the words of a source: a pronoun, a name or an office."""
        low = source.lower()
        if low in self.naming.pronouns:
            return self.by_gender(self.naming.pronouns[low], place)
        words = words_in(source, 0, len(source))
        named = [self.people[word.text] for word in words if word.text in self.people]
        if named:
            return named[0] if len(named) == 1 else None
        said = {persons.low(word) for word in words} - self.naming.linking
        if not said & self.naming.offices.keys():
            return None
        article = self.naming.articles.get(low.split()[0].strip("'’"), "")
        return self.by_office(said, article, place)

    def by_gender(self, gender: str, place: int) -> NamedPerson | None:
        """Return whom "elle" means: who spoke last, else who was named last, if it may be a
        woman.
        """
        for person in [*([self.last] if self.last else []), *self.recent(place)]:
            if not gender or person.gender in (None, gender):
                return person
        return None

    def by_office(self, said: set[str], gender: str, place: int) -> NamedPerson | None:
        """Return the holder of the office that the words name, the one named last before them."""
        fitting = [
            person
            for person in self.recent(place)
            if person.roles & said & self.naming.offices.keys()
            and (not gender or person.gender in (None, gender))
        ]
        return max(fitting, key=lambda person: len(person.roles & said), default=None)

    def recent(self, place: int) -> list[NamedPerson]:
        """Return the people named before `place`, the latest first; FAR mentions back at most."""
        index = bisect_left(self.mentions, place, key=lambda mention: mention[0])
        out: list[NamedPerson] = []
        for _, person in reversed(self.mentions[max(0, index - FAR) : index]):
            if person not in out:
                out.append(person)
        return out
