"""A reviewer decides where annotators differ; what these judged stays as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from annotator.operations.people import users
from annotator.records import QuoteInput
from annotator.terms import Role, Stance
from tests.addresses import MISSING
from tests.browser.accessibility import scan
from tests.browser.keyboard import tab_to
from tests.world import PASSWORD, evidence, judgement

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

CLAIM = "no harm had been done to civilians"
#: The words in an element of which a part stands on another line.
TORN = """region => {
  const torn = [];
  const walker = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (const word of walker.currentNode.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, word.index);
      range.setEnd(walker.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) torn.push(word[0]);
    }
  }
  return torn;
}"""


def test_a_reviewer_decides_on_judgements_side_by_side_without_names(
    visitors: Visitors, world: World
) -> None:
    _two_differ(world)
    page = visitors.log_in("rita")
    page.get_by_role("link", name="Review 1 claim").click()
    expect(page.get_by_text("1 claim has verdicts of two or more annotators.")).to_be_visible()
    expect(page.get_by_text("Percent agreement 0%, Krippendorff’s α 0.00.")).to_be_visible()
    line = page.get_by_role("row").filter(has_text=CLAIM)
    expect(line).to_contain_text(re.compile(r"Supported\s+[AB]"))
    expect(line).to_contain_text(re.compile(r"Refuted\s+[AB]"))
    page.get_by_role("link", name=CLAIM).click()

    table = page.get_by_role("table").first
    expect(table.get_by_role("columnheader")).to_contain_text(["Annotator A", "Annotator B"])
    expect(_row(page, "Verdict")).to_contain_text("Supported")
    expect(_row(page, "Verdict")).to_contain_text("Refuted")
    sources = page.get_by_role("region", name="Sources side by side")
    expect(sources.get_by_role("rowheader", name="Bulletin 5")).to_contain_text("cited by all")
    expect(sources.get_by_role("rowheader", name="Town hall")).to_contain_text("cited by")
    passage = sources.get_by_role("rowgroup").filter(
        has=page.get_by_role("rowheader", name="Forty-one people")
    )
    expect(passage.first).to_contain_text("contradicts")
    expect(passage.first.get_by_role("rowheader", name="Stance")).to_be_visible()
    for name in ("Ann", "Bob"):
        expect(page.get_by_text(name, exact=True)).to_have_count(0)
        assert name not in re.findall(r"\w+", table.inner_text())
    before = table.locator("tbody").inner_text()

    page.get_by_role("button", name="Save decision").click()
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("Not saved yet.")
    refusal.get_by_role("link", name="Say why: choose at least one reason.").click()
    assert page.evaluate("document.activeElement.type") == "checkbox"
    expect(page.get_by_role("group", name="Decision")).to_have_accessible_description(
        "Choose what becomes of the claim."
    )
    expect(
        page.get_by_role("group", name="Why annotators disagreed")
    ).to_have_accessible_description("Say why: choose at least one reason.")
    expect(page.get_by_label("Note", exact=True)).to_have_accessible_description(
        re.compile("Write a note")
    )
    page.get_by_text(f"{_letter_of(page, 'Refuted')} is right").click()
    page.get_by_label("Missed evidence").check()
    page.get_by_label("Note", exact=True).fill("The hospital’s log settles it.")
    page.get_by_role("button", name="Save decision").click()

    expect(
        page.get_by_text("Decision saved. The annotators’ judgements stay as they were.")
    ).to_be_visible()
    expect(page.get_by_text("The review queue is empty.")).to_be_visible()
    page.get_by_role("link", name="Decided", exact=True).click()
    page.get_by_role("link", name=CLAIM).click()
    expect(page.get_by_role("heading", name="Decided by Rita")).to_be_visible()
    expect(page.get_by_text("Bob is right.")).to_be_visible()
    expect(page.get_by_text("Why annotators disagreed: missed evidence.")).to_be_visible()
    expect(page.get_by_text("The hospital’s log settles it.")).to_be_visible()
    assert page.get_by_role("table").first.locator("tbody").inner_text() == before


def test_side_by_side_on_a_telephone_no_word_is_torn(visitors: Visitors, world: World) -> None:
    world.import_statements(CLAIM)
    why = "Misunderstandings notwithstanding, the administration’s counterevidence is insufficient."
    link = evidence(quote=f"{why} Intergovernmental correspondence contradicts it.")
    world.judge("ann", judgement(justification=why, evidence=(link,)))
    world.judge(
        "bob",
        judgement(
            "conflicting_evidence",
            justification=why,
            evidence=(link, evidence(Stance.CONTRADICTS, quote="Nine people were treated.")),
        ),
    )
    page = visitors.log_in("rita", width=390)
    page.goto(world.at("/review/#1"))
    for name in ("Judgements side by side", "Sources side by side"):
        region = page.get_by_role("region", name=name)
        assert region.evaluate(TORN) == []
        assert region.evaluate("region => region.scrollWidth <= region.clientWidth")
    readers = page.get_by_role("columnheader", name=re.compile("Annotator"))
    assert readers.nth(0).bounding_box()["y"] == readers.nth(1).bounding_box()["y"]  # type: ignore[index]


def test_a_reviewer_for_whom_all_are_wrong_names_the_right_outcome(
    visitors: Visitors, world: World
) -> None:
    _two_differ(world)
    page = visitors.log_in("rita")
    page.goto(world.at("/review/#1"))
    outcome = page.get_by_label("Right outcome")
    expect(outcome).to_be_hidden()
    page.get_by_text("All wrong").click()
    page.get_by_label("Genuine conflict").check()
    page.get_by_label("Note", exact=True).fill("Neither saw the log.")
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_text("All are wrong: choose the outcome that is right.")).to_have_count(2)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Note", exact=True)).to_have_value("Neither saw the log.")
    outcome.select_option(label="Refuted")
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_role("alert")).to_contain_text("“Refuted” needs a source that contradicts")
    passage = page.get_by_role("group", name=re.compile("Forty-one people.*Bulletin"))
    passage.get_by_label("Stance").select_option(label="Contradicts")
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_text("Decision saved.", exact=False).first).to_be_visible()
    page.goto(world.at("/review/#1"))
    expect(page.get_by_role("region", name="Decided by Rita")).to_contain_text(
        "contradicts Bulletin 5"
    )


def test_a_reviewer_adds_a_source_of_their_own(visitors: Visitors, world: World) -> None:
    _two_differ(world)
    page = visitors.log_in("rita")
    page.goto(world.at("/review/#1"))
    page.get_by_text("All wrong").click()
    page.get_by_label("Right outcome").select_option(label="Supported")
    page.get_by_role("button", name="Add another source").click()
    own = page.get_by_role("group", name="Source 2")
    own.get_by_label("Passage, quoted exactly").fill("Nobody was hurt.")
    own.get_by_text("supports").click()
    own.get_by_label("Title").fill("Hospital log")
    page.get_by_label("Missed evidence").check()
    page.get_by_label("Note", exact=True).fill("The log is complete.")
    page.get_by_role("button", name="Save decision", exact=True).click()
    page.goto(world.at("/review/#1"))
    expect(page.get_by_role("region", name="Decided by Rita")).to_contain_text("Nobody was hurt.")


def test_a_decision_that_is_being_written_is_there_when_the_page_is_read_again(
    visitors: Visitors, world: World
) -> None:
    _two_differ(world)
    page = visitors.log_in("rita")
    page.goto(world.at("/review/#1"))
    page.get_by_text("All wrong").click()
    page.get_by_label("Right outcome").select_option(label="Refuted")
    page.get_by_role("button", name="Add another source").click()
    page.get_by_role("group", name="Source 1").get_by_label("Title").fill("Register")
    own = page.get_by_role("group", name="Source 2")
    own.get_by_label("Title").fill("Hospital log")
    own.get_by_text("contradicts").click()
    page.get_by_label("Missed evidence").check()
    page.get_by_label("Note", exact=True).fill("The log is complete.")
    page.goto(world.at("/review/#1"))
    expect(page.get_by_label("Note", exact=True)).to_have_value("The log is complete.")
    expect(page.get_by_label("Missed evidence")).to_be_checked()
    expect(page.get_by_label("Right outcome")).to_have_value(re.compile("refuted"))
    expect(page.get_by_role("group", name="Source 1").get_by_label("Title")).to_have_value(
        "Register"
    )
    own = page.get_by_role("group", name="Source 2")
    expect(own.get_by_label("Title")).to_have_value("Hospital log")
    expect(own.get_by_role("radio", name="contradicts")).to_be_checked()

    page.get_by_text("A is right").click()
    page.get_by_role("button", name="Save decision").click()
    page.goto(world.at("/review/#1"))
    page.get_by_text("Reopen this decision").click()
    page.get_by_label("Why do you reopen it?").fill("It was another log.")
    page.get_by_role("button", name="Reopen decision").click()
    expect(page.get_by_label("Note", exact=True)).to_have_value("")


def test_a_decision_that_is_being_written_is_for_its_writer_alone(
    visitors: Visitors, world: World
) -> None:
    _two_differ(world)
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["ed"], roles=[Role.REVIEWER])
        session.commit()
    page = visitors.log_in("rita")
    page.goto(world.at("/review/#1"))
    page.get_by_label("Note", exact=True).fill("The log is complete.")
    page.get_by_label("Note", exact=True).press("Tab")
    page.get_by_label("Account of").click()
    page.get_by_role("button", name="Log out").click()
    page.get_by_label("User name").fill("ed")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_label("Account of Ed")).to_be_visible()
    page.goto(world.at("/review/#1"))
    expect(page.get_by_label("Note", exact=True)).to_have_value("")


def test_the_text_of_a_source_is_read_in_place_with_the_passage_marked(
    visitors: Visitors, world: World
) -> None:
    text = "Bulletin 5.\n\nForty-one people were treated on Friday. Nobody died."
    world.import_statements(CLAIM)
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        fetch_id = world.paste(name, world.take(name) or MISSING, text)
        stance = Stance.SUPPORTS if verdict == "supported" else Stance.CONTRADICTS
        link = evidence(stance, anchor=QuoteInput(fetch_id))
        world.judge(name, judgement(verdict, evidence=(link,)))
    page = visitors.log_in("rita")
    page.goto(world.at("/review/#1"))
    page.get_by_text("Show the text stored").click()
    place = page.locator(".copy .m-passage")
    expect(place).to_have_text("Forty-one people were treated on Friday.")
    page.get_by_role("link", name="Open the whole text").click()
    expect(page.get_by_role("article", name="The source")).to_contain_text("Nobody died.")
    assert scan(page, "a source in review") == []


def test_a_claim_goes_back_to_its_annotators_who_read_why(visitors: Visitors, world: World) -> None:
    _two_differ(world)
    page = visitors.log_in("rita")
    page.goto(world.at("/review/#1"))
    page.get_by_text("Return to annotators").click()
    expect(page.get_by_role("group", name="Why annotators disagreed")).to_be_hidden()
    page.get_by_label("Note", exact=True).fill("Please read the log of the harbour.")
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_text("Returned to the annotators.")).to_be_visible()
    for name in ("ann", "bob"):
        desk_page = visitors.log_in(name)
        desk_page.get_by_role("button", name="Continue judging").click()
        expect(desk_page.get_by_text("A reviewer returned this claim to you:")).to_be_visible()
        expect(desk_page.get_by_text("Please read the log of the harbour.")).to_be_visible()
        assert scan(desk_page, "a claim sent back") == []
        desk_page.get_by_role("button", name="Keep the earlier judgement").click()
    page.goto(world.at("/review/#1"))
    expect(page.get_by_text("Rita returned the claim to the annotators")).to_be_visible()
    assert scan(page, "a claim that came back") == []


def test_a_second_round_stands_beside_the_first_and_a_decision_is_reopened(
    visitors: Visitors, world: World
) -> None:
    _two_differ(world)
    page = visitors.log_in("rita")
    page.goto(world.at("/review/#1"))
    page.get_by_text("Ask new annotators").click()
    page.get_by_label("Note", exact=True).fill("Both are torn.")
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_text("New annotators will judge it.")).to_be_visible()
    world.judge("cleo", judgement("refuted"))
    page.goto(world.at("/review/#1"))
    table = page.get_by_role("table").first
    expect(table.get_by_role("columnheader")).to_have_text(
        ["Question", re.compile("A *Round 1"), re.compile("B *Round 1"), re.compile("C *Round 2")]
    )
    page.get_by_text("C is right").click()
    page.get_by_label("Slip").check()
    page.get_by_label("Note", exact=True).fill("As the log has it.")
    page.get_by_role("button", name="Save decision").click()
    page.goto(world.at("/review/#1"))
    page.get_by_text("Reopen this decision").click()
    page.get_by_role("button", name="Reopen decision").click()
    expect(page.get_by_text("Say why, for the reviewer who decided.")).to_be_visible()
    assert scan(page, "reopening a decision") == []
    page.get_by_label("Why do you reopen it?").fill("It was another log.")
    page.get_by_role("button", name="Reopen decision").click()
    expect(page.get_by_text("It was another log.")).to_be_visible()
    expect(page.get_by_text("annotator C is right")).to_be_visible()
    expect(page.get_by_role("button", name="Save decision")).to_be_visible()


def test_a_person_who_judged_a_claim_cannot_decide_on_it(visitors: Visitors, world: World) -> None:
    _two_differ(world)
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["ann"], roles=[Role.ANNOTATOR, Role.REVIEWER])
        session.commit()
    page = visitors.log_in("ann")
    page.goto(f"/sets/{world.claim_set_id}/review")
    expect(page.get_by_text("You judged 1 claim of this set that has no decision")).to_be_visible()
    expect(page.get_by_text(CLAIM)).to_have_count(0)
    assert scan(page, "a queue without the reviewer's own claims") == []
    world.decide("rita")
    page.get_by_role("link", name="Decided").click()
    expect(page.get_by_text("you judged it", exact=True)).to_be_visible()
    page.get_by_role("link", name=CLAIM).click()
    expect(page.get_by_role("heading", name="Decided by Rita")).to_be_visible()
    expect(page.get_by_text("Reopen this decision")).to_have_count(0)


def test_a_decision_that_came_second_is_told_so_and_keeps_its_note(
    visitors: Visitors, world: World
) -> None:
    visitors.expect_answers(409)
    _two_differ(world)
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["ed"], roles=[Role.REVIEWER])
        session.commit()
    page = visitors.log_in("rita")
    page.goto(world.at("/review/#1"))
    world.decide("ed")
    page.get_by_text("A is right").click()
    page.get_by_label("Slip").check()
    page.get_by_label("Note", exact=True).fill("I read it otherwise.")
    page.get_by_role("button", name="Save decision").click()
    expect(
        page.get_by_text("Another reviewer has decided on this claim in the meantime")
    ).to_be_visible()
    expect(page.get_by_text("I read it otherwise.")).to_be_visible()


def test_a_reviewer_decides_by_keyboard_alone(visitors: Visitors, world: World) -> None:
    _two_differ(world)
    page = visitors.log_in("rita")
    page.goto(world.at("/review/#1"))
    keys = page.keyboard
    tab_to(page.get_by_role("radio", name="A is right"))
    keys.press("Space")
    tab_to(page.get_by_label("Slip"))
    keys.press("Space")
    tab_to(page.get_by_label("Note", exact=True))
    keys.type("A slip of the pen.")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.get_by_text("The review queue is empty.")).to_be_visible()


def _two_differ(world: World) -> None:
    world.import_statements(CLAIM)
    world.judge("ann", judgement("supported"))
    world.judge(
        "bob",
        judgement(
            "refuted",
            evidence=(
                evidence(Stance.CONTRADICTS),
                evidence(Stance.NEUTRAL, url="https://town.example/hall", title="Town hall"),
            ),
        ),
    )


def _row(page: Page, heading: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=heading))


def _letter_of(page: Page, verdict: str) -> str:
    cells = _row(page, "Verdict").get_by_role("cell").all_inner_texts()
    return "AB"[next(number for number, cell in enumerate(cells) if verdict in cell)]
