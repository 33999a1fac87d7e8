"""Languages without rules, and machines without the parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import ParserMissing
from annotator.text import extract, parser, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def no_parser(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(parser, "MODELS", ("no_such_model",))
    parser.english.cache_clear()
    yield
    parser.english.cache_clear()


@pytest.mark.usefixtures("no_parser")
def test_a_language_without_rules_gets_sentences_as_claims_without_a_parser() -> None:
    found = extract("Le port est ouvert. La route est longue. Pourquoi ?", "fr")
    assert [one.text for one in found.candidates] == ["Le port est ouvert.", "La route est longue."]
    assert {one.rule for one in found.candidates} == {"sentence"}
    assert found.attributions == ()


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


def test_a_regional_tag_is_its_language() -> None:
    assert extract("The port is open.", "en-GB").candidates[0].rule == "clause"
