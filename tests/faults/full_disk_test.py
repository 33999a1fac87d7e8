"""A full disk refuses what needs room, keeps what was typed, and promises nothing."""

from __future__ import annotations

import gc
import html
import io
import os
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from annotator.models import Document, Draft, Judgement, LoginSession
from annotator.storage.database import Database
from tests import troubles
from tests.cli.conftest import Run
from tests.faults.conftest import served
from tests.past import after, claim_on_anns_desk
from tests.visitor import Visitor, hidden_fields
from tests.web.sending import JUDGEMENT, WHY, count
from tests.world import PASSWORD, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from werkzeug.test import TestResponse

    Come = Callable[[str], Visitor]

SCRIPT = {"Accept": "application/json"}


@after(claim_on_anns_desk)
def test_a_judgement_on_a_full_disk_is_kept_in_the_page_and_sent_again_in_one_step(
    newsroom: World, come: Come
) -> None:
    ann = come("ann")
    form = {**ann.hidden("/desk/#1"), **JUDGEMENT}
    with troubles.full_disk(newsroom.database):
        answer = ann.post("/desk/#1", form)
        assert (answer.status_code, count(newsroom, Judgement)) == (507, 0)
    _promises_nothing(answer, ann)
    assert WHY in html.unescape(answer.text)
    again = hidden_fields(answer.text)
    assert ann.post("/desk/#1", again).status_code == 302
    assert _justifications(newsroom) == [WHY]


@after(claim_on_anns_desk)
def test_a_save_by_the_desks_script_on_a_full_disk_is_tried_again(
    newsroom: World, come: Come
) -> None:
    ann = come("ann")
    form = {**ann.hidden("/desk/#1"), **JUDGEMENT}
    for path, table in (("/desk/#1/draft", Draft), ("/desk/#1", Judgement)):
        sent = {**form, "save": "one save"}
        with troubles.full_disk(newsroom.database):
            answer = ann.post(path, sent, headers=SCRIPT)
            assert (answer.status_code, count(newsroom, table)) == (507, 0)
        assert "The disk of the server is full" in answer.get_json()["message"]
        # The script sends the same form until it is accepted (`worthTrying`).
        assert ann.post(path, sent, headers=SCRIPT).status_code == 200
        assert count(newsroom, table) == 1
        form["version"] = "1"
    _promises_nothing(answer, ann)


@after(claim_on_anns_desk)
def test_a_log_in_on_a_full_disk_gives_no_cookie(newsroom: World, come: Come) -> None:
    visitor = Visitor(served(newsroom.database).test_client(), newsroom)
    form = {**visitor.hidden("/login"), "name": "ann", "password": PASSWORD}
    with troubles.full_disk(newsroom.database):
        answer = visitor.post("/login", form)
        assert (answer.status_code, count(newsroom, LoginSession)) == (507, 0)
    # A password is in no page, so its form is not offered again.
    assert PASSWORD not in answer.text
    assert visitor.get("/").status_code == 302
    assert visitor.post("/login", form).status_code == 302
    assert visitor.get("/").status_code == 200


@after(claim_on_anns_desk)
def test_a_log_out_and_a_new_password_on_a_full_disk_leave_the_session_as_it_was(
    newsroom: World, come: Come
) -> None:
    ann = come("ann")
    new = {"password": "eleven harbour lamps", "again_password": "eleven harbour lamps"}
    forms: list[tuple[str, dict[str, str]]] = [
        ("/account", {"old_password": PASSWORD, **new}),
        ("/logout", {}),
    ]
    guard = ann.hidden("/account")
    with troubles.full_disk(newsroom.database):
        statuses = [ann.post(path, {**guard, **fields}).status_code for path, fields in forms]
    assert statuses == [507, 507]
    page = ann.get("/account")
    assert (page.status_code, "Password changed" in page.text) == (200, False)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
@after(claim_on_anns_desk)
def test_a_disk_of_four_megabytes_loses_no_save_that_was_answered(
    sqlite_url: str, tmp_path: Path
) -> None:
    with _small_disk(tmp_path) as folder:
        file = folder / "claimbook.sqlite"
        subprocess.run(["cp", sqlite_url.removeprefix("sqlite:///"), str(file)], check=True)
        database = Database(f"sqlite:///{file}", wait_seconds=0.3)
        world = World(database)
        ann = Visitor(served(database).test_client(), world)
        ann.log_in("ann")
        form = {**ann.hidden("/desk/#1"), **JUDGEMENT}
        answered, statuses = _save_until_full(ann, form)
        assert statuses[-1] == 507
        assert set(statuses[:-1]) == {200}
        with world.reading() as session:
            assert answered in session.scalar(select(Draft.fields))  # type: ignore[operator]
            assert session.scalar(text("PRAGMA integrity_check")) == "ok"
        (folder / "other files").unlink()
        form |= {"justification": "There is room again.", "version": str(len(statuses) - 1)}
        assert ann.post("/desk/#1", form).status_code == 302
        assert _justifications(world) == ["There is room again."]
        database.dispose()


def test_a_command_on_a_full_disk_says_so_in_one_line(newsroom: World) -> None:
    run = Run(served(newsroom.database))
    with troubles.full_disk(newsroom.database):
        done = run("users", "roles", "ann", "reviewer", code=1)
    assert done.output.startswith("Error: The disk of the server is full")
    assert done.output.count("\n") == 1


# A file that could not be written whole cannot be flushed at its end either.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_an_upload_that_finds_no_room_is_a_full_disk(newsroom: World, come: Come) -> None:
    ed = come("ed")
    file = FileStorage(io.BytesIO(bytes(1_000_000)), "statement.txt")
    boundary, body = encode_multipart({**ed.hidden("/imports/new"), "files": file})
    kind = f"multipart/form-data; boundary={boundary}"
    # More than half a megabyte of a file is kept on the disk while it is read.
    with troubles.full_disk(newsroom.database):
        answer = ed.client.post("/imports/new", data=body, content_type=kind)
        assert (answer.status_code, count(newsroom, Document)) == (507, 0)
        gc.collect()
    assert "The disk is full" in answer.text


def _promises_nothing(answer: TestResponse, ann: Visitor) -> None:
    """No page says that something was saved: neither the answer nor the next one."""
    for page in (answer.text, ann.get("/").text):
        assert "saved." not in page.replace("was not saved.", "")


def _save_until_full(ann: Visitor, form: dict[str, Any]) -> tuple[str, list[int]]:
    """Save one draft after the other; return the last text that was answered as saved."""
    answered, statuses = "", []
    for number in range(200):
        words = f"save {number} " + "x" * 100_000
        sent = {**form, "justification": words, "save": str(number), "version": str(number)}
        statuses.append(ann.post("/desk/#1/draft", sent, headers=SCRIPT).status_code)
        if statuses[-1] != 200:
            break
        answered = words
    return answered, statuses


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)],
            check=True,
            capture_output=True,
        )
    except subprocess.CalledProcessError as error:
        pytest.skip(f"mounting is not allowed here: {error.stderr!r}")
    try:
        (folder / "other files").write_bytes(bytes(1_000_000))
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _justifications(world: World) -> list[str]:
    with world.reading() as session:
        return list(session.scalars(select(Judgement.justification)))
