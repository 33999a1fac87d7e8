"""People: the persons whom a text names, with their offices, by the words of a `Naming`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.parsing.names import NamedPerson, Word, bare, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.text.extraction import Span
    from annotator.text.universal.grammar import Naming

#: Words before and after a name among which its office stands.
NEAR = 7


def find(text: str, sentences: Iterable[Span], naming: Naming) -> dict[str, NamedPerson]:
    """Return the persons of a text by surname, in the order of their first mention."""
    people: dict[str, NamedPerson] = {}
    for span in sentences:
        words = words_in(text, span.start, span.end)
        at = 0
        while at < len(words):
            end = run_end(words, at, naming)
            if end > at:
                add(people, words, at, end, naming)
            at = max(end, at + 1)
    return people


def low(word: Word) -> str:
    """Return lower case, without an elided article: "l'ambassadeur" is the ambassador."""
    return bare(word.text).lower().rstrip(".").rpartition("'")[2]


def run_end(words: list[Word], at: int, naming: Naming) -> int:
    """Return where the name that begins at `at` ends; `at` itself where none begins."""
    if not is_name(words[at], naming):
        return at
    end = at + 1
    while end < len(words) and words[end - 1].tail in (" ", "\xa0"):
        inner = words[end].text in naming.inner and end + 1 < len(words)
        if inner and end == at + 1 and is_name(words[end + 1], naming):
            end += 2
        elif is_name(words[end], naming):
            end += 1
        else:
            break
    return end


def is_name(word: Word, naming: Naming) -> bool:
    """Return True for a capitalised word that may be part of a name."""
    known = naming.no_names | naming.offices.keys() | naming.honorifics.keys()
    return word.capital and "'" not in bare(word.text) and low(word) not in known


def add(
    people: dict[str, NamedPerson], words: list[Word], at: int, end: int, naming: Naming
) -> None:
    """Take a mention in; a lone word counts only with an office or for a known surname."""
    roles, told = introduced(words, at, naming)
    if at and low(words[at - 1]) in naming.genitives:
        # "la ministre des Transports Ada Maro": the first word belongs to the office.
        roles.add(low(words[at]))
        at = end - 2 if len(roles) > 1 and end - at >= 3 else end
    if at >= end:
        return
    behind, more = apposed(words, end, naming)
    surname = bare(words[end - 1].text)
    names = [bare(word.text) for word in words[at:end]]
    known = people.get(surname)
    if known is None:
        nobody = any(name.lower() in naming.nobody for name in names)
        if nobody or (len(names) < 2 and not (roles | behind)):
            return
        known = people[surname] = NamedPerson(surname)
    if len(known.name.split()) < len(names) <= 4:
        known.name = " ".join(names)
    known.roles |= roles | behind
    known.places.append(words[at].start)
    known.gender = next((gender for gender in (*told, *more) if gender), known.gender)


def introduced(words: list[Word], at: int, naming: Naming) -> tuple[set[str], list[str]]:
    """Return the office in front of a name and the gender it tells: "la ministre", "M.", "le
    maire".
    """
    seen: set[str] = set()
    for index in range(at - 1, max(-1, at - NEAR), -1):
        word, text = words[index], low(words[index])
        # "la porte-parole, Ada Maro" may have one comma, "M. Senn" a stop.
        tail = word.tail.strip()
        if tail and not (index == at - 1 and tail in (",", ".")):
            break
        if text in naming.honorifics and index == at - 1:
            return {text}, [naming.honorifics[text]]
        if tail == ".":
            break
        seen.add(text)
        if text in naming.offices:
            return seen - naming.linking, genders(words, index, naming)
        # "le maire d'Orlest, Ben Tarro" goes on to the office, "arrivé lundi, Ben Tarro" does not.
        placed = word.capital or "'" in bare(word.text) or text in naming.linking
        if index == at - 1 and not placed:
            break
    return set(), []


def apposed(words: list[Word], end: int, naming: Naming) -> tuple[set[str], list[str]]:
    """Return the office in ", la ministre des Transports," after a name."""
    if words[end - 1].tail.strip() != ",":
        return set(), []
    for index in range(end, min(end + 2, len(words))):
        if low(words[index]) in naming.offices:
            roles = {low(words[index])}
            for i in range(index, min(index + NEAR, len(words))):
                roles.add(low(words[i]))
                if words[i].tail.strip():
                    break
            return roles - naming.linking, genders(words, index, naming)
    return set(), []


def genders(words: list[Word], index: int, naming: Naming) -> list[str]:
    """Return what the office at `index` and the article before it tell."""
    article = low(words[index - 1]) if index else ""
    return [naming.offices[low(words[index])], naming.articles.get(article, "")]
