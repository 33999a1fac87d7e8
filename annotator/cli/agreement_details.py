"""What lies behind a set's figures of agreement: pairs, labels, people, model and queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.counts import Undefined
from annotator.agreement.dawid_skene import fitted
from annotator.agreement.fleiss import label_kappas, parts
from annotator.agreement.individuals import against_gold, with_themself
from annotator.agreement.majority import entropy, soft_labels
from annotator.agreement.matrix import confusion, pair_matrix
from annotator.agreement.queue import by_expected_error, majority_wrong
from annotator.agreement.table import votes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from annotator.agreement.counts import Floats
    from annotator.agreement.judgements import Judgements

Record = dict[str, object]


def details(judgements: Judgements) -> Record:
    """Return each part, or the reason why there is none."""
    parts_ = (_pairs, _confusion, _fleiss, _gold, _themselves, _model, _queue)
    return {part.__name__.strip("_"): _or_reason(part, judgements) for part in parts_}


def _or_reason(part: Callable[[Judgements], object], judgements: Judgements) -> object:
    try:
        return part(judgements)
    except Undefined as why:
        return {"undefined": str(why)}


def _pairs(judgements: Judgements) -> list[Record]:
    matrix = pair_matrix(judgements)
    names = judgements.annotators
    rows = zip(
        matrix.first, matrix.second, matrix.items, matrix.agreement, matrix.kappa, strict=True
    )
    return [
        {
            "annotators": [names[first], names[second]],
            "items": int(items),
            "agreement": float(agreement),
            "cohen_kappa": _number(kappa),
        }
        for first, second, items, agreement, kappa in rows
    ]


def _confusion(judgements: Judgements) -> Record:
    return _square(judgements.labels, confusion(votes_of(judgements)))


def _fleiss(judgements: Judgements) -> Record:
    votes = votes_of(judgements)
    observed, expected = parts(votes)
    return {
        "P_observed": float(observed),
        "P_expected": float(expected),
        "category_kappa": _by(judgements.labels, label_kappas(votes)),
    }


def _gold(judgements: Judgements) -> Record:
    right = [*judgements.labels, None]
    found = against_gold(judgements)
    return {
        str(name): {
            "judgements": int(table.sum()),
            "right": int(np.trace(table)),
            "given": [
                [right[row], judgements.labels[column], int(table[row, column])]
                for row, column in np.argwhere(table)
            ],
        }
        for name, table in zip(judgements.annotators, found, strict=True)
    }


def _themselves(judgements: Judgements) -> Record:
    items, shares = with_themself(judgements)
    rows = zip(judgements.annotators, items, shares, strict=True)
    return {str(name): {"items": int(n), "agreement": float(p)} for name, n, p in rows if n}


def _model(judgements: Judgements) -> Record:
    model = fitted(judgements)
    labels = judgements.labels
    return {
        "class_prevalence": _by(labels, model.prevalence),
        "error_rates": {
            str(name): _square(labels, rates)
            for name, rates in zip(judgements.annotators, model.error_rates, strict=True)
        },
        "map_class": {
            str(item): labels[best]
            for item, best in zip(judgements.items, model.likely.argmax(axis=1), strict=True)
        },
    }


def _queue(judgements: Judgements) -> list[Record]:
    wrong, divided, votes = majority_wrong(judgements), entropy(judgements), soft_labels(judgements)
    return [
        {
            "item": judgements.items[at],
            "entropy": float(divided[at]),
            "majority_wrong": float(wrong[at]),
            "votes": _by(judgements.labels, votes[at]),
        }
        for at in by_expected_error(judgements)
    ]


def _square(labels: Sequence[str], rows: Floats) -> Record:
    return {label: _by(labels, row) for label, row in zip(labels, rows, strict=True)}


def _by(labels: Sequence[str], values: Iterable[float]) -> Record:
    return {label: _number(value) for label, value in zip(labels, values, strict=True)}


def _number(value: float) -> float | None:
    """Return the number as JSON can have it."""
    return float(value) if np.isfinite(value) else None
