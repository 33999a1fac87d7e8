"""Claims that a person marks in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from annotator.errors import BadInput, Conflict, NotFound
from annotator.models import Document, Mention, SetClaim
from annotator.operations.desk.mentions import mark_claim
from annotator.queries.corpus.mentions import places_of

if TYPE_CHECKING:
    from tests.world import World

FACTS = ("the harbour 🚢 was open", "the road was closed")


def test_marked_words_become_a_claim_of_the_set_said_by_whoever_says_them(world: World) -> None:
    world.import_statements(*FACTS)
    text = _text(world)
    start = text.index("harbour 🚢")
    claim_id = _mark(world, words="", start=start - 1, end=start + len("harbour 🚢") + 1)
    with world.reading() as session:
        (place,) = places_of(session, [claim_id])[claim_id]
        assert session.scalars(select(SetClaim).where(SetClaim.claim_id == claim_id)).one()
        mention = session.scalars(select(Mention).where(Mention.rule == "person")).one()
    assert (place.quote, place.spans) == ("harbour 🚢", ((start, start + 9),))
    assert place.speaker == "Ada Maro"
    assert mention.made_by_id == world.people["ann"]


def test_words_without_a_place_are_found_when_they_stand_once(world: World) -> None:
    world.import_statements(*FACTS)
    claim_id = _mark(world, words=" road was ")
    with world.reading() as session:
        assert places_of(session, [claim_id])[claim_id][0].quote == "road was"


def test_words_that_were_changed_after_selecting_them_count_and_not_the_selection(
    world: World,
) -> None:
    world.import_statements(*FACTS)
    start = _text(world).index("harbour")
    claim_id = _mark(world, words="road was", start=start, end=start + 7)
    with world.reading() as session:
        assert places_of(session, [claim_id])[claim_id][0].quote == "road was"


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"words": " "}, "Select the words"),
        ({"words": "the bridge"}, "not in the document"),
        ({"words": "was"}, "more than once"),
        ({"words": "plain nonsense", "start": 0, "end": 9}, "not in the document"),
        ({"words": "", "start": 5, "end": 5}, "not in the document"),
        ({"words": "", "start": -1, "end": 5}, "not in the document"),
        ({"words": "", "start": 0, "end": 10**9}, "not in the document"),
    ],
)
def test_words_that_are_no_place_are_refused(
    world: World, given: dict[str, Any], complaint: str
) -> None:
    world.import_statements(*FACTS)
    with pytest.raises(BadInput, match=complaint):
        _mark(world, **given)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [("closed\n\nand nobody", "one paragraph"), ("very " * 120 + "long", "at most 600 characters")],
)
def test_what_can_be_no_one_statement_is_refused(world: World, words: str, complaint: str) -> None:
    world.import_statements(f"the road was {words} came")
    with pytest.raises(BadInput, match=complaint):
        _mark(world, words=words)


def test_what_is_a_claim_already_is_not_made_one_again(world: World) -> None:
    world.import_statements(*FACTS)
    with pytest.raises(Conflict, match="is a claim already"):
        _mark(world, words=FACTS[1])


def test_nobody_marks_at_the_desk_of_another(world: World) -> None:
    world.import_statements(*FACTS)
    with pytest.raises(NotFound):
        _mark(world, name="bob", words="road was")


def _text(world: World) -> str:
    with world.reading() as session:
        return session.scalars(select(Document.text)).one()


def _mark(world: World, name: str = "ann", **given: Any) -> int:
    assignment_id = world.take("ann")
    assert assignment_id is not None
    with world.writing() as session:
        claim_id = mark_claim(
            session, assignment_id=assignment_id, annotator_id=world.people[name], **given
        )
        session.commit()
    return claim_id
