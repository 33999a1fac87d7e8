"""Counted ids of people's work reach no page, JSON answer, export or command."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, select, text

from annotator.exports import FORMATS
from annotator.models import Assignment, Base, SetClaim, Snapshot
from annotator.models.base import Tokened
from annotator.operations.people import users
from annotator.queries.audit_log.events import PAGE_SIZE
from annotator.records import QuoteInput
from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.terms import Role, Stance
from annotator.tokens import PATTERN
from annotator.web import create_app
from tests import hinting
from tests.cli.conftest import Run
from tests.migrations.rows import fill
from tests.past import after, claim_on_anns_desk
from tests.visitor import Visitor
from tests.web.sending import JUDGEMENT
from tests.world import World, evidence, judgement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask
    from sqlalchemy import Column
    from sqlalchemy.orm import Session

    from annotator.tokens import Token

TABLES: dict[str, type[Tokened]] = {
    str(mapper.persist_selectable): mapper.class_
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Tokened)
}
#: Nothing else that an answer holds has as many digits, but hashes and times in one word.
APART = 100_000_000
ROWS = range(1, 4)
LEFT_OUT = {"assets.one", "exports.export", "releases.download", "review.source"}
NUMBER = re.compile(r"\d{9}")
TOKEN = re.compile(rf"\b{PATTERN}\b")
#: What differs from one drawing of a page to the next: guards, times, names of forms.
NEW = re.compile(
    r'name="(?:csrf_token|token|drawn_at|save)"[^>]*>|"save": ?"[^"]*"'
    r"|\d{4}-\d\d-\d\d[T ][\d:.]+(?:\+00:00|Z)?|\d\d:\d\d"
)
SCRIPT = {"Accept": "application/json"}
SENT = {**JUDGEMENT, "evidence-0-quote": "The harbour is open again."}
#: An id that no row has.
NONE = 4711


def worked(world: World) -> None:
    """All kinds of work, each row with an id that nothing else has."""
    _fill_a_page_of_the_audit_log(world)
    fill(world)
    with world.writing() as session:
        for name in ("ann", "rita"):
            users.set_roles(session, user_id=world.people[name], roles=list(Role))
        session.commit()
    set_apart(world)


def _fill_a_page_of_the_audit_log(world: World) -> None:
    """Pages name an event only in the address of the next page, so there must be one."""
    with world.writing() as session:
        for count in (2, 1) * (PAGE_SIZE // 2):
            roles = [Role.ANNOTATOR, Role.EDITOR][:count]
            users.set_roles(session, user_id=world.people["bob"], roles=roles)
        session.commit()


def set_apart(world: World) -> None:
    """Give the rows of each table with tokens ids far from those of every other table."""
    with world.writing() as session:
        with _without_guards(session):
            for place, name in enumerate(sorted(TABLES), 1):
                for table, column in _columns_with_ids_of(name):
                    added = f'"{column}" + {place * APART}'
                    session.execute(text(f'UPDATE "{table}" SET "{column}" = {added}'))
        session.commit()


@contextmanager
def _without_guards(session: Session) -> Iterator[None]:
    """Let ids change, also those of the audit log, whose hashes do not cover them."""
    if session.get_bind().dialect.name == "postgresql":
        # Until the transaction ends.
        session.execute(text("SET LOCAL session_replication_role = replica"))
        yield
        return
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    known = text("SELECT sql FROM sqlite_master WHERE name = 'audit_event_update'")
    guard = session.scalars(known).one()
    session.execute(text("DROP TRIGGER audit_event_update"))
    yield
    session.execute(text(guard))


def _columns_with_ids_of(name: str) -> Iterator[tuple[str, str]]:
    key = Base.metadata.tables[name].c.id
    for table in Base.metadata.tables.values():
        for column in table.c:
            if key in _meant_by(column):
                yield table.name, column.name


def _meant_by(column: Column[Any]) -> set[Column[Any]]:
    """The column and those that it refers to, also by way of others."""
    found, left = {column}, [column]
    while left:
        more = {key.column for key in left.pop().foreign_keys} - found
        found |= more
        left += more
    return found


@after(worked)
def test_no_page_and_no_file_has_a_counted_id(
    app: Flask, visitor: Callable[..., Visitor], world: World
) -> None:
    ids, tokens = _ids(world), _tokens(world)
    seen: set[str] = set()
    for name in ("ann", "bob", "cleo", "rita"):
        person = visitor(name)
        for path, answer in _pages(app, person, world):
            found = {ids[number] for number in NUMBER.findall(answer) if number in ids}
            assert found == set(), f"{path} shows {name} ids of {found}"
            seen |= {table for token, table in tokens.items() if token in answer}
    # Of a hint only the form that opens it tells.
    assert seen >= set(TABLES) - {"hint"}


@after(hinting.decided_and_closed)
def test_no_hint_names_itself_or_its_source_by_a_counted_id(
    visitor: Callable[..., Visitor], world: World
) -> None:
    set_apart(world)
    ids, person = _ids(world), visitor("ann")
    shown = person.send("/desk/#1/hints", {}, page="/desk/#1").text
    assert re.search(r"/hints/[a-z2-7]{24}", shown)
    opened = person.send("/desk/#1/hints/#2", {}, page="/desk/#1")
    assert re.search(r"/sources/[a-z2-7]{24}\?start=", opened.headers["Location"])
    assert not [number for number in NUMBER.findall(shown) if number in ids]


def test_no_answer_to_a_script_has_a_counted_id(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    person = visitor("ann")
    person.send("/sets/#1/next", {}, page="/")
    world.paste("ann", world.token(Assignment), "The harbour is open.")
    set_apart(world)
    ids = _ids(world)
    page = person.get("/desk/#1").text
    source = person.get("/desk/#1/sources/#1").text
    saved = person.send("/desk/#1/draft", {"change": "draw", "save": "one"}, headers=SCRIPT)
    stale = person.send(
        "/desk/#1/draft", {"version": "0", "save": "two", "note": "other"}, headers=SCRIPT
    )
    judged = person.send("/desk/#1", {**SENT, "version": "1"}, headers=SCRIPT)
    assert (saved.status_code, stale.status_code, judged.status_code) == (200, 409, 200)
    for answer in (page, source, saved.text, stale.text, judged.text):
        assert not [number for number in NUMBER.findall(answer) if number in ids]
    assert judged.json is not None
    assert re.fullmatch(r"/desk/[a-z2-7]{24}", judged.json["next"])


@after(worked)
def test_no_command_prints_a_counted_id(app: Flask, world: World) -> None:
    run = Run(app)
    ids, decided = _ids(world), world.nth(SetClaim, 2)
    for arguments in (
        ("audit", "list"),
        ("review", "list", "--set", "Answers", "--show", "decided", "--by", "rita"),
        ("review", "show", str(decided), "--by", "rita"),
    ):
        printed = run(*arguments).stdout
        assert printed
        assert not [number for number in NUMBER.findall(printed) if number in ids]


@after(claim_on_anns_desk)
def test_a_save_finds_its_claim_by_token_with_no_statement_more(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person, desk = visitor("ann"), world.at("/desk/#1")
    sent = {**person.hidden(desk), **SENT}
    person.post(f"{desk}/draft", {**sent, "save": "one"}, headers=SCRIPT)
    said: list[str] = []
    listen = ("before_cursor_execute", lambda *about: said.append(about[2]))
    event.listen(world.database.engine, *listen)
    try:
        person.post(f"{desk}/draft", {**sent, "save": "two", "version": "1"}, headers=SCRIPT)
    finally:
        event.remove(world.database.engine, *listen)
    named = [one for one in said if "assignment.token = " in one]
    # As before tokens: the set and the claim, each held by the statement that finds it.
    assert [("FROM claim_set" in one, "lease_until" in one) for one in named] == [
        (True, False),
        (False, True),
    ]


@after(worked)
@pytest.mark.parametrize(
    "address",
    [
        "/desk/{assignment}",
        "/desk/{assignment}/sources",
        "/desk/#1/sources/{fetch}",
        "/review/#1/sources/{snapshot}",
    ],
)
def test_an_address_with_a_counted_id_is_none(
    visitor: Callable[..., Visitor], world: World, address: str
) -> None:
    with world.reading() as session:
        first = {name: session.scalars(select(table.id)).first() for name, table in TABLES.items()}
    person = visitor("ann")
    assert person.get(address.format(**first)).status_code == 404
    assert person.post(address.format(**first), {}).status_code in (404, 405)


@after(worked)
def test_an_address_is_never_built_from_a_counted_id(app: Flask) -> None:
    from flask import url_for

    with app.test_request_context(), pytest.raises(TypeError, match="has a token, not 12"):
        url_for("desk.item", assignment_id=12)


@pytest.mark.parametrize("steps", [1, 3], ids=["one claim", "the whole set"])
def test_two_worlds_that_differ_in_a_colleagues_work_look_the_same_to_an_annotator(
    peopled_sqlite: Path, tmp_path: Path, steps: int
) -> None:
    idle, busy = (
        _as_bob_sees_it(peopled_sqlite, tmp_path / f"{colleague}.sqlite", steps, colleague)
        for colleague in ("idle", "busy")
    )
    assert len(idle) == 2 + 6 * steps
    assert {step: (idle[step], busy[step]) for step in idle if idle[step] != busy[step]} == {}


def _as_bob_sees_it(original: Path, path: Path, steps: int, colleague: str) -> dict[str, str]:
    """What bob is answered while he works, but for what is new in each answer."""
    shutil.copy(original, path)
    world = World(Database(f"sqlite:///{path}"))
    app = create_app(Settings(f"sqlite:///{path}", secret_key="for tests"), world.database)
    bob = Visitor(app.test_client(), world)
    bob.log_in("bob")
    # A claim that all have judged may be read by all: cleo never judges.
    blind = world.make_set("Blind", overlap=3)
    facts = ("the harbour was open", "the road was closed", "the bell rang")
    world.import_statements(*facts, claim_set_id=blind)
    seen = {"home": bob.get("/").text}
    for step in range(steps):
        if colleague == "busy":
            _work(world, "ann", blind)
        seen |= {f"{name} {step}": answer for name, answer in _work_of(bob)}
    seen["mine"] = bob.get("/sets/#2/mine").text
    world.database.dispose()
    return dict(zip(seen, _without_what_is_new(list(seen.values())), strict=True))


def _work(world: World, name: str, claim_set_id: int) -> None:
    """A person opens a source, quotes it and judges their next claim."""
    assignment_id = world.take(name, claim_set_id)
    assert assignment_id is not None
    fetch_id = world.paste(name, assignment_id, f"{name} read this for {assignment_id}.")
    link = evidence(Stance.CONTRADICTS, quote="read this", anchor=QuoteInput(fetch_id))
    world.judge(name, judgement("refuted", evidence=(link,)), claim_set_id=claim_set_id)


def _work_of(person: Visitor) -> Iterator[tuple[str, str]]:
    """What a person is answered who does the same on the pages, step by step."""
    taken = person.send("/sets/#2/next", {}, page="/").headers["Location"]
    yield "desk", person.get(taken).text
    opened = person.send(
        f"{taken}/sources/text", {"text": "It is open.", "title": "A log"}, page=f"{taken}/sources"
    )
    yield "source", person.get(opened.headers["Location"]).text
    yield "search", person.get(f"{taken}/sources?words=read").text
    saved = person.send(f"{taken}/draft", SENT, page=taken, headers=SCRIPT)
    yield "draft", saved.text.replace('\\"', '"')
    judged = person.send(taken, {**SENT, "version": "1"}, page=taken, headers=SCRIPT)
    yield "judged", judged.text.replace('\\"', '"')
    yield "done", person.get(taken).text


def _without_what_is_new(answers: list[str]) -> list[str]:
    """Answers without times and guards, a person's own tokens by the order of their coming."""
    names: dict[str, str] = {}
    return [
        TOKEN.sub(lambda token: names.setdefault(token[0], f"token {len(names)}"), answer)
        for answer in (NEW.sub("", answer) for answer in answers)
    ]


def _pages(app: Flask, person: Visitor, world: World) -> Iterator[tuple[str, str]]:
    """Each page and file, with each of the first rows, as the person is answered."""
    for path in _paths(app, world):
        answer = person.get(world.at(path, missing=NONE))
        yield path, f"{answer.headers}\n{answer.text}"


def _paths(app: Flask, world: World) -> Iterator[str]:
    with world.reading() as session:
        snapshots = session.scalars(select(Snapshot.token)).all()
    for row in ROWS:
        yield from (f"/sets/#{row}/export.{known.key}" for known in FORMATS)
        yield from (f"/releases/#{row}/files/{known.key}" for known in FORMATS)
        yield from (f"/review/#{row}/sources/{snapshot}" for snapshot in snapshots)
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in LEFT_OUT:
            for row in ROWS if rule.arguments else ROWS[:1]:
                path = re.sub(r"<(?:int|token):\w+>", f"#{row}", rule.rule)
                yield re.sub(r"<(?:\w+:)?\w+>", str(row), path)


def _ids(world: World) -> dict[str, str]:
    """The tables with tokens, by the ids of their rows."""
    with world.reading() as session:
        return {
            str(number): name
            for name, table in TABLES.items()
            for number in session.scalars(select(table.id))
        }


def _tokens(world: World) -> dict[Token, str]:
    """The tables with tokens, by these."""
    with world.reading() as session:
        return {
            token: name
            for name, table in TABLES.items()
            for token in session.scalars(select(table.token))
        }
