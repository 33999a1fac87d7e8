"""The table of claims: what it lists to whom, its filters, its orders and its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from annotator import dates
from annotator.models import Agent, Claim, Document, Outlet, SetClaim
from annotator.operations.sets import claim_sets
from annotator.queries.sets import claims_table
from annotator.queries.sets.claim_filters import STATES, ClaimFilters
from annotator.queries.sets.claims_table import claims_page
from annotator.records import JudgementInput
from annotator.terms import CandidateDecision, Worthiness
from tests.past import after
from tests.world import FACTS, judgement

if TYPE_CHECKING:
    from annotator.queries.sets.claims_table import ClaimPage
    from tests.world import World


def _some_of_each_state(world: World) -> None:
    """A claim that was decided, one to decide, one on which all agree, an open one, a candidate."""
    world.import_statements()
    for verdict in ("supported", "supported", "refuted"):
        world.judge("ann", judgement(verdict))
    for verdict in ("refuted", "refuted", "refuted"):
        world.judge("bob", judgement(verdict))
    world.decide("rita")
    other = world.make_set("Elections")
    world.import_statements("a ferry sank", speaker="Lena Harwick", claim_set_id=other)
    with world.writing() as session:
        session.delete(session.get_one(SetClaim, world.nth(SetClaim, 5)))
        session.commit()


@after(_some_of_each_state)
def test_all_claims_are_listed_newest_first_with_what_is_known_of_each(world: World) -> None:
    page = _page(world, "rita")
    assert [line.text for line in page.lines] == ["a ferry sank", *reversed(FACTS)]
    assert [line.state for line in page.lines] == [
        *("candidate", "open", "judged", "review", "decided"),
    ]
    assert [line.judged_by for line in page.lines] == [None, None, 2, 2, 2]
    assert [line.speaker for line in page.lines] == ["Lena Harwick", *["Ada Maro"] * 4]
    assert {line.document and line.document[1] for line in page.lines} == {"A statement"}
    assert (page.total, page.cut, page.after) == (5, False, None)


@pytest.mark.parametrize("name", ["rita", "ann", "ed"])
@after(_some_of_each_state)
def test_a_filter_by_state_finds_what_shows_that_state_to_the_reader(
    world: World, name: str
) -> None:
    """Not by what others have done: Ann finds the claims that she judged as such alone."""
    shown = [(line.claim_id, line.state) for line in _page(world, name).lines]
    for state in STATES:
        found = _page(world, name, state=state).lines
        assert [(line.claim_id, line.state) for line in found] == [
            one for one in shown if one[1] == state
        ]


@after(_some_of_each_state)
def test_a_filter_by_verdict_tells_no_one_a_verdict_that_is_withheld(world: World) -> None:
    assert [line.text for line in _page(world, "rita", verdict="refuted").lines] == [FACTS[0]]
    assert _page(world, "rita", verdict="supported").total == 0
    # All say that the third is refuted: that is no decision yet, and Ann could still change hers.
    assert [line.text for line in _page(world, "ann", verdict="refuted").lines] == [FACTS[0]]


@after(_some_of_each_state)
def test_who_can_still_change_a_judgement_sees_the_same_whatever_others_do(world: World) -> None:
    world.take("ann")
    before = [_page(world, "ann", state=state) for state in STATES]
    world.judge("bob", judgement("refuted"))
    assert [_page(world, "ann", state=state) for state in STATES] == before


@pytest.mark.parametrize(
    ("wanted", "texts"),
    [
        ({"since": dates.parse("2025-12-06"), "until": dates.parse("2025-12")}, 5),
        ({"until": dates.parse("2025-12-05")}, 0),
        ({"worthiness": Worthiness.CFS, "language": "en"}, 5),
        ({"worthiness": Worthiness.NFS}, 0),
        ({"language": "fr"}, 0),
    ],
)
@after(_some_of_each_state)
def test_filters_ask_for_what_is_said_of_one_mention(
    world: World, wanted: dict[str, Any], texts: int
) -> None:
    assert _page(world, "rita", **wanted).total == texts


@after(_some_of_each_state)
def test_claims_are_found_by_their_speaker_document_outlet_and_set(world: World) -> None:
    lena, outlet = world.nth(Agent, 2), world.nth(Outlet)
    assert [line.text for line in _page(world, "ed", speaker=lena).lines] == ["a ferry sank"]
    assert _page(world, "ed", outlet=outlet).total == 5
    second = world.nth(Document, 2)
    assert [line.text for line in _page(world, "ed", document=second).lines] == ["a ferry sank"]
    assert _page(world, "ed", speaker=lena, document=world.nth(Document)).total == 0
    in_set = _page(world, "ed", claim_set=world.claim_set_id).lines
    assert [line.text for line in in_set] == list(FACTS)


@after(_some_of_each_state)
def test_a_claim_of_two_sets_is_listed_once_as_its_last_set_has_it_or_the_chosen_one(
    world: World,
) -> None:
    other, first = world.make_set("Harbours"), world.nth(Claim)
    with world.writing() as session:
        claim_sets.add_claims(session, claim_set_id=other, claim_ids=[first])
        session.commit()
    states = {line.claim_id: line.state for line in _page(world, "rita").lines}
    assert (len(states), states[first]) == (5, "open")
    lines = _page(world, "rita", claim_set=world.claim_set_id).lines
    assert {line.claim_id: line.state for line in lines}[first] == "decided"


def test_a_subclaim_is_found_where_its_whole_is_said_and_hidden_ones_are_not(world: World) -> None:
    split = JudgementInput(CandidateDecision.SPLIT, parts=("The harbour was open.", "So was all."))
    world.import_statements("the harbour was open")
    speaker = world.nth(Agent)
    world.judge("ann", split)
    for wanted in ({}, {"speaker": speaker}, {"worthiness": Worthiness.CFS}):
        assert _page(world, "ed", **wanted).total == 1
    world.judge("bob", split)
    for wanted in ({}, {"speaker": speaker}, {"worthiness": Worthiness.CFS}):
        page = _page(world, "ed", **wanted)
        assert [line.text for line in page.lines] == [
            *reversed(split.parts),
            "the harbour was open",
        ]
        assert {line.speaker for line in page.lines} == {"Ada Maro"}


@pytest.mark.parametrize("order", ["", "added", "said", "-said", "speaker", "-speaker", "claim"])
def test_pages_follow_one_another_in_every_order_without_a_gap(
    world: World, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, name in enumerate(("Ada Maro", "Lena Harwick", "Ada Maro"), start=1):
        facts = (f"ship {day}{n} was in harbour" for n in range(3))
        document = world.import_statements(*facts, speaker=name)
        with world.writing() as session:
            date = None if day == 3 else dates.parse(f"2025-12-{10 - day:02}")
            session.get_one(Document, document).published = date
            session.commit()
    whole = _page(world, "ed", order=order)
    monkeypatch.setattr(claims_table, "PAGE_SIZE", 2)
    pages, after_claim = [], None
    for _ in range(5):
        page = _page(world, "ed", order=order, after=after_claim)
        pages.append(page.lines)
        after_claim = page.after
    assert after_claim is None
    assert [line for page in pages for line in page] == list(whole.lines)
    key = {
        "said": lambda line: (str(line.published or ""), line.claim_id),
        "speaker": lambda line: (line.speaker, line.claim_id),
        "claim": lambda line: line.text,
        "added": lambda line: line.claim_id,
        "": lambda line: -line.claim_id,
    }[order.lstrip("-")]
    assert list(whole.lines) == sorted(whole.lines, key=key, reverse=order.startswith("-"))


def test_more_claims_than_can_be_sorted_are_listed_newest_first_and_the_page_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.import_statements()
    monkeypatch.setattr(claims_table, "MOST_SORTED", 3)
    page = _page(world, "ed", order="claim")
    assert page.too_many
    assert [line.text for line in page.lines] == list(reversed(FACTS))
    assert (page.total, page.cut) == (3, True)


def test_a_page_asks_as_much_for_fifty_claims_as_for_one(world: World) -> None:
    world.import_statements("ship 0 was in harbour")
    one = _asked(world)
    world.import_statements(*(f"ship {n} was in harbour" for n in range(1, 60)))
    assert _asked(world) == one


def _asked(world: World) -> int:
    statements: list[str] = []
    with world.reading() as session:
        connection = session.connection()
        event.listen(
            connection, "before_cursor_execute", lambda *given: statements.append(given[2])
        )
        claims_page(session, world.people["rita"], ClaimFilters(), order="said")
    return len(statements)


def _page(
    world: World, name: str, *, order: str = "", after: int | None = None, **wanted: Any
) -> ClaimPage:
    with world.reading() as session:
        return claims_page(
            session, world.people[name], ClaimFilters(**wanted), order=order, after=after
        )
