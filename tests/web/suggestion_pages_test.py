"""The desk shows a wording that stands alone beside the source's words, where one is sure."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.models import Assignment
from annotator.operations.desk.prepared_judgements import prepare
from annotator.records import JudgementInput
from annotator.terms import CandidateDecision
from annotator.text.extraction import RelativeDate
from tests.world import judgement, with_insertion

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.tokens import Token
    from tests.visitor import Visitor
    from tests.world import World

FACT = "the harbour was opened yesterday"
YESTERDAY = partial(with_insertion, words="yesterday", inserted="on", date=RelativeDate("day", -1))


def test_the_desk_suggests_a_wording_with_the_inserted_words_in_brackets(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements(FACT, changed=YESTERDAY)
    world.take("ann")
    page = visitor("ann").text(f"/desk/{world.token(Assignment)}")
    assert "the harbour was opened <ins>[on 5 December 2025]</ins>" in page


def test_the_desk_suggests_nothing_where_nothing_is_sure(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements(FACT)
    world.take("ann")
    page = visitor("ann").text(f"/desk/{world.token(Assignment)}")
    assert 'id="suggested"' not in page


def test_the_desk_suggests_nothing_for_the_words_of_a_subclaim(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements(FACT, changed=YESTERDAY)
    split = JudgementInput(CandidateDecision.SPLIT, parts=("The harbour was opened.", "It is old."))
    world.judge("ann", split)
    world.take("ann")
    page = visitor("ann").text(f"/desk/{world.token(Assignment, 2)}")
    assert "The harbour was opened." in page
    assert 'id="suggested"' not in page


def test_a_suggested_date_is_no_addition_to_what_was_said(world: World) -> None:
    world.import_statements(FACT, changed=YESTERDAY)
    assignment_id = world.take("ann")
    assert assignment_id is not None
    assert 12 not in _found(world, assignment_id, "the harbour was opened on 5 December 2025")
    assert 12 in _found(world, assignment_id, "the harbour was opened on 4 December 2025")


def _found(world: World, assignment_id: Token, wording: str) -> set[int | None]:
    given = judgement(candidate=CandidateDecision.REWORDED, wording=wording)
    with world.reading() as session:
        prepared = prepare(
            session, assignment_id=assignment_id, annotator_id=world.people["ann"], given=given
        )
    return {finding.number for finding in prepared.findings}
