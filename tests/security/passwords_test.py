"""Passwords: long, not common, and the same on each keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select, update

from annotator import demonstration
from annotator.errors import BadInput
from annotator.models import User
from annotator.passwords import LONGEST, compare, new_password
from tests.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Run
    from tests.visitor import Visitor
    from tests.world import World

# "é" typed as one character, and as a letter with a combining accent; a full-width space.
TYPED, ELSEWHERE = "caf\u00e9 at the weir", "cafe\u0301 at\u3000the weir"
CHEAP = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


@pytest.mark.parametrize("password", ["", "short", "eleven char", "e\u0301" * 11])
def test_a_password_of_fewer_than_twelve_characters_is_refused(password: str) -> None:
    with pytest.raises(BadInput, match="at least 12 characters"):
        new_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "PASSWORD1234",
        "ｐａｓｓｗｏｒｄ１２３４",
        "123456789012",
        "qwertyuiop[]",
        "correcthorsebatterystaple",
        "administrator",
    ],
)
def test_a_common_password_is_refused_however_it_is_written(password: str) -> None:
    with pytest.raises(BadInput, match="list of common passwords"):
        new_password(password)


def test_a_password_without_end_is_refused_and_never_normalised() -> None:
    with pytest.raises(BadInput, match="at most 1,000 characters"):
        new_password("ﷺ" * (LONGEST + 1))
    assert not compare("ﷺ" * 1_000_000, new_password(PASSWORD).hash).is_right


def test_a_password_typed_on_another_system_opens_the_account() -> None:
    assert TYPED != ELSEWHERE
    stored = new_password(TYPED).hash
    assert compare(ELSEWHERE, stored).is_right
    assert compare(ELSEWHERE, stored).renewed is None
    assert compare(TYPED, new_password(ELSEWHERE).hash).is_right


def test_an_old_hash_of_a_password_as_it_was_typed_still_opens_and_is_renewed(
    visitor: Callable[..., Visitor], world: World
) -> None:
    old = CHEAP.hash(ELSEWHERE)
    _store(world, old)
    assert visitor().log_in("ann", "cafe at the weir").status_code == 422
    assert visitor().log_in("ann", ELSEWHERE).status_code == 302
    assert _stored(world) != old
    assert compare(TYPED, _stored(world)).is_right
    assert visitor().log_in("ann", TYPED).status_code == 302


def test_a_hash_of_earlier_parameters_is_renewed_at_a_log_in(
    visitor: Callable[..., Visitor], world: World
) -> None:
    old = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=8, parallelism=1),)).hash(PASSWORD)
    _store(world, old)
    assert visitor().log_in("ann").status_code == 302
    renewed = _stored(world)
    assert renewed != old
    assert visitor().log_in("ann").status_code == 302
    assert _stored(world) == renewed


def test_each_way_to_a_password_refuses_a_common_one(
    visitor: Callable[..., Visitor], run: Run, world: World
) -> None:
    before = _stored(world)
    given = {"password": "password1234", "again_password": "password1234"}
    answer = visitor("ann").send("/account", {"old_password": PASSWORD, **given})
    assert (answer.status_code, "list of common passwords" in answer.text) == (422, True)
    link = _link_of(
        visitor("adam")
        .send("/people/#1/invitation", {}, page="/people/#1", follow_redirects=True)
        .text
    )
    answer = visitor().send(link, given)
    assert (answer.status_code, "list of common passwords" in answer.text) == (422, True)
    done = run("users", "password", "ann", typed="password1234\n" * 2, code=1)
    assert "list of common passwords" in done.stderr
    assert _stored(world) == before


def test_the_demonstrations_passwords_pass_their_own_rule() -> None:
    assert set(demonstration.hashed_passwords()) == {one.name for one in demonstration.ACCOUNTS}


def _link_of(page: str) -> str:
    return "/invitation/" + page.partition("/invitation/")[2].partition('"')[0]


def _store(world: World, stored: str) -> None:
    with world.writing() as session:
        session.execute(update(User).where(User.name == "ann").values(password_hash=stored))
        session.commit()


def _stored(world: World) -> str:
    with world.reading() as session:
        return session.scalars(select(User.password_hash).where(User.name == "ann")).one()
