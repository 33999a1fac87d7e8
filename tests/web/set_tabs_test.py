"""Every page of a set has the same tabs, each for those who may use it, and they tell nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from annotator.operations.people import users
from annotator.terms import Role
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

SET = "/sets/#1"
#: A person's own work stands alone; a queue that leads to its next claim has no page.
NO_TABS = {"desk.finished", "review.following"}
#: What a page is asked that is none without.
ASKED = {"agreement.claims": "?one=supported&other=refuted"}
_TABS = re.compile(r'<nav class="tabs" aria-label="Parts of the set">(.*?)</nav>', re.DOTALL)
_TAB = re.compile(r'<a [^>]*?(aria-current="page")?>([^<]*?)(?: <span>(.*?)</span>)?</a>')


@pytest.mark.parametrize(
    ("person", "tabs"),
    [
        ("ann", ["Claims", "Your judgements", "Guideline"]),
        ("rita", ["Claims", "Review", "Agreement", "Releases", "Guideline"]),
        ("ed", ["Claims", "Known answers", "Releases", "Guideline", "Members", "Settings"]),
        ("adam", ["Claims", "Known answers", "Releases", "Guideline", "Members", "Settings"]),
    ],
)
def test_everyone_has_the_tabs_that_they_may_use(
    visitor: Callable[..., Visitor], world: World, person: str, tabs: list[str]
) -> None:
    world.import_statements("the harbour was open")
    found = _tabs(visitor(person).text(SET))
    assert [words for _, words, _ in found] == tabs


@pytest.mark.parametrize(
    ("path", "current"),
    [(SET, "Claims"), (f"{SET}/guideline", "Guideline")],
)
def test_a_page_names_its_own_tab_and_no_other(
    visitor: Callable[..., Visitor], world: World, path: str, current: str
) -> None:
    world.import_statements("the harbour was open")
    assert [words for here, words, _ in _tabs(visitor("adam").text(path)) if here] == [current]


def test_every_page_of_a_set_has_its_tabs_and_marks_one(
    visitor: Callable[..., Visitor], world: World
) -> None:
    """Also a page that a later change adds: the addresses are those that the application has."""
    world.import_statements("the harbour was open")
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["ann"], roles=list(Role))
        session.commit()
    reader = visitor("ann")
    without = []
    for rule in reader.client.application.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.arguments != {"claim_set_id"}:
            continue
        if rule.endpoint in NO_TABS:
            continue
        address = rule.rule.replace("<int:claim_set_id>", str(world.claim_set_id))
        page = reader.get(address + ASKED.get(rule.endpoint, ""))
        assert page.status_code == 200, rule.endpoint
        found = _TABS.search(page.text)
        if found is None or found[1].count("aria-current") != 1:
            without.append(rule.endpoint)
    assert without == []


def test_the_tabs_count_what_waits_for_a_reviewer_and_the_releases(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    reviewer = visitor("rita")
    assert _counts(reviewer) == {"Claims": "1", "Releases": "0"}
    for person, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.take(person)
        world.judge(person, judgement(verdict))
    assert _counts(reviewer) == {"Claims": "1", "Review": "1 to decide", "Releases": "0"}


def test_who_can_still_change_a_judgement_learns_nothing_from_the_tabs(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["ann"], roles=list(Role))
        session.commit()
    for person, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.take(person)
        world.judge(person, judgement(verdict))
    assert _counts(visitor("ann")) == {"Claims": "1"}
    assert _counts(visitor("rita"))["Review"] == "1 to decide"


def _tabs(page: str) -> list[tuple[str, str, str]]:
    found = _TABS.search(page)
    assert found is not None
    return _TAB.findall(found[1])


def _counts(reader: Visitor) -> dict[str, str]:
    return {words: number for _, words, number in _tabs(reader.text(SET)) if number}
