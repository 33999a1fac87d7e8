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
    """A named figure of agreement; `written` is how a person reads its value."""

    key: str
    name: str
    written: str
    compute: Callable[[Votes], Figure]


STATISTICS = (
    Statistic("percent", "Percent agreement", "{:.0%}", percent),
    Statistic("alpha_nominal", "Krippendorff’s α", "{:.2f}", alpha_nominal),
)
