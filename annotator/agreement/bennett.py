"""Bennett's S."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.percent import percent
from annotator.agreement.statistic import beyond_chance

if TYPE_CHECKING:
    from annotator.agreement.counts import Floats
    from annotator.agreement.table import Votes


def bennett_s(votes: Votes) -> Floats:
    """Return agreement above that of even chances for each label (Bennett, Alpert and Goldstein
    1954).
    """
    even = 1 - 1 / len(votes.scale.labels) if votes.scale.labels else 0
    observed = 1 - percent(votes)
    return beyond_chance(observed, np.full_like(observed, even))
