"""Hints as a page: asked for, told as what others found, never a choice made for anybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from annotator.models import Assignment, ClaimSet, Fetch, Hint, HintOpening
from annotator.queries.sets.claim_sets import claim_set
from tests import hinting
from tests.past import after
from tests.web.sending import JUDGEMENT, count

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

HINTS = "/desk/#1/hints"
# What differs from one drawing of a page to the next.
_FRESH = re.compile(r'name="(?:csrf_token|token|drawn_at)"[^>]*>|until \d\d:\d\d')
_CHECKED = re.compile(r"<input[^>]*checked[^>]*>|<option[^>]*selected[^>]*>")


@after(hinting.decided_and_closed)
def test_a_decided_claim_is_told_as_what_others_found(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    page = _hints(person)
    assert hinting.LIKE in page
    assert re.search(
        r"Decided\s+\d+ \w+ \d{4}, \d\d:\d\d UTC\s+as “supported” in the set Orlest",
        _plain(page),
    )
    assert "They do not decide this claim." in page
    assert hinting.COUNTED in page
    for hidden in ("cleo", "Cleo", "canary-reason", "canary-note", "tone-"):
        assert hidden not in page.partition('id="shown-hints"')[2]
    assert count(world, Hint) == 2


@after(hinting.decided_and_closed)
def test_nothing_in_the_form_is_chosen_by_hints(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    before = _FRESH.sub("", person.get("/desk/#1").text)
    shown = _hints(person)
    after = _FRESH.sub("", person.get("/desk/#1").text)
    assert after == before
    assert not any('name="verdict"' in tag for tag in _CHECKED.findall(after))
    assert 'type="radio"' not in shown
    assert "checked" not in shown


@after(hinting.decided_and_closed)
def test_where_hints_are_off_none_is_looked_for_shown_or_logged(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    hinting.switch(world, hints=False)
    page = person.get("/desk/#1").text
    assert world.at(HINTS) not in page
    assert "Show hints" not in page
    answer = person.send(HINTS, {}, page="/desk/#1")
    assert answer.status_code == 409
    assert "Hints are switched off in this set." in answer.text
    assert hinting.LIKE not in answer.text
    assert count(world, Hint) == 0


@after(hinting.decided_and_closed)
def test_hints_that_nobody_asked_for_are_not_on_the_page_nor_logged(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    page = person.text("/desk/#1")
    assert world.at(HINTS) in page
    assert hinting.LIKE not in page
    assert person.get(HINTS).status_code == 302  # no page, so the way leads home
    assert count(world, Hint) == 0


@after(hinting.decided_and_closed)
def test_a_passage_opens_on_a_page_of_its_own_and_is_linked_without_scripts(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    (button,) = re.findall(rf"{world.at(HINTS)}/[a-z2-7]+", _hints(person))
    opened = person.send(button, {}, page="/desk/#1")
    assert opened.status_code == 302
    address, _, anchor = opened.location.partition("#")
    assert anchor == "passage"
    page = person.text(address)
    (paragraph,) = re.findall(r'<p data-start="\d+" id="passage">([^<]*)</p>', page)
    assert hinting.COUNTED in paragraph
    fetch_id = str(re.search(r"/sources/([a-z2-7]+)", address)[1])  # type: ignore[index]
    row = {"evidence-0-url": "", "evidence-0-quote": hinting.COUNTED, "evidence-0-fetch": fetch_id}
    assert person.send("/desk/#1", {**JUDGEMENT, **row}).status_code == 302
    assert count(world, HintOpening) == 1
    world.judge("bob")
    review = visitor("adam")
    line = review.get("/sets/#1/export.jsonl").text.splitlines()[0]
    assert '"hints":{"on":true,"shown":2,"opened":1}' in line
    assert '"hints":{"on":true,"shown":0,"opened":0}' in line
    assert '"hinted":true' in line


@after(hinting.decided_and_closed)
@pytest.mark.parametrize("place", ["start=x&end=2", "start=-5&end=2", "start=99999&end=1", "end=3"])
def test_a_place_that_is_none_opens_the_source_all_the_same(
    visitor: Callable[..., Visitor], world: World, place: str
) -> None:
    person = visitor("ann")
    world.paste("ann", world.token(Assignment), hinting.REGISTER)
    page = person.text(f"/desk/#1/sources/#2?{place}")
    assert hinting.COUNTED in page
    assert 'id="passage"' not in page


@after(hinting.decided_and_closed)
def test_the_reviewer_reads_who_had_hints_and_which_links_came_of_them(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    (button,) = re.findall(rf"{world.at(HINTS)}/[a-z2-7]+", _hints(person))
    person.send(button, {}, page="/desk/#1")
    fetch_id = str(world.token(Fetch, 2))
    row = {"evidence-0-url": "", "evidence-0-quote": hinting.COUNTED, "evidence-0-fetch": fetch_id}
    assert person.send("/desk/#1", {**JUDGEMENT, **row}).status_code == 302
    other = visitor("bob")
    other.send("/sets/#1/next", {}, page="/")
    refuted = {**JUDGEMENT, "verdict": "refuted", "evidence-0-stance": "contradicts"}
    assert other.send("/desk/#3", refuted).status_code == 302
    page = _plain(visitor("rita").text("/review/#1"))
    assert "2 shown, 1 opened" in page
    assert "none shown" in page
    assert page.count("from a hint") == 1


def test_an_administrator_switches_hints_and_is_told_what_it_means(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    person = visitor("adam")
    rules = {"name": "Verania", "overlap": "2", "guideline": "", "state": "open"}
    person.send("/sets/#1/edit", {**rules, "hints": "y"})
    assert "judged so far" not in person.text("/sets/#1")
    assert "Hints are on" in person.text("/sets/#1")
    world.judge("ann")
    person.send("/sets/#1/edit", rules)
    assert "Hints are off from now. Earlier judgements were made with hints; each records it." in (
        person.text("/sets/#1")
    )
    with world.reading() as session:
        assert claim_set(session, world.claim_set_id).hints is False


def test_a_set_is_made_with_hints(visitor: Callable[..., Visitor], world: World) -> None:
    rules = {"name": "Tarn", "overlap": "2", "guideline": "", "scheme": "verdicts", "hints": "y"}
    assert visitor("adam").send("/sets/new", rules).status_code == 302
    with world.reading() as session:
        assert claim_set(session, world.nth(ClaimSet, 2)).hints is True


def _hints(person: Visitor) -> str:
    answer = person.send(HINTS, {}, page="/desk/#1")
    assert answer.status_code == 200
    return answer.text


def _plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
