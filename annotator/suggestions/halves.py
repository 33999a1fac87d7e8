"""Halves: a first proposal for splitting a claim at its coordination, for a person to mend.

No parser: word lists alone, since a page waits for it. "The road and the port were open" gives "The
road were open" and "the port were open"; the annotator corrects the verb.
"""

from __future__ import annotations

import re

from annotator.word_lists import words

JOIN = re.compile(r",?\s+(?:and|as well as|but)\s+|;\s+", re.IGNORECASE)
VERBS = words(
    "is are was were be been has have had do does did will would can could may might must shall"
    " should said says told went came made took gave got found held left kept began grew fell rose"
    " lost won met paid sent built bought sold led ran saw"
)
#: A phrase begins behind one of these.
BEFORE = words(
    "of in on at to for from by with about against between into over under after before during"
    " than as that"
)


def halves(claim: str) -> tuple[str, ...]:
    """Return two claims where a coordination joins two, else the claim alone."""
    joined = JOIN.search(claim)
    if joined is None:
        return (claim,)
    left, right = claim[: joined.start()].split(), claim[joined.end() :].split()
    if not left or not right:
        return (claim,)
    verb = first_verb(right)
    if verb == 0:
        subject = left[: first_verb(left) or 1]
        return " ".join(left), " ".join(subject + right)
    if verb is None:
        return " ".join(left), " ".join(left[: phrase_start(left)] + right)
    if first_verb(left) is None:
        return " ".join(left + right[verb:]), " ".join(right)
    return " ".join(left), " ".join(right)


def first_verb(phrase: list[str]) -> int | None:
    """Return where the first word stands that looks like a verb with a tense."""
    for index, word in enumerate(phrase):
        lower = word.lower().strip(",")
        if lower in VERBS or (len(lower) > 4 and lower.endswith("ed")):
            return index
    return None


def phrase_start(phrase: list[str]) -> int:
    """Return where the last noun phrase of the words begins: behind a preposition or a verb."""
    for index in range(len(phrase) - 1, 0, -1):
        before = phrase[index - 1].lower()
        if before in BEFORE or first_verb([before]) == 0:
            return index
    return len(phrase) - 1
