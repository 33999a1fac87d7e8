"""Named sources: the people whom the words of a source name as speakers.

Not those behind a preposition ("a spokesman for Maro"), not owners ("Maro's office") and not
names before another noun ("the Maro camp").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english import speaker_words as lists
from annotator.text.english.nouns import is_person_noun
from annotator.text.english.people import is_person
from annotator.text.english.runs import runs, split
from annotator.text.parsing.names import words_in

if TYPE_CHECKING:
    from annotator.text.english.people import People
    from annotator.text.parsing.names import NamedPerson, Word

#: Small words that may follow a name directly.
FOLLOWING = lists.PREPOSITIONS | frozenset(
    ("and", "or", "who", "whose", "whom", "himself", "herself", "both", "then", "as", "also", "too")
)
JOINED = frozenset(("and", "or", "&"))


def people_in(source: str, people: People) -> list[NamedPerson]:
    """Return the people who speak by the words of a source: one, or all whom "and" joins."""
    words = words_in(source, 0, len(source))
    out: list[NamedPerson] = []
    joined = False
    for first, end in runs(words):
        roles, name = split(words[first:end])
        is_titled = bool(roles & lists.HONORIFICS)
        if not name or not stands_alone(words, first, end, is_titled):
            continue
        person = people.named(name, roles)
        if person is None or person in out or not may_speak(person, words, first, bool(roles)):
            continue
        out.append(person)
        joined = joined or is_joined(source, words, first)
    return out if joined else out[:1]


def stands_alone(words: list[Word], first: int, end: int, is_titled: bool) -> bool:
    """Return True for a name that is the noun itself: no owner, not behind a preposition, and not
    before a noun.
    """
    last = words[end - 1]
    if last.text.endswith(("'s", "’s", "s’", "s'")):
        return False
    # "Undersecretary for Education Mr Tarro" is Tarro, "a spokesman for Mr Tarro" is not.
    if is_behind_preposition(words, first) and not (
        is_titled and words[first].low not in lists.HONORIFICS
    ):
        return False
    if end == len(words) or not last.tail.isspace():
        return True
    following = words[end]
    return following.low in FOLLOWING or following.low.endswith(("ing", "ed"))


def is_behind_preposition(words: list[Word], first: int) -> bool:
    """Return True for the name in "journals including Maro" and "results of the Maro study"."""
    for word in reversed(words[:first]):
        if not word.tail.isspace():
            return False
        if word.low not in lists.ARTICLES:
            return word.low in lists.PREPOSITIONS
    return False


def may_speak(person: NamedPerson, words: list[Word], first: int, has_title: bool) -> bool:
    """Return True for a person; "the Northern Herald" is none, "the envoy Ben Tarro" is one."""
    # "The main Parliamentary Opposition" has an article somewhere before.
    is_body = False
    for word in reversed(words[max(0, first - 4) : first]):
        if not word.tail.isspace() or is_person_noun(word.low):
            break
        is_body = is_body or word.low in ("the", "a", "an")
    return is_person(person) and (has_title or bool(person.roles or person.gender) or not is_body)


def is_joined(source: str, words: list[Word], first: int) -> bool:
    """Return True if "and" stands before a name, or before the office in front of it."""
    for index in range(first - 1, max(-1, first - 6), -1):
        if words[index].low in JOINED or "&" in words[index].tail:
            return True
        if "," in words[index].tail:
            return False
    return False
