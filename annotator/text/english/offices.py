"""Offices: who "the minister" is, where the text names one holder and speaks of no other."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from annotator.text.english import speaker_words as lists
from annotator.word_lists import words

if TYPE_CHECKING:
    from annotator.text.draft import DraftReference, ExtractionDraft
    from annotator.text.english.people import People
    from annotator.text.parsing.names import NamedPerson

#: With one of these an office is another: a vice president is no president.
OTHER = words("vice deputy assistant former acting then late honorary shadow elect")
#: Before a name: who held the office once, or wants it.
NOT_IN_OFFICE = re.compile(
    r"\b(?:former|ex|then|late|deputy|vice|acting|incoming|outgoing|would-be|shadow)\b"
    r"[^.;:()]{0,40}\Z|\b(?:nominee|candidate|hopeful)\s*\Z",
    re.IGNORECASE,
)
BACK = 60


def holders(draft: ExtractionDraft, people: People) -> dict[int, NamedPerson]:
    """Return the holder of each bare office by where it is named."""
    places = {mention.place for mention in people.mentions}
    by_noun: defaultdict[str, list[DraftReference]] = defaultdict(list)
    for one in draft.references:
        if is_office(one) and places.isdisjoint(range(one.span.start, one.span.end)):
            by_noun[noun_of(one)].append(one)
    in_office = by_role(draft.text, people)
    out: dict[int, NamedPerson] = {}
    for noun, named in by_noun.items():
        bare = [one for one in named if one.bare and one.role != "beside" and not one.many]
        for phrase in {one.phrase for one in bare}:
            person = only_holder(phrase, in_office[noun])
            if person and not any(is_rival(other, person) for other in named):
                out |= {one.span.start: person for one in bare if one.phrase == phrase}
    return out


def is_office(reference: DraftReference) -> bool:
    """Return True for an office, and for several: "the ministers"."""
    return reference.kind in ("noun", "name") and noun_of(reference) in lists.OFFICES


def noun_of(reference: DraftReference) -> str:
    """Return the noun of an office: "minister" of "the trade ministers"."""
    noun = reference.phrase.split()[-1]
    return noun if noun in lists.OFFICES else noun.removesuffix("s")


def by_role(text: str, people: People) -> defaultdict[str, list[tuple[NamedPerson, bool]]]:
    """Return people by each word of their offices, with whether they hold it still."""
    once = {
        id(mention.person)
        for mention in people.mentions
        if NOT_IN_OFFICE.search(text, max(0, mention.place - BACK), mention.place)
    }
    out: defaultdict[str, list[tuple[NamedPerson, bool]]] = defaultdict(list)
    for family in people.families.values():
        for person in family:
            for role in person.roles:
                out[role].append((person, id(person) not in once))
    return out


def only_holder(phrase: str, in_office: list[tuple[NamedPerson, bool]]) -> NamedPerson | None:
    """Return the only person whom the text gives the office, if they hold it still."""
    said = set(phrase.split())
    fitting = [
        (person, still)
        for person, still in in_office
        if said <= person.roles and not (person.roles & OTHER) - said
    ]
    person, still = fitting[0] if len(fitting) == 1 else (None, False)
    return person if still else None


def is_rival(other: DraftReference, person: NamedPerson) -> bool:
    """Return True for "a minister", "ministers" and "the trade minister" beside "the minister"."""
    is_same = other.bare and not other.many and set(other.phrase.split()) <= person.roles
    return other.alone and not is_same
