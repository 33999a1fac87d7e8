"""Named sources: the people whom the words of a source name as speakers.

Not those behind a preposition ("a spokesman for Maro"), not owners ("Maro's office") and not
names before another noun ("the Maro camp").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english import speaker_words as lists
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
        if not name or not stands_alone(words, first, end):
            continue
        person = people.named(name, roles)
        if person is None or person in out or not may_speak(person, words, first, bool(roles)):
            continue
        out.append(person)
        joined = joined or is_joined(source, words, first)
    return out if joined else out[:1]


def stands_alone(words: list[Word], first: int, end: int) -> bool:
    """Return True for a name that is the noun itself: no owner, not behind a preposition, and not
    before a noun.
    """
    last = words[end - 1]
    if last.text.endswith(("'s", "’s", "s’", "s'")):
        return False
    if first and words[first - 1].tail.isspace() and words[first - 1].low in lists.PREPOSITIONS:
        return False
    if end == len(words) or not last.tail.isspace():
        return True
    following = words[end]
    return following.low in FOLLOWING or following.low.endswith(("ing", "ed"))


def may_speak(person: NamedPerson, words: list[Word], first: int, has_title: bool) -> bool:
    """Return True for a person; "the Northern Herald" is none, "the envoy Ben Tarro" is one."""
    before = words[first - 1] if first else None
    is_body = before is not None and before.low in ("the", "a", "an") and before.tail.isspace()
    return is_person(person) and (has_title or bool(person.roles) or not is_body)


def is_joined(source: str, words: list[Word], first: int) -> bool:
    """Return True if "and" stands before a name, or before the office in front of it."""
    for index in range(first - 1, max(-1, first - 6), -1):
        if words[index].low in JOINED or "&" in words[index].tail:
            return True
        if "," in words[index].tail:
            return False
    return False
