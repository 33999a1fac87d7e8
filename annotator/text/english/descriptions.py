"""Descriptions: who "the president", "the head of state" and "the 40-year-old baker" are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.text.english import speaker_words as lists
from annotator.text.english.nouns import gender_of_noun, head_of, is_person_noun, phrase_of
from annotator.text.english.story import Speaker
from annotator.text.parsing.names import bare
from annotator.text.spans import joined

if TYPE_CHECKING:
    from annotator.text.english.story import Story
    from annotator.text.parsing.names import NamedPerson

#: Characters that are looked ahead for the holder of an office.
AHEAD = 3000
AGED = re.compile(r"\b(\d{1,3})-year-old\b")


def described(story: Story, source: str, place: int, sentence: int) -> Speaker | None:
    """Return whom the words of a source describe; unresolved if they describe an office
    without a holder.
    """
    words = [bare(word).rstrip(".,") for word in source.split()]
    noun = head_of(words).lower()
    if (
        not words
        or not is_definite(source, words)
        or (noun.endswith("s") and noun not in lists.OFFICES)
    ):
        return None
    earlier = introduced(story, noun, sentence)
    if earlier is not None:
        return earlier
    found = by_office(story, source, place) or by_trade(story, source, noun, place)
    if found is not None:
        return found
    if noun in lists.ANYBODY and story.last is not None and fits(story.last, noun):
        return Speaker(story.last.name, story.last, chosen=True)
    is_bare = len(words) <= 3 and all(word.islower() for word in words[1:]) and "of" not in words
    unknown = is_bare and noun in lists.OFFICES | lists.ANYBODY - lists.STRANGERS
    return Speaker(source, resolved=False, noun=noun) if unknown else None


def is_definite(source: str, words: list[str]) -> bool:
    """Return True for "the minister", "this minister" and "Prime Minister"; not for "a minister",
    "ministers" and "Tarro's minister".
    """
    first = words[0].lower()
    if first in ("the", "this", "that"):
        return True
    owned = any("'" in word or "’" in word for word in source.split()[:-1])
    return words[0][:1].isupper() and first in lists.OFFICES | lists.INSTITUTIONS and not owned


def introduced(story: Story, noun: str, sentence: int) -> Speaker | None:
    """Return the stranger with this noun who spoke or was told of last: "a harbour official", then
    "the official".
    """
    if not is_person_noun(noun):
        return None
    for index in story.sentences_back(sentence):
        for one in reversed(story.spoke[index]):
            if one.noun == noun and one.person is None and one.resolved:
                return one
        for actor in story.draft.actors.get(index, []) if index < sentence else []:
            words = joined(story.text, actor.spans).strip(" ,")
            if actor.noun == noun and words.lower().startswith(("a ", "an ")):
                return Speaker(words, noun=noun)
    return None


def by_office(story: Story, source: str, place: int) -> Speaker | None:
    """Return the holder of the office that the words name, the one named last before them."""
    low = source.lower()
    capitals = {word.lower() for word in source.split()[1:] if word[0].isupper()}
    qualifiers = capitals - lists.OFFICES - {"former", "acting", "vice"}
    said = {bare(word).rstrip(".,") for word in low.split()} - lists.ARTICLES
    # "The admission by the minister" is no minister.
    offices = {bare(word).rstrip(".,") for word in phrase_of(low.split())} & lists.OFFICES
    for phrase, held in lists.HEADS.items():
        if re.search(rf"\b{phrase}\b", low):
            offices = set(held)
            break
    people = story.recent(place) or story.recent(place + AHEAD)
    noun = head_of(low.split())
    named = said - lists.OFFICES
    fitting = [
        one
        for one in people
        if one.roles & offices and fits(one, noun) and not differs(one, qualifiers)
    ]
    holders = sum(bool(one.roles & offices) for one in people)
    if not fitting or (holders > 1 and qualifiers and not any_shared(fitting, qualifiers)):
        return None
    # Whose country or body is named counts more than what else the office is called.
    ranks = [(shared(one.roles, named), shared(one.roles, said)) for one in fitting]
    best = max(ranks)
    chosen = fitting[ranks.index(best)]
    return Speaker(chosen.name, chosen, chosen=ranks.count(best) > 1)


def differs(person: NamedPerson, qualifiers: set[str]) -> bool:
    """Return True if the words name another party, body or place than the person's."""
    own = person.roles - lists.OFFICES - lists.HONORIFICS
    return bool(own and qualifiers) and not shared(own, qualifiers)


def any_shared(people: list[NamedPerson], qualifiers: set[str]) -> bool:
    """Return True if the office of one of the people is described so."""
    return any(shared(person.roles, qualifiers) for person in people)


def by_trade(story: Story, source: str, noun: str, place: int) -> Speaker | None:
    """Return whom the text introduced as "a baker", or with the age that the words name."""
    aged = AGED.search(source)
    known = {noun, aged.group(1)} if aged else {noun}
    fitting = [one for one in story.described(place) if one.trade & known and fits(one, noun)]
    if not fitting:
        return None
    return Speaker(fitting[0].name, fitting[0], chosen=len(fitting) > 1)


def fits(person: NamedPerson, noun: str) -> bool:
    """Return True unless the noun tells another gender than the person's."""
    return None in (person.gender, gender_of_noun(noun)) or person.gender == gender_of_noun(noun)


def shared(roles: set[str], said: set[str]) -> int:
    """Return how many words two descriptions share; "Veranian" and "Verania" are one."""
    return sum(any(word[:5] == other[:5] for other in roles) for word in said)
