"""Tables of labels: a row an item, a column an annotator; None where they gave no label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from annotator.agreement import STATISTICS
from annotator.agreement.judgements import Coding, coded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.agreement.judgements import Judgements

Row = tuple[str | None, ...]

BY_KEY = {statistic.key: statistic for statistic in STATISTICS}


def tables(
    labels: str = "abcd", annotators: int = 6, items: int = 15
) -> st.SearchStrategy[list[Row]]:
    """Tables with up to so many annotators and items, labels missing here and there."""
    return st.integers(1, annotators).flatmap(
        lambda people: st.lists(
            st.tuples(*[st.none() | st.sampled_from(labels)] * people), max_size=items
        )
    )


def full_tables(labels: str, annotators: int, items: int = 15) -> st.SearchStrategy[list[Row]]:
    """Tables in which everybody gave every item a label."""
    return st.lists(st.tuples(*[st.sampled_from(labels)] * annotators), min_size=1, max_size=items)


def judgements(table: Sequence[Row], gold: Sequence[str | None] = ()) -> Judgements:
    """The judgements of a table, with the right label of each row where it is known."""
    coding = Coding()
    for item, annotator, label in entries(table):
        coding.add(item, annotator, label)
    for item, right in enumerate(gold):
        if right is not None:
            coding.know(item, right)
    return coding.judgements()


def entries(table: Sequence[Row]) -> list[tuple[int, int, str]]:
    """The labels of a table one by one."""
    return [
        (item, annotator, label)
        for item, row in enumerate(table)
        for annotator, label in enumerate(row)
        if label is not None
    ]


def value(key: str, table: Sequence[Row]) -> float | None:
    """The statistic of this key."""
    return BY_KEY[key].figure(judgements(table)).value


def reason(key: str, table: Sequence[Row]) -> str | None:
    """Why the statistic of this key has no value."""
    return BY_KEY[key].figure(coded(entries(table))).reason
