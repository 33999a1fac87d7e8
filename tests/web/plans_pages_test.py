"""The plan of a claim on its page, in the list of claims and at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

PLAN = "/set-claims/#2/plan"


def test_an_editor_plans_a_claim_and_the_desk_shows_it(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    editor = visitor("ed")
    named = [str(world.people[name]) for name in ("ann", "bob")]
    fields = {"put_first": "y", "due_on": "2026-12-06", "annotators": named}
    assert editor.send(PLAN, fields).status_code == 302
    line = editor.words("/sets/#1")
    assert "6 Dec 2026" in line
    ann, cleo = visitor("ann"), visitor("cleo")
    ann.send("/sets/#1/next", {}, page="/")
    desk = ann.words("/desk/#1")
    assert "Deadline 6 Dec 2026" in desk
    assert "An editor put this claim first" in desk
    assert "Named for you" in desk
    cleo.send("/sets/#1/next", {}, page="/")
    assert "Deadline" not in cleo.words("/desk/#5")


def test_a_bad_date_and_too_few_names_are_refused_at_their_fields(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    editor = visitor("ed")
    bad = editor.send(PLAN, {"due_on": "soon"})
    assert bad.status_code == 422
    assert "Enter a day, such as 2026-12-31." in bad.text
    few = editor.send(PLAN, {"annotators": [str(world.people["ann"])]})
    assert few.status_code == 422
    assert "Name at least 2 annotators" in few.text


def test_an_editor_who_reviews_neither_sees_nor_changes_the_named_annotators(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    editor = visitor("ed")
    named = [str(world.people[name]) for name in ("ann", "bob")]
    editor.send(PLAN, {"annotators": named})
    visitor("adam").send(
        f"/people/{world.people['ed']}",
        {"display_name": "Ed", "roles": ["editor", "reviewer"], "active": "y"},
    )
    page = editor.text(PLAN)
    assert "you do not see who is named" in page
    assert "(ann)" not in page
    assert editor.send(PLAN, {"put_first": "y"}).status_code == 302
    assert "named" in editor.words("/sets/#1")
