"""Pairs of annotators and of labels, intervals, bounds, and spans of a text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import STATISTICS
from annotator.agreement.alpha import alpha_nominal
from annotator.agreement.bootstrap import interval, replicates, with_interval
from annotator.agreement.bound import upper_bound
from annotator.agreement.counts import Undefined
from annotator.agreement.judgements import coded
from annotator.agreement.matrix import confusion, pair_matrix
from annotator.agreement.spans import character_votes, exact_f1, overlap_f1
from annotator.agreement.table import votes_of
from tests.agreement.tables import BY_KEY, Row, entries, judgements, tables, value

TABLE: list[Row] = [("a", "a", "b"), ("b", "b", "b"), ("a", "b", None), ("a", "a", "a")] * 5


@settings(deadline=None, max_examples=100)
@given(tables("abc", annotators=5))
def test_a_pair_in_the_matrix_is_the_pair_by_itself(table: list[Row]) -> None:
    found = judgements(table)
    matrix = pair_matrix(found)
    seen = set()
    for at, (first, second) in enumerate(zip(matrix.first, matrix.second, strict=True)):
        one, other = found.annotators[first], found.annotators[second]
        pair = coded(entry for entry in entries(table) if entry[1] in (one, other))
        alone = votes_of(pair)
        seen.add(frozenset((one, other)))
        assert alone.paired_items == matrix.items[at]
        assert BY_KEY["percent"].figure(pair).value == pytest.approx(matrix.agreement[at])
        kappa = BY_KEY["cohen_kappa"].figure(pair).value
        assert kappa == (pytest.approx(matrix.kappa[at]) if kappa is not None else None)
        assert (kappa is None) == np.isnan(matrix.kappa[at])
    met = {
        frozenset((a, b)) for i, a, _ in entries(table) for j, b, _ in entries(table)
        if i == j and a != b
    }  # fmt: skip
    assert seen == met


def test_thousands_of_annotators_have_a_matrix_and_too_many_labels_do_not() -> None:
    few = pair_matrix(coded((n // 2, f"annotator {n}", "ab"[n % 3 == 0]) for n in range(9_000)))
    assert (len(few.items), few.items.max()) == (4_500, 1)
    many = coded((n // 2 % 5, f"annotator {n // 2}", f"{n}") for n in range(4_000))
    with pytest.raises(Undefined, match="a table of 399,000 pairs of annotators by"):
        pair_matrix(many)


def test_confusion_says_what_the_others_gave() -> None:
    votes = votes_of(judgements([("a", "a", "b"), ("b", "b", None)]))
    np.testing.assert_allclose(confusion(votes), [[1 / 2, 1 / 2], [1 / 3, 2 / 3]])
    assert confusion(votes_of(judgements([("a",), ("b",)]))).tolist() == [[0, 0], [0, 0]]


@pytest.mark.parametrize("key", ["percent", "alpha_nominal", "gwet_ac1", "bennett_s"])
def test_an_interval_lies_around_its_figure_and_is_always_the_same(key: str) -> None:
    figure = with_interval(BY_KEY[key], judgements(TABLE))
    assert figure.interval is not None
    assert figure.value is not None
    low, high = figure.interval
    assert low < figure.value < high
    assert with_interval(BY_KEY[key], judgements(TABLE)) == figure


def test_drawing_patterns_is_drawing_items() -> None:
    """The spread is that of samples of items drawn one by one."""
    found = judgements(TABLE)
    random = np.random.default_rng(1)
    ours = [float(x) for piece in replicates(votes_of(found)) for x in alpha_nominal(piece)]
    theirs = []
    for _ in range(1_000):
        rows = [TABLE[at] for at in random.integers(0, len(TABLE), len(TABLE))]
        theirs.append(value("alpha_nominal", rows))
    assert len(ours) == 1_000
    assert np.std(ours) == pytest.approx(np.std(np.array(theirs, float)), rel=0.12)
    assert np.mean(ours) == pytest.approx(np.mean(np.array(theirs, float)), abs=0.03)


def test_every_statistic_has_an_interval_that_holds_for_one_replicate_at_a_time() -> None:
    """Many replicates at once are as many figures of one."""
    pair: list[Row] = [(str(n % 3), str(n % 4 % 3)) for n in range(24)]
    found = judgements(pair, [row[0] for row in pair])
    for statistic in STATISTICS:
        figure = with_interval(statistic, found)
        if figure.value is not None and statistic.resampled:
            assert figure.interval is not None, statistic.key
            counted = statistic.count(found)
            piece = next(iter(replicates(counted)))
            together = statistic.compute(piece)
            for at in range(3):
                alone = statistic.compute(counted.drawn(piece.times[at]))
                np.testing.assert_allclose(together[at], alone, atol=1e-12)


def test_there_is_no_interval_of_one_item_nor_where_chance_often_has_no_value() -> None:
    one = judgements([("a", "b")])
    assert with_interval(BY_KEY["percent"], one).interval is None
    rare = votes_of(judgements([("a", "a")] * 9 + [("b", "b")]))
    assert interval(BY_KEY["alpha_nominal"], rare) is None


def test_there_is_no_interval_of_very_many_different_labels() -> None:
    many = judgements([(str(n), str(n + 1)) for n in range(500)])
    figure = with_interval(BY_KEY["alpha_nominal"], many)
    assert (figure.value is None, figure.interval) == (False, None)


def test_no_error_in_59_is_under_5_percent() -> None:
    assert upper_bound(0, 59) < 0.05 < upper_bound(0, 58)
    assert upper_bound(3, 3) == 1
    assert upper_bound(0, 1_000_000) == pytest.approx(3e-6, rel=0.01)
    with pytest.raises(Undefined, match="nothing was checked"):
        upper_bound(0, 0)


SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 5)).map(lambda one: (one[0], one[0] + one[1])),
    max_size=4,
)


@settings(deadline=None, max_examples=100)
@given(SPANS, SPANS)
def test_characters_are_items_that_each_marks_or_not(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]]
) -> None:
    table: list[Row] = [
        tuple("in" if any(s <= at < e for s, e in spans) else "out" for spans in (ours, theirs))
        for at in range(25)
    ]
    statistic = BY_KEY["alpha_nominal"]
    by_span = statistic.figure_of(character_votes(25, [ours, theirs]))
    by_hand = statistic.figure(judgements(table))
    assert by_span.reason == by_hand.reason
    assert by_span.value == (None if by_hand.value is None else pytest.approx(by_hand.value))


def test_spans_meet_exactly_or_by_overlap() -> None:
    ours, theirs = [(0, 5), (8, 12)], [(0, 5), (10, 14), (20, 22)]
    assert exact_f1(ours, theirs) == pytest.approx(2 / 5)
    # Both of ours meet one of theirs, two of their three one of ours.
    assert overlap_f1(ours, theirs) == pytest.approx(2 * 1 * (2 / 3) / (1 + 2 / 3))
    assert exact_f1(ours, []) == overlap_f1([], theirs) == 0
    with pytest.raises(Undefined, match="no annotator marked anything"):
        overlap_f1([], [])
