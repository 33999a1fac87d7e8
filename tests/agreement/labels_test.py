"""Labels: which are the same, in which order, and which are missing."""

from __future__ import annotations

import pytest

from annotator.agreement.judgements import Coding, coded
from annotator.agreement.labels import Scale, same
from annotator.errors import BadInput


def test_numbers_are_one_label_however_they_are_written() -> None:
    assert Scale.of(["10", "2", "1.0", "1", "+2", "1e1", "-.5"]).labels == ("-0.5", "1", "2", "10")
    assert Scale.of(["10", "2", "x", "2.0"]).labels == ("10", "2", "2.0", "x")


def test_an_empty_label_is_missing_but_among_sets_it_is_the_empty_set() -> None:
    rows = [(1, "ann", "a"), (1, "bob", ""), (2, "ann", ""), (3, "cleo", "b")]
    plain = coded(rows)
    assert plain.labels == ("a", "b")
    assert (plain.items, plain.annotators) == ((1, 3), ("ann", "cleo"))
    assert plain.counts.tolist() == [[1, 0], [0, 1]]
    sets = coded([*rows, (3, "bob", "b|a|b")])
    assert sets.labels == ("", "a", "a|b", "b")
    assert sets.items == (1, 2, 3)


def test_two_spellings_are_the_same_label_by_number_or_by_members() -> None:
    assert same("1", "1.0")
    assert same("a|b", "b|a")
    assert not same("a", "A")
    assert not same("1", "2")


def test_listed_labels_keep_their_order_and_no_other_is_taken() -> None:
    coding = Coding(("low", "mid", "high"))
    coding.add(1, "ann", "high")
    coding.add(1, "bob", "low")
    coding.add(1, "cleo", "")
    assert coding.judgements().labels == ("low", "mid", "high")
    with pytest.raises(BadInput, match="“hihg” is not one of the labels low, mid, high"):
        coding.add(2, "ann", "hihg")


def test_of_two_labels_by_one_annotator_the_last_counts() -> None:
    found = coded([(1, "ann", "a"), (1, "bob", "b"), (1, "ann", "b")])
    assert found.counts.tolist() == [[0, 2]]


def test_replicates_are_kept_beside_the_last_labels() -> None:
    coding = Coding()
    for label in "aab":
        coding.add(1, "ann", label)
    found = coding.judgements().with_replicates()
    assert found.counts.tolist() == [[0, 1]]
    assert found.repeated.counts.tolist() == [[2, 1]]


def test_a_right_label_may_be_one_that_nobody_gave_but_not_two() -> None:
    coding = Coding()
    coding.add("x", "ann", "1")
    coding.add("y", "ann", "2")
    coding.add("z", "ann", "2")
    coding.know("x", "1.0")
    coding.know("x", "1")
    coding.know("y", "unheard of")
    found = coding.judgements()
    assert found.gold is not None
    assert found.gold.tolist() == [0, 2, -1]
    with pytest.raises(BadInput, match="item “x” has the gold label “2” here and “1"):
        coding.know("x", "2")


def test_more_labels_than_can_be_counted_are_refused() -> None:
    every = coded((item, "ann", f"words {item}") for item in range(5_000))
    with pytest.raises(BadInput, match="5,000 different labels on 5,000 items"):
        _ = every.counts
