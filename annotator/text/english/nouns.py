"""Nouns for people: which words mean a person, and a woman or a man."""

from __future__ import annotations

from annotator.text.english import speaker_words as lists

KNOWN = lists.OFFICES | lists.ANYBODY | lists.STRANGERS
#: Endings of nouns for people.
ENDINGS = ("man", "woman", "person", "ist", "ician", "keeper", "maker", "worker", "holder")


def is_person_noun(noun: str) -> bool:
    """Return True for "driver", "spokeswoman" and "biologist"; not for "drivers"."""
    return noun in KNOWN or (noun.endswith(ENDINGS) and len(noun) > len("ist") + 2)


def gender_of_noun(noun: str) -> str | None:
    """Return the gender that a noun tells, if any."""
    if noun in lists.FEMALE | lists.FEMALE_NOUNS or noun.endswith("woman"):
        return "female"
    male = noun in lists.MALE | lists.MALE_NOUNS or noun.endswith("man")
    return "male" if male else None


def phrase_of(words: list[str]) -> list[str]:
    """Return the words of a phrase before a preposition or a clause."""
    ends = lists.PREPOSITIONS | {"who", "which", "that", "whose"}
    end = next((i for i, word in enumerate(words) if i and word.lower() in ends), len(words))
    return words[:end]


def head_of(words: list[str]) -> str:
    """Return the noun that heads a phrase."""
    return phrase_of(words)[-1].rstrip(",") if words else ""
