"""Wordings: the names and dates with which a claim stands alone, as far as they are sure."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from annotator.text.english import speaker_words as lists
from annotator.text.english.antecedents import Antecedents
from annotator.text.extraction import Insertion
from annotator.text.spans import covers
from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.text.draft import DraftReference, ExtractionDraft
    from annotator.text.extraction import Candidate, Spans

Placed = TypeVar("Placed", "DraftReference", "Insertion")

OWN = words("i me my")
#: With one of these a claim in the first person stays as it is.
NOT_TURNED = words("myself mine")
POSSESSIVES = words("his her my")
SHE = {
    "female": {"i": "she", "me": "her", "my": "her"},
    "male": {"i": "he", "me": "him", "my": "his"},
}


def offer(draft: ExtractionDraft) -> None:
    """Give each candidate the names and dates that make it stand alone."""
    story = Antecedents(draft)
    starts = [one.span.start for one in draft.references]
    dates = [one.span.start for one in draft.dates]
    for number, candidate in enumerate(draft.candidates):
        inside = within(candidate.spans, draft.references, starts)
        found = [
            *named(inside, story),
            *spoken(candidate, inside, story),
            *within(candidate.spans, draft.dates, dates),
        ]
        if found:
            found.sort(key=lambda one: one.span.start)
            draft.candidates[number] = replace(candidate, insertions=tuple(found))


def within(spans: Spans, things: Sequence[Placed], starts: list[int]) -> list[Placed]:
    """Return the things that stand in the spans; `starts` are where each begins."""
    low, high = bisect_left(starts, spans[0].start), bisect_left(starts, spans[-1].end)
    return [one for one in things[low:high] if covers(spans, one.span.start, one.span.end)]


def named(inside: Sequence[DraftReference], story: Antecedents) -> Iterator[Insertion]:
    """Yield the names of those whom the claim only points to; each once."""
    known = {surname(one.phrase) for one in inside if one.span.start not in story.holders}
    for one in inside:
        person = story.by_start.get(one.span.start)
        if person is None or surname(person.name) in known:
            continue
        if one.phrase in lists.PRONOUNS:
            owner = one.phrase in POSSESSIVES and one.role == "owner"
            if one.phrase == "his" and not owner:
                continue
            yield Insertion(one.span, person.name + "’s" * owner)
        elif one.span.start in story.holders:
            yield Insertion(one.span, person.name)
        known.add(surname(person.name))


def surname(name: str) -> str:
    """Return the last word of a name in lower case."""
    return name.split()[-1].lower()


def spoken(
    candidate: Candidate, inside: Sequence[DraftReference], story: Antecedents
) -> Iterator[Insertion]:
    """Yield the speaker's name for "I" in the speaker's own words, with the verb's form."""
    own = [one for one in inside if one.phrase in OWN and one.kind == "pronoun"]
    if not own or any(one.phrase in NOT_TURNED for one in inside):
        return
    person = story.speaker_of(candidate)
    if person is None:
        return
    gender = SHE.get(person.gender or "", {})
    for number, one in enumerate(own):
        name = person.name + "’s" * (one.phrase == "my")
        yield Insertion(one.span, gender.get(one.phrase, name) if number else name)
    for one in inside:
        if one.kind == "verb":
            yield Insertion(one.span, one.phrase)
