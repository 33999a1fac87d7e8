"""Members of a set on their page, and who learns that they are too few."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

MEMBERS = "/sets/#1/members"


def test_an_editor_makes_a_set_and_chooses_its_members(
    visitor: Callable[..., Visitor], world: World
) -> None:
    editor, people = visitor("ed"), world.people
    made = editor.send("/sets/new", {"name": "Ellmark", "overlap": "2", "scheme": "three_way"})
    page = f"{made.location}/members"
    few = editor.send(page, {"annotators": [str(people["ann"])], "all_reviewers": "y"})
    assert few.status_code == 422
    assert "asks 2 annotators per claim, but has 1 annotator" in html.unescape(few.text)
    both = [str(people["ann"]), str(people["bob"])]
    saved = editor.send(page, {"annotators": both, "all_reviewers": "y"})
    assert saved.status_code == 302
    assert "Take next claim" in visitor("ann").text(made.location)
    assert "Take next claim" not in visitor("cleo").text(made.location)
    refused = visitor("cleo").send(f"{made.location}/next", {}, page="/")
    assert refused.status_code == 403


def test_an_overlap_above_the_annotators_makes_no_set(
    visitor: Callable[..., Visitor], world: World
) -> None:
    fields = {"name": "Ellmark", "overlap": "4", "scheme": "three_way"}
    refused = visitor("ed").send("/sets/new", fields)
    assert refused.status_code == 422
    assert "asks 4 annotators per claim, but has 3 annotators" in html.unescape(refused.text)


def test_who_closes_an_account_learns_which_sets_have_too_few_annotators(
    visitor: Callable[..., Visitor], world: World
) -> None:
    adam = visitor("adam")
    fields = {"display_name": "X", "roles": "annotator"}
    adam.send(f"/people/{world.people['bob']}", fields)
    assert "Too few annotators" not in adam.text("/people")
    adam.send(f"/people/{world.people['cleo']}", fields)
    assert "Too few annotators are left in: Verania." in adam.text("/people")
    assert "Its claims cannot be completed." in visitor("ed").text("/sets/#1")


def test_a_reviewer_of_other_sets_has_no_review_tab_here(
    visitor: Callable[..., Visitor], world: World
) -> None:
    rita = visitor("rita")
    assert "/review" in rita.text("/sets/#1")
    bob = str(world.people["bob"])
    adam = visitor("adam")
    adam.send(f"/people/{bob}", {"display_name": "B", "roles": "reviewer", "active": "y"})
    adam.send(MEMBERS, {"all_annotators": "y", "reviewers": [bob]})
    assert world.at("/sets/#1/review") not in rita.text("/sets/#1")
    assert rita.get("/sets/#1/review").status_code == 403
