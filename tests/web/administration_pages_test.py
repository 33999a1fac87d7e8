"""Sets, accounts and addresses, as an administrator tries them."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest

from annotator.models import ClaimSet
from tests.web.sending import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World


def test_a_set_is_made_and_changed_and_bad_fields_are_named(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("adam")
    fields = {"name": "Ellmark", "overlap": "3", "scheme": "three_way", "guideline": "# Be *kind*"}
    made = person.send("/sets/new", fields)
    assert "3 annotators per claim" in person.text(made.location)
    assert "<em>kind</em>" in person.get(f"{made.location}/guideline").text
    for changes, complaint in (
        ({"name": "Verania"}, "There is a set"),
        ({"overlap": "0"}, "Enter a number from 1 to 50."),
        ({"overlap": "many"}, "Enter a whole number, such as 2."),
        ({"name": ""}, "Enter a name."),
    ):
        answer = person.send(f"{made.location}/edit", {**fields, "state": "open", **changes})
        assert answer.status_code == 422
        assert complaint in html.unescape(answer.text)
    person.send(f"{made.location}/edit", {**fields, "state": "closed"})
    assert "takes no more judgements" in person.text(made.location)
    assert count(world, ClaimSet) == 2


def test_an_account_is_made_and_changed_and_nobody_locks_themself_out(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("adam")
    fields = {"name": "Nia", "display_name": "Nia Brandt"}
    assert "Choose at least one role." in person.send("/people/new", fields).text
    made = person.send("/people/new", {**fields, "roles": "reviewer"})
    assert "/invitation/" in person.text(made.location)
    assert "no password yet" in person.text("/people")
    adam = world.people["adam"]
    answer = person.send(f"/people/{adam}", {"display_name": "Adam", "roles": "editor"})
    assert "You cannot remove your own administrator role" in answer.text
    closed = person.send(f"/people/{world.people['ann']}", {"display_name": "A", "roles": "editor"})
    assert closed.status_code == 302
    assert visitor().log_in("ann").status_code == 422


@pytest.mark.parametrize("path", ["/documents/", "/desk/", "/claims/", "/sets/", "/review/"])
def test_an_id_that_no_table_can_hold_is_no_page(
    visitor: Callable[..., Visitor], world: World, path: str
) -> None:
    for number in ("4711", "9999999999", "99999999999999999999"):
        for name in ("ann", "rita"):
            assert visitor(name).get(path + number).status_code in (403, 404)


@pytest.mark.parametrize(
    ("address", "name", "page"),
    [
        ("/sets/#1/next", "ann", "/sets/#1"),
        ("/sets/#1/spot-checks", "rita", "/sets/#1"),
        ("/people/#1/nothing", "adam", None),
        ("/jobs/4711/cancel", "adam", "/jobs"),
        ("/logout", "ann", "/"),
    ],
)
def test_an_address_that_only_takes_forms_leads_to_their_page_and_says_why(
    visitor: Callable[..., Visitor], world: World, address: str, name: str, page: str | None
) -> None:
    person = visitor(name)
    answer = person.get(address)
    if page is None:
        assert answer.status_code == 404
        return
    assert (answer.status_code, answer.location) == (302, world.at(page))
    assert "Nothing was changed" in person.text(answer.location)
    assert "Nothing was changed" not in person.text(answer.location)
