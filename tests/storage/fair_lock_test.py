"""Turns: who asked first is first."""

from __future__ import annotations

import threading
from time import monotonic, sleep

import pytest

from annotator.storage.fair_lock import Turns

LONG = 10.0


def test_whoever_asked_first_has_the_turn_first() -> None:
    turns, order = Turns(), []

    def work(number: int) -> None:
        with turns.of_mine(LONG):
            order.append(number)

    with turns.of_mine(LONG):
        waiting = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for number, thread in enumerate(waiting):
            thread.start()
            _until(lambda wanted=number + 1: len(turns._line) == wanted)
        assert order == []
    for thread in waiting:
        thread.join()
    assert order == list(range(8))


def test_whoever_has_waited_long_enough_goes_on_without_and_stands_in_nobodys_way() -> None:
    turns = Turns()
    assert turns.take(LONG)
    assert not turns.take(0.001)
    with turns.of_mine(0.001):
        pass
    turns.give()
    assert turns.take(0.001)


@pytest.mark.parametrize("at_once", [1, 2])
def test_never_more_have_the_turn_however_short_they_wait(at_once: int) -> None:
    turns, inside, most = Turns(at_once), [], []

    def work() -> None:
        for _ in range(200):
            if turns.take(0.0001):
                inside.append(1)
                most.append(len(inside))
                inside.pop()
                turns.give()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) <= at_once
    assert all(turns.take(0.001) for _ in range(at_once))
    assert not turns.take(0.001)


def _until(condition: object) -> None:
    assert callable(condition)
    last = monotonic() + LONG
    while not condition():
        assert monotonic() < last
        sleep(0.001)
