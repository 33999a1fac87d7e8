"""A person who changes a whole set, among people who save in it one after the other."""

from __future__ import annotations

import ast
import re
import threading
import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from annotator.errors import DatabaseLocked
from annotator.operations.audit_log import act_as
from annotator.operations.locks import hold_set, lock_set
from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.storage.lock_notes import SetLock
from annotator.storage.states import explained
from annotator.web import create_app
from tests.shape_test import trees
from tests.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from tests.world import World

WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
postgresql = pytest.mark.parametrize("url", ["postgresql"], indirect=True)


@postgresql
def test_a_save_that_comes_later_waits_behind_who_changes_the_set(world: World) -> None:
    order: list[str] = []

    def change() -> None:
        with world.writing() as session:
            lock_set(session, world.claim_set_id, SetLock.SETTINGS)
            order.append("change")
            session.commit()

    def save() -> None:
        with world.writing() as session:
            hold_set(session, world.claim_set_id)
            order.append("save")
            session.commit()

    with world.writing() as early:
        hold_set(early, world.claim_set_id)
        threads = [threading.Thread(target=act) for act in (change, save)]
        for number, thread in enumerate(threads, start=1):
            thread.start()
            _wait_until(world, number)
        early.rollback()
    for thread in threads:
        thread.join()
    assert order == ["change", "save"]


@postgresql
def test_saves_of_one_set_do_not_wait_for_each_other(world: World) -> None:
    with world.writing() as one, world.writing() as other:
        assert hold_set(one, world.claim_set_id) is not None
        assert hold_set(other, world.claim_set_id) is not None


@postgresql
def test_a_save_that_waited_for_a_change_sees_it(world: World) -> None:
    seen: list[str] = []

    def save() -> None:
        with world.writing() as session:
            found = hold_set(session, world.claim_set_id)
            assert found is not None
            seen.append(found.description)

    thread = threading.Thread(target=save)
    with world.writing() as session:
        lock_set(session, world.claim_set_id, SetLock.SETTINGS).description = "changed"
        thread.start()
        _wait_until(world, 1)
        session.commit()
    thread.join()
    assert seen == ["changed"]


@pytest.mark.parametrize(
    ("purpose", "holder"),
    [
        (SetLock.RELEASE, "Rita has locked the set “Verania” (release)."),
        (SetLock.SETTINGS, "Rita has locked the set “Verania” (settings)."),
        # These would tell who judges or decides just now.
        (SetLock.REVIEW, "Another person has locked the set “Verania” (review)."),
        (SetLock.DESK, "Another person has locked the set “Verania” (desk)."),
    ],
)
def test_who_waits_in_vain_is_told_who_has_locked_the_set(
    url: str, world: World, purpose: SetLock, holder: str
) -> None:
    with world.writing() as session:
        act_as(session, world.people["rita"])
        lock_set(session, world.claim_set_id, purpose)
        said = _refused(url, lambda waiting: hold_set(waiting, world.claim_set_id))
    assert said == f"{holder} The last step was not saved. Try again in a moment."


def test_a_command_that_has_locked_the_set_is_named_as_one(url: str, world: World) -> None:
    with world.writing() as session:
        lock_set(session, world.claim_set_id, SetLock.COUNTS)
        said = _refused(url, lambda waiting: hold_set(waiting, world.claim_set_id))
    assert said.startswith("A command has locked the set “Verania” (counts).")


def test_no_one_is_named_who_only_saves(url: str, world: World) -> None:
    with world.writing() as session:
        act_as(session, world.people["ann"])
        hold_set(session, world.claim_set_id)
        said = _refused(url, lambda waiting: lock_set(waiting, world.claim_set_id, SetLock.RELEASE))
    assert said.startswith("The database is locked by other work.")


def test_no_one_is_named_whose_lock_has_ended(url: str, world: World) -> None:
    with world.writing() as session:
        act_as(session, world.people["rita"])
        lock_set(session, world.claim_set_id, SetLock.RELEASE)
        session.commit()
        act_as(session, world.people["ann"])
        hold_set(session, world.claim_set_id)
        said = _refused(
            url, lambda waiting: lock_set(waiting, world.claim_set_id, SetLock.SETTINGS)
        )
    assert "Rita" not in said


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_note_of_a_killed_process_names_no_one(url: str, world: World) -> None:
    file = world.database.files[0]
    note = file.with_name(f"{file.name}-lock-note")
    # No process has this number: the system gives none above 4,194,304.
    note.write_text(f"claimbook {world.claim_set_id} release {world.people['rita']} 9999999")
    with world.writing() as session:
        session.execute(text("SELECT 1"))
        said = _refused(url, lambda waiting: hold_set(waiting, world.claim_set_id))
    assert said.startswith("The database is locked by other work.")
    note.unlink()


def test_the_page_of_a_save_that_waited_in_vain_keeps_the_text(url: str, world: World) -> None:
    impatient = Database(url, wait_seconds=0.1)
    settings = Settings(database_url=url, secret_key="for tests")
    person = Visitor(create_app(settings, impatient).test_client(), world)
    person.log_in("adam")
    fields = {
        **person.hidden("/sets/#1/edit"),
        "name": "Verania",
        "description": "A description that took long to write",
        "overlap": "2",
        "guideline": "# Be fair",
        "state": "open",
    }
    with world.writing() as session:
        act_as(session, world.people["rita"])
        lock_set(session, world.claim_set_id, SetLock.RELEASE)
        answer = person.post("/sets/#1/edit", fields)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "Rita has locked the set “Verania” (release)." in answer.text
    assert "A description that took long to write" in answer.text
    impatient.dispose()


def test_only_this_module_locks_a_whole_set() -> None:
    # Places are changed by saves, which share the lock of the set.
    allowed = {"annotator/operations/locks.py", "annotator/operations/derived/places.py"}
    locking = {
        path
        for path, tree in trees("annotator").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _locks_sets(node)
    }
    assert locking == allowed


def _locks_sets(call: ast.Call) -> bool:
    written = ast.unparse(call)
    return (
        "with_for_update" in written
        and re.search(r"\b(get|get_one|select)\(ClaimSet\b", written) is not None
    )


def _refused(url: str, ask: Callable[[Session], object]) -> str:
    """What a person reads whose request waits a tenth of a second, and in vain."""
    impatient = Database(url, wait_seconds=0.1)
    with pytest.raises(DatabaseLocked) as refusal, explained(impatient), impatient.writing() as one:
        ask(one)
    impatient.dispose()
    return str(refusal.value)


def _wait_until(world: World, waiting: int) -> None:
    """Until so many connections to the database wait for a lock."""
    for _ in range(500):
        with world.reading() as session:
            if session.scalar(WAITING) == waiting:
                return
        time.sleep(0.02)
    raise AssertionError(f"{waiting} connections never came to wait at once")
