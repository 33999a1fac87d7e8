"""Undo, revise and calibration, as an annotator sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from annotator.models import SetClaim
from annotator.operations.sets.known_answers import set_answer
from annotator.records import Answer
from annotator.terms import Purpose
from tests.browser import desk

if TYPE_CHECKING:
    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser


def test_the_last_decision_is_undone_after_a_reload_and_sent_again(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST, desk.SECOND)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.judge(page)
    desk.submit(page)
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)

    page.reload()
    page.get_by_role("button", name="Undo last").click()
    expect(desk.claim_on_desk(page)).to_have_text(desk.FIRST)
    expect(desk.source(page, 1).get_by_label("Passage, quoted exactly")).to_have_value(
        "Nobody was treated on Friday."
    )
    expect(page.get_by_role("textbox", name="Justification", exact=True)).to_have_value(
        "The bulletin says so."
    )
    page.get_by_role("textbox", name="Justification", exact=True).fill("The bulletin is clear.")
    with page.expect_response("**/desk/*"):
        desk.submit(page)

    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    kept = {judged.number: judged.justification for judged in desk.judgements(world)}
    assert kept == {1: "The bulletin says so.", 2: "The bulletin is clear."}
    page.get_by_role("link", name="1 of 2").click()
    expect(page.get_by_role("link", name=desk.FIRST)).to_be_visible()


def test_after_several_undos_the_claims_come_in_the_order_in_which_they_were_left(
    visitors: Visitors, world: World
) -> None:
    claims = [desk.FIRST, desk.SECOND, "the bridge was closed", "the mill had burned"]
    world.import_statements(*claims)
    page = visitors.log_in("ann")
    desk.start(page)
    for following in claims[1:]:
        desk.judge(page)
        desk.submit(page)
        expect(desk.claim_on_desk(page)).to_have_text(following)

    for undone in reversed(claims[:3]):
        page.get_by_role("button", name="Undo last").click()
        expect(desk.claim_on_desk(page)).to_have_text(undone)
    for following in claims[1:]:
        page.get_by_role("textbox", name="Justification", exact=True).fill("The bulletin is clear.")
        with page.expect_response("**/desk/*"):
            desk.submit(page)
        expect(desk.claim_on_desk(page)).to_have_text(following)

    judged = desk.judgements(world)
    assert sorted(one.number for one in judged) == [1, 1, 1, 2, 2, 2]


def test_calibration_comes_first_and_shows_the_right_answer_after(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST, desk.SECOND)
    with world.writing() as session:
        set_answer(
            session,
            set_claim_id=session.scalars(select(SetClaim.id).where(SetClaim.position == 2)).one(),
            made_by_id=world.people["ed"],
            given=Answer(Purpose.CALIBRATION, "refuted", None, None, "The log has *no* ship."),
        )
        session.commit()
    page = visitors.log_in("ann")
    desk.start(page)
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    desk.judge(page)
    desk.submit(page)

    expect(page.get_by_role("heading", name="Right answer")).to_be_visible()
    expect(page.get_by_text("The log has no ship.")).to_be_visible()
    page.get_by_role("button", name="Take next claim").click()
    expect(desk.claim_on_desk(page)).to_have_text(desk.FIRST)
