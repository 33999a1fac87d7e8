"""What an annotator does at the desk, step by step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from sqlalchemy import select

from annotator.models import Judgement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Locator, Page

    from tests.world import World

FIRST, SECOND = "no harm had been done to civilians", "the harbour was open"


def start(page: Page) -> None:
    """Take the first claim from the list of sets."""
    page.get_by_role("button", name="Start judging").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def claim_on_desk(page: Page) -> Locator:
    """The claim above the form."""
    return page.locator("#judgement").get_by_role("heading", level=1)


def choose(page: Page, group: str, option: str) -> None:
    """Choose one of several buttons under a heading, by its words."""
    press(page.get_by_role("group", name=group, exact=True), option)


def press(group: Locator, option: str) -> None:
    """Choose the answer of a group that has these words; a folded question is opened first."""
    words = re.compile(rf"^{re.escape(option)}$", re.IGNORECASE)
    change = group.get_by_role("button", name="Change")
    if change.is_visible():
        change.click()
    group.get_by_role("radio", name=words).check()


def say_checkable(page: Page, answer: str = "Checkable") -> None:
    """Say that it is a claim and worth checking, and whether it can be checked."""
    if not page.locator("[name=candidate]:checked").count():
        choose(page, "Is this a claim?", "Yes, as written")
    choose(page, "Is it worth checking?", "Worth checking")
    choose(page, "Can it be checked?", answer)


def source(page: Page, number: int) -> Locator:
    """The fields of one source."""
    return page.get_by_role("group", name=f"Source {number}", exact=True)


def open_source(page: Page, number: int = 1) -> Locator:
    """The fields of a source that nothing is written in yet."""
    if not source(page, number).is_visible():
        page.get_by_role("button", name="Type in a source").click()
    return source(page, number)


def link_source(
    page: Page, number: int, *, stance: str, quote: str, url: str, title: str = "Bulletin 5"
) -> None:
    """Fill in one source."""
    row = open_source(page, number)
    row.get_by_label("Passage, quoted exactly").fill(quote)
    press(row, stance)
    row.get_by_label("Address").fill(url)
    row.get_by_label("Title").fill(title)
    row.get_by_label("Publisher").fill("Relief Society")
    row.get_by_label("Publication date").fill("2025-12-05")


def see_linked(page: Page, number: int, stance: str, words: str) -> None:
    """The folded row of a source: its passage and its stance."""
    row = source(page, number)
    expect(row.locator(".folded-words")).to_contain_text(f"“{words}")
    expect(row.get_by_role("radio", name=stance)).to_be_checked()


def add_source(page: Page) -> None:
    """Ask for one more source and wait for it."""
    number = page.locator("#evidence-rows > fieldset:visible").count()
    page.get_by_role("button", name="Type in a source").click()
    expect(source(page, number + 1)).to_be_visible()


def conclude(page: Page, verdict: str, why: str, sure: int = 4) -> None:
    """Choose the verdict, say why and how sure."""
    choose(page, "Verdict", verdict)
    page.get_by_role("textbox", name="Justification", exact=True).fill(why)
    choose(page, "How sure?", str(sure))


def judge_by_keys(page: Page, sources: Mapping[str, str]) -> int:
    """Judge the claim on screen on these words of the texts at these addresses, and submit it.

    Returns how many keys that took, without those that type an address or the reason.
    """
    pressed = 0

    def press(*keys: str) -> None:
        nonlocal pressed
        for key in keys:
            page.keyboard.press(key)
            pressed += 1

    press("y")
    for address, words in sources.items():
        press("n")
        expect(page.locator("#page")).to_be_focused()
        page.keyboard.type(address)
        press("Enter")
        expect(page.get_by_role("article", name="The source")).to_be_focused()
        select_words(page, words, words)
        expect(page.get_by_role("button", name="supports").first).to_be_enabled()
        press("v")
        expect(page.locator("#passage-said")).to_contain_text(f"supports, “{words}”")
    press("1", "9", "w")
    page.keyboard.type("The paper and the society say so.")
    press("Control+Enter")
    return pressed


def select_words(page: Page, first: str, last: str) -> None:
    """Select in a source from the beginning of some words to the end of others, as a mouse does."""
    page.evaluate(
        """([first, last]) => {
            const paragraphs = document.querySelectorAll(".source-text [data-start]");
            const nodes = [...paragraphs].map(paragraph => paragraph.firstChild);
            const from = nodes.find(node => node.data.includes(first));
            const to = nodes.find(node => node.data.includes(last));
            getSelection().setBaseAndExtent(
                from, from.data.indexOf(first), to, to.data.indexOf(last) + last.length);
        }""",
        [first, last],
    )


def submit(page: Page) -> None:
    """Send the form."""
    page.get_by_role("button", name="Submit and take next").click()


def judge(page: Page, verdict: str = "Supported", stance: str = "supports") -> None:
    """Fill in a whole judgement with one source; it is not sent yet."""
    say_checkable(page)
    link_source(
        page,
        1,
        stance=stance,
        quote="Nobody was treated on Friday.",
        url="https://relief.example/bulletins/5",
    )
    conclude(page, verdict, "The bulletin says so.")


def skip(page: Page, reason: str = "Ambiguous") -> None:
    """Skip the claim on screen."""
    if not page.get_by_label("Reason to skip").is_visible():
        page.get_by_text("Skip…").click()
    page.get_by_label("Reason to skip").select_option(label=reason)
    page.get_by_role("button", name="Skip claim").click()


def see_the_end(page: Page) -> None:
    """The page that follows the last claim."""
    expect(page.get_by_role("heading", name="No claim is left for you")).to_be_visible()


def see_saved(page: Page) -> None:
    """What the bar says when a judgement has arrived, while the next claim is on screen."""
    expect(page.get_by_text("Judgement saved")).to_be_visible()


def judgements(world: World) -> list[Judgement]:
    """All judgements that were kept."""
    with world.reading() as session:
        return list(session.scalars(select(Judgement)))
