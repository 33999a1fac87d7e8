"""Every page in every state, without a violation that axe knows of, in light and dark."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from annotator.clock import now
from annotator.imports.incoming import Unreadable
from annotator.jobs.previewing import PREVIEW_HERE
from annotator.jobs.registry import JOBS
from annotator.jobs.run import LEASE
from annotator.jobs.runner import run_waiting
from annotator.operations.corpus import documents
from annotator.operations.jobs import running
from annotator.operations.jobs.waiting import enqueue
from annotator.operations.people import logins
from annotator.records import DocumentMetadata
from annotator.terms import EXTRACTION, FETCH
from tests.browser import desk
from tests.browser.accessibility import scan
from tests.browser.editors_pages import scan_what_editors_find
from tests.browser.typing_at_desk import begin_claim, type_until_saved
from tests.browser.visitors import file, give_name_and_password
from tests.importing import end_import
from tests.world import judgement, with_claims

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser


def test_the_way_in_is_for_everybody(visitors: Visitors, world: World) -> None:
    visitors.expect_answers(401, 403, 404)
    page = visitors.arrive()
    page.goto("/login")
    found = scan(page, "log-in")
    give_name_and_password(page, "ann", "not the password")
    expect(page.get_by_text("Wrong user name or password.")).to_be_visible()
    found += scan(page, "log-in refused")
    give_name_and_password(page, "ann")
    expect(page).to_have_title("Home · Claimbook")
    page.goto("/account")
    found += scan(page, "account")
    _leave_reminders_to_us(page)
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += scan(page, "account with errors")
    page.goto("/nowhere")
    found += scan(page, "404")
    page.goto("/people")
    found += scan(page, "403")
    page.goto("/account")
    _leave_reminders_to_us(page)
    _log_out_behind_the_back(world, "ann")
    page.get_by_label("New password, at least").fill("two words")
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += scan(page, "log-in after the session ended")
    _leave_reminders_to_us(page)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("Enter your user name.")).to_be_visible()
    found += scan(page, "log-in with nothing written")
    assert found == []


def test_the_annotators_pages_are_for_everybody(visitors: Visitors, world: World) -> None:
    world.import_statements("no harm had been done to civilians")
    page = visitors.log_in("ann")
    found = scan(page, "home of an annotator")
    page.goto(f"/sets/{world.claim_set_id}")
    found += scan(page, "set of an annotator")
    page.goto(f"/sets/{world.claim_set_id}/guideline")
    found += scan(page, "guideline")
    page.goto(world.at("/claims/#1"))
    found += scan(page, "claim")
    assert found == []


def test_the_desk_is_for_everybody_while_it_is_filled_in(visitors: Visitors, world: World) -> None:
    page = begin_claim(visitors, world)
    found = scan(page, "desk")
    desk.choose(page, "Is this a claim?", "Yes, reworded")
    desk.say_checkable(page, "Not checkable")
    found += scan(page, "desk, reworded and not checkable")
    desk.choose(page, "Is this a claim?", "Not a claim")
    found += scan(page, "desk, rejected")
    desk.choose(page, "Is this a claim?", "Yes, as written")
    desk.judge(page)
    desk.add_source(page)
    page.get_by_text("Coverage, groups, note").first.click()
    found += scan(page, "desk, filled in")
    published = desk.source(page, 1).get_by_label("Publication date")
    published.fill("2026-01-09")
    expect(desk.source(page, 1).get_by_label("Your reason")).to_be_visible()
    page.get_by_text("to fix").click()
    found += scan(page, "desk, warned")
    published.fill("2025-12-05")
    _contradict(page)
    found += scan(page, "desk, filled in otherwise")
    assert found == []


def test_the_desk_is_for_everybody_with_errors(visitors: Visitors, world: World) -> None:
    # No other claim takes its place while it is sent.
    world.import_statements(desk.FIRST)
    page = visitors.log_in("ann")
    desk.start(page)
    desk.judge(page)
    desk.add_source(page)
    page.get_by_text("Coverage, groups, note").first.click()
    _contradict(page)
    desk.source(page, 1).get_by_label("Address").fill("nowhere")
    desk.submit(page)
    expect(page.get_by_role("alert")).to_be_visible()
    found = scan(page, "desk with errors at fields")
    desk.source(page, 1).get_by_label("Address").fill("https://relief.example/5")
    desk.source(page, 2).get_by_label("Title").fill("Town hall")
    desk.submit(page)
    expect(page.get_by_role("alert").get_by_text("Source 2 needs the passage")).to_be_visible()
    found += scan(page, "desk with errors above")
    desk.source(page, 2).get_by_label("Passage, quoted exactly").fill("Nobody.")
    desk.choose(page, "Verdict", "Supported")
    page.get_by_role("button", name="Remove source 2").click()
    expect(page.get_by_text("Source removed")).to_be_visible()
    found += scan(page, "desk, a source removed")
    assert found == []


def test_typed_text_is_kept_for_everybody(visitors: Visitors, world: World) -> None:
    visitors.expect_answers(401, 409)
    page = begin_claim(visitors, world)
    desk.judge(page)
    type_until_saved(page, "From the first window.")
    found = _with_two_texts(page)
    _log_out_behind_the_back(world, "ann")
    page.get_by_role("textbox", name="Justification", exact=True).fill(
        "The bulletin says so, in its first line."
    )
    expect(page.get_by_text("your session has ended")).to_be_visible()
    found += scan(page, "desk, logged out meanwhile")
    # As where no script runs.
    page.locator("#judgement").evaluate("form => HTMLFormElement.prototype.submit.call(form)")
    give_name_and_password(page, "ann")
    expect(page.get_by_role("heading", name="Your text is safe")).to_be_visible()
    found += scan(page, "typed text given back")
    page.get_by_role("button", name="Send text").click()
    expect(page.get_by_text("Judgement saved.")).to_be_visible()
    assert found == []


def test_what_is_done_is_for_everybody(visitors: Visitors, world: World) -> None:
    page = begin_claim(visitors, world)
    desk.judge(page)
    desk.submit(page)
    desk.see_saved(page)
    page.get_by_role("button", name="Undo last").click()
    expect(page.get_by_text("counts until you submit a new one")).to_be_visible()
    found = scan(page, "desk, a judgement opened again")
    page.get_by_role("button", name="Keep the earlier judgement").click()
    desk.skip(page)
    expect(page.get_by_role("heading", name="No claim is left for you")).to_be_visible()
    found += scan(page, "finished")
    page.get_by_role("button", name="Undo last").click()
    expect(page.get_by_text("You skipped this claim")).to_be_visible()
    found += scan(page, "desk, a skip undone")
    page.get_by_role("button", name="Skip it again").click()
    page.goto(world.at("/desk/#1"))
    found += scan(page, "done")
    page.goto(world.at("/desk/#2"))
    found += scan(page, "skipped")
    page.goto(f"/sets/{world.claim_set_id}/mine")
    found += scan(page, "history")
    page.goto(f"/sets/{world.claim_set_id}/mine?label=refuted")
    found += scan(page, "history, none of a label")
    page.goto("/")
    found += scan(page, "home of an annotator who has finished")
    assert found == []


def test_the_editors_pages_are_for_everybody(visitors: Visitors, world: World) -> None:
    visitors.expect_answers(409)
    page = visitors.log_in("ed")
    found = scan(page, "home of an editor")
    page.goto("/documents")
    found += scan(page, "documents, none")
    page.goto(f"/sets/{world.claim_set_id}")
    found += scan(page, "set without claims")
    found += _scan_import(page, world)
    world.import_statements(changed=partial(with_claims, doubts=("repair", "speaker")))
    page.goto("/documents")
    found += scan(page, "documents")
    page.goto("/documents?words=nothing+like+it")
    found += scan(page, "documents, none found")
    page.goto("/documents")
    page.get_by_role("link", name="A statement").click()
    found += scan(page, "document")
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_role("button", name="Add claims").click()
    expect(page.get_by_text("Select at least one claim.")).to_be_visible()
    found += scan(page, "document with errors")
    found += scan_what_editors_find(page, world)
    page.goto(f"/sets/{world.claim_set_id}")
    found += scan(page, "set of an editor")
    page.get_by_role("link", name="Known answers").click()
    found += scan(page, "known answers, none")
    page.goto(world.at("/set-claims/#1/known-answer"))
    page.get_by_role("button", name="Save answer").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += scan(page, "known answer with errors")
    page.get_by_label("Right answer").select_option("Refuted")
    page.get_by_label("Explanation, in Markdown").fill("The log says so.")
    page.get_by_role("button", name="Save answer").click()
    expect(page.get_by_text("Answer saved.")).to_be_visible()
    found += scan(page, "known answers")
    assert found == []


def test_the_reviewers_pages_are_for_everybody(visitors: Visitors, world: World) -> None:
    queue = f"/sets/{world.claim_set_id}/review"
    page = visitors.log_in("rita")
    found = scan(page, "home of a reviewer")
    agreement = f"/sets/{world.claim_set_id}/agreement"
    for part in ("", "/sources", "/annotators", "/claims?one=supported&other=refuted"):
        page.goto(agreement + part)
        found += scan(page, f"agreement{part}, nothing judged")
    page.goto(queue)
    found += scan(page, "queue, empty")
    page.goto(f"{queue}?show=decided")
    found += scan(page, "decided, none")
    world.import_statements("no harm had been done to civilians")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    for part in ("", "/sources", "/annotators", "/claims?one=supported&other=refuted"):
        page.goto(agreement + part)
        for fold in page.locator("main summary").all():
            fold.click()
        found += scan(page, f"agreement{part}")
    page.goto("/")
    found += scan(page, "home of a reviewer with work")
    page.goto("/sets")
    found += scan(page, "sets of a reviewer with work")
    page.goto(queue)
    found += scan(page, "queue")
    page.goto(world.at("/review/#1"))
    found += scan(page, "review")
    page.get_by_text("All wrong").click()
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += scan(page, "review with errors")
    page.get_by_label("Right outcome").select_option(label="Not enough evidence")
    page.get_by_label("Missed evidence").check()
    page.get_by_label("Note", exact=True).fill("Neither looked at the log.")
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_text("The review queue is empty.")).to_be_visible()
    page.goto(world.at("/review/#1"))
    found += scan(page, "review, decided")
    page.goto(f"{queue}?show=decided")
    found += scan(page, "decided")
    page.goto(f"/sets/{world.claim_set_id}")
    found += scan(page, "set of a reviewer")
    assert found == []


def test_the_administrators_pages_are_for_everybody(visitors: Visitors, world: World) -> None:
    _have_jobs_of_every_state(world)
    page = visitors.log_in("adam")
    found = scan(page, "home of an administrator")
    for address, state in (
        ("/people", "people"),
        (f"/people/{world.people['ann']}", "person"),
        (f"/sets/{world.claim_set_id}/edit", "set, to be changed"),
        ("/jobs", "jobs"),
    ):
        page.goto(address)
        found += scan(page, state)
    found += _with_and_without_errors(page, "/people/new", "Create account")
    found += _with_and_without_errors(page, "/sets/new", "Create set")
    assert found == []


def _contradict(page: Page) -> None:
    """The second source says the opposite of the first."""
    desk.press(desk.source(page, 2), "contradicts")
    desk.choose(page, "Verdict", "Conflicting evidence")


def _with_and_without_errors(page: Page, address: str, button: str) -> list[str]:
    page.goto(address)
    found = scan(page, address)
    _leave_reminders_to_us(page)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("alert")).to_be_visible()
    return found + scan(page, f"{address} with errors")


def _with_two_texts(page: Page) -> list[str]:
    second = page.context.new_page()
    second.goto(page.url)
    type_until_saved(second, "From another window.")
    second.close()
    page.get_by_role("textbox", name="Justification", exact=True).fill("From this window.")
    expect(page.get_by_role("dialog")).to_be_visible()
    found = scan(page, "desk, two texts")
    page.get_by_role("button", name="Keep all of this window").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    return found


def _leave_reminders_to_us(page: Page) -> None:
    """Without it the browser's own "please fill in this field" comes before the page's."""
    page.locator("main form").evaluate_all(
        "forms => { for (const form of forms) form.noValidate = true; }"
    )


def _log_out_behind_the_back(world: World, name: str) -> None:
    with world.writing() as session:
        logins.log_out_everywhere(session, user_id=world.people[name])
        session.commit()


def _scan_import(page: Page, world: World) -> list[str]:
    """Import two files, and scan each page on the way."""
    page.goto("/imports/new")
    found = scan(page, "import")
    page.get_by_label("Addresses").fill("last week")
    page.get_by_role("button", name="Fetch the pages").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += scan(page, "import with errors")
    page.goto("/imports/new")
    page.get_by_label("Files", exact=True).set_input_files(
        [file("a.txt", b"The harbour was open."), file("b.txt", b"\x00\x01")]
    )
    page.get_by_role("button", name="Upload files").click()
    expect(page.get_by_role("heading", name="Files are being read")).to_be_visible()
    found += scan(page, "import being read")
    run_waiting(world.database, PREVIEW_HERE)
    expect(page.get_by_role("heading", name="Preview of the import")).to_be_visible()
    found += scan(page, "preview of an import")
    page.get_by_role("button", name="Import 1 text").click()
    expect(page.get_by_role("heading", name="Import in progress")).to_be_visible()
    found += scan(page, "import under way")
    end_import(world)
    page.get_by_role("link", name="a", exact=True).click()
    expect(page.get_by_text("Claims are being extracted")).to_be_visible()
    found += scan(page, "document being read")
    _fail_what_waits(world)
    page.reload()
    found += scan(page, "document that could not be read")
    page.goto(world.at("/imports/#1"))
    found += scan(page, "import finished")
    _import_only_what_fails(world)
    page.goto(world.at("/imports/#2"))
    found += scan(page, "import of nothing")
    return found


def _fail_what_waits(world: World) -> None:
    while world.fail_next(EXTRACTION, "It is too deep."):
        pass


def _have_jobs_of_every_state(world: World) -> None:
    kinds = [kind.key for kind in JOBS if kind.key not in (EXTRACTION, FETCH)]
    with world.writing() as session:
        for kind in kinds:
            enqueue(session, kind=kind, subjects=[world.claim_set_id])
        session.commit()
    world.fail_next(kinds[0], "The database is full.")
    with world.writing() as session:
        held = running.take(session, kind=kinds[1], lease=LEASE)
        assert held is not None
        running.prolong(session, held=held, until=now() + LEASE, done=3, total=9)
        session.commit()


def _import_only_what_fails(world: World) -> None:
    with world.writing() as session:
        batch_id = documents.begin_import(session, label="broken.zip")
        documents.import_texts(
            session,
            batch_id=batch_id,
            incoming=[Unreadable("broken.zip", "It is not a zip archive, or a broken one.")],
            unstated=DocumentMetadata(),
        )
        session.commit()
