"""Dawid and Skene's model: what the right labels are if annotators err each in their own way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.counts import Undefined, need_room, quotient
from annotator.agreement.credit import credits_of
from annotator.agreement.majority import soft_labels
from annotator.agreement.statistic import NO_PAIR, ONE_LABEL
from annotator.agreement.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from annotator.agreement.counts import Floats
    from annotator.agreement.judgements import Judgements

#: EM ends when the shares move by less, in the mean over items, or after so many rounds.
TOLERANCE = 2e-9
ROUNDS = 500
#: Where it has not ended by then, labels are close to chance, and it goes on by leaps.
PLAIN = 50
#: A leap leaves each share at least so much of what it was: what is nothing once stays so.
LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted model.

    `likely`, (items, labels), is how likely each label is right; `prevalence`,
    (labels,), how common it is; `error_rates`, (annotators, right label, given label);
    `log_likelihoods`, (items,), of what was given to each item.
    """

    likely: Floats
    prevalence: Floats
    error_rates: Floats
    log_likelihoods: Floats


@lru_cache(maxsize=1)
def fitted(judgements: Judgements) -> Model:
    """Return the model of these judgements, replicates too, by EM from vote shares, nothing
    smoothed.

    Dawid and Skene 1979. It advises and never decides: plain votes are often better.
    """
    labels, annotators = len(judgements.labels), len(judgements.annotators)
    _need(judgements.repeated)
    given = _Given(judgements.repeated)
    shares = np.ascontiguousarray(soft_labels(judgements.repeated).T)
    for done in islice(_rounds(given, shares), ROUNDS):
        if done.moved < TOLERANCE:
            break
    by_annotator = done.rates.reshape(labels, annotators, labels).transpose(1, 0, 2)
    return Model(done.likely.T, done.prevalence, by_annotator, done.log_likelihoods)


def dawid_skene_credits(judgements: Judgements) -> Values:
    """Return how right the label is that the model holds likeliest, ties split."""
    return credits_of(judgements, fitted(judgements).likely)


def log_likelihoods(judgements: Judgements) -> Values:
    """Return the log-likelihood of each item."""
    found = fitted(judgements).log_likelihoods
    return Values(found, np.ones(len(found), np.int64))


def _need(judgements: Judgements) -> None:
    """Raise Undefined where there is nothing to fit, or too much."""
    labels, annotators = len(judgements.labels), len(judgements.annotators)
    if len(judgements.item) == len(judgements.items):
        raise Undefined(NO_PAIR)
    if (judgements.label == judgements.label[0]).all():
        raise Undefined(ONE_LABEL)
    need_room(
        annotators * labels**2, f"{annotators:,} annotators by {labels:,} × {labels:,} labels"
    )


@dataclass(frozen=True, slots=True)
class _Round:
    """A round of EM: the model of the shares so far, what they are by it, how far they moved."""

    prevalence: Floats
    rates: Floats
    likely: Floats
    log_likelihoods: Floats
    moved: float

    @property
    def log_likelihood(self) -> float:
        """Return the log-likelihood of all items."""
        return float(self.log_likelihoods.sum())


def _rounds(given: _Given, shares: Floats) -> Iterator[_Round]:
    """Yield one round after the other, after PLAIN ones each third a leap; none makes it less
    likely.
    """
    for _ in range(PLAIN):
        done = given.round(shares)
        yield done
        shares = done.likely
    while True:
        first = given.round(shares)
        yield first
        second = given.round(first.likely)
        yield second
        leap = given.round(_further(shares, first.likely, second.likely))
        best = leap if leap.log_likelihood >= second.log_likelihood else second
        yield best
        shares = best.likely


def _further(start: Floats, first: Floats, second: Floats) -> Floats:
    """Return where two rounds lead to if the next ones go on in their way, never less far than they
    went.

    Varadhan and Roland 2008 (SQUAREM, its third step length), on the shares.
    """
    step = first - start
    bend = second - first - step
    length = np.linalg.norm(bend)
    far = max(1.0, float(np.linalg.norm(step) / length)) if length else 1.0
    found = start + 2 * far * step + far**2 * bend
    np.maximum(found, LEAST * second, out=found)
    return np.asarray(found / found.sum(axis=0))


class _Given:
    """The judgements in two orders: by item, and by who gave which label (a “habit”).

    Labels come first in all arrays here, since numpy is quicker along rows than across them.
    """

    def __init__(self, judgements: Judgements) -> None:
        labels = len(judgements.labels)
        habit = judgements.annotator * np.int32(labels) + judgements.label
        self._habit_of_item, self._items = _brought_together(judgements.item, habit)
        self._item_of_habit, self._habits = _brought_together(habit, judgements.item)
        self._there = np.flatnonzero(np.bincount(habit))
        self._shape = (labels, len(judgements.annotators), labels)
        # One for all rounds: getting so much memory takes longer than filling it.
        self._room = np.empty(len(habit))

    def round(self, shares: Floats) -> _Round:
        """Return one round of EM from these shares, (labels, items)."""
        prevalence, rates = shares.mean(axis=1), self.rates(shares)
        likely, log_likelihoods = self.likely(prevalence, rates)
        moved = float(np.abs(likely - shares).mean())
        return _Round(prevalence, rates, likely, log_likelihoods, moved)

    def rates(self, likely: Floats) -> Floats:
        """Return how likely each annotator gives a label: (right label, annotators · given
        label).
        """
        labels, annotators, _ = self._shape
        sums = np.zeros((labels, annotators * labels))
        sums[:, self._there] = self._sums(likely, self._item_of_habit, self._habits)
        table = sums.reshape(self._shape)
        return quotient(table, table.sum(axis=2, keepdims=True)).reshape(sums.shape)

    def likely(self, prevalence: Floats, rates: Floats) -> tuple[Floats, Floats]:
        """Return how likely each label is right, (labels, items), and the log-likelihoods."""
        with np.errstate(divide="ignore"):
            logs, common = np.log(rates), np.log(prevalence)
        sums = self._sums(logs, self._habit_of_item, self._items) + common[:, None]
        highest = sums.max(axis=0)
        np.exp(sums - highest, out=sums)
        whole = sums.sum(axis=0)
        return sums / whole, highest + np.log(whole)

    def _sums(self, rows: Floats, which: NDArray[np.intp], starts: NDArray[np.intp]) -> Floats:
        """Return the named numbers of each row, summed from each start to the next."""
        named = (np.take(row, which, out=self._room, mode="clip") for row in rows)
        return np.array([np.add.reduceat(numbers, starts) for numbers in named])


def _brought_together(
    keys: NDArray[np.int32], values: NDArray[np.int32]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the values by their keys, and where each key begins."""
    # Small numbers are sorted without comparing them.
    order = np.argsort(keys.astype(np.min_scalar_type(keys.max())), kind="stable")
    starts = np.flatnonzero(np.diff(keys[order], prepend=-1))
    return values[order].astype(np.intp), starts
