"""Figures of agreement: as published, as others compute them, and never a silent one."""

from __future__ import annotations

import csv
import itertools
import json
from collections import defaultdict
from typing import TYPE_CHECKING

import krippendorff
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.agreement import STATISTICS
from annotator.agreement.statistic import Figure
from annotator.agreement.table import votes

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from annotator.agreement.table import Votes

COMPUTE = {statistic.key: statistic.compute for statistic in STATISTICS}
# What a data set calls the same figure.
COMPUTE["mean_P_i"] = COMPUTE["percent"]
NO_PAIR = "no claim has two judgements yet"
ONE_LABEL = "only one label was given, so chance cannot be told from agreement"

Row = tuple[str | None, ...]
# A row an item, a column an annotator; None where they gave no label.
TABLES = st.integers(1, 6).flatmap(
    lambda annotators: st.lists(
        st.tuples(*[st.none() | st.sampled_from("abcd")] * annotators), max_size=15
    )
)


def test_the_figures_are_named() -> None:
    assert [(statistic.key, statistic.name) for statistic in STATISTICS] == [
        ("percent", "Percent agreement"),
        ("alpha_nominal", "Krippendorff’s α"),
    ]


@pytest.mark.parametrize("name", ["textbook", "snow_rte"])
def test_published_figures_come_out_to_every_printed_digit(shared: Path, name: str) -> None:
    folder = shared / "data" / "agreement"
    judgements = defaultdict(list)
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            judgements[row.get("set")].append((row["item_id"], row["annotator_id"], row["label"]))
    checked = 0
    for known in json.loads((folder / f"{name}.expected.json").read_text())["statistics"]:
        if known["statistic"] in COMPUTE:
            figure = COMPUTE[known["statistic"]](votes(judgements[known.get("set")]))
            assert figure.value == pytest.approx(
                known["expected"], abs=0.51 * 10 ** -known["digits"]
            )
            checked += 1
    assert checked == {"textbook": 9, "snow_rte": 2}[name]


@settings(deadline=None, max_examples=300)
@given(TABLES)
@example([("a", "a", None), ("a", None, None), ("b", None, None)])
@example([("a", "b")])
@example([(None, None)])
def test_alpha_is_what_another_implementation_gives(table: list[Row]) -> None:
    figure = COMPUTE["alpha_nominal"](_votes(table))
    theirs = _library_alpha(table)
    if theirs is None:
        assert figure.value is None
        assert figure.reason in (NO_PAIR, ONE_LABEL)
    else:
        assert figure.value == pytest.approx(theirs, abs=1e-9)
        assert figure.reason is None


@settings(deadline=None, max_examples=300)
@given(TABLES)
def test_percent_is_the_mean_over_items_of_agreeing_pairs(table: list[Row]) -> None:
    shares = []
    for row in table:
        given_labels = [label for label in row if label is not None]
        pairs = [first == second for first, second in itertools.combinations(given_labels, 2)]
        if pairs:
            shares.append(sum(pairs) / len(pairs))
    figure = COMPUTE["percent"](_votes(table))
    if shares:
        assert figure.value == pytest.approx(sum(shares) / len(shares))
    else:
        assert figure == Figure.undefined(NO_PAIR)


@settings(deadline=None)
@given(TABLES)
def test_no_figure_is_over_one_or_not_a_number(table: list[Row]) -> None:
    for compute in COMPUTE.values():
        figure = compute(_votes(table))
        assert (figure.value is None) != (figure.reason is None)
        if figure.value is not None:
            assert -1 <= figure.value <= 1


@settings(deadline=None)
@given(TABLES, st.randoms())
def test_neither_the_order_of_judgements_nor_who_is_called_what_matters(
    table: list[Row], random: Random
) -> None:
    judgements = _judgements(table)
    turned = [(-item, f"annotator {annotator}", label) for item, annotator, label in judgements]
    random.shuffle(turned)
    assert votes(turned) == votes(judgements)


@pytest.mark.parametrize("key", COMPUTE)
@pytest.mark.parametrize(
    "judgements",
    [
        [],
        [(1, "ann", "supported")],
        [(1, "ann", "supported"), (2, "bob", "refuted")],
        [(1, "ann", "supported"), (1, "ann", "refuted")],
    ],
)
def test_without_two_judgements_of_one_claim_there_is_no_figure(
    key: str, judgements: list[tuple[int, str, str]]
) -> None:
    assert COMPUTE[key](votes(judgements)) == Figure.undefined(NO_PAIR)


def test_where_all_give_one_label_percent_is_whole_and_alpha_has_none() -> None:
    same = _votes([("a", "a"), ("a", "a"), ("a", None)])
    assert COMPUTE["percent"](same) == Figure(1.0)
    assert COMPUTE["alpha_nominal"](same) == Figure.undefined(ONE_LABEL)


def test_a_label_that_only_single_judgements_give_is_no_second_label() -> None:
    alone = _votes([("a", "a"), ("b", None), (None, "c")])
    assert COMPUTE["alpha_nominal"](alone) == Figure.undefined(ONE_LABEL)


def test_full_agreement_on_two_labels_is_one_and_full_disagreement_below_nothing() -> None:
    assert COMPUTE["alpha_nominal"](_votes([("a", "a"), ("b", "b")])) == Figure(1.0)
    figure = COMPUTE["alpha_nominal"](_votes([("a", "b"), ("b", "a")]))
    assert figure.value is not None
    assert figure.value < 0


def _judgements(table: list[Row]) -> list[tuple[int, int, str]]:
    return [
        (item, annotator, label)
        for item, row in enumerate(table)
        for annotator, label in enumerate(row)
        if label is not None
    ]


def _votes(table: list[Row]) -> Votes:
    return votes(_judgements(table))


def _library_alpha(table: list[Row]) -> float | None:
    """Alpha as the library has it; None where it refuses or gives no number."""
    numbers = [[np.nan if label is None else ord(label) for label in row] for row in table]
    try:
        with np.errstate(all="ignore"):
            found = krippendorff.alpha(np.array(numbers).T, level_of_measurement="nominal")
    except ValueError:
        return None
    return None if np.isnan(found) else float(found)
