"""Antecedents: the person whom "she" and "the minister" mean, where no other may be meant."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from annotator.text.draft import DraftReference
from annotator.text.english import speaker_words as lists
from annotator.text.english.nouns import gender_of_noun, is_person_noun
from annotator.text.english.offices import holders
from annotator.text.english.people import People, is_person
from annotator.text.extraction import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.text.draft import ExtractionDraft
    from annotator.text.extraction import Candidate
    from annotator.text.parsing.names import NamedPerson

#: Sentences back in which a person is looked for; people ahead of a pronoun.
FAR, AHEAD = 5, 20
#: The share of pronouns that tells the gender of a name.
CLEAR = 0.8


@dataclass(frozen=True, slots=True)
class Meant:
    """A reference with the person whom it means; None for someone who is not known.

    `family` are those whom a surname may mean.
    """

    reference: DraftReference
    person: NamedPerson | None
    gender: str | None = None
    family: tuple[NamedPerson, ...] = ()


class Antecedents:
    """Who was spoken of so far. `by_start` has those whom pronouns and offices mean."""

    def __init__(self, draft: ExtractionDraft) -> None:
        self.draft = draft
        self.people = People(draft.text, draft.named_in)
        self.known = [one for family in self.people.families.values() for one in family]
        self.known = [one for one in self.known if is_person(one)]
        self.holders = holders(draft, self.people)
        self.genders = {id(one): one.gender for one in self.known}
        every = list(self._all())
        self._tell_all(every)
        # How a text speaks of a name that tells no gender shows which it is.
        self.genders |= self._told_genders()
        self._tell_all(every)

    def _tell_all(self, every: list[Meant]) -> None:
        self.told: list[Meant] = []
        self.by_start: dict[int, NamedPerson] = {}
        for number, one in enumerate(every):
            reference, person = one.reference, one.person
            gender = one.gender or (self.genders[id(person)] if person else None)
            if reference.phrase in lists.PRONOUNS:
                gender = lists.PRONOUNS[reference.phrase]
                person = self._whom(reference, every[number + 1 : number + AHEAD])
            self.told.append(Meant(reference, person, gender, one.family))
            if person is not None:
                self.by_start[reference.span.start] = person

    def _told_genders(self) -> dict[int, str]:
        """Return the gender of people by the pronouns that mean them; "" where those differ."""
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        for meant in self.told:
            if meant.person and meant.gender and meant.reference.kind == "pronoun":
                votes[id(meant.person)][meant.gender] += 1
        out = {}
        for one, counted in votes.items():
            (gender, most), total = counted.most_common(1)[0], counted.total()
            if self.genders[one] is None:
                out[one] = gender if most >= total * CLEAR else ""
        return out

    def _all(self) -> Iterator[Meant]:
        """Yield pronouns, names and nouns of single people in the order of the text."""
        named = {one.place: one.person for one in self.people.mentions if is_person(one.person)}
        places = sorted(named)
        taken: set[int] = set()
        found: list[Meant] = []
        for one in self.draft.references:
            at = bisect_left(places, one.span.start)
            if at < len(places) and places[at] < one.span.end and one.kind != "pronoun":
                taken.add(places[at])
                found.append(self._named(one, places[at], named[places[at]]))
            elif person := self.holders.get(one.span.start):
                found.append(Meant(one, person))
            elif one.phrase in lists.PRONOUNS or is_stranger(one):
                found.append(Meant(one, None, gender_of_noun(one.phrase.split()[-1])))
        found += (self._unparsed(place, named[place]) for place in places if place not in taken)
        yield from sorted(found, key=lambda meant: meant.reference.span.start)

    def _named(self, reference: DraftReference, place: int, person: NamedPerson) -> Meant:
        """Return a name with its person; a lone surname of several people may mean each."""
        surname = person.name.split()[-1]
        family = self.people.families.get(surname.capitalize(), [])
        if len(family) > 1 and self.draft.text.startswith(surname, place):
            return Meant(reference, None, family=tuple(family))
        return Meant(reference, person)

    def _unparsed(self, place: int, person: NamedPerson) -> Meant:
        """Return a name that the parser does not have as one."""
        starts = self.draft.sentences
        sentence = max(0, bisect_left(starts, place + 1, key=lambda one: one.span.start) - 1)
        span = Span(place, place + len(person.name))
        reference = DraftReference(sentence, span, "name", person.name.lower(), "object")
        return self._named(reference, place, person)

    def _whom(self, pronoun: DraftReference, ahead: Iterable[Meant]) -> NamedPerson | None:
        """Return the only person whom "he" or "she" may mean."""
        gender = lists.PRONOUNS[pronoun.phrase]
        speaker = self._quoted_speaker(pronoun) if pronoun.quoted else None
        near = [
            meant
            for meant in map(partial(of_gender, gender), self._back(pronoun))
            if meant.gender in (None, gender)
            and (meant.person is None or meant.person is not speaker)
            and (pronoun.quoted or not meant.reference.quoted)
        ]
        near += self._main_subject(pronoun, ahead, gender, speaker)
        return only_one(near, near) if pronoun.quoted else nearest(pronoun, near)

    def _back(self, pronoun: DraftReference) -> Iterator[Meant]:
        for meant in reversed(self.told):
            if meant.reference.sentence < pronoun.sentence - FAR:
                return
            yield meant

    def _main_subject(
        self,
        pronoun: DraftReference,
        ahead: Iterable[Meant],
        gender: str,
        speaker: NamedPerson | None,
    ) -> list[Meant]:
        """Return the subject that comes behind "when he arrived"."""
        if pronoun.main and pronoun.role == "subject":
            return []
        return [
            meant
            for meant in map(partial(of_gender, gender), ahead)
            if meant.reference.sentence == pronoun.sentence
            and meant.reference.main
            and meant.reference.role == "subject"
            and meant.reference.kind != "pronoun"
            and meant.gender in (None, gender)
            and not meant.reference.quoted
            and (meant.person is None or meant.person is not speaker)
        ]

    def speaker_of(self, candidate: Candidate) -> NamedPerson | None:
        """Return the person who says "I" in a claim, if the text names them."""
        if candidate.attribution is None:
            return None
        said = self.draft.attributions[candidate.attribution]
        if said.manner == "reported" or not said.resolved or said.chosen:
            return None
        return next((one for one in self.known if one.name == said.speaker), None)

    def _quoted_speaker(self, pronoun: DraftReference) -> NamedPerson | None:
        """Return the person whose own words hold the pronoun."""
        for said in self.draft.attributions:
            if any(s.start <= pronoun.span.start < s.end for s in said.content) and said.speaker:
                return next((one for one in self.known if one.name == said.speaker), None)
        return None


def nearest(pronoun: DraftReference, near: list[Meant]) -> NamedPerson | None:
    """Return the one person of the nearest sentence that has any, and of those that go with it."""
    if not near:
        return None
    last = max(meant.reference.sentence for meant in near)
    close = without_echoes([meant for meant in near if meant.reference.sentence == last])
    before = [meant for meant in near if meant.reference.sentence == last - 1]
    subjects = [meant for meant in before if meant.reference.role == "subject"]
    if not any(meant.reference.role == "subject" for meant in close):
        close += before
    elif last == pronoun.sentence and not (pronoun.main and pronoun.role == "subject"):
        close += subjects or before
    return only_one(close, near)


def without_echoes(close: list[Meant]) -> list[Meant]:
    """Return those of one sentence without unresolved pronouns behind a name."""
    named = [meant.reference.span.start for meant in close if meant.person is not None]
    first = min(named, default=None)
    return [
        meant
        for meant in close
        if meant.person is not None
        or meant.reference.kind != "pronoun"
        or first is None
        or meant.reference.span.start < first
    ]


def only_one(close: list[Meant], near: list[Meant]) -> NamedPerson | None:
    """Return the one person whom all of these mean: a subject, or the only one far and wide."""
    person = close[0].person if close else None
    if person is None or any(meant.person is not person for meant in close):
        return None
    return person


def of_gender(gender: str, meant: Meant) -> Meant:
    """Return a surname of several people as the only one of this gender, if there is one."""
    if not meant.family:
        return meant
    fits = [one for one in meant.family if one.gender in (None, gender)]
    one = fits[0] if len(fits) == 1 and fits[0].gender else None
    other = "" if not fits else gender
    return Meant(meant.reference, one, other)


def is_stranger(reference: DraftReference) -> bool:
    """Return True for "the driver" and "a woman", of whom no name says who it is."""
    return (
        reference.kind in ("noun", "name")
        and not reference.many
        and reference.alone
        and is_person_noun(reference.phrase.split()[-1])
    )
