"""Extractions as lines of JSON: the same lines, however many processes make them."""

from __future__ import annotations

import json
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING

from annotator.jobs.printing import FEW, Asked, GivenText, lines
from tests.world import statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.process import BaseProcess

    Started = Callable[[], set[BaseProcess]]

#: A language without rules is read without the parser, which is quick.
PLAIN = Asked("xx")


def texts(length: int = 3_000) -> Iterator[GivenText]:
    """Texts without end."""
    for number in count():
        words = f"Text {number} of Verania. " * (length // 20)
        yield GivenText(str(number), words, number)


def test_much_is_read_by_other_processes_in_the_order_given_and_without_reading_all_first(
    started: Started,
) -> None:
    with closing(lines(texts(), PLAIN, 2)) as found:
        names = [json.loads(next(found).json)["doc_id"] for _ in range(150)]
        assert len(started()) == 2
    assert names == [str(number) for number in range(150)]
    assert started() == set()


def test_a_few_texts_start_no_process(started: Started) -> None:
    few = [GivenText("a", statement("the harbour was open"), 7), GivenText("b", "It rained.", 1)]
    with closing(lines(few, Asked("en"), 2)) as found:
        assert [line.size for line in found] == [7, 1]
        assert started() == set()


def test_one_text_starts_no_process_however_long_it_is(started: Started) -> None:
    long = next(texts(length=FEW * 2))
    with closing(lines([long], PLAIN, 2)) as found:
        next(found)
        assert started() == set()
