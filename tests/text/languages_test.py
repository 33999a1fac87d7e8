"""Languages without rules, and machines without the parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import ParserMissing
from annotator.text import extract, reach_of, sentences, shortfall
from annotator.text.parsing import parser

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def no_parser(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    missing = {language: (f"no_{names[0]}",) for language, names in parser.MODELS.items()}
    monkeypatch.setattr(parser, "MODELS", missing)
    parser.loaded.cache_clear()
    yield
    parser.loaded.cache_clear()


@pytest.mark.usefixtures("no_parser")
def test_a_language_without_rules_gets_sentences_as_claims_without_a_parser() -> None:
    found = extract("Der Hafen ist offen. Die Straße ist lang. Warum?", "de")
    texts = [one.text for one in found.candidates]
    assert texts == ["Der Hafen ist offen.", "Die Straße ist lang."]
    assert {one.rule for one in found.candidates} == {"sentence"}
    assert found.attributions == ()
    assert "no rules for the language “de”" in str(shortfall("de", found.extractor))


@pytest.mark.usefixtures("no_parser")
def test_a_language_whose_model_is_not_installed_gets_sentences_and_says_what_to_install() -> None:
    found = extract("Le port est ouvert, a dit Ada Maro. La route est longue.", "fr-CA")
    assert [one.rule for one in found.candidates] == ["sentence", "sentence"]
    assert found.attributions == ()
    assert "make language-fr" in str(shortfall("fr-CA", found.extractor))


def test_a_text_that_was_read_by_its_rules_falls_short_of_nothing() -> None:
    for text, language in (("Le port est ouvert.", "fr"), ("The port is open.", "en-GB")):
        assert shortfall(language, extract(text, language).extractor) is None


@pytest.mark.parametrize("language", ["fr", "de"])
def test_a_language_without_word_lists_for_it_leaves_check_worthiness_open(language: str) -> None:
    text = "Le port a coûté 4 millions en 2030. Pont."
    assert {(one.worthiness, one.score) for one in extract(text, language).candidates} == {
        (None, None)
    }


@pytest.mark.usefixtures("no_parser")
def test_sentences_need_no_parser() -> None:
    text = "The port is open. The road is long."
    assert [text[one.start : one.end] for one in sentences(text)] == [
        "The port is open.",
        "The road is long.",
    ]


@pytest.mark.usefixtures("no_parser")
def test_english_without_a_model_says_what_to_install() -> None:
    with pytest.raises(ParserMissing, match="en_core_web_sm"):
        extract("The port is open.")


def test_the_extraction_names_what_made_it() -> None:
    assert extract("The port is open.").extractor.startswith("rules ")
    assert "core_web_sm" in extract("The port is open.").extractor


def test_the_extraction_names_a_finer_cut() -> None:
    found = extract("The port is open.", finely=True)
    assert found.finely
    assert " finely " in found.extractor
    assert "finely" not in extract("The port is open.").extractor


def test_a_regional_tag_is_its_language() -> None:
    assert extract("The port is open.", "en-GB").candidates[0].rule == "clause"


@pytest.mark.parametrize(
    ("language", "reach"),
    [
        ("en-GB", "claims"),
        ("fr", "claims"),
        ("de", "sentences"),
        ("ja", "sentences"),
        ("th", "paragraphs"),
    ],
)
def test_a_language_says_before_the_import_how_far_its_rules_reach(
    language: str, reach: str
) -> None:
    assert reach_of(language) == reach


def test_a_text_in_a_language_without_stops_is_offered_by_paragraphs() -> None:
    found = extract("ท่าเรือเปิดแล้ว ถนนปิด\n\nสะพานยาว", "th")
    assert [one.text for one in found.candidates] == ["ท่าเรือเปิดแล้ว ถนนปิด", "สะพานยาว"]
    assert "no sentences are found" in str(shortfall("th", found.extractor))


@pytest.mark.usefixtures("no_parser")
def test_a_language_whose_model_is_missing_reaches_its_sentences() -> None:
    assert reach_of("fr") == "sentences"
