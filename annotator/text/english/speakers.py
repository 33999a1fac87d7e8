"""Speakers: who "He", "The President" and "The statement" are. Over the whole document."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from annotator.text.assembly.enclosures import Enclosures
from annotator.text.english import groups
from annotator.text.english import people as persons
from annotator.text.english import speaker_words as lists
from annotator.text.extraction import ExtractedAttribution
from annotator.text.parsing.names import bare, words_in
from annotator.text.spans import joined

if TYPE_CHECKING:
    from annotator.text.draft import DraftReport, ExtractionDraft
    from annotator.text.parsing.names import NamedPerson

#: Mentions of people that are looked back over, and characters that are looked ahead.
FAR, AHEAD = 60, 3000
#: How the paper that speaks was introduced: "a statement by her office".
ORIGIN = r"\b{paper}\s+(?:by|from|of|issued by|released by)\s+([^,.;:\n]{{3,60}})"
#: Where it was said, right after the cue: "said in a short statement".
MEDIUM = re.compile(
    rf"\s+in (?:an?|the|his|her|their|its)(?: \w+)? ({'|'.join(sorted(lists.PAPERS))})\b",
    re.IGNORECASE,
)
#: What is told of a speaker besides: "the ministry (it owns the port)", "officials, who met Maro".
ASIDE = re.compile(r"\s*\([^()]*\)|,? (?:who|which|whose)\b.*\Z", re.DOTALL)
POSSESSIVE = re.compile(r"(his|her)\s+(\w+)", re.IGNORECASE)


def resolve(draft: ExtractionDraft) -> None:
    """Turn every report into an attribution with its speaker named and its place in others."""
    draft.reports.sort(key=lambda report: report.cue[0].start if report.cue else 0)
    story = EnglishSpeakers(draft)
    enclosures = Enclosures(draft.reports)
    inside = [enclosures.around(number) for number in range(len(draft.reports))]
    for report, within in zip(draft.reports, inside, strict=True):
        outer = draft.attributions[within:][:1] if within is not None else []
        name = story.speaker(report, outer[0] if outer else None)
        draft.attributions.append(
            ExtractedAttribution(
                report.source,
                report.cue,
                report.content,
                name,
                report.manner,
                within,
                is_report=report.is_report,
            )
        )


class EnglishSpeakers:
    """What has been told so far: the people, who spoke last, and what papers were issued."""

    def __init__(self, draft: ExtractionDraft) -> None:
        self.draft = draft
        self.text = draft.text
        self.people = persons.find(draft.text, draft.named_in)
        self.mentions = sorted(
            (
                (place, person)
                for person in self.people.values()
                if person.roles & (lists.OFFICES | lists.HONORIFICS)
                for place in person.places
            ),
            key=lambda mention: mention[0],
        )
        self.last: NamedPerson | None = None
        self.last_name: str | None = None
        self.papers: dict[str, str] = {}

    def speaker(self, report: DraftReport, outer: ExtractedAttribution | None) -> str | None:
        """Return the name of the speaker of a report; `outer` is the report around it."""
        place = report.cue[0].start
        source = joined(self.text, report.source).strip(" ,")
        name = self.named(source, place, report, outer) if source else self.unnamed(report)
        paper = MEDIUM.match(self.text, report.cue[-1].end)
        if paper and name:
            self.papers[paper.group(1).lower()] = name
        self.last_name = name
        return name

    def named(
        self, source: str, place: int, report: DraftReport, outer: ExtractedAttribution | None
    ) -> str:
        """Return the name behind the words of a source."""
        low = source.lower()
        if low == "i" and outer and outer.speaker and outer.manner == "direct":
            return outer.speaker
        if low in lists.PRONOUNS:
            return self.pronoun(low, place, report, outer) or source
        if low in ("it", "they", "which", "who", "that") and report.referent:
            return joined(self.text, report.referent).strip(" ,")
        found = self.by_name(source)
        if len(found) == 1:
            self.last = found[0]
            return found[0].name
        if len(found) > 1 and " and " in source:
            return " and ".join(person.name for person in found)
        group = groups.members(source, self.text, place, self.recent(place))
        known = group or self.paper(source, place) or self.by_office(low, place)
        return known or ASIDE.sub("", source) or source

    def unnamed(self, report: DraftReport) -> str | None:
        """Return who "it was noted" goes back to: the previous speaker in the same paragraph."""
        return self.last_name if report.impersonal else None

    def pronoun(
        self, word: str, place: int, report: DraftReport, outer: ExtractedAttribution | None
    ) -> str | None:
        """Return whom "he" or "she" means: the speaker of the report around it, or who spoke last.

        Not the speaker whose very words they are: those say "I" of themselves.
        """
        gender = lists.PRONOUNS[word]
        around = outer.speaker if outer else None
        quoted = outer is not None and outer.manner == "direct"
        if not quoted and any(around == person.name for person in self.people.values()):
            return around
        subject = self.by_name(joined(self.text, report.referent)) if report.referent else []
        choices = [*subject, *([self.last] if self.last else []), *self.recent(place)]
        for person in choices:
            if person.gender in (None, gender) and not (quoted and person.name == around):
                person.gender = gender
                self.last = person
                return person.name
        last = self.last_name
        return last if last and last[0].isupper() and not (quoted and last == around) else None

    def recent(self, place: int) -> list[NamedPerson]:
        """Return the people with an office named before `place`, the latest first; a page back at
        most.
        """
        index = bisect_left(self.mentions, place, key=lambda mention: mention[0])
        out: list[NamedPerson] = []
        for _, person in reversed(self.mentions[max(0, index - FAR) : index]):
            if person not in out:
                out.append(person)
        return out

    def by_name(self, source: str) -> list[NamedPerson]:
        """Return the people whose surnames the words hold, in order."""
        out: list[NamedPerson] = []
        named_body = source.lower().startswith(("the ", "a ", "an "))
        for word in words_in(source, 0, len(source)):
            surname = bare(word.text)
            person = self.people.get(surname) or self.people.get(surname.capitalize())
            owner = word.text.endswith(("'s", "’s"))
            if not person or owner or person in out or not is_person(person):
                continue
            # "The Northern Herald" is no person, "the envoy Ben Tarro" is one.
            if person.roles or not named_body or "," in source:
                out.append(person)
        return out

    def by_office(self, low: str, place: int) -> str | None:
        """Return the holder of the office that the words name, the one named last before them."""
        said = {bare(word).rstrip(".,") for word in low.split()} - lists.ARTICLES
        offices = said & lists.OFFICES
        for phrase, held in lists.HEADS.items():
            if phrase in low:
                offices = set(held)
                break
        if not (low.startswith(("the ", "this ")) or offices):
            return None
        people = self.recent(place) or self.recent(place + AHEAD)
        fitting = [person for person in people if person.roles & offices]
        if fitting:
            # Whose country or body is named counts more than what else the office is called.
            described = said - lists.OFFICES
            chosen = max(
                fitting, key=lambda one: (shared(one.roles, described), shared(one.roles, said))
            )
            self.last = chosen
            return chosen.name
        if low.startswith("the ") and said & lists.ANYBODY and self.last:
            return self.last.name
        return None

    def paper(self, source: str, place: int) -> str | None:
        """Return who issued "the statement": by how it was introduced, or who was said to speak in
        it.
        """
        for paper in (word for word in source.lower().split() if word in lists.PAPERS):
            issued = re.search(ORIGIN.format(paper=paper), source, re.IGNORECASE)
            if issued is None and len(source.split()) > 2:
                return None
            if issued is None and paper in self.papers:
                return self.papers[paper]
            # Looked for a page back at most: a document may be very long.
            before = self.text[max(0, place - 5000) : place]
            earlier = list(re.finditer(ORIGIN.format(paper=paper), before, re.IGNORECASE))
            if issued or earlier:
                self.papers[paper] = self.issuer((issued or earlier[-1]).group(1))
                return self.papers[paper]
        return None

    def issuer(self, words: str) -> str:
        """Return the name in "her office" or "the office of Ada Maro"."""
        owner = POSSESSIVE.match(words)
        if owner and self.last:
            return f"{self.last.name}'s {owner.group(2)}"
        return words


def is_person(person: NamedPerson) -> bool:
    """Return True for a name with an office, or of two words that name no place, paper or body."""
    words = person.name.lower().split()
    if person.roles & (lists.OFFICES | lists.HONORIFICS):
        return True
    return len(words) > 1 and not any(word in lists.NOBODY for word in words)


def shared(roles: set[str], said: set[str]) -> int:
    """Return how many words two descriptions share; "Veranian" and "Verania" are one."""
    return sum(any(word[:5] == other[:5] for other in roles) for word in said)
