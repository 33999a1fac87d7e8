"""The desk's keys: each does what its control does, and no key acts while a person types."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from annotator.models import Document, Mention, MentionSpan
from tests.browser import desk

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors
    from tests.world import World

pytestmark = pytest.mark.browser

#: Whether the first claim that lies in the page is this one.
FIRST_AHEAD = """claim => {
    const first = document.querySelector("#ahead template").content;
    return first.querySelector(".claim-text").textContent.trim() === claim;
}"""

#: Where the focus may stand when a key is pressed.
#: A key as the browser reports it, for layouts that the driver cannot press.
PRESS = """(pressed) => document.body.dispatchEvent(
  new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...pressed }))"""
STANDS = ("body", "#guideline", "#hand-in", ".speaker-step summary", "#questions")


def test_a_key_acts_wherever_the_focus_stands(visitors: Visitors, world: World) -> None:
    page = _at_the_desk(visitors, world)
    for number, stand in enumerate(STANDS):
        _focus(page, stand)
        page.keyboard.press("kl"[number % 2])
        wanted = ("checkable", "not_checkable")[number % 2]
        expect(page.locator(f'[name=checkability][value="{wanted}"]')).to_be_checked()


def test_no_key_acts_while_somebody_types_and_escape_leaves_the_field(
    visitors: Visitors, world: World
) -> None:
    page = _at_the_desk(visitors, world)
    page.keyboard.press("k")
    page.keyboard.press("w")
    why = page.get_by_role("textbox", name="Justification", exact=True)
    expect(why).to_be_focused()
    page.keyboard.type("xl2?g")
    expect(why).to_have_value("xl2?g")
    expect(page.locator("[name=verdict]:checked")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    expect(page.locator('[name=verdict][value="refuted"]')).to_be_checked()


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("x", "Type a letter to choose. Escape leaves the list."),
        ("l", "Type a letter to choose. Escape leaves the list."),
        ("q", "Type a letter to choose. Enter skips the claim, Escape leaves the list."),
    ],
)
def test_a_list_that_a_key_opens_says_how_the_keys_come_back(
    visitors: Visitors, world: World, key: str, says: str
) -> None:
    page = _at_the_desk(visitors, world)
    page.keyboard.press(key)
    said = page.locator("#list-keys")
    expect(said).to_have_text(says)
    expect(said).to_be_in_viewport()
    expect(page.locator("select:focus")).to_have_accessible_description(re.compile(says))
    page.keyboard.press("Escape")
    expect(said).to_have_count(0)
    page.keyboard.press("j")
    expect(page.locator('[name=candidate][value="accepted"]')).to_be_checked()


def test_a_claim_is_split_by_two_keys_and_its_parts_come_next(
    visitors: Visitors, world: World
) -> None:
    fact = "the road was open and the port was closed"
    page = _at_the_desk(visitors, world, fact)
    page.keyboard.press("s")
    parts = page.get_by_label("Subclaims")
    expect(parts).to_be_focused()
    expect(parts).to_have_value("the road was open\nthe port was closed")
    page.keyboard.type(" on Friday")
    expect(parts).to_have_value("the road was open\nthe port was closed on Friday")
    page.keyboard.press("Control+Enter")
    expect(desk.claim_on_desk(page)).to_have_text("the road was open")
    (judged,) = desk.judgements(world)
    assert judged.candidate == "split"


def test_a_claim_that_a_key_opens_for_new_words_is_gone_on_with_at_its_end(
    visitors: Visitors, world: World
) -> None:
    page = _at_the_desk(visitors, world)
    wording = page.get_by_label("Reworded claim")
    page.keyboard.press("e")
    page.keyboard.type(" in Orlest")
    expect(wording).to_have_value(f"{desk.FIRST} in Orlest")
    wording.evaluate("field => field.setSelectionRange(3, 3)")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.keyboard.type("at all ")
    expect(wording).to_have_value(f"{desk.FIRST[:3]}at all {desk.FIRST[3:]} in Orlest")


def test_parts_come_in_their_order_after_the_one_claim_that_was_ready(
    visitors: Visitors, world: World
) -> None:
    others = ("the mill was sold", "the harbour was full", "the bridge was closed")
    page = _at_the_desk(visitors, world, "the road was open and the port was closed", *others)
    page.keyboard.press("s")
    coming = (
        "the mill was sold",
        "the road was open",
        "the port was closed",
        "the harbour was full",
    )
    for claim, following in itertools.pairwise(coming):
        page.keyboard.press("Control+Enter")
        expect(desk.claim_on_desk(page)).to_have_text(claim)
        page.wait_for_function(FIRST_AHEAD, arg=following)
        page.keyboard.press("j")
        page.keyboard.press("f")
    page.keyboard.press("Control+Enter")
    expect(desk.claim_on_desk(page)).to_have_text(coming[-1])


def test_a_judgement_is_submitted_from_where_no_field_has_the_focus(
    visitors: Visitors, world: World
) -> None:
    page = _at_the_desk(visitors, world, "the road was open and the port was closed")
    page.keyboard.press("s")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Subclaims")).not_to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(desk.claim_on_desk(page)).to_have_text("the road was open")


def test_one_key_undoes_a_decision_that_was_sent(visitors: Visitors, world: World) -> None:
    page = _at_the_desk(visitors, world, desk.FIRST, desk.SECOND)
    desk.judge(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    page.keyboard.press("z")
    expect(desk.claim_on_desk(page)).to_have_text(desk.FIRST)
    expect(page.locator('[name=verdict][value="supported"]')).to_be_checked()


def test_one_key_redoes_what_was_undone(visitors: Visitors, world: World) -> None:
    page = _at_the_desk(visitors, world, desk.FIRST, desk.SECOND)
    desk.judge(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)
    expect(page.locator("#redo")).to_have_count(0)
    page.keyboard.press("z")
    expect(page.get_by_role("button", name="Keep the earlier judgement")).to_be_in_viewport()
    page.keyboard.press("r")
    expect(desk.claim_on_desk(page)).to_have_text(desk.SECOND)

    for key in ("q", "a", "Enter"):
        page.keyboard.press(key)
    desk.see_the_end(page)
    page.get_by_role("button", name="Undo last").click()
    expect(page.get_by_role("button", name="Skip it again")).to_be_in_viewport()
    page.keyboard.press("r")
    desk.see_the_end(page)
    (judged,) = desk.judgements(world)
    assert judged.number == 1


def test_keys_are_listed_changed_and_kept(visitors: Visitors, world: World) -> None:
    page = _at_the_desk(visitors, world)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    field = dialog.get_by_label("It can be checked", exact=True)
    field.press("b")
    expect(dialog.get_by_role("status")).to_have_text("B is taken: It is a minor fact.")
    field.press(".")
    expect(dialog.get_by_role("status")).to_have_text("It can be checked: ..")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("k")
    expect(page.locator("[name=checkability]:checked")).to_have_count(0)
    page.keyboard.press(".")
    expect(page.locator('[name=checkability][value="checkable"]')).to_be_checked()


@pytest.mark.parametrize("key", ["ArrowDown", "Space", "Backspace", "PageDown", "F8"])
def test_a_key_that_has_a_work_of_its_own_is_not_given_to_an_action(
    visitors: Visitors, world: World, key: str
) -> None:
    page = _at_the_desk(visitors, world)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    field = dialog.get_by_label("It can be checked", exact=True)
    field.press(key)
    expect(dialog.get_by_role("status")).to_have_text(
        "Choose a letter, a digit, another character or Enter."
    )
    expect(field).to_have_value("k")
    field.press("Tab")
    expect(field).not_to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press(key)
    expect(page.locator("[name=checkability]:checked")).to_have_count(0)


def test_a_key_that_was_once_given_by_accident_is_forgotten(
    visitors: Visitors, world: World
) -> None:
    page = _at_the_desk(visitors, world)
    page.evaluate('localStorage.setItem("claimbook keys", \'{"checkable": "ArrowDown"}\')')
    page.reload()
    page.keyboard.press("k")
    expect(page.locator('[name=checkability][value="checkable"]')).to_be_checked()


def test_a_sign_that_a_layout_types_with_altgr_is_a_key(visitors: Visitors, world: World) -> None:
    page = _at_the_desk(visitors, world)
    page.keyboard.press("y")
    page.evaluate('localStorage.setItem("claimbook keys", \'{"sure-2": "@"}\')')
    page.evaluate(PRESS, {"key": "@", "ctrlKey": True, "altKey": True})
    expect(page.locator("[name=confidence]:checked")).to_have_count(0)
    page.evaluate(PRESS, {"key": "@", "ctrlKey": True, "altKey": True, "modifierAltGraph": True})
    expect(page.locator('[name=confidence][value="2"]')).to_be_checked()


def test_nothing_is_chosen_before_the_annotator_chooses_and_one_key_gives_the_usual_answers(
    visitors: Visitors, world: World
) -> None:
    page = _at_the_desk(visitors, world)
    expect(page.locator("#judgement :checked:not(option)")).to_have_count(0)
    expect(page.locator("#skip-reason")).to_have_value("")
    page.keyboard.press("Enter")
    for words in ("Say whether this is a claim.", "Say whether it is worth checking."):
        expect(page.get_by_role("alert").get_by_text(words)).to_be_visible()
    assert desk.judgements(world) == []
    page.keyboard.press("y")
    for name, answer in (
        ("candidate", "accepted"),
        ("worthiness", "CFS"),
        ("checkability", "checkable"),
    ):
        expect(page.locator(f'[name={name}][value="{answer}"]')).to_be_checked()
    expect(page.get_by_role("button", name="Change: Is this a claim?")).to_be_visible()
    page.keyboard.press("e")
    page.keyboard.press("Escape")
    page.keyboard.press("y")
    expect(page.locator('[name=candidate][value="reworded"]')).to_be_checked()


def test_the_guideline_opens_over_the_page_and_closes_again(
    visitors: Visitors, world: World
) -> None:
    page = _at_the_desk(visitors, world)
    page.keyboard.press("k")
    page.keyboard.press("2")
    page.keyboard.press("g")
    dialog = page.get_by_role("dialog", name="Guideline")
    expect(dialog.locator(".verdict", has_text="Refuted")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator('[name=verdict][value="refuted"]')).to_be_checked()


def test_the_other_mentions_are_read_in_place_one_key_away(
    visitors: Visitors, world: World
) -> None:
    page = _at_the_desk(visitors, world, desk.FIRST, desk.FIRST)
    page.keyboard.press("k")
    page.keyboard.press("m")
    mentions = page.locator(".desk .text-part")
    expect(mentions.get_by_role("heading", name="2 mentions")).to_be_visible()
    expect(mentions.get_by_role("link", name="A statement").first).to_have_attribute(
        "target", "_blank"
    )
    expect(page.get_by_role("article", name="The document")).to_be_hidden()
    page.keyboard.press("d")
    expect(page.get_by_role("article", name="The document")).to_be_visible()
    expect(page.locator('[name=checkability][value="checkable"]')).to_be_checked()


@pytest.mark.parametrize("before", ["🚢🌉", "ميناء", "נמל", "Gəncə şəhəri"])
def test_words_that_are_selected_become_a_claim(
    visitors: Visitors, world: World, before: str
) -> None:
    page = _at_the_desk(visitors, world, f"the {before} bridge was open")
    page.evaluate(
        """() => {
            const text = [...document.querySelectorAll(".m-claim")]
                .map((piece) => piece.lastChild)
                .find((words) => words.data.includes("bridge"));
            const at = text.data.indexOf("bridge");
            document.getSelection().setBaseAndExtent(text, at, text, at + "bridge was".length);
        }"""
    )
    words = page.get_by_label("Exact words of the document")
    expect(words).to_have_value("bridge was")
    page.keyboard.press("a")
    expect(words).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Claim added. You judge it after")).to_be_visible()
    expect(words).to_have_value("")
    with world.reading() as session:
        quote, start, end, document_id = session.execute(
            select(Mention.quote, MentionSpan.start, MentionSpan.end, Mention.document_id)
            .join(MentionSpan, MentionSpan.mention_id == Mention.id)
            .where(Mention.rule == "person")
        ).one()
    assert quote == "bridge was"
    assert end - start == len(quote)
    assert document_id == world.nth(Document)


@pytest.mark.parametrize("next_one", ["selected", "typed"])
def test_what_is_said_of_a_claim_that_was_added_goes_when_the_next_one_comes(
    visitors: Visitors, world: World, next_one: str
) -> None:
    page = _at_the_desk(visitors, world, "the bridge was open")
    said, words = page.locator("#marked"), page.locator("#mark [name=words]")
    claim = page.locator(".m-claim")
    claim.dblclick(position={"x": 60, "y": 8})
    expect(words).to_have_value("bridge")
    page.locator("#mark-open").click()
    page.get_by_role("button", name="Add claim").click()
    expect(said).to_contain_text("Claim added. You judge it after")
    expect(words).to_have_value("")
    if next_one == "selected":
        claim.dblclick(position={"x": 150, "y": 8})
        expect(words).not_to_have_value("")
    else:
        words.fill("open")
    expect(said).to_be_empty()


def test_what_a_new_wording_adds_and_leaves_out_is_told_without_its_punctuation(
    visitors: Visitors, world: World
) -> None:
    page = _at_the_desk(visitors, world, "the deputy envoy Senn met 5 aides in Orlest")
    page.keyboard.press("e")
    wording = page.get_by_label("Reworded claim")
    wording.fill("The deputy envoy, Senn, met “5 aides” in Orlest – (on Friday).")
    added = page.locator("#added")
    expect(added).to_have_text("Added: on Friday")
    wording.fill("the deputy envoy met 5% aides, in Orlest: Tarro")
    expect(added).to_have_text("Added: 5% Tarro. Left out: Senn 5")


def _at_the_desk(visitors: Visitors, world: World, *facts: str) -> Page:
    world.import_statements(*(facts or (desk.FIRST,)))
    page = visitors.log_in("ann")
    desk.start(page)
    # The script is there once the keys are.
    expect(page.locator("#hand-in")).to_have_attribute("aria-keyshortcuts", "Enter")
    return page


def _focus(page: Page, selector: str) -> None:
    page.evaluate(
        "selector => { document.activeElement.blur(); document.querySelector(selector).focus(); }",
        selector,
    )
