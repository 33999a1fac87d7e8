"""The same figures as other implementations give, on any table."""

from __future__ import annotations

import warnings

import krippendorff
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters
from statsmodels.stats.inter_rater import fleiss_kappa as library_fleiss
from statsmodels.stats.proportion import proportion_confint

from annotator.agreement.bound import upper_bound
from annotator.agreement.statistic import LEVELS, NO_PAIR, ONE_LABEL, Level
from tests.agreement.tables import BY_KEY, Row, full_tables, judgements, tables, value


@settings(deadline=None, max_examples=300)
@given(tables("01247"), st.sampled_from(LEVELS))
@example([("1", "1", None), ("1", None, None), ("2", None, None)], "nominal")
@example([("1", "2")], "ratio")
@example([(None, None)], "ordinal")
def test_alpha_is_what_krippendorffs_library_gives(table: list[Row], level: Level) -> None:
    figure = BY_KEY[f"alpha_{level}"].figure(judgements(table))
    theirs = _library_alpha(table, level)
    if theirs is None:
        assert figure.reason in (NO_PAIR, ONE_LABEL)
    else:
        assert figure.value == pytest.approx(theirs, abs=1e-9)


@settings(deadline=None, max_examples=200)
@given(full_tables("abc", annotators=2))
def test_cohens_kappa_is_what_scikit_learn_gives(table: list[Row]) -> None:
    if len({label for row in table for label in row}) > 1:
        theirs = cohen_kappa_score(*zip(*table, strict=True))
        assert value("cohen_kappa", table) == pytest.approx(theirs)
    else:
        assert value("cohen_kappa", table) is None


@settings(deadline=None, max_examples=200)
@given(st.integers(2, 5).flatmap(lambda people: full_tables("123", annotators=people)))
def test_fleiss_kappa_is_what_statsmodels_gives(table: list[Row]) -> None:
    if len({label for row in table for label in row}) > 1:
        counts, _ = aggregate_raters(np.array(table))
        assert value("fleiss_kappa", table) == pytest.approx(library_fleiss(counts))
    else:
        assert value("fleiss_kappa", table) is None


@settings(deadline=None, max_examples=100)
@given(st.integers(1, 3_000), st.floats(0, 1))
def test_the_bound_is_clopper_and_pearsons(checked: int, share: float) -> None:
    errors = int(share * checked)
    _, high = proportion_confint(errors, checked, alpha=0.1, method="beta")
    assert upper_bound(errors, checked) == pytest.approx(high, abs=1e-9)


def _library_alpha(table: list[Row], level: Level) -> float | None:
    """Alpha as the library has it; None where it refuses or gives no number."""
    numbers = [[np.nan if label is None else float(label) for label in row] for row in table]
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            found = krippendorff.alpha(np.array(numbers).T, level_of_measurement=level)
    except ValueError:
        return None
    return None if np.isnan(found) else float(found)
