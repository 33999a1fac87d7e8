"""Groups: who "the sides", "both countries" and "the two diplomats" are, by their members."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.text.parsing.names import NamedPerson

#: Groups of people, of participants, and of countries; the plural is what makes them groups.
PEOPLE = words(
    "leaders diplomats ministers presidents officials politicians envoys ambassadors men women"
)
SIDES = words("sides parties delegations interlocutors")
COUNTRIES = words("countries nations states governments capitals republics")
OPENING = re.compile(
    r"(?:the|both|the two|both of the|the two neighbouring)\s+(\w+)", re.IGNORECASE
)

#: Characters before the group in which its members are looked for.
BACK = 3000
NAME = r"(?:the )?([A-Z]\w+(?: [A-Z]\w+)?)(?! [A-Z])"
#: "Between Verania and Tarland", and "Verania signed a treaty with neighbouring Tarland".
BETWEEN = re.compile(rf"\bbetween {NAME} and {NAME}")
TOWARDS = re.compile(rf"^{NAME}\b(?:[^.\n]|(?<=[A-Z])\.)* with (?:[a-z]+ )?{NAME}", re.MULTILINE)


def members(source: str, text: str, place: int, people: Sequence[NamedPerson]) -> str | None:
    """Return the members of the group that `source` names, or None when they cannot be told.

    `people` are those with an office who were named before `place`, the latest first.
    """
    found = OPENING.fullmatch(source.strip())
    if found is None:
        return None
    noun = found.group(1).lower()
    if noun in COUNTRIES:
        return pair_of_countries(text[max(0, place - BACK) : place], people)
    if noun not in PEOPLE | SIDES or len(people) < 2:
        return None
    pair = f"{people[1].name} and {people[0].name}"
    return f"the delegations of {pair}" if noun in SIDES else pair


def pair_of_countries(before: str, people: Sequence[NamedPerson]) -> str | None:
    """Return the two names that stood together last, as partners or opponents, and that belong
    to no one.
    """
    persons = {word for person in people for word in person.name.split()}
    pairs = [
        (found.start(), found.group(1), found.group(2))
        for pattern in (BETWEEN, TOWARDS)
        for found in pattern.finditer(before)
        if found.group(1) != found.group(2)
        and not persons & {*found.group(1).split(), *found.group(2).split()}
    ]
    if not pairs:
        return None
    _, first, second = max(pairs)
    return f"{first} and {second}"
