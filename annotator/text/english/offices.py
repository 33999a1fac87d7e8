"""Offices: who "the minister" is, where the text names one holder and speaks of no other."""

from __future__ import annotations

import re
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
    offices = [one for one in draft.references if office_of(one.phrase)]
    places = {mention.place for mention in people.mentions}
    free = [one for one in offices if not any(p in places for p in range(*edges(one)))]
    out = {}
    for one in free:
        if not one.bare or one.role == "beside" or one.many:
            continue
        person = holder(draft.text, one, people)
        if person and not any(is_rival(other, one, person) for other in free):
            out[one.span.start] = person
    return out


def edges(reference: DraftReference) -> tuple[int, int]:
    """Return where a reference starts and ends."""
    return reference.span.start, reference.span.end


def office_of(phrase: str) -> str | None:
    """Return the office that a phrase ends with, its plural for one of many."""
    last = phrase.split()[-1]
    return last if last in lists.OFFICES or last.removesuffix("s") in lists.OFFICES else None


def holder(text: str, office: DraftReference, people: People) -> NamedPerson | None:
    """Return the only person whom the text gives the office."""
    said = set(office.phrase.split())
    fitting = [
        person
        for family in people.families.values()
        for person in family
        if said <= person.roles and not (person.roles & OTHER) - said
    ]
    if len(fitting) != 1:
        return None
    (person,) = fitting
    once = any(
        NOT_IN_OFFICE.search(text, max(0, mention.place - BACK), mention.place)
        for mention in people.mentions
        if mention.person is person
    )
    return None if once else person


def is_rival(other: DraftReference, office: DraftReference, person: NamedPerson) -> bool:
    """Return True for "a minister", "ministers" and "the trade minister" beside "the minister"."""
    noun = office.phrase.split()[-1]
    if other.phrase.split()[-1].removesuffix("s") != noun or not other.alone:
        return False
    return other.many or not other.bare or not set(other.phrase.split()) <= person.roles
