"""Pronouns: whom "he", "she", "it" and "they" mean, by gender and number, if it is sure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.text.english import speaker_words as lists
from annotator.text.english.nouns import gender_of_noun, is_person_noun
from annotator.text.english.story import Speaker
from annotator.text.parsing.given_names import gender_of
from annotator.text.spans import joined

if TYPE_CHECKING:
    from annotator.text.draft import DraftSubject
    from annotator.text.english.story import Story
    from annotator.text.parsing.names import NamedPerson

#: Sentences that "it" and "they" go back over.
NEAR = 3
#: Nouns for what can say something and is no person.
SPEAKING = lists.BODIES | lists.COLLECTIVES
#: A single name, not in capitals.
LONE = re.compile(r"[A-Z][\w’'-]*[a-z][\w’'-]*")


def by_gender(
    story: Story, gender: str, place: int, sentence: int, without: NamedPerson | None
) -> Speaker | None:
    """Return whom "he" or "she" means; None where a stranger may be meant: the subject of a
    sentence without another speaker.

    Of a sentence, who spoke there comes first, then who is named first; of these, a sure gender
    comes before an unknown one.
    """
    for index in story.sentences_back(sentence):
        spoke = [
            one for one in story.spoke[index] if one.person is None or one.person is not without
        ]
        fits = [one for one in candidates(story, index, place, spoke) if one is not without]
        hidden = index < sentence and tells_of_stranger(story, index, gender)
        sure = [person for person in fits if person.gender == gender]
        if sure and not (hidden and not any(one.person in sure for one in spoke)):
            return Speaker(sure[0].name, sure[0], chosen=hidden or is_open(sure, spoke))
        stranger = next((one for one in spoke if is_stranger(one, gender)), None)
        if stranger is not None:
            return stranger
        if hidden:
            return None
        maybe = [one for one in fits if one.gender is None and may_be_meant(one, spoke)]
        if maybe:
            return Speaker(maybe[0].name, maybe[0], chosen=len(maybe) > 1)
        alone = lone_name(story, index, sentence, spoke)
        if alone is not None and gender_of([alone.noun]) in (None, gender):
            return replace(alone, chosen=bool(sure))
    return None


def lone_name(story: Story, index: int, sentence: int, spoke: list[Speaker]) -> Speaker | None:
    """Return who spoke or is the subject of an earlier sentence by a single name: "Melanie"."""
    subject = story.draft.subjects.get(index) if index < sentence else None
    told = joined(story.text, subject.spans) if subject is not None and subject.is_name else ""
    speaking = [one.name for one in spoke if one.person is None and one.name]
    for name in (*speaking, told):
        if LONE.fullmatch(name) and not is_known_thing(story, name):
            return Speaker(name, noun=name)
    return None


def is_known_thing(story: Story, name: str) -> bool:
    """Return True for a body, and for a place: the text has "in Orlest"."""
    things = lists.NOBODY | lists.INSTITUTIONS | lists.BODIES | lists.NO_NAMES
    return name.lower() in things or bool(
        re.search(rf"\b(?:in|into|across|throughout) {re.escape(name)}\b", story.text)
    )


def candidates(story: Story, sentence: int, place: int, spoke: list[Speaker]) -> list[NamedPerson]:
    """Return the people of a sentence: who spoke there, then who is named there."""
    speaking = [one.person for one in spoke if one.person is not None]
    return list(dict.fromkeys([*speaking, *story.named_in(sentence, place)]))


def is_open(sure: list[NamedPerson], spoke: list[Speaker]) -> bool:
    """Return True if several people are fit, and it is not one of them alone who spoke."""
    return len([one for one in sure if any(one is s.person for s in spoke)] or sure) > 1


def may_be_meant(person: NamedPerson, spoke: list[Speaker]) -> bool:
    """Return True for a person of unknown gender who spoke or holds an office."""
    return any(one.person is person for one in spoke) or bool(
        person.roles & (lists.OFFICES | lists.HONORIFICS)
    )


def is_stranger(speaker: Speaker, gender: str) -> bool:
    """Return True for a speaker whom the text describes and does not name: "the driver"."""
    fits = gender_of_noun(speaker.noun) in (None, gender)
    return (
        speaker.person is None and not speaker.is_plural and is_person_noun(speaker.noun) and fits
    )


def tells_of_stranger(story: Story, sentence: int, gender: str) -> bool:
    """Return True if the subject of a sentence is a person without a name, whom "he" may mean."""
    subject = story.draft.subjects.get(sentence)
    if subject is None or subject.is_name or subject.is_plural or not subject.spans:
        return False
    named = story.names_people(subject.spans)
    fits = gender_of_noun(subject.noun) in (None, gender)
    return not named and is_person_noun(subject.noun) and fits


def by_number(story: Story, word: str, sentence: int) -> Speaker | None:
    """Return the body that "it" means, or the people that "they" means: who spoke last, else the
    last subject.
    """
    for index in list(story.sentences_back(sentence))[: NEAR + 1]:
        for one in reversed(story.spoke[index]):
            if agrees(word, one):
                return one
        subject = story.draft.subjects.get(index)
        if subject is not None and subject.spans and index < sentence:
            named = story.names_people(subject.spans)
            words = joined(story.text, subject.spans).strip(" ,")
            one = Speaker(words, noun=subject.noun, is_plural=subject.is_plural)
            told = subject.is_name or subject.noun in SPEAKING or is_people(subject)
            if told and not named and agrees(word, one):
                return one
    return None


def agrees(word: str, speaker: Speaker) -> bool:
    """Return True if "it" or "they" may mean a speaker: a body, or several people."""
    if speaker.person is not None or not speaker.resolved or not speaker.name:
        return False
    if word in ("they", "them"):
        return speaker.is_plural or speaker.noun in SPEAKING
    return not speaker.is_plural and not is_person_noun(speaker.noun.lower())


def is_people(subject: DraftSubject) -> bool:
    """Return True for "captains" and "three witnesses"."""
    return subject.is_plural and is_person_noun(subject.noun.removesuffix("s").removesuffix("se"))
