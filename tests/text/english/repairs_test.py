"""Repairs put right what the parser often gets wrong."""

from __future__ import annotations

import pytest

from annotator.text import extract
from annotator.text.english import repairs
from annotator.text.english.subjects import subject_of
from annotator.text.parsing import parser


def verbs(sentence: str) -> dict[str, str | None]:
    """The subject of each verb of the mended sentence."""
    doc = next(iter(parser.parsed([sentence], "en")))
    repairs.mend(doc)
    found = {t.text: subject_of(t) for t in doc if t.pos_ in ("VERB", "AUX")}
    return {verb: subject.text if subject else None for verb, subject in found.items()}


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("Varn has not been charged and is not a suspect.", "charged", "Varn"),
        ("The gas leaked from a tank or a pipe, divers said.", "leaked", "gas"),
        ("Between 2020 and 2030 sales of wool and salt fell by half.", "fell", "sales"),
        ("Sales of salt rose by 9 percent and prices of wool fell.", "fell", "prices"),
    ],
)
def test_a_verb_gets_the_subject_that_stands_before_it(
    sentence: str, verb: str, subject: str
) -> None:
    assert verbs(sentence)[verb] == subject


@pytest.mark.parametrize(
    "sentence", ["Then came the flood.", "Never mind the noise.", "Here the road was closed."]
)
def test_an_adverb_in_front_is_no_subject(sentence: str) -> None:
    assert sentence.split()[0] not in verbs(sentence).values()


def test_a_mended_sentence_gives_claims_with_a_doubt() -> None:
    found = extract("Varn has not been charged and is not a suspect.")
    assert {one.doubts for one in found.candidates} == {("repair",)}


def test_a_sound_sentence_is_left_alone() -> None:
    doc = next(iter(parser.parsed(["The mill was closed in May."], "en")))
    heads = [token.head.i for token in doc]
    repairs.mend(doc)
    assert [token.head.i for token in doc] == heads
    assert not repairs.is_mended(doc)
