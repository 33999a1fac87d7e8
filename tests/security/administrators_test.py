"""Claimbook always has an administrator who can log in."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.errors import BadInput
from annotator.models import User, UserRole
from annotator.operations.people import users
from annotator.passwords import new_password
from annotator.terms import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Run
    from tests.visitor import Visitor
    from tests.world import World

LAST = "This is the last administrator who can log in."


def test_no_command_closes_or_demotes_the_last_administrator(run: Run, world: World) -> None:
    assert LAST in run("users", "close", "adam", code=1).stderr
    assert LAST in run("users", "roles", "adam", "editor", code=1).stderr
    run("users", "roles", "adam", "editor", "administrator")
    assert _administrators(world) == ["adam"]


@pytest.mark.parametrize("given", [{"roles": "editor", "active": "y"}, {"roles": "administrator"}])
def test_no_page_closes_or_demotes_the_last_administrator(
    visitor: Callable[..., Visitor], world: World, given: dict[str, str]
) -> None:
    answer = visitor("adam").send("/people/#6", {"display_name": "Adam", **given})
    assert answer.status_code == 422
    assert _administrators(world) == ["adam"]


def test_an_administrator_without_a_password_counts_as_none(world: World, run: Run) -> None:
    run("users", "add", "eve", "--role", "administrator")
    assert LAST in run("users", "close", "adam", code=1).stderr
    run("users", "password", "eve", typed="herons over the weir\n" * 2)
    run("users", "close", "adam")
    assert _administrators(world) == ["eve"]
    assert LAST in run("users", "close", "eve", code=1).stderr


def test_of_two_administrators_who_remove_each_other_at_once_one_stays(world: World) -> None:
    password = new_password("herons over the weir")
    with world.writing() as session:
        eve = users.add_user(
            session,
            name="eve",
            display_name="Eve",
            roles=[Role.ADMINISTRATOR],
            password=password,
        )
        session.commit()
    begin = threading.Barrier(2)

    def removed(user_id: int) -> bool:
        begin.wait()
        with world.writing() as session:
            try:
                users.set_roles(session, user_id=user_id, roles=[Role.EDITOR])
            except BadInput:
                return False
            # Longer than the other needs to look.
            threading.Event().wait(0.2)
            session.commit()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(removed, (eve, world.people["adam"]))) == [False, True]
    assert len(_administrators(world)) == 1


def _administrators(world: World) -> list[str]:
    with world.reading() as session:
        return list(
            session.scalars(
                select(User.name)
                .join(UserRole, UserRole.user_id == User.id)
                .where(UserRole.role == Role.ADMINISTRATOR, User.active)
                .order_by(User.name)
            )
        )
