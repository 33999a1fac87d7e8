"""Published figures, to every digit that was printed; the data is not a part of the repository."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from annotator.agreement.credit import item_credits
from annotator.agreement.dawid_skene import fitted
from annotator.agreement.fleiss import label_kappas, parts
from annotator.agreement.queue import by_expected_error
from annotator.agreement.table import votes_of
from annotator.agreement.weighted import weighted
from annotator.cli.judged_files import sets_in
from tests.agreement.tables import BY_KEY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from annotator.agreement.judgements import Judgements

#: Models that we do not fit, and columns of other files.
OTHERS = {
    "mace_accuracy",
    "ibcc_accuracy",
    "ebcc_accuracy",
    "bwa_accuracy",
    "crowdtruth_uqs_initial",
}
#: “Chck” is half as far from the other labels as they are from each other.
NEARER = {pair: 0.5 for other in ("STAT", "IReq") for pair in (("Chck", other), (other, "Chck"))}
#: What a data set calls a figure, where it is no statistic's key.
ELSE: dict[str, Callable[[Judgements], Any]] = {
    "alpha_masi_2006": lambda found: _value("alpha_masi", found),
    "log_likelihood": lambda found: _value("dawid_skene_log_likelihood", found),
    "alpha_weighted": lambda found: weighted(NEARER)[0].figure(found).value,
    "weighted_kappa": lambda found: weighted(NEARER)[1].figure(found).value,
    "P_observed": lambda found: float(parts(votes_of(found)).observed),
    "P_expected": lambda found: float(parts(votes_of(found)).expected),
    "category_kappa": lambda found: label_kappas(votes_of(found)).tolist(),
    "class_prevalence": lambda found: fitted(found).prevalence.tolist(),
    "error_rates": lambda found: fitted(found).error_rates.tolist(),
    "map_class": lambda found: [
        float(found.labels[k]) for k in fitted(found).likely.argmax(axis=1)
    ],
    "items": lambda found: len(found.items),
    "annotators": lambda found: len(found.annotators),
    "labels": lambda found: len(found.item),
}


@pytest.mark.parametrize(
    ("name", "figures"), [("textbook", 37), ("snow_rte", 9), ("dawid_skene_1979", 4)]
)
def test_published_figures_come_out_to_every_printed_digit(
    shared: Path, name: str, figures: int
) -> None:
    folder = shared / "data" / "agreement"
    sets = {one.name: one.judgements for one in sets_in(folder / f"{name}.csv", [])}
    known = json.loads((folder / f"{name}.expected.json").read_text())["statistics"]
    checked = [one for one in known if one["statistic"] not in OTHERS]
    for one in checked:
        found = sets[one.get("set")]
        key = one["statistic"]
        value: Any = ELSE[key](found) if key in ELSE else _value(key, found)
        expected = one["expected"]
        if isinstance(expected, dict):
            expected = list(expected.values())
        close = 0.51 * 10.0 ** -one.get("digits", 0)
        np.testing.assert_allclose(value, expected, rtol=0, atol=close, err_msg=str(one))
    assert len(checked) == figures


def test_the_first_fifth_of_the_queue_holds_most_errors_of_the_majority(shared: Path) -> None:
    (rte,) = sets_in(shared / "data" / "agreement" / "snow_rte.csv", [])
    found = rte.judgements
    errors = 1 - item_credits(found, found.counts.astype(np.float64))
    first = by_expected_error(found)[: len(errors) // 5]
    assert errors[first].sum() / errors.sum() >= 0.73


def _value(key: str, found: Judgements) -> float | None:
    return BY_KEY[key].figure(found).value
