"""Agreement among annotators: votes in, figures out; a new statistic is a file and a line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.agreement.alpha import alpha_nominal
from annotator.agreement.percent import percent

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.agreement.statistic import Figure
    from annotator.agreement.table import Votes


@dataclass(frozen=True, slots=True)
class Statistic:
    """A named figure of agreement."""

    key: str
    name: str
    compute: Callable[[Votes], Figure]


STATISTICS = (
    Statistic("percent", "Percent agreement", percent),
    Statistic("alpha_nominal", "Krippendorff’s α", alpha_nominal),
)
