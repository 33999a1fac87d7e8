"""A pool: processes that do pieces of work and are gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from itertools import count
from time import sleep
from typing import TYPE_CHECKING

import pytest

from annotator.errors import ProcessLost
from annotator.jobs import pool
from annotator.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.process import BaseProcess

    Started = Callable[[], set[BaseProcess]]

INTERRUPTED = """
import os, signal
from annotator.jobs import pool
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    with pool.interrupts_held():
        os.kill(os.getpid(), signal.SIGINT)
        print("the end of the block")
except KeyboardInterrupt:
    print("then the interrupt")
"""


def test_results_come_in_the_order_of_the_pieces_though_the_first_takes_longest() -> None:
    pieces = [0.5, *[0.0] * 40]
    assert list(pool.in_order(slept, pieces, 2)) == pieces


def test_pieces_are_taken_as_they_are_needed_by_other_processes_that_are_gone_afterwards(
    started: Started,
) -> None:
    with closing(pool.in_order(double, count(), 2)) as found:
        assert [next(found) for _ in range(5)] == [0, 2, 4, 6, 8]
        assert len(started()) == 2
    assert started() == set()


def test_what_the_work_raises_is_raised_here(started: Started) -> None:
    with pytest.raises(ZeroDivisionError):
        list(pool.in_order(inverse, [1, 0, 1], 2))
    assert started() == set()


def test_a_process_that_is_lost_is_said_and_takes_the_others_with_it(started: Started) -> None:
    with pytest.raises(ProcessLost, match="memory"):
        list(pool.in_order(os._exit, [3, 3, 3], 2))
    assert started() == set()


def test_an_interrupt_waits_until_a_process_has_started(started: Started) -> None:
    # In a separate process: the test runner may take an interrupt for its own end.
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == ["the end of the block", "then the interrupt"]


def slept(seconds: float) -> float:
    sleep(seconds)
    return seconds


def double(number: int) -> int:
    return 2 * number


def inverse(number: int) -> float:
    return 1 / number
