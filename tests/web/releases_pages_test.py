"""Releases as reviewers make them and editors take them home."""

from __future__ import annotations

import hashlib
import html
import re
from typing import TYPE_CHECKING

import pytest

from annotator.models import Claim, Release, SetClaim
from annotator.operations.sets import claim_sets
from annotator.terms import SetState
from tests.web.sending import count
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

PAGE, NEW = "/sets/#1/releases", "/sets/#1/releases/new"


def test_a_reviewer_releases_a_set_and_an_editor_takes_its_files_home(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _judged(world)
    made = visitor("rita").send(NEW, {"rule": "adjudicated", "any_source": "y"}, PAGE)
    editor = visitor("ed")
    page = editor.text(made.location)
    assert "decided, or all agree" in page
    assert "disputed" in page
    assert "1 claim cites a source without a stored text." in page
    assert "The first download records its SHA-256." in page
    assert editor.get(f"{made.location}/files/csv").status_code == 200
    page = editor.text(made.location)
    assert "The first download" not in page
    found = re.findall(r'href="(/releases/\d+/files/\w+)".*?SHA-256: (\w{64})', page, re.DOTALL)
    keys = [path.rsplit("/", 1)[1] for path, _ in found]
    assert keys[:2] == ["report", "jsonl"]
    assert "csv" in keys
    for path, sha256 in found:
        first, second = editor.get(path), editor.get(path)
        assert hashlib.sha256(first.data).hexdigest() == sha256
        assert first.data == second.data
        assert "attachment" in first.headers["Content-Disposition"]
    assert "Release 1" in editor.text(PAGE)
    assert "Make a release" not in editor.text(PAGE)


def test_the_next_release_shows_its_differences(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _judged(world)
    reviewer = visitor("rita")
    fields = {"rule": "adjudicated", "any_source": "y"}
    assert "Since release" not in reviewer.text(reviewer.send(NEW, fields, PAGE).location)
    world.decide("rita", world.nth(SetClaim, 2))
    page = reviewer.text(reviewer.send(NEW, fields, PAGE).location)
    assert "Changes since release 1" in page
    assert re.search(r"Added: 1", page)
    assert re.search(r"Removed: 0", page)


def test_the_trail_calls_a_release_by_its_number_in_its_set(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _judged(world)
    reviewer, fields = visitor("rita"), {"rule": "adjudicated", "any_source": "y"}
    reviewer.send(NEW, fields, PAGE)
    other = world.make_set("Orlest")
    with world.writing() as session:
        claim_sets.add_claims(session, claim_set_id=other, claim_ids=[world.nth(Claim)])
        session.commit()
    for name in ("ann", "bob"):
        world.judge(name, claim_set_id=other)
    page = f"/sets/{other}/releases"
    made = reviewer.send(f"{page}/new", fields, page).location
    assert reviewer.get(f"{made}/files/csv").status_code == 200
    told = reviewer.text(f"/audit-log?claim_set={other}")
    events = re.findall(r"<th scope=\"row\">([\w ]+)</th>.*?(release \d+) ·", told, re.DOTALL)
    assert made == world.at("/releases/#2")
    assert events[:2] == [("Set exported", "release 1"), ("Release created", "release 1")]


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"rule": "majority", "margin": "0", "any_source": "y"}, "from 1 to 50"),
        ({"rule": "majority", "margin": "many"}, "Enter a whole number, such as 2."),
        ({"rule": "whim"}, "Choose an entry of the list."),
        ({"rule": "adjudicated"}, "No claim of this set matches this rule"),
    ],
)
def test_what_cannot_be_released_is_said_beside_what_was_typed(
    visitor: Callable[..., Visitor], world: World, fields: dict[str, str], complaint: str
) -> None:
    _judged(world)
    answer = visitor("rita").send(NEW, fields, PAGE)
    assert answer.status_code == 422
    assert complaint in html.unescape(answer.text)
    assert count(world, Release) == 0


@pytest.mark.parametrize(
    ("state", "why"),
    [(SetState.OPEN, "not yet judged by all"), (SetState.CLOSED, "not judged")],
)
def test_that_nobody_judged_a_claim_is_told_once_the_set_is_closed(
    visitor: Callable[..., Visitor], world: World, state: SetState, why: str
) -> None:
    _judged(world)
    world.import_statements("the mill was sold")
    with world.writing() as session:
        claim_sets.change_set(
            session,
            claim_set_id=world.claim_set_id,
            name="Verania",
            description="",
            overlap=2,
            guideline="",
            state=state,
        )
        session.commit()
    person = visitor("rita")
    page = person.text(person.send(NEW, {"rule": "adjudicated", "any_source": "y"}, PAGE).location)
    assert f'<th scope="row">{why}</th><td class="num">1</td>' in page


def test_a_file_that_a_release_does_not_have_is_no_page(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _judged(world)
    visitor("rita").send(NEW, {"rule": "adjudicated", "any_source": "y"}, PAGE)
    editor = visitor("ed")
    assert editor.get("/releases/#1/files/xlsx").status_code == 404
    assert editor.get("/releases/4711").status_code == 404
    assert editor.get("/sets/4711/releases").status_code == 404


def _judged(world: World) -> None:
    world.import_statements("the harbour was open", "the bridge was shut")
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.judge(name)
        world.judge(name, judgement(verdict))
