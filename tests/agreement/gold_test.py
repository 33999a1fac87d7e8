"""Where right labels are known: the majority, the model of annotators, and each of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from annotator.agreement import dawid_skene, individuals
from annotator.agreement.counts import Undefined
from annotator.agreement.dawid_skene import fitted
from annotator.agreement.judgements import Coding
from annotator.agreement.majority import entropy, soft_labels
from annotator.agreement.queue import by_expected_error, majority_wrong, ranks
from annotator.agreement.statistic import NO_PAIR, ONE_LABEL
from tests.agreement.tables import BY_KEY, Row, judgements, tables

MAJORITY, MODEL, LIKELY = (
    BY_KEY[key]
    for key in (
        "majority_vote_accuracy_ties_split",
        "dawid_skene_accuracy",
        "dawid_skene_log_likelihood",
    )
)


def test_a_tie_is_half_right() -> None:
    table: list[Row] = [("a", "a", "b"), ("a", "b", None), ("b", "b", "a"), ("b", "b", "b")]
    known = MAJORITY.figure(judgements(table, ["a", "a", "a", None]))
    assert known.value == pytest.approx((1 + 0.5 + 0) / 3)
    never = MAJORITY.figure(judgements(table, ["c", None, None, None]))
    assert never.value == 0
    assert MAJORITY.figure(judgements(table)).reason == "no item has a gold label"


def test_the_model_believes_those_who_are_right_elsewhere() -> None:
    # Two guess one label whatever comes; three agree with one another nearly always.
    table: list[Row] = [
        *[(x, x, x, "a", "a") for x in "abababbb"] * 5,
        ("b", "b", "a", "a", "a"),
    ]
    found = judgements(table, ["a", "b", "a", "b", "a", "b", "b", "b"] * 5 + ["b"])
    assert MAJORITY.figure(found).value == pytest.approx(40 / 41)
    assert MODEL.figure(found).value == 1
    assert fitted(found).error_rates[3, 1, 0] == 1
    assert by_expected_error(found)[0] == 40


@settings(deadline=None, max_examples=60)
@given(tables("abc", annotators=4, items=8))
def test_a_round_of_the_model_never_makes_it_less_likely(table: list[Row]) -> None:
    found = judgements(table)
    if LIKELY.figure(found).value is None:
        assert LIKELY.figure(found).reason in (NO_PAIR, ONE_LABEL)
        return
    model = fitted(found)
    np.testing.assert_allclose(model.likely.sum(axis=1), 1)
    np.testing.assert_allclose(model.prevalence.sum(), 1)
    sums = model.error_rates.sum(axis=2)
    assert ((np.abs(sums - 1) < 1e-9) | (sums == 0)).all()
    assert model.log_likelihoods.sum() >= _first_log_likelihood(found.counts, table) - 1e-9


@pytest.mark.parametrize("seed", range(3))
def test_labels_at_random_lead_by_leaps_to_where_thousands_of_rounds_lead(seed: int) -> None:
    random = np.random.default_rng(seed)
    given = random.integers(0, 3, (60, 4))
    table: list[Row] = [tuple("abc"[label] for label in row) for row in given]
    model = fitted(judgements(table))
    likely, log_likelihood = _by_plain_rounds(given, 8_000)
    assert model.log_likelihoods.sum() == pytest.approx(log_likelihood, abs=1e-3)
    np.testing.assert_allclose(model.likely, likely, atol=1e-2)


def test_more_labels_than_the_model_can_hold_are_undefined() -> None:
    coding = Coding()
    for item in range(4_500):
        coding.add(item % 3_000, item // 3_000, str(item))
    with pytest.raises(Undefined, match="a table of 2 annotators by 4,500 × 4,500 labels"):
        fitted(coding.judgements())


def test_votes_are_soft_labels_and_their_entropy_says_how_divided_they_are() -> None:
    found = judgements([("a", "a", None), ("a", "b", None), ("a", "a", "b")])
    np.testing.assert_allclose(soft_labels(found).ravel(), [1, 0, 1 / 2, 1 / 2, 2 / 3, 1 / 3])
    np.testing.assert_allclose(entropy(found), [0, 1, 0.918296], atol=1e-6)
    assert not np.signbit(entropy(found)).any()


def test_equal_values_share_their_rank() -> None:
    assert ranks(np.array([0.5, 0.1, 0.5, 0.9])).tolist() == [2.5, 1, 2.5, 4]


def test_the_majority_of_a_tie_is_wrong_in_part() -> None:
    found = judgements([("a", "a", "a"), ("b", "b", "b"), ("a", "b", None), ("b", "b", "a")])
    wrong = majority_wrong(found)
    assert wrong[2] == pytest.approx(0.5)
    assert wrong[0] < wrong[2]


def test_each_annotator_is_set_against_the_right_labels() -> None:
    found = judgements([("a", "b"), ("b", "b"), ("a", None)], ["a", "b", None])
    first, second = individuals.against_gold(found)
    assert first.tolist() == [[1, 0], [0, 1], [0, 0]]
    assert second.tolist() == [[0, 1], [0, 1], [0, 0]]
    with pytest.raises(Undefined, match="no item has a gold label"):
        individuals.against_gold(judgements([("a", "b")]))


def test_each_annotator_is_set_against_themself() -> None:
    coding = Coding()
    for item, annotator, label in (
        *((1, "ann", "a"), (1, "ann", "a"), (2, "ann", "a"), (2, "ann", "b"), (2, "ann", "b")),
        *((1, "bob", "a"), (2, "bob", "b")),
    ):
        coding.add(item, annotator, label)
    items, shares = individuals.with_themself(coding.judgements().with_replicates())
    assert items.tolist() == [2, 0]
    np.testing.assert_allclose(shares, [(1 + 1 / 3) / 2, np.nan])


def test_the_log_likelihood_counts_replicates() -> None:
    coding = Coding()
    for item in range(4):
        coding.add(item, "ann", "a")
        coding.add(item, "ann", "ab"[item % 2])
        coding.add(item, "bob", "ab"[item % 2])
    once, twice = coding.judgements().latest, coding.judgements().with_replicates()
    assert LIKELY.figure(once).value != LIKELY.figure(twice).value
    assert dawid_skene.fitted(twice).likely.shape == (4, 2)


def _first_log_likelihood(counts: np.typing.NDArray[np.int64], table: list[Row]) -> float:
    """That of the rates which the vote shares give, written as the paper's formula."""
    likely = counts / counts.sum(axis=1, keepdims=True)
    rows = [row for row in table if any(row)]
    labels = sorted({label for row in rows for label in row if label})
    total = 0.0
    for row in rows:
        shares = likely.mean(axis=0).copy()
        for who, given_label in enumerate(row):
            if given_label is not None:
                judged = [item for item, other in enumerate(rows) if other[who] is not None]
                same = [item for item in judged if rows[item][who] == given_label]
                whole = likely[judged].sum(axis=0)
                shares *= likely[same].sum(axis=0) / np.where(whole > 0, whole, 1)
        total += float(np.log(shares.sum()))
    assert len(labels) == counts.shape[1]
    return total


def _by_plain_rounds(
    given: np.typing.NDArray[np.int64], rounds: int
) -> tuple[np.typing.NDArray[np.float64], float]:
    """The shares, (items, labels), and the log-likelihood that EM alone leads to.

    `given` is the label's number, (items, annotators).
    """
    votes = np.eye(given.max() + 1)[given]
    likely = votes.mean(axis=1)
    for _ in range(rounds):
        rates = np.einsum("ir,iag->arg", likely, votes)
        rates /= rates.sum(axis=2, keepdims=True)
        joint = likely.mean(axis=0) * np.einsum("arg,iag->iar", rates, votes).prod(axis=1)
        likely = joint / joint.sum(axis=1, keepdims=True)
    return likely, float(np.log(joint.sum(axis=1)).sum())
