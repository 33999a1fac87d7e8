"""What judgements of one claim differ in."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.labelling.differences import Opinion, differences
from annotator.terms import CandidateDecision, Checkability, DisagreementKind, Stance

KINDS = DisagreementKind
REJECTED = Opinion(CandidateDecision.REJECTED, None, None, ())
VAGUE = Opinion(CandidateDecision.ACCEPTED, Checkability.NOT_CHECKABLE, None, ())

OPINIONS = st.builds(
    Opinion,
    st.sampled_from(CandidateDecision),
    st.none() | st.sampled_from(Checkability),
    st.none() | st.sampled_from(["supported", "refuted"]),
    st.dictionaries(st.integers(1, 3), st.sampled_from(Stance)).map(lambda d: tuple(d.items())),
)


def checked(
    verdict: str,
    *stances: tuple[int, Stance],
    candidate: CandidateDecision = CandidateDecision.ACCEPTED,
) -> Opinion:
    return Opinion(candidate, Checkability.CHECKABLE, verdict, stances)


@pytest.mark.parametrize(
    ("opinions", "kinds"),
    [
        ([], set()),
        ([checked("supported")], set()),
        ([checked("supported"), checked("supported")], set()),
        ([checked("supported"), checked("refuted")], {KINDS.VERDICT}),
        ([checked("supported"), VAGUE], {KINDS.CHECKABILITY}),
        ([checked("supported"), REJECTED], {KINDS.CANDIDATE}),
        ([VAGUE, REJECTED], {KINDS.CANDIDATE}),
        ([REJECTED, REJECTED], set()),
        ([VAGUE, VAGUE], set()),
        ([checked("supported"), checked("refuted"), VAGUE], {KINDS.VERDICT, KINDS.CHECKABILITY}),
        (
            [checked("supported"), checked("refuted"), VAGUE, REJECTED],
            {KINDS.VERDICT, KINDS.CHECKABILITY, KINDS.CANDIDATE},
        ),
    ],
)
def test_each_kind_is_found_alone_and_beside_others(
    opinions: list[Opinion], kinds: set[DisagreementKind]
) -> None:
    for order in itertools.permutations(opinions):
        assert differences(order) == kinds


def test_a_reworded_claim_is_accepted_as_a_claim() -> None:
    reworded = checked("supported", candidate=CandidateDecision.REWORDED)
    assert differences([checked("supported"), reworded]) == set()
    assert differences([REJECTED, reworded]) == {KINDS.CANDIDATE}


def test_one_passage_with_two_stances_is_a_difference_though_the_verdict_is_one() -> None:
    found = differences(
        [checked("supported", (1, Stance.SUPPORTS)), checked("supported", (1, Stance.NEUTRAL))]
    )
    assert found == {KINDS.STANCE}


def test_other_passages_are_no_difference() -> None:
    first = checked("supported", (1, Stance.SUPPORTS), (2, Stance.NEUTRAL))
    second = checked("supported", (2, Stance.NEUTRAL), (3, Stance.CONTRADICTS))
    assert differences([first, second]) == set()
    assert differences([first, checked("supported")]) == set()


def test_a_third_opinion_is_heard_on_every_passage() -> None:
    opinions = [
        checked("refuted", (1, Stance.CONTRADICTS)),
        checked("refuted"),
        checked("refuted", (2, Stance.NEUTRAL), (1, Stance.IRRELEVANT)),
    ]
    assert differences(opinions) == {KINDS.STANCE}


@settings(deadline=None)
@given(st.lists(OPINIONS, max_size=4))
def test_people_differ_in_what_some_two_of_them_differ_in(opinions: list[Opinion]) -> None:
    pairs = itertools.combinations(opinions, 2)
    assert differences(opinions) == {kind for pair in pairs for kind in differences(pair)}


@settings(deadline=None)
@given(OPINIONS)
def test_nobody_differs_from_their_own_opinion(opinion: Opinion) -> None:
    assert differences([opinion, opinion]) == set()
