"""The guard lets a part stand only if it says something whole."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.english.cuts import guard
from annotator.text.english.cuts.statement import Statement
from annotator.text.parsing import parser


def statement(sentence: str, kept: str | None = None) -> Statement:
    """The words of a sentence that are `kept`, each at its first place after the one before."""
    doc = next(iter(parser.parsed([sentence], "en")))
    part, at = set(), 0
    for word in (kept or "").split():
        at = next(t.i for t in doc[at:] if t.text == word)
        part.add(at)
        at += 1
    return Statement(doc, frozenset(part) if kept else frozenset(range(len(doc))))


def fault(sentence: str, kept: str) -> str | None:
    return guard.fault(statement(sentence, kept), of_a_cut=True)


def test_a_subject_with_its_verb_and_object_stands() -> None:
    assert fault("Maro opened the port and left the town.", "Maro opened the port") is None


@pytest.mark.parametrize(
    ("sentence", "kept", "reason"),
    [
        ("Maro opened the port and left the town.", "opened the port", "no subject"),
        ("The fishers of Orlest have sold two ships.", "The fishers of Orlest", "fragment"),
        ("Maro plans to sell the ships.", "to sell the ships", "no subject"),
        ("Maro opened the port in Orlest.", "Maro opened the port in", "dangling word"),
        ("The port is open and the road is closed.", "and the road is closed", "dangling word"),
        ("The road and the bridges were closed.", "The road were closed", "agreement"),
        ("Tarro is an able and strict judge.", "Tarro is an strict judge", "article"),
    ],
)
def test_what_cannot_stand_is_refused_with_its_reason(
    sentence: str, kept: str, reason: str
) -> None:
    assert fault(sentence, kept) == reason


def test_a_name_and_a_verb_are_enough() -> None:
    assert fault("Tarro resigned and Senn stayed.", "Tarro resigned") is None
    assert fault("He resigned and Senn stayed.", "He resigned") == "too short"


def test_the_writers_entire_sentence_needs_only_a_subject_and_a_verb() -> None:
    assert guard.fault_of_sentence(statement("The road and the bridge was closed.")) is None
    assert guard.fault_of_sentence(statement("News from Orlest.")) == "no subject"
    assert guard.fault_of_sentence(statement("Quiet please.")) == "too short"


@pytest.mark.parametrize(
    ("article", "word"), [("an", "hour"), ("a", "union"), ("an", "MP"), ("a", "European"),
                          ("an", "8"), ("a", "one")]
)  # fmt: skip
def test_an_article_goes_by_the_sound_of_the_next_word(article: str, word: str) -> None:
    assert guard.begins_with_a_vowel(word) == (article == "an")


SENTENCE = "Ada Maro opened a new port in Orlest and the council closed an old road."


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(combinations(range(16), 2))))
def test_nothing_that_begins_with_and_or_ends_with_an_article_stands(
    edges: tuple[int, int],
) -> None:
    doc = next(iter(parser.parsed([SENTENCE], "en")))
    part = frozenset(range(edges[0], min(edges[1] + 1, len(doc))))
    if guard.fault(Statement(doc, part), of_a_cut=True) is None:
        assert doc[min(part)].lower_ != "and"
        assert doc[max(part)].lower_ not in ("a", "an", "the", "in")
