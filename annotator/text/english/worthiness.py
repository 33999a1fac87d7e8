"""Check-worthiness by rules that can be read: points for words, a score from 0 to 1, a class.

Statements with numbers, amounts, dates, deeds, names, harm, accusations and evidence are worth a
check; opinions, wishes, plans, ceremony and talk about oneself are not. The points of `worth_words`
are added up and squeezed by the logistic function, 1 / (1 + e^-points). A claim is read within its
sentence: both count half. What a speaker says counts more than what the writer tells.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from annotator.text.english import worth_words as lists

if TYPE_CHECKING:
    from annotator.text.draft import ExtractionDraft
    from annotator.text.extraction import Candidate, ExtractedAttribution, Worthiness

WORD = re.compile(r"[\w'$%-]+")
DIGIT = re.compile(r"\d")
QUESTION = re.compile(r"\?[\"'”’)\s]*\Z")
#: Signs of an amount.
SIGNS = frozenset("$€£¥₹%")
#: Where every statement starts: one in twelve is chosen when nothing speaks for it.
START = -2.4
BAR_CFS, BAR_NFS = 0.5, 0.15
#: Longest stretch that is read for a score.
READ = 2000


def weigh(draft: ExtractionDraft) -> None:
    """Give every candidate its score and class."""
    officials = in_office(draft)
    draft.candidates = [weighed(draft, one, officials) for one in draft.candidates]


def weighed(draft: ExtractionDraft, candidate: Candidate, officials: set[str]) -> Candidate:
    """Return the candidate with its score and class."""
    span = draft.sentences[candidate.sentence].span
    sentence = draft.text[span.start : min(span.end, span.start + READ)]
    alone = score_of(candidate.text, sentence)
    value = score_of(candidate.text, sentence, standing(draft, candidate, officials))
    return replace(candidate, score=value, worthiness=worth(value, alone, candidate.text))


def in_office(draft: ExtractionDraft) -> set[str]:
    """Return the speakers whom the text once gives an office: "Minister Maro", later "she"."""
    return {
        one.speaker
        for one in draft.attributions
        if one.speaker and source_words(draft, one) & lists.OFFICES
    }


def standing(draft: ExtractionDraft, candidate: Candidate, officials: set[str]) -> float:
    """Return the points for who says a claim: none for the writer, for "I" and "you",
    and where none is named ("it was reported").
    """
    if candidate.attribution is None:
        return 0.0
    said = draft.attributions[candidate.attribution]
    source = source_words(draft, said)
    if said.is_report or not source or source & (lists.FIRST_PERSON | lists.SECOND_PERSON | {"we"}):
        return 0.0
    return lists.SAID + (lists.IN_OFFICE if said.speaker in officials else 0.0)


def source_words(draft: ExtractionDraft, said: ExtractedAttribution) -> set[str]:
    """Return the words of a source in lower case."""
    return {
        word.lower()
        for span in said.source
        for word in re.split(r"[\W_]+", draft.text[span.start : span.end])
        if word
    }


def score_of(text: str, sentence: str, who: float = 0.0) -> float:
    """Return the score of a claim in its sentence, from 0 to 1, higher for what is worth a
    check; `who` are the points of its speaker.
    """
    total = (points(text[:READ]) + points(sentence[:READ])) / 2 + who
    value = 1 / (1 + math.exp(-total))
    if not is_statement(text):
        value = min(value, BAR_NFS / 2)
    return round(value, 4)


@lru_cache(maxsize=4096)
def points(text: str) -> float:
    """Return the points of a statement, above 0 when it is rather worth a check."""
    raw = WORD.findall(text.replace("’", "'"))
    lower = [word.lower() for word in raw]
    # "May" within a sentence is the month and no modal verb.
    lower = ["january" if word == "May" and i else lower[i] for i, word in enumerate(raw)]
    total: float = START + 0.014 * min(len(raw), 30)
    for listed, value, most in lists.POINTS:
        total += value * min(most, sum(word in listed for word in lower))
    total += 1.25 * min(2, sum(bool(DIGIT.search(word)) for word in raw))
    total += 0.3 * min(3, sum(is_past(word) for word in lower))
    total += 0.35 * min(2, sum(word[0].isupper() and not is_self(word) for word in raw[1:]))
    if is_denied_harm(set(lower)):
        total += lists.DENIED
    if SIGNS & set(text):
        total += 0.8
    if QUESTION.search(text):
        total -= 1.25
    return total


def is_denied_harm(lower: set[str]) -> bool:
    """Return True for "no harm had been done" and "she denied the theft", which others contest."""
    denied = lower & (lists.DENIALS | lists.REFUSALS)
    return bool(denied and lower & (lists.HARM | lists.ACCUSATIONS))


def is_past(word: str) -> bool:
    """Return True for a word that looks like a past tense; "relieved" and "expected" are none."""
    if word in lists.FEELINGS or word in lists.EXPECTATIONS:
        return False
    return word in lists.STRONG_PAST or (len(word) > 4 and word.endswith("ed"))


def is_self(word: str) -> bool:
    """Return True for "I" and its short forms, which are no names."""
    return word == "I" or word.startswith("I'")


def is_statement(text: str) -> bool:
    """Return False for a bare infinitive and for a single word: one cannot check "to come"."""
    return " " in text and not text.lower().startswith("to ")


def worth(value: float, alone: float, text: str) -> Worthiness:
    """Return the class: CFS from a score of 0.5; NFS for a wish, a plan or an opinion that scores
    below 0.15 `alone`, without the points of its speaker.
    """
    if value >= BAR_CFS:
        return "CFS"
    if not is_statement(text):
        return "NFS"
    lower = {word.lower() for word in WORD.findall(text[:READ].replace("’", "'"))}
    own = lower & (lists.OPINIONS | lists.MODALS | lists.FIRST_PERSON | lists.SECOND_PERSON)
    return "NFS" if own and alone < BAR_NFS else "UFS"
