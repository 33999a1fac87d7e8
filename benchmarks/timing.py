"""Timing that can be trusted on a shared machine: the processor's time, in turns, medians."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType


@dataclass(frozen=True, slots=True)
class Paired:
    """Seconds of two pieces of work; `ratio` is second / first, the median over the pairs."""

    first: float
    second: float
    ratio: float
    least: float
    most: float


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's time for one piece of work: what others do on the machine is not
    counted.
    """
    begin = process_time()
    work()
    return process_time() - begin


def calls(work: Callable[[], object]) -> float:
    """Return how many functions a piece of work calls, which is the same on any machine."""
    count = 0

    def note(_frame: FrameType, what: str, _value: object) -> None:
        nonlocal count
        count += what in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def paired(first: Callable[[], object], second: Callable[[], object], pairs: int) -> Paired:
    """Time both in turns after a warm-up, so that both meet the same machine; every other pair
    turned.

    The ratio is taken pair by pair: what slows the machine down slows both of a pair.
    """
    first()
    second()
    times: list[tuple[float, float]] = []
    for number in range(pairs):
        if number % 2:
            late = seconds(second)
            times.append((seconds(first), late))
        else:
            early = seconds(first)
            times.append((early, seconds(second)))
    ratios = [b / a for a, b in times]
    return Paired(
        median(a for a, _ in times),
        median(b for _, b in times),
        median(ratios),
        min(ratios),
        max(ratios),
    )
