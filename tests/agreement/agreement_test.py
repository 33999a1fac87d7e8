"""Figures of agreement: by hand on small tables, and never a silent one."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import HEADLINES, STATISTICS, at_level
from annotator.agreement.judgements import Coding, coded
from annotator.agreement.report import pattern_of
from annotator.agreement.statistic import NO_PAIR, ONE_LABEL, Figure
from annotator.agreement.table import votes_of
from annotator.agreement.weighted import weighted
from benchmarks.agreement.packed import MOST_LABELS, unpacked, weight
from tests.agreement.tables import BY_KEY, Row, entries, judgements, reason, tables, value

if TYPE_CHECKING:
    from random import Random

#: Two annotators: 4 times both a, 3 times both b, once a and b, twice b and a.
TWO: list[Row] = [*[("a", "a")] * 4, *[("b", "b")] * 3, ("a", "b"), *[("b", "a")] * 2]
OF_VOTES = [key for key in BY_KEY if key not in ("cohen_kappa", "scott_pi")]


def test_no_two_statistics_have_one_key_or_one_name() -> None:
    assert len(BY_KEY) == len({one.name for one in STATISTICS}) == len(STATISTICS)
    assert "Krippendorff’s α" in {one.name for one in HEADLINES}


def test_two_annotators_by_hand() -> None:
    assert value("percent", TWO) == pytest.approx(7 / 10)
    assert value("cohen_kappa", TWO) == pytest.approx((0.7 - 0.5) / (1 - 0.5))
    # a was given 11 times of 20.
    chance = 0.55**2 + 0.45**2
    assert value("scott_pi", TWO) == pytest.approx((0.7 - chance) / (1 - chance))
    assert value("fleiss_kappa", TWO) == value("scott_pi", TWO)
    assert value("bennett_s", TWO) == pytest.approx((0.7 - 0.5) / (1 - 0.5))
    chance = 2 * 0.55 * 0.45
    assert value("gwet_ac1", TWO) == pytest.approx((0.7 - chance) / (1 - chance))
    assert value("alpha_nominal", TWO) == pytest.approx(1 - (2 * 3) / (2 * 11 * 9 / 19))


def test_a_label_more_that_is_listed_counts_for_bennett_and_gwet() -> None:
    coding = Coding(("a", "b", "c"))
    for item, annotator, label in entries(TWO):
        coding.add(item, annotator, label)
    listed = coding.judgements()
    assert BY_KEY["bennett_s"].figure(listed).value == pytest.approx((0.7 - 1 / 3) / (1 - 1 / 3))
    assert BY_KEY["alpha_nominal"].figure(listed).value == value("alpha_nominal", TWO)


def test_numbers_that_lie_farther_apart_agree_less_the_higher_the_level() -> None:
    near: list[Row] = [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("1", "2")]
    far: list[Row] = [*near[:4], ("1", "4")]
    for key in ("alpha_ordinal", "alpha_interval", "alpha_ratio", "gwet_ac2_quadratic"):
        close, apart = value(key, near), value(key, far)
        assert close is not None
        assert apart is not None
        assert close > apart, key
    assert value("alpha_interval", far) == pytest.approx(1 - 18 / (2 * (10 * 77 - 25**2) / 9))


def test_numbers_may_be_as_small_or_as_large_as_they_like() -> None:
    for unit in ("e-40", "e40"):
        table: list[Row] = [
            (f"1{unit}", f"1{unit}"),
            (f"2{unit}", f"2{unit}"),
            (f"1{unit}", f"3{unit}"),
        ]
        plain: list[Row] = [("1", "1"), ("2", "2"), ("1", "3")]
        for key in ("alpha_interval", "alpha_ratio", "gwet_ac2_quadratic"):
            assert value(key, table) == pytest.approx(value(key, plain))
    endless = "9" * 400
    assert reason("alpha_interval", [(endless, "1")]) == f"“{endless}” is not a number"


def test_words_have_a_level_only_when_their_order_is_listed() -> None:
    assert reason("alpha_ordinal", TWO) == "“a” is not a number, and no order of labels is given"
    assert reason("alpha_interval", TWO) == "“a” is not a number"
    words: list[Row] = [("low", "low"), ("mid", "mid"), ("high", "high"), ("low", "high")]
    numbers: list[Row] = [("1", "1"), ("2", "2"), ("3", "3"), ("1", "3")]
    coding = Coding(("low", "mid", "high"))
    for item, annotator, label in entries(words):
        coding.add(item, annotator, label)
    ordered = BY_KEY["alpha_ordinal"].figure(coding.judgements()).value
    assert ordered == pytest.approx(value("alpha_ordinal", numbers))


def test_a_ratio_ends_at_nothing() -> None:
    assert reason("alpha_ratio", [("-1", "2"), ("3", "3")]) == (
        "-1 is below 0, where a ratio scale ends"
    )
    assert value("alpha_ratio", [("0", "0"), ("3", "3")]) == 1


def test_sets_agree_in_part_and_empty_sets_are_equal() -> None:
    same: list[Row] = [("", ""), ("a|b", "b|a"), ("c", "c")]
    assert value("alpha_masi", same) == 1
    part, none = (
        value("alpha_masi", [*same, ("a|b", "a")]),
        value("alpha_masi", [*same, ("a|b", "d")]),
    )
    assert part is not None
    assert none is not None
    assert none < part < 1
    assert reason("alpha_masi", TWO) == "no label is a set joined by “|”"
    assert reason("alpha_interval", [("1", "2|3")]) == "the labels are sets"


def test_where_all_are_the_empty_set_alpha_has_no_value() -> None:
    assert reason("alpha_masi", [("|", ""), ("", "|")]) == ONE_LABEL


def test_distances_laid_down_make_some_labels_nearer() -> None:
    alpha, kappa = weighted({("a", "b"): 1.0, ("b", "a"): 1.0})
    assert alpha.figure(judgements(TWO)).value == value("alpha_nominal", TWO)
    assert kappa.figure(judgements(TWO)).value == value("cohen_kappa", TWO)
    three: list[Row] = [*TWO, ("a", "c"), ("c", "c"), ("a", "c")]
    nearer = weighted({("a", "c"): 0.5, ("c", "a"): 0.5})
    for statistic, plain in zip(nearer, ("alpha_nominal", "cohen_kappa"), strict=True):
        found, before = statistic.figure(judgements(three)).value, value(plain, three)
        assert found is not None
        assert before is not None
        assert found > before


@settings(deadline=None, max_examples=200)
@given(tables())
def test_percent_is_the_mean_over_items_of_agreeing_pairs(table: list[Row]) -> None:
    shares = []
    for row in table:
        given_labels = [label for label in row if label is not None]
        pairs = [first == second for first, second in itertools.combinations(given_labels, 2)]
        if pairs:
            shares.append(sum(pairs) / len(pairs))
    figure = BY_KEY["percent"].figure(judgements(table))
    if shares:
        assert figure.value == pytest.approx(sum(shares) / len(shares))
    else:
        assert figure == Figure.undefined(NO_PAIR)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(["abcd", "0123", "12"]).flatmap(tables), st.booleans())
def test_every_statistic_has_a_number_up_to_1_or_a_reason(table: list[Row], known: bool) -> None:
    found = judgements(table, [row[0] for row in table] if known else ())
    for statistic in STATISTICS:
        figure = statistic.figure(found)
        assert (figure.value is None) != (figure.reason is None)
        if figure.value is not None:
            assert float("-inf") < figure.value <= 1 + 1e-9


@settings(deadline=None, max_examples=100)
@given(tables("0123"), st.randoms())
def test_neither_the_order_of_judgements_nor_who_is_called_what_matters(
    table: list[Row], random: Random
) -> None:
    straight = judgements(table)
    turned = [(-item, f"annotator {who}", label) for item, who, label in entries(table)]
    random.shuffle(turned)
    other = coded(turned)
    assert pattern_of(other) == pattern_of(straight)
    for statistic in STATISTICS:
        mine, theirs = statistic.figure(straight), statistic.figure(other)
        assert mine.reason == theirs.reason
        assert mine.value == (
            None if theirs.value is None else pytest.approx(theirs.value, abs=1e-6)
        )


@pytest.mark.parametrize("key", OF_VOTES)
@pytest.mark.parametrize(
    "given_labels",
    [
        [],
        [(1, "ann", "supported")],
        [(1, "ann", "supported"), (2, "bob", "refuted")],
        [(1, "ann", "supported"), (1, "ann", "refuted")],
    ],
)
def test_without_two_judgements_of_one_claim_there_is_no_figure(
    key: str, given_labels: list[tuple[int, str, str]]
) -> None:
    figure = BY_KEY[key].figure(coded(given_labels))
    expected = {"no item has a gold label"} if key.startswith("majority") else {NO_PAIR}
    assert figure.value is None
    assert figure.reason in expected


@pytest.mark.parametrize("key", ["cohen_kappa", "scott_pi"])
def test_a_statistic_for_two_says_how_many_there_are(key: str) -> None:
    assert reason(key, [("a",), ("b",)]) == "it compares two annotators, and here is 1"
    assert reason(key, [("a", "a", "b")]) == "it compares two annotators, and here are 3"
    assert reason(key, [("a", None), (None, "b")]) == "no item has a label of both annotators"
    assert reason(key, [("a", "a")]) == ONE_LABEL


def test_where_all_give_one_label_percent_is_whole_and_nothing_is_above_chance() -> None:
    same: list[Row] = [("1", "1"), ("1", "1"), ("1", None)]
    assert value("percent", same) == 1
    for key in BY_KEY:
        if key not in ("percent", "mean_P_i"):
            assert value(key, same) is None, key
    assert pattern_of(judgements(same)).used == 1


def test_a_label_that_only_single_judgements_give_is_no_second_label_for_alpha() -> None:
    alone: list[Row] = [("a", "a"), ("b", None), (None, "c")]
    assert reason("alpha_nominal", alone) == ONE_LABEL


def test_fleiss_wants_equally_many_labels_of_each_item() -> None:
    assert reason("fleiss_kappa", [("a", "a", "b"), ("a", "b", None)]) == (
        "items have from 2 to 3 labels, and it wants equally many"
    )


def test_full_agreement_on_two_labels_is_one_and_full_disagreement_below_nothing() -> None:
    for key in (
        "alpha_nominal",
        "cohen_kappa",
        "scott_pi",
        "fleiss_kappa",
        "gwet_ac1",
        "bennett_s",
    ):
        assert value(key, [("a", "a"), ("b", "b")]) == 1
        figure = value(key, [("a", "b"), ("b", "a")])
        assert figure is not None
        assert figure < 0


def test_a_level_holds_those_before_it() -> None:
    assert "alpha_ordinal" not in {one.key for one in at_level("nominal")}
    ordinal = {one.key for one in at_level("ordinal")}
    assert {"alpha_nominal", "alpha_ordinal"} <= ordinal
    assert not {"alpha_interval", "alpha_ratio", "gwet_ac2_quadratic"} & ordinal
    assert at_level("ratio") == at_level(None) == STATISTICS


def test_votes_are_counted_by_pattern_whoever_gave_them() -> None:
    votes = votes_of(judgements([("a", "b", None), (None, "a", "b"), ("a", None, None)]))
    assert votes.patterns.tolist() == [[1, 0], [1, 1]]
    assert votes.times.tolist() == [1, 2]
    assert (votes.items, votes.paired_items, votes.judgements, votes.annotators) == (3, 2, 5, 3)


@settings(deadline=None, max_examples=100)
@given(tables())
def test_nothing_is_lost_in_the_patterns(table: list[Row]) -> None:
    found = judgements(table)
    votes = votes_of(found)
    assert votes.judgements == len(entries(table)) == len(found.item)
    assert votes.items == len({item for item, _, _ in entries(table)})
    assert len({tuple(pattern) for pattern in votes.patterns.tolist()}) == len(votes.patterns)
    assert (votes.times @ votes.patterns).tolist() == found.counts.sum(axis=0).tolist()


@settings(deadline=None, max_examples=100)
@given(tables())
def test_patterns_that_are_added_up_as_numbers_are_the_same_votes(table: list[Row]) -> None:
    votes = votes_of(judgements(table))
    sums = votes.patterns @ np.array([weight(k) for k in range(len(votes.scale.labels))], np.int64)
    again = unpacked(sums, votes.times, votes.scale, votes.annotators)
    assert again.patterns.tolist() == votes.patterns.tolist()
    assert weight(MOST_LABELS - 1) * 63 < 2**63
