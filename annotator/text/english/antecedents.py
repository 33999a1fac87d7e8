"""Antecedents: the person whom "she" and "the minister" mean, where no other may be meant."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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
from annotator.text.parsing.given_names import gender_of, shares_by_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.text.draft import ExtractionDraft
    from annotator.text.extraction import Candidate
    from annotator.text.parsing.names import NamedPerson

#: Sentences back in which a person is looked for; people ahead of a pronoun.
FAR, AHEAD = 5, 20
#: Stretches of speech back among which the one around a pronoun is looked for.
NEAR = 8
#: The share of pronouns that tells the gender of a name.
CLEAR = 0.8
#: A lone name after one of these is a place.
PLACE = re.compile(r"\b(?:in|into|across|throughout|near) ([A-Z]\w+)")
THINGS = lists.NOBODY | lists.INSTITUTIONS | lists.BODIES | lists.NO_NAMES


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
        self.openings = {one.span.start for one in draft.sentences}
        self.by_name = {one.name: one for one in self.known if self._is_sure_name(one)}
        self.own_words = sorted(
            (span.start, span.end, said.speaker)
            for said in draft.attributions
            if said.speaker and said.manner != "reported"
            for span in said.content
        )
        self.ends = [one.span.end for one in draft.references]
        self.places = set(PLACE.findall(draft.text))
        self.holders = holders(draft, self.people)
        self.genders = {id(one): None if is_mixed(one) else one.gender for one in self.known}
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
            gender = one.gender or (self.genders.get(id(person)) if person else None)
            if reference.phrase in lists.PRONOUNS:
                gender = lists.PRONOUNS[reference.phrase]
                person = self._whom(reference, every[number + 1 : number + AHEAD])
            self.told.append(Meant(reference, person, gender, one.family))
            if person is not None and person.name in self.by_name:
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
            if self.genders.get(one) is None:
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
            elif self._is_lone_name(one):
                found.append(Meant(one, None))
        found += (self._unparsed(place, named[place]) for place in places if place not in taken)
        acting = {id(one.person) for one in found if one.person and acts(one)}
        people = (one for one in found if one.person is None or id(one.person) in acting)
        yield from sorted(people, key=lambda meant: meant.reference.span.start)

    def _is_lone_name(self, reference: DraftReference) -> bool:
        """Return True for "Ada" and "Ban" of whom something is told; not for places and bodies."""
        name = self.draft.text[reference.span.start : reference.span.end]
        return (
            reference.kind == "name"
            and reference.role != "object"
            and not reference.many
            and name.isalpha()
            and name.istitle()
            and name.lower() not in THINGS
            and name not in self.places
        )

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
        return only_one(near) if pronoun.quoted else nearest(pronoun, near)

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

    def _is_sure_name(self, person: NamedPerson) -> bool:
        """Return True for a name as it may be offered.

        Not for "Rival Ada Maro", "Harbour Watch" and "Derelict Maro", which only begins sentences,
        nor where the given name is of another gender than "Mr Maro".
        """
        if is_mixed(person) or person.name.isupper():
            return False
        given = person.name.split()[:-1]
        known = [name.upper() in shares_by_name() for name in given]
        if any(known):
            return known[0] and gender_of(given) in (None, person.gender)
        if not given:
            return True
        if not person.roles & (lists.OFFICES | lists.HONORIFICS) and not person.trade:
            return False
        places = [
            mention.place
            for mention in self.people.mentions
            if mention.person is person and self.draft.text.startswith(given[0], mention.place)
        ]
        return any(place not in self.openings for place in places)

    def speaker_of(self, candidate: Candidate) -> NamedPerson | None:
        """Return the person who says "I" in a claim, if it is sure who that is."""
        if candidate.attribution is None:
            return None
        said = self.draft.attributions[candidate.attribution]
        person = self.by_name.get(said.speaker or "")
        if person is None or said.manner == "reported" or not said.resolved or said.chosen:
            return None
        # "Cruz" and "she" may be another one than the speaker who was chosen.
        words = [one for span in said.source for one in self._within(span)]
        sure = not words or any(self.by_start.get(one.span.start) is person for one in words)
        return person if sure else None

    def _within(self, span: Span) -> list[DraftReference]:
        """Return the references that end in a span."""
        first = bisect_left(self.ends, span.start + 1)
        return self.draft.references[first : bisect_left(self.ends, span.end + 1)]

    def _quoted_speaker(self, pronoun: DraftReference) -> NamedPerson | None:
        """Return the person whose own words hold the pronoun."""
        place = pronoun.span.start
        at = bisect_right(self.own_words, place, key=lambda said: said[0])
        for _, end, speaker in reversed(self.own_words[max(0, at - NEAR) : at]):
            if place < end:
                return self.by_name.get(speaker)
        return None


def nearest(pronoun: DraftReference, near: list[Meant]) -> NamedPerson | None:
    """Return the one person of the nearest sentence that has any, and of those that go with it;
    else the only one who is near.
    """
    if not near:
        return None
    last = max(meant.reference.sentence for meant in near)
    close = without_echoes([meant for meant in near if meant.reference.sentence == last])
    before = [meant for meant in near if meant.reference.sentence == last - 1]
    if not any(meant.reference.role == "subject" for meant in close):
        close += before
    elif last == pronoun.sentence and not (pronoun.main and pronoun.role == "subject"):
        subjects = [meant for meant in before if meant.reference.role == "subject"]
        close += without_echoes(subjects or before)
    return only_one(close) or leading([one for one in near if not is_unresolved(one)])


def leading(near: list[Meant]) -> NamedPerson | None:
    """Return the only person who is near, if a main clause tells something of them."""
    told = any(one.reference.main and one.reference.role == "subject" for one in near)
    return only_one(near) if told and all(one.gender for one in near) else None


def without_echoes(close: list[Meant]) -> list[Meant]:
    """Return those of one sentence without unresolved pronouns beside a name that is a subject."""
    told = any(one.person is not None and one.reference.role == "subject" for one in close)
    return [one for one in close if not (told and is_unresolved(one))]


def is_unresolved(meant: Meant) -> bool:
    """Return True for a pronoun that may mean several people."""
    return meant.person is None and meant.reference.kind == "pronoun"


def only_one(close: list[Meant]) -> NamedPerson | None:
    """Return the one person whom all of these mean."""
    named = [meant for meant in close if meant.person is not None]
    if not named or any(meant.person is not named[0].person for meant in named):
        return None
    others = [meant for meant in close if meant.person is None]
    return None if any(not is_office_of(other, named) for other in others) else named[0].person


def is_office_of(other: Meant, named: list[Meant]) -> bool:
    """Return True for "the mayor of Orlest" in another sentence than "Mayor Ada Maro"."""
    person = named[0].person
    return (
        person is not None
        and other.reference.kind == "noun"
        and other.reference.phrase.split()[-1] in person.roles
        and other.reference.sentence not in {meant.reference.sentence for meant in named}
    )


def of_gender(gender: str, meant: Meant) -> Meant:
    """Return a surname of several people as the only one of this gender, if there is one."""
    if not meant.family:
        return meant
    fits = [one for one in meant.family if one.gender in (None, gender)]
    one = fits[0] if len(fits) == 1 and fits[0].gender else None
    other = "" if not fits else gender
    return Meant(meant.reference, one, other)


def is_mixed(person: NamedPerson) -> bool:
    """Return True for a person with given names of women and of men: several whom one headline
    joined.
    """
    return len({gender_of([name]) for name in person.given} - {None}) > 1


def acts(meant: Meant) -> bool:
    """Return True for a mention that shows a person: not "the Clean Harbour Plan", which nothing is
    told of.
    """
    person = meant.person
    known = person is not None and (person.gender or person.roles)
    return bool(known) or meant.reference.role in ("subject", "owner")


def is_stranger(reference: DraftReference) -> bool:
    """Return True for "the driver" and "a woman", of whom no name says who it is."""
    return (
        reference.kind in ("noun", "name")
        and not reference.many
        and reference.alone
        and is_person_noun(reference.phrase.split()[-1])
    )
