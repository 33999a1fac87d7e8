"""Label schemes are data, and a fault in one is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import schemes
from annotator.errors import BadInput
from annotator.labelling.outcome import NOT_CHECKABLE, REJECTED
from annotator.schemes import SCHEMES, TONES, parse, shipped
from annotator.terms import Stance

HEAD = 'key = "test"\nversion = 1\nname = "Test"\ndescription = ""\n'
YES = """
[[verdict]]
code = "yes"
name = "Yes"
sign = "+"
tone = "for"
meaning = "So."
needs = ["supports"]
"""
NO = """
[[verdict]]
code = "no"
name = "No"
sign = "-"
tone = "against"
meaning = "Not so."
needs = []
"""
GOOD = HEAD + YES + NO


def test_a_scheme_is_read_from_its_text_and_keeps_it() -> None:
    found = parse(GOOD)
    assert (found.key, found.version, found.name, found.description) == ("test", 1, "Test", "")
    assert [(label.code, label.needs) for label in found.verdicts] == [
        ("yes", (Stance.SUPPORTS,)),
        ("no", ()),
    ]
    assert found.definition == GOOD


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("version = 1", "version = ", "The label scheme is not TOML: "),
        ("version = 1", 'version = 1\nkey = "again"', "The label scheme is not TOML: "),
        ('key = "test"\n', "", "The label scheme lacks “key”."),
        ("version = 1\n", "", "The label scheme lacks “version”."),
        ('name = "Test"\n', "", "The label scheme lacks “name”."),
        ('description = ""\n', "", "The label scheme lacks “description”."),
        (YES + NO, "", "The label scheme lacks “verdict”."),
        ('code = "yes"\n', "", "The label scheme lacks “code”."),
        ('name = "Yes"\n', "", "The label scheme lacks “name”."),
        ('sign = "+"\n', "", "The label scheme lacks “sign”."),
        ('tone = "for"\n', "", "The label scheme lacks “tone”."),
        ('meaning = "So."\n', "", "The label scheme lacks “meaning”."),
        ('needs = ["supports"]\n', "", "The label scheme lacks “needs”."),
        (
            'tone = "for"',
            'tone = "loud"',
            "The tone “loud” is not one of for, against, open, mixed.",
        ),
        (
            '["supports"]',
            '["proves"]',
            "The stance “proves” is not one of supports, contradicts, neutral, irrelevant.",
        ),
        (
            '["supports"]',
            "[[]]",
            "The stance “[]” is not one of supports, contradicts, neutral, irrelevant.",
        ),
        (
            '["supports"]',
            '"supports"',
            "“needs” of the label scheme must be a list, not 'supports'.",
        ),
        (
            "version = 1",
            'version = "1"',
            "“version” of the label scheme must be a whole number, not '1'.",
        ),
        ('key = "test"', "key = 5", "“key” of the label scheme must be text, not 5."),
        ('code = "yes"', "code = 1", "“code” of the label scheme must be text, not 1."),
        ('tone = "for"', "tone = []", "“tone” of the label scheme must be text, not []."),
        (
            YES + NO,
            'verdict = "yes"',
            "“verdict” of the label scheme must be a list, not 'yes'.",
        ),
        (YES + NO, 'verdict = ["yes", "no"]', "The label scheme lacks “tone”."),
        (NO, "", "The scheme “test” needs two or more verdicts of different codes."),
        (YES + NO, "verdict = []", "The scheme “test” needs two or more verdicts of different"),
        ('"no"', '"yes"', "The scheme “test” needs two or more verdicts of different codes."),
    ],
)
def test_a_fault_is_named(before: str, after: str, message: str) -> None:
    definition = GOOD.replace(before, after, 1)
    assert definition != GOOD
    with pytest.raises(BadInput) as refusal:
        parse(definition)
    assert str(refusal.value).startswith(message)


@settings(deadline=None)
@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    with pytest.raises(BadInput):
        parse(text)


@pytest.mark.parametrize("key", SCHEMES)
def test_a_scheme_that_is_shipped_is_whole(key: str) -> None:
    scheme = shipped(key)
    assert scheme.key == key
    assert scheme.version >= 1
    assert scheme.description
    for label in scheme.verdicts:
        assert label.name
        assert label.meaning
        assert label.tone in TONES
        assert scheme.verdict(label.code) is label


@pytest.mark.parametrize("key", SCHEMES)
def test_verdicts_of_a_shipped_scheme_are_told_apart_by_more_than_colour(key: str) -> None:
    verdicts = shipped(key).verdicts
    assert len({label.sign for label in verdicts}) == len(verdicts)
    assert len({label.name for label in verdicts}) == len(verdicts)


@pytest.mark.parametrize("key", SCHEMES)
def test_no_verdict_of_a_shipped_scheme_is_called_as_a_claim_without_one(key: str) -> None:
    assert not {NOT_CHECKABLE, REJECTED} & {label.code for label in shipped(key).verdicts}


def test_the_default_scheme_has_the_four_verdicts_with_the_stances_they_need() -> None:
    assert {label.code: set(label.needs) for label in shipped("verdicts").verdicts} == {
        "supported": {Stance.SUPPORTS},
        "refuted": {Stance.CONTRADICTS},
        "not_enough_evidence": set(),
        "conflicting_evidence": {Stance.SUPPORTS, Stance.CONTRADICTS},
    }


def test_every_file_of_a_scheme_is_in_the_list() -> None:
    folder = Path(schemes.__file__).parent
    assert {file.stem for file in folder.glob("*.toml")} == set(SCHEMES)


def test_a_verdict_outside_the_scheme_is_refused_with_those_it_knows() -> None:
    with pytest.raises(BadInput) as refusal:
        shipped("three_way").verdict("conflicting_evidence")
    assert str(refusal.value) == (
        "“conflicting_evidence” is no verdict of the scheme “Three labels”. It knows: supported,"
        " refuted, not_enough_evidence."
    )
    assert refusal.value.field == "verdict"


@pytest.mark.parametrize("key", ["", "other", "../schemes/verdicts", "verdicts.toml"])
def test_a_scheme_that_is_not_shipped_is_refused_with_those_that_are(key: str) -> None:
    with pytest.raises(BadInput) as refusal:
        shipped(key)
    assert str(refusal.value) == (
        f"There is no label scheme “{key}”. There are: verdicts, three_way."
    )
    assert refusal.value.field == "scheme"
