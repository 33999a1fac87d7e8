"""An annotator at the desk: takes a claim, judges it on sources, gets the next one."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from annotator.models import EvidenceLink
from annotator.operations.people import logins
from annotator.operations.sets import claim_sets
from annotator.terms import SetState
from tests.browser import desk
from tests.browser.visitors import give_name_and_password

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
def test_an_annotator_judges_a_claim_on_two_sources_and_gets_the_next(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST, desk.SECOND)
    page = visitors.log_in("ann")
    desk.start(page)

    expect(desk.claim_on_desk(page)).to_have_text(desk.FIRST)
    expect(page.locator(".m-claim")).to_have_text(f"{desk.FIRST}")
    expect(page.locator(".m-speaker")).to_contain_text("President Ada Maro")
    expect(page.locator(".m-cue")).to_contain_text("said that")
    expect(page.get_by_text("0 of 2")).to_be_visible()

    desk.judge(page)
    desk.add_source(page)
    desk.link_source(
        page, 2, stance="neutral", quote="Ask the mayor.", url="https://town.example/a?b=1&c=2"
    )
    desk.submit(page)

    desk.see_saved(page)
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    expect(page.get_by_text("1 of 2")).to_be_visible()
    (judged,) = desk.judgements(world)
    assert (judged.verdict, judged.confidence) == ("supported", 4)
    assert _count(world, EvidenceLink) == 2


def test_a_candidate_is_reworded(visitors: Visitors, world: World) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    wording = page.get_by_label("Reworded claim")
    expect(wording).to_be_hidden()
    desk.choose(page, "Is this a claim?", "Yes, reworded")
    expect(wording).to_have_value(desk.FIRST)
    wording.fill("No harm had been done to civilians, Ada Maro")
    desk.judge(page, "Refuted", "contradicts")
    desk.submit(page)
    desk.see_the_end(page)
    (judged,) = desk.judgements(world)
    assert judged.candidate == "reworded"


def test_a_candidate_that_is_no_claim_is_rejected_without_a_verdict(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.choose(page, "Is this a claim?", "Not a claim")
    expect(page.get_by_role("group", name="Can it be checked?")).to_be_hidden()
    desk.submit(page)
    expect(page.get_by_role("alert").get_by_text("Say why it is no claim.")).to_be_visible()
    page.get_by_label("Why not?").first.select_option(label="Several claims in one")
    # What is mended is not called wrong any more.
    expect(page.get_by_text("Say why it is no claim.")).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)
    desk.submit(page)
    desk.see_the_end(page)
    (judged,) = desk.judgements(world)
    assert (judged.rejection_reason, judged.verdict) == ("not_atomic", None)


def test_a_claim_that_cannot_be_checked_needs_only_the_reason(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.say_checkable(page, "Not checkable")
    expect(page.get_by_role("group", name="Verdict")).to_be_hidden()
    page.get_by_label("Why not?").and_(page.locator(":visible")).select_option(label="Opinion")
    desk.submit(page)
    desk.see_the_end(page)
    (judged,) = desk.judgements(world)
    assert judged.not_checkable_reason == "opinion"


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_no_fact_is_not_asked_whether_it_can_be_checked(
    visitors: Visitors, world: World, scripts: bool
) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann", scripts=scripts)
    desk.start(page)
    desk.say_checkable(page, "Checkable")
    expect(page.get_by_role("group", name="Verdict")).to_be_visible()
    desk.choose(page, "Is it worth checking?", "Not factual")
    for asked in ("Can it be checked?", "Verdict"):
        expect(page.get_by_role("group", name=asked)).to_be_hidden()
    desk.submit(page)
    desk.see_the_end(page)
    (judged,) = desk.judgements(world)
    assert (judged.worthiness, judged.checkability) == ("NFS", "not_checkable")


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.say_checkable(page, "Checkable")
    row = desk.open_source(page)
    row.get_by_label("Passage, quoted exactly").fill("Nobody\nwas treated.")
    row.get_by_label("Publication date").fill("5 December")
    desk.submit(page)

    expect(page.get_by_role("alert")).to_contain_text("Your entries are kept.")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(row).to_contain_text("Choose the stance of this passage.")
    expect(row.get_by_label("Passage, quoted exactly")).to_have_value("Nobody\nwas treated.")
    expect(row.get_by_label("Publication date")).to_have_value("5 December")
    expect(row.get_by_label("Publication date")).to_have_accessible_description(
        re.compile("Write it as 2025-12-06")
    )

    desk.add_source(page)
    expect(desk.source(page, 2)).not_to_contain_text("Say what")
    expect(desk.source(page, 2).get_by_label("Publication date")).to_have_accessible_description("")
    row.get_by_label("Publication date").fill("2025-12-05")
    desk.press(row, "supports")
    desk.submit(page)
    expect(desk.source(page, 1)).to_contain_text("Source 1 needs an address or a title.")
    for group, missing in (
        ("Verdict", "Choose a verdict."),
        ("How sure?", "Say how sure you are."),
    ):
        expect(page.get_by_role("group", name=group)).to_have_accessible_description(missing)
    expect(
        page.get_by_role("textbox", name="Justification", exact=True)
    ).to_have_accessible_description(re.compile("Say in a sentence why"))
    expect(row.get_by_label("Passage, quoted exactly")).to_have_value("Nobody\nwas treated.")

    row.get_by_label("Title").fill("Bulletin 5")
    desk.conclude(page, "Supported", "It says so.")
    desk.submit(page)
    desk.see_the_end(page)
    assert len(desk.judgements(world)) == 1


def test_a_verdict_outside_the_scheme_is_refused(visitors: Visitors, world: World) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.judge(page)
    page.locator('[name="verdict"]:checked').evaluate("radio => radio.value = 'mostly_true'")
    desk.submit(page)
    expect(page.get_by_role("group", name="Verdict")).to_contain_text(
        "“mostly_true” is no verdict of “Four verdicts”."
    )
    expect(page.get_by_role("textbox", name="Justification", exact=True)).to_have_value(
        "The bulletin says so."
    )
    assert desk.judgements(world) == []


def test_an_address_that_would_run_a_script_is_refused(visitors: Visitors, world: World) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.judge(page)
    address = desk.source(page, 1).get_by_label("Address")
    address.fill("javascript:alert(document.cookie)")
    desk.submit(page)
    expect(address).to_have_value("javascript:alert(document.cookie)")
    expect(address).to_have_accessible_description(re.compile("is not the address of a page"))
    assert desk.judgements(world) == []


def test_a_double_click_on_submit_gives_one_judgement(visitors: Visitors, world: World) -> None:
    world.import_statements(desk.FIRST, desk.SECOND)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.judge(page)
    page.get_by_role("button", name="Submit and take next").dblclick()
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    desk.see_saved(page)
    assert len(desk.judgements(world)) == 1


def test_a_form_that_the_back_button_brings_again_gives_no_second_judgement(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST, desk.SECOND)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.judge(page)
    desk.submit(page)
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    page.go_back()
    expect(page.get_by_text("Your judgement is saved.")).to_be_visible()
    page.get_by_role("button", name="Take next claim").click()
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    assert len(desk.judgements(world)) == 1


def test_a_claim_that_was_sent_ahead_takes_as_long_as_it_was_on_screen(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST, desk.SECOND)
    page = visitors.log_in("ann")
    opened = time.monotonic()
    desk.start(page)
    page.wait_for_timeout(3_000)
    for text in (desk.FIRST, desk.SECOND):
        expect(desk.claim_on_desk(page)).to_have_text(text)
        desk.choose(page, "Is this a claim?", "Not a claim")
        page.get_by_label("Why not?").first.select_option(label="Several claims in one")
        page.wait_for_timeout(500)
        desk.submit(page)
    desk.see_the_end(page)
    altogether = time.monotonic() - opened
    first, second = (judged.seconds for judged in desk.judgements(world))
    assert first is not None
    assert second is not None
    assert first >= 3
    assert first + second <= altogether + 1


def test_a_skipped_claim_goes_on_to_somebody_else(visitors: Visitors, world: World) -> None:
    world.import_statements(desk.FIRST, desk.SECOND)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.skip(page)
    expect(page.get_by_text("Claim skipped. Another annotator gets it.")).to_be_visible()
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    for name in ("bob", "cleo"):
        other = visitors.log_in(name)
        desk.start(other)
        expect(desk.claim_on_desk(other)).to_have_text(desk.FIRST)


def test_a_set_that_was_closed_meanwhile_gives_the_typed_text_back(
    visitors: Visitors, world: World
) -> None:
    visitors.expect_answers(409)
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.judge(page)
    _close_the_set(world)
    desk.submit(page)
    expect(page.get_by_text("The set “Verania” was closed.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Justification", exact=True)).to_have_value(
        "The bulletin says so."
    )
    expect(desk.source(page, 1).get_by_label("Title")).to_have_value("Bulletin 5")


def test_a_session_that_ended_while_typing_loses_no_field(visitors: Visitors, world: World) -> None:
    visitors.expect_answers(401)
    page = _typed_into_an_ended_session(visitors, world)
    give_name_and_password(page, "ann")
    expect(page.get_by_role("heading", name="Your text is safe")).to_be_visible()
    expect(page.get_by_text("The bulletin says so.")).to_be_visible()
    page.get_by_role("button", name="Send text").click()
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    (judged,) = desk.judgements(world)
    assert (judged.verdict, judged.confidence) == ("supported", 4)
    assert judged.justification == "The bulletin says so."
    with world.reading() as session:
        (link,) = session.scalars(select(EvidenceLink))
    assert (link.title, link.publisher, link.stance) == ("Bulletin 5", "Relief Society", "supports")


def test_what_was_typed_in_an_ended_session_is_not_for_another_person(
    visitors: Visitors, world: World
) -> None:
    visitors.expect_answers(401)
    page = _typed_into_an_ended_session(visitors, world)
    give_name_and_password(page, "bob")
    expect(page.get_by_text("unsent text was discarded")).to_be_visible()
    expect(page.get_by_text("The bulletin says so.")).to_have_count(0)
    assert desk.judgements(world) == []


def test_leaving_saves_what_was_typed_and_asks_nothing(visitors: Visitors, world: World) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.say_checkable(page, "Checkable")
    page.get_by_role("textbox", name="Justification", exact=True).fill("The bulletin says so.")
    page.get_by_role("link", name="Documents").click()
    expect(page.get_by_role("heading", name="Documents")).to_be_visible()
    page.goto(world.at("/desk/#1"))
    expect(page.get_by_role("textbox", name="Justification", exact=True)).to_have_value(
        "The bulletin says so."
    )
    assert visitors.asked_before_leaving == 0


def test_no_source_is_offered_that_the_form_would_not_take(
    visitors: Visitors, world: World
) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.judge(page)
    page.locator("#evidence-rows").evaluate("rows => rows.dataset.most = '2'")
    desk.add_source(page)
    expect(page.get_by_role("button", name="Type in a source")).to_be_hidden()


def test_the_last_claim_is_followed_by_thanks(visitors: Visitors, world: World) -> None:
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.judge(page)
    desk.submit(page)
    desk.see_the_end(page)
    page.get_by_role("link", name="Go to your other sets").click()
    expect(page.get_by_text("1 judged")).to_be_visible()
    expect(page.get_by_text("Finished. Thank you.")).to_be_visible()


def _typed_into_an_ended_session(visitors: Visitors, world: World) -> Page:
    world.import_statements(desk.FIRST, desk.SECOND)
    page = visitors.log_in("ann", scripts=False)
    desk.start(page)
    desk.judge(page)
    with world.writing() as session:
        logins.log_out_everywhere(session, user_id=world.people["ann"])
        session.commit()
    desk.submit(page)
    expect(page.get_by_role("alert")).to_contain_text("Your text is kept on this page")
    return page


def _close_the_set(world: World) -> None:
    with world.writing() as session:
        claim_sets.change_set(
            session,
            claim_set_id=world.claim_set_id,
            name="Verania",
            description="",
            overlap=2,
            guideline="",
            state=SetState.CLOSED,
        )
        session.commit()


def _count(world: World, kind: type[EvidenceLink]) -> int:
    with world.reading() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0
