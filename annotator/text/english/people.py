"""People: the persons whom a text names, with the offices it gives them. By capital letters."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.text.english import introductions
from annotator.text.english import speaker_words as lists
from annotator.text.english.runs import runs, split
from annotator.text.parsing.given_names import gender_of, is_given_name
from annotator.text.parsing.names import NamedPerson, Word, bare, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.text.extraction import Span

#: Persons of one surname that a name may mean; a text with more is a register of names.
FAMILY = 8


@dataclass(frozen=True, slots=True)
class NamedMention:
    """A person named at a place; `is_owner` as in "Maro's office"."""

    place: int
    person: NamedPerson
    is_owner: bool


class People:
    """The persons of a text by surname, in the order of their first mention."""

    def __init__(self, text: str, sentences: Iterable[Span]) -> None:
        self.families: dict[str, list[NamedPerson]] = {}
        self.by_given: dict[str, list[NamedPerson]] = {}
        self.mentions: list[NamedMention] = []
        parts = [words_in(text, span.start, span.end) for span in sentences]
        self.common = {word.text for words in parts for word in words if not word.capital}
        for words in parts:
            for first, end in runs(words):
                self.mention(words, first, end)
        self.mentions.sort(key=lambda mention: mention.place)

    def mention(self, words: list[Word], first: int, end: int) -> None:
        """Take in the person, if any, whom a run of capitalised words names."""
        run = words[first:end]
        roles, name = split(run)
        if len(name) > 1 and self.is_common(name[0]) and self.named(name[1:], roles):
            # "Rival Ada Maro", "Meeting Maro": a sentence begins with any word.
            name = name[1:]
        # "Deficiency Disorders" are common words in capitals.
        if not name or all(self.is_common(word) for word in name):
            return
        following, tail = words[end : end + introductions.REACH], run[-1].tail
        trade: set[str] = set()
        # "Relations with Verania, the minister said": a lone new name holds no office.
        is_known = len(name) > 1 or self.named(name, roles) is not None
        if is_known:
            roles |= introductions.office_behind(following, tail)
            trade |= introductions.trade_behind(following, tail)
        roles |= introductions.office_before(words, first, is_known)
        trade |= introductions.trade_before(words, first)
        person = self.add(name, roles, trade)
        called = introductions.nickname(words, end) if len(name) > 1 else None
        if person is not None and called is not None:
            self.families.setdefault(called.capitalize(), [person])

    def is_common(self, word: Word) -> bool:
        """Return True for a word that is written small elsewhere, and a participle."""
        return not is_given(word) and (word.low in self.common or word.low.endswith("ing"))

    def add(self, name: list[Word], roles: set[str], trade: set[str]) -> NamedPerson | None:
        """Take a mention in, and return its person; a lone word counts only with an office or for
        a known surname.
        """
        known = self.named(name, roles)
        full = [bare(word.text) for word in name]
        if known is None:
            if len(name) < 2 and not roles & (lists.OFFICES | lists.HONORIFICS):
                return None
            known = NamedPerson(full[-1])
            self.families.setdefault(full[-1].capitalize(), []).append(known)
        elif known is not (family := self.families.get(full[-1].capitalize(), [known]))[-1]:
            family[-FAMILY:] = [*(one for one in family[-FAMILY:] if one is not known), known]
        for one in full[:-1]:
            if one not in known.given:
                self.by_given.setdefault(one.capitalize(), []).append(known)
        known.given.update(full[:-1])
        if len(full) <= 4:
            known.forms[" ".join(full)] += len(full) > 1
            known.name = max(known.forms, key=lambda form: (known.forms[form], " " in form))
        known.roles |= roles
        known.trade |= trade
        self.mentions.append(NamedMention(name[0].start, known, name[-1].text != full[-1]))
        known.gender = told(roles) or known.gender or gender_of(full[:-1])
        return known

    def named(self, name: list[Word], roles: set[str]) -> NamedPerson | None:
        """Return the person of a name: of a family, the one whose given name or gender fits, else
        the one named last.
        """
        family = self.families.get(bare(name[-1].text).capitalize(), [])
        given = [bare(word.text) for word in name[:-1]]
        gender = told(roles)
        if not family and len(name) == 1:
            return self.called(name[0], roles)
        for person in reversed(family[-FAMILY:]):
            fits = not given or not person.given or is_alike(given, person.given)
            if fits and (gender is None or person.gender in (None, gender)):
                return person
        return None

    def called(self, name: Word, roles: set[str]) -> NamedPerson | None:
        """Return the only person of a given name: "Ada" and "Dame Ada"."""
        people = self.by_given.get(bare(name.text).capitalize(), [])
        is_name = is_given_name(name.low) or roles & lists.KNIGHTS
        return people[0] if len(people) == 1 and is_name else None

    def mentions_between(self, start: int, end: int) -> list[NamedMention]:
        """Return the mentions from one place to another."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.place)
        last = bisect_left(self.mentions, end, key=lambda mention: mention.place)
        return self.mentions[first:last]


def is_given(word: Word) -> bool:
    """Return True for a known given name, and an initial."""
    return is_given_name(word.low) or len(word.low) == 1


def told(roles: set[str]) -> str | None:
    """Return the gender that a title or an office tells."""
    if roles & lists.FEMALE:
        return "female"
    return "male" if roles & lists.MALE else None


def is_alike(given: list[str], known: set[str]) -> bool:
    """Return True for "Ben" and "Benjamin", "B." and "Ben": one may begin the other."""
    short = [name.rstrip(".") for name in given]
    return any(
        one.startswith(other.rstrip(".")) or other.startswith(one)
        for one in short
        for other in known
    )


def is_person(person: NamedPerson) -> bool:
    """Return True for a name with an office, or of two words that name no place, paper or body."""
    words = person.name.lower().split()
    if person.roles & (lists.OFFICES | lists.HONORIFICS):
        return True
    is_body = words[-1] in lists.BODIES | lists.STUDIES or any(w in lists.NOBODY for w in words)
    return len(words) > 1 and not is_body
