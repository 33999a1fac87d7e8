"""Candidate passages are sentences, where the text has them, best first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.matching.ranked_passages import FEWEST_SHARED, best_passages, compared_words

CLAIM = "the bridge at Kesselbrook carried 4,000 cars a day"
BEST = "The bridge of Kesselbrook carries 4,000 cars daily, the office counted."
TEXT = (
    f"Bridges\n\n🚢 العربية Nobody came. {BEST} The Kesselbrook bridge was painted.\n\nIt rained."
)


def test_the_sentence_that_shares_most_comes_first_at_its_place() -> None:
    first, second = best_passages(CLAIM, {7: TEXT}, most=5)
    assert TEXT[first.start : first.end] == BEST
    assert TEXT[second.start : second.end] == "The Kesselbrook bridge was painted."
    assert (first.key, second.key) == (7, 7)
    assert first.score > second.score


def test_one_shared_word_is_too_little_unless_the_claim_has_no_more() -> None:
    text = "The bridge was painted green again in spring."
    assert best_passages(CLAIM, {1: text}, most=5) == ()
    assert len(best_passages("a bridge", {1: text}, most=5)) == 1


def test_one_text_gives_two_passages_and_the_same_words_come_once() -> None:
    many = " ".join(f"Kesselbrook has bridge number {number} of its own." for number in range(5))
    found = best_passages(CLAIM, {1: many, 2: many, 3: TEXT}, most=9)
    assert [one.key for one in found if one.key != 3] in ([1, 1, 2, 2], [1, 1])
    said = [({1: many, 2: many, 3: TEXT}[one.key])[one.start : one.end] for one in found]
    assert len(set(said)) == len(said)


def test_no_more_come_than_asked_for() -> None:
    texts = {number: f"{BEST} Number {number} said so." for number in range(9)}
    assert len(best_passages(CLAIM, texts, most=3)) <= 3
    assert best_passages("", texts, most=3) == best_passages(CLAIM, {}, most=3) == ()


@given(st.dictionaries(st.integers(), st.text(st.characters(exclude_categories=["Cs"]))), st.text())
def test_whatever_the_texts_a_passage_shares_words_with_the_claim(
    texts: dict[int, str], claim: str
) -> None:
    wanted = set(compared_words(claim))
    for found in best_passages(claim, texts, most=5):
        words = texts[found.key][found.start : found.end]
        shared = wanted & set(compared_words(words))
        assert len(shared) >= min(FEWEST_SHARED, len(wanted))
        assert words == words.strip()
