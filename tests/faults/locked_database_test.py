"""A write lock that another process holds for too long."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.models import Draft, Judgement
from tests import troubles
from tests.cli.conftest import Run
from tests.faults.conftest import served
from tests.past import after, claim_on_anns_desk
from tests.visitor import hidden_fields
from tests.web.sending import JUDGEMENT, WHY, count

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World


@pytest.mark.parametrize("path", ["/desk/#1", "/desk/#1/draft"])
@after(claim_on_anns_desk)
def test_a_form_that_meets_a_lock_is_kept_in_the_page_and_sent_again_in_one_step(
    newsroom: World, come: Callable[[str], Visitor], path: str
) -> None:
    ann = come("ann")
    form = {**ann.hidden("/desk/#1"), **JUDGEMENT}
    with troubles.locked(newsroom.database, "assignment"):
        answer = ann.post(path, form)
        asked = ann.post(path, form, headers={"Accept": "application/json"})
        assert count(newsroom, Judgement) + count(newsroom, Draft) == 0
    for one in (answer, asked):
        assert (one.status_code, one.headers["Retry-After"]) == (503, "5")
    assert "The database is locked" in asked.get_json()["message"]
    assert WHY in html.unescape(answer.text)
    assert ann.post(path, hidden_fields(answer.text)).status_code == 302
    assert count(newsroom, Judgement) + count(newsroom, Draft) == 1


@after(claim_on_anns_desk)
def test_a_command_that_meets_a_lock_fails_in_one_line_and_changes_nothing(
    newsroom: World,
) -> None:
    run = Run(served(newsroom.database))
    with troubles.locked(newsroom.database):
        done = run("users", "close", "ann", code=1)
    assert done.output.startswith("Error: The database is locked by other work.")
    assert done.output.count("\n") == 1
    assert "ann\tAnn\tannotator\n" in run("users", "list").output


@after(claim_on_anns_desk)
def test_the_page_of_a_lock_names_no_form_that_another_site_sent(
    newsroom: World, come: Callable[[str], Visitor]
) -> None:
    ann = come("ann")
    # Without the guard of this browser it is not offered to be sent again.
    form = {**ann.hidden("/desk/#1"), **JUDGEMENT, "csrf_token": "forged"}
    with troubles.locked(newsroom.database, "user_account"):
        answer = ann.post("/desk/#1", form)
    assert "Send again" not in answer.text
    with newsroom.reading() as session:
        assert session.scalars(select(Judgement.id)).all() == []
