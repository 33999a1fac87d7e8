"""Votes: who gave what, as a histogram of patterns."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.table import Votes, labels_in, votes

JUDGEMENTS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["ann", "bob", "cleo"]), st.sampled_from("abc"))
)


def test_items_with_the_same_counts_share_a_pattern_whoever_gave_them() -> None:
    found = votes(
        [
            (1, "ann", "supported"),
            (1, "bob", "refuted"),
            (2, "cleo", "refuted"),
            (2, "ann", "supported"),
            (3, "bob", "supported"),
        ]
    )
    assert found == Votes(
        patterns={(("refuted", 1), ("supported", 1)): 2, (("supported", 1),): 1},
        items=3,
        annotators=3,
        judgements=5,
    )
    assert found.paired_items == 2


def test_of_two_labels_by_one_annotator_the_last_counts() -> None:
    found = votes([(1, "ann", "a"), (1, "bob", "b"), (1, "ann", "b")])
    assert found == Votes(patterns={(("b", 2),): 1}, items=1, annotators=2, judgements=2)


def test_nothing_is_no_votes() -> None:
    assert votes([]) == Votes(patterns={}, items=0, annotators=0, judgements=0)
    assert votes([]).paired_items == 0


@settings(deadline=None)
@given(JUDGEMENTS)
def test_nothing_is_lost_in_the_patterns(judgements: list[tuple[int, str, str]]) -> None:
    found = votes(judgements)
    latest = {(item, annotator): label for item, annotator, label in judgements}
    labels: Counter[str] = Counter()
    for pattern, times in found.patterns.items():
        for label, count in pattern:
            labels[label] += times * count
    assert labels == Counter(latest.values())
    assert sum(found.patterns.values()) == found.items == len({item for item, _ in latest})
    judged = Counter(item for item, _ in latest)
    assert found.paired_items == sum(count > 1 for count in judged.values())
    assert sum(labels_in(p) * n for p, n in found.patterns.items()) == found.judgements
