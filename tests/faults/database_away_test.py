"""PostgreSQL stops and starts again: pages say so, keep what was typed, and lose no save."""

from __future__ import annotations

import html
from threading import Event, Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from annotator.http.access import allow_anybody, allow_logged_in
from annotator.http.downloads import download
from annotator.http.transaction import keep, session
from annotator.jobs.migration import migrate
from annotator.jobs.worker import work
from annotator.models import Draft, Judgement
from annotator.storage.database import Database
from tests import postgresql as postgresql_server
from tests.cli.conftest import Run
from tests.faults.conftest import served
from tests.past import claim_on_anns_desk
from tests.visitor import Visitor, hidden_fields
from tests.web.sending import JUDGEMENT, WHY
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Response

    from tests.postgresql import Server

    Come = Callable[[str], Visitor]

SCRIPT = {"Accept": "application/json"}
RECOVERED_SECONDS = 5


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that these tests may stop."""
    with postgresql_server.folder() as folder:
        running = postgresql_server.Server(folder)
        yield running
        running.close()


@pytest.fixture(scope="module")
def peopled(server: Server) -> str:
    """The name of a database of this server with a claim on Ann's desk."""
    address = postgresql_server.made(server.address, "desk")
    migrate(address)
    world = World(Database(address))
    claim_on_anns_desk(world)
    world.database.dispose()
    return "desk"


@pytest.fixture
def newsroom(server: Server, peopled: str) -> Iterator[World]:
    """A world on this server."""
    address = postgresql_server.made(server.address, "claimbook", template=peopled)
    database = Database(address, wait_seconds=0.3)
    yield World(database)
    database.dispose()
    postgresql_server.dropped(server.address, "claimbook")


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_judgement_while_the_server_is_stopped_is_sent_again_from_its_page(
    newsroom: World, come: Come, server: Server, mode: str
) -> None:
    ann = come("ann")
    form = {**ann.hidden("/desk/#1"), **JUDGEMENT}
    path = newsroom.at("/desk/#1")
    server.stop(mode)
    try:
        answer = ann.client.post(path, data=form)
        page = ann.client.get(path)
        asked = ann.client.post(path, data=form, headers=SCRIPT)
        health = ann.client.get("/health")
    finally:
        server.start()
    assert [one.status_code for one in (answer, page, asked, health)] == [503] * 4
    assert [one.headers.get("Retry-After") for one in (answer, page, asked)] == ["5"] * 3
    assert "The database does not answer." in asked.get_json()["message"]
    assert "Judgement saved" not in answer.text
    assert WHY in html.unescape(answer.text)
    started = monotonic()
    assert ann.client.post(path, data=hidden_fields(answer.text)).status_code == 302
    assert monotonic() - started < RECOVERED_SECONDS
    assert _justifications(newsroom) == [WHY]


def test_no_save_that_was_answered_is_lost_when_the_server_crashes(
    newsroom: World, come: Come, server: Server
) -> None:
    ann = come("ann")
    path = newsroom.at("/desk/#1/draft")
    form = {**ann.hidden("/desk/#1"), **JUDGEMENT}
    answered, statuses, version, number = 0, [503], 0, 0
    crash = Thread(target=_crash_and_start, args=(server,))
    crash.start()
    while crash.is_alive() or statuses[-1] != 200:
        number += 1
        sent = {**form, "justification": f"save {number}", "version": str(version)}
        answer = ann.client.post(path, data={**sent, "save": str(number)}, headers=SCRIPT)
        statuses.append(answer.status_code)
        answered += answer.status_code == 200
        # At 409 the answer to the save before was lost, and not its text.
        version = answer.get_json().get("version", version)
    crash.join()
    assert set(statuses) <= {200, 409, 503}
    with newsroom.reading() as reading:
        kept = reading.scalars(select(Draft)).one()
    # A save whose answer was lost may be there as well.
    assert kept.version >= answered
    assert f"save {number}" in kept.fields


def test_a_connection_that_ends_after_a_page_was_read_costs_nothing(
    newsroom: World, server: Server
) -> None:
    app = served(newsroom.database)

    @app.get("/looked")
    @allow_anybody
    def looked() -> str:
        session().execute(text("SELECT 1"))
        _end_connections(server)
        return "looked"

    answer = app.test_client().get("/looked")
    assert (answer.status_code, answer.text) == (200, "looked")


@pytest.mark.parametrize("caught", [False, True])
def test_a_connection_that_ends_within_a_view_is_a_database_that_is_away(
    newsroom: World, server: Server, *, caught: bool
) -> None:
    app = served(newsroom.database)
    app.config["WTF_CSRF_ENABLED"] = False

    @app.post("/changed")
    @allow_anybody
    def changed() -> str:
        session().execute(text("UPDATE user_account SET display_name = 'Lost'"))
        _end_connections(server)
        try:
            session().execute(text("SELECT 1"))
        except Exception:
            if not caught:
                raise
        # What goes on all the same meets the end of its transaction.
        session().execute(text("SELECT 1"))
        return "changed"

    answer = app.test_client().post("/changed")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    with newsroom.reading() as reading:
        assert "Lost" not in reading.scalars(text("SELECT display_name FROM user_account")).all()


def test_an_error_after_the_commit_says_that_the_work_was_saved(
    newsroom: World, come: Come, server: Server
) -> None:
    app = served(newsroom.database)
    app.config["WTF_CSRF_ENABLED"] = False

    @app.post("/kept")
    @allow_logged_in
    def kept() -> str:
        session().execute(text("UPDATE user_account SET display_name = 'Kept'"))
        keep()
        session().execute(text("SELECT 1"))
        _end_connections(server)
        return str(session().scalar(text("SELECT 1")))

    ann = Visitor(app.test_client(), newsroom)
    ann.log_in("ann")
    answer = ann.client.post("/kept", data={"words": "A text of some length."})
    assert answer.status_code == 503
    assert "Your work was saved, but the next page could not be shown." in answer.text
    assert "not saved" not in answer.text


@pytest.mark.parametrize("begun", [False, True])
def test_a_download_that_cannot_begin_has_its_page_and_one_that_breaks_off_is_never_whole(
    newsroom: World, server: Server, *, begun: bool
) -> None:
    app = served(newsroom.database)

    def pieces() -> Iterator[bytes]:
        with newsroom.database.reading() as reading:
            yield from [b"the first piece"] * (1 if begun else 0)
            reading.execute(text("SELECT 1"))
            _end_connections(server)
            yield str(reading.scalar(text("SELECT 1"))).encode()

    @app.get("/file")
    @allow_anybody
    def file() -> Response:
        return download(pieces(), "file.txt", "text/plain")

    if begun:
        with pytest.raises(OperationalError):
            app.test_client().get("/file", buffered=True)
    else:
        assert app.test_client().get("/file", buffered=True).status_code == 503


def test_a_command_while_the_server_is_stopped_fails_in_one_line(
    newsroom: World, server: Server
) -> None:
    run = Run(served(newsroom.database))
    server.stop()
    try:
        done = run("users", "list", code=1)
    finally:
        server.start()
    assert done.output.startswith("Error: The database does not answer.")
    assert done.output.count("\n") == 1
    assert "ann" in run("users", "list").output


def test_the_worker_outlives_a_server_that_stops(newsroom: World, server: Server) -> None:
    stop = Event()
    working = Thread(target=work, args=(newsroom.database, stop, None))
    working.start()
    try:
        server.stop("immediate")
        sleep(0.5)
        server.start()
        newsroom.import_statements("the lighthouse was lit", claim_set_id=newsroom.claim_set_id)
        assert working.is_alive()
    finally:
        stop.set()
        working.join()


def _crash_and_start(server: Server) -> None:
    for _ in range(2):
        sleep(0.4)
        server.stop("immediate")
        sleep(0.2)
        server.start()
    sleep(0.3)


def _end_connections(server: Server) -> None:
    """End the connections of the application, as a server does that stops."""
    ending = (
        "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity"
        " WHERE datname = 'claimbook' AND pid <> pg_backend_pid()"
    )
    postgresql_server.asked(server.address, ending)


def _justifications(world: World) -> list[Any]:
    with world.reading() as reading:
        return list(reading.scalars(select(Judgement.justification)))
