"""Intervals are by claim also where a claim has several items: sources that are cited or not."""

from __future__ import annotations

import random

from annotator.agreement import PERCENT
from annotator.agreement.bootstrap import interval
from annotator.agreement.judgements import coded
from annotator.agreement.table import clusters_of, votes_of


def test_sources_of_one_claim_that_go_together_tell_no_more_than_one_of_them() -> None:
    chance = random.Random(1)
    agrees = [chance.random() < 0.7 for _ in range(60)]
    once = coded(_rows(agrees, sources=1))
    thrice = coded(_rows(agrees, sources=3))
    wide = interval(PERCENT, votes_of(once))
    narrow = interval(PERCENT, votes_of(thrice))
    by_claim = interval(
        PERCENT,
        votes_of(thrice),
        clusters_of(thrice, [item[0] for item in thrice.items]),  # type: ignore[index]
    )
    assert by_claim == wide
    assert wide is not None
    assert narrow is not None
    assert narrow[1] - narrow[0] < 0.7 * (wide[1] - wide[0])


def _rows(agrees: list[bool], sources: int) -> list[tuple[tuple[int, int], str, str]]:
    return [
        ((claim, source), name, "cited" if name == "ann" or same else "not cited")
        for claim, same in enumerate(agrees)
        for source in range(sources)
        for name in ("ann", "bob")
    ]
