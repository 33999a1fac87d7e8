"""Statistics for labels with distances that a user set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from annotator.agreement import cohen
from annotator.agreement.alpha import alpha
from annotator.agreement.pair import pairs_of
from annotator.agreement.statistic import Statistic
from annotator.agreement.table import votes_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.agreement.counts import Floats
    from annotator.agreement.labels import Scale


def weighted(distances: Mapping[tuple[str, str], float]) -> tuple[Statistic[Any], ...]:
    """Return alpha and Cohen's kappa by these distances; two labels that are not in them differ by
    1.
    """

    def apart(scale: Scale) -> Floats:
        return np.array([[_distance(distances, a, b) for b in scale.labels] for a in scale.labels])

    return (
        Statistic(
            "alpha_weighted",
            "Krippendorff’s α, weighted",
            "{:z.2f}",
            votes_of,
            lambda votes: alpha(votes, lambda votes: apart(votes.scale)),
        ),
        Statistic(
            "weighted_kappa",
            "Cohen’s κ, weighted",
            "{:z.2f}",
            pairs_of,
            lambda pairs: cohen.weighted_kappa(pairs, apart(pairs.scale)),
        ),
    )


def _distance(distances: Mapping[tuple[str, str], float], a: str, b: str) -> float:
    return 0.0 if a == b else distances.get((a, b), 1.0)
