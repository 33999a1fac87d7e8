"""Pronouns: whom "he", "she", "it" and "they" mean, by gender and number, if it is sure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.text.english import speaker_words as lists
from annotator.text.english.descriptions import described
from annotator.text.english.named_sources import people_in
from annotator.text.english.nouns import gender_of_noun, is_person_noun
from annotator.text.english.runs import TITLES
from annotator.text.english.story import Speaker
from annotator.text.parsing.given_names import gender_of
from annotator.text.spans import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.text.draft import DraftSubject
    from annotator.text.english.story import Story
    from annotator.text.parsing.names import NamedPerson

#: Sentences that "it" and "they" go back over.
NEAR = 3
#: Candidates of a sentence, the likely ones first: a sure gender before an unknown one, and who
#: spoke before who is named. "She" is a woman named in a content rather than a speaker of unknown
#: gender.
ORDER = {
    "male": (
        *("spoke, sure", "spoke, nameless", "named, sure"),
        *("spoke", "told, sure", "named", "told"),
    ),
    "female": (
        *("spoke, sure", "spoke, nameless", "named, sure"),
        *("told, sure", "spoke", "named", "told"),
    ),
}
#: Nouns for what can say something and is no person.
SPEAKING = lists.BODIES | lists.COLLECTIVES
#: A single name, not in capitals.
LONE = re.compile(r"[A-Z][\w’'-]*[a-z][\w’'-]*")


def by_gender(
    story: Story, gender: str, place: int, sentence: int, without: NamedPerson | None
) -> Speaker | None:
    """Return whom "he" or "she" means; None where a stranger may be meant: the subject of a
    sentence without a fitting speaker.
    """
    for index in story.sentences_back(sentence):
        told = [Rank(*row) for row in candidates(story, index, sentence, place)]
        rows = [one for one in told if one.fits(gender, without)]
        best = min(rows, key=lambda one: one.order(gender), default=None)
        hidden = index < sentence and hides_stranger(story, index, gender, best)
        if hidden or best is not None:
            return None if best is None or hidden else chosen(best, rows, gender)
    return None


def candidates(
    story: Story, index: int, sentence: int, place: int
) -> Iterator[tuple[Speaker, str]]:
    """Yield whom a sentence before a place tells of, and how: who spoke, who is named, and who is
    named in what is reported there.
    """
    for one in story.spoke[index]:
        if one.person or is_stranger(one) or is_single_name(story, one.name):
            yield one, "spoke"
    subject = story.draft.subjects.get(index) if index < sentence else None
    if subject is not None and subject.spans:
        words = joined(story.text, subject.spans).strip(" ,")
        if subject.is_name and is_single_name(story, words):
            yield Speaker(words, noun=words), "named"
        holder = holder_of(story, subject, index)
        if holder is not None:
            yield holder, "named"
    named, told = story.named_in(index, place)
    acting = acting_people(story, index)
    for people, how in ((named, "named"), (told, "told")):
        for person in people:
            known = person.gender or person.roles & (lists.OFFICES | lists.HONORIFICS)
            if known or (person in acting and how == "named"):
                yield Speaker(person.name, person), how


def acting_people(story: Story, sentence: int) -> set[NamedPerson]:
    """Return the people who are subjects: other capitals without an office may name no person."""
    return {
        person
        for actor in story.draft.actors.get(sentence, [])
        for person in people_in(joined(story.text, actor.spans), story.people)
    }


@dataclass(frozen=True, slots=True)
class Rank:
    """A candidate for a pronoun, and how its sentence tells of it."""

    speaker: Speaker
    how: str

    def fits(self, gender: str, without: NamedPerson | None) -> bool:
        """Return True if the gender may be this one's, and it is not the person left out."""
        is_other = self.speaker.person is None or self.speaker.person is not without
        return is_other and gender_of_speaker(self.speaker) in (None, gender)

    def order(self, gender: str) -> int:
        """Return its place among the candidates of a sentence."""
        if gender_of_speaker(self.speaker) == gender and self.speaker.person is not None:
            kind = f"{self.how}, sure"
        elif self.how == "spoke" and self.speaker.person is None and is_stranger(self.speaker):
            kind = "spoke, nameless"
        else:
            kind = self.how
        return ORDER[gender].index(kind)


def chosen(best: Rank, rows: list[Rank], gender: str) -> Speaker:
    """Return the best candidate; it is chosen if another one is as fit or surer."""
    others = [one for one in rows if one.speaker.name != best.speaker.name]
    rivals = [one for one in others if one.order(gender) == best.order(gender)]
    sure = gender_of_speaker(best.speaker) == gender
    surer = not sure and any(gender_of_speaker(one.speaker) == gender for one in others)
    doubtful = bool(rivals) or surer or (best.how == "told" and bool(others))
    if best.speaker.person is not None and not doubtful:
        # The first "he" tells the gender for the next.
        best.speaker.person.gender = gender
    return replace(best.speaker, chosen=doubtful)


def gender_of_speaker(speaker: Speaker) -> str | None:
    """Return the gender of a person, of a described stranger, or of a single name."""
    if speaker.person is not None:
        return speaker.person.gender
    return gender_of_noun(speaker.noun) or gender_of([speaker.noun])


def is_single_name(story: Story, name: str | None) -> bool:
    """Return True for one name that no known person has, and that names no place or body."""
    if name is None or not LONE.fullmatch(name):
        return False
    return name.capitalize() not in story.people.families and not is_known_thing(story, name)


def is_known_thing(story: Story, name: str) -> bool:
    """Return True for a body, and for a place: the text has "in Orlest"."""
    things = lists.NOBODY | lists.INSTITUTIONS | SPEAKING | lists.STUDIES | lists.NO_NAMES
    return name.lower() in things or bool(
        re.search(rf"\b(?:in|into|across|throughout) {re.escape(name)}\b", story.text)
    )


def is_stranger(speaker: Speaker) -> bool:
    """Return True for a speaker whom the text describes and does not name: "the driver"."""
    return speaker.person is None and not speaker.is_plural and is_person_noun(speaker.noun)


def hides_stranger(story: Story, sentence: int, gender: str, best: Rank | None) -> bool:
    """Return True if a person without a name may be meant: the subject of a sentence in which no
    fitting person spoke, or a second one beside a speaker without a name.
    """
    if best is not None and best.how == "spoke":
        actors = [] if best.speaker.person else story.draft.actors.get(sentence, [])
        others = (actor for actor in actors if actor.noun != best.speaker.noun)
        return any(is_nameless(story, actor, gender) for actor in others)
    subject = story.draft.subjects.get(sentence)
    if subject is None or holder_of(story, subject, sentence) is not None:
        return False
    return is_nameless(story, subject, gender)


def holder_of(story: Story, subject: DraftSubject, sentence: int) -> Speaker | None:
    """Return the person whom a subject describes: "The minister opened the port."."""
    if (subject.is_name and subject.noun not in TITLES) or not subject.spans:
        return None
    words = joined(story.text, subject.spans).strip(" ,")
    found = described(story, words, subject.spans[0].start, sentence)
    return found if found is not None and found.person is not None else None


def is_nameless(story: Story, subject: DraftSubject, gender: str) -> bool:
    """Return True for a subject that is one person of a fitting gender whom no name tells."""
    named = subject.is_name and subject.noun not in TITLES
    if named or subject.is_plural or story.names_people(subject.spans):
        return False
    fits = gender_of_noun(subject.noun) in (None, gender)
    return is_person_noun(subject.noun) and fits


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
            told = subject.is_name or is_people(subject)
            told = told or subject.noun in SPEAKING | lists.STUDIES
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
