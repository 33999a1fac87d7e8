"""A prepared statement is built once and takes what changes as arguments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import StatementError

from annotator.models import Outlet
from annotator.settings import ROOT
from annotator.storage.statements import Prepared, PreparedChange

if TYPE_CHECKING:
    from annotator.storage.database import Database

NAMED = Prepared(select(Outlet).where(Outlet.name == bindparam("name")))
NAMES = Prepared(
    select(Outlet.name)
    .where(Outlet.name.in_(bindparam("names", expanding=True)))
    .order_by(Outlet.name)
)
ADD = PreparedChange(insert(Outlet))


def test_objects_are_those_that_the_session_keeps(database: Database) -> None:
    with database.writing() as session:
        made = Outlet(name="Herald")
        session.add(made)
        session.flush()
        assert NAMED.objects(session, name="Herald").one() is made
        assert NAMED.objects(session, name="Courier").one_or_none() is None


def test_rows_are_plain_and_come_past_the_session(database: Database) -> None:
    with database.writing() as session:
        ADD.apply(session, [{"id": 91, "name": "Herald"}, {"id": 92, "name": "Courier"}])
        session.add(Outlet(name="Gazette"))
        rows = NAMES.rows(session, names=["Herald", "Courier", "Gazette"]).all()
        assert [row.name for row in rows] == ["Courier", "Herald"]


def test_rows_without_their_key_are_refused_since_no_event_could_vouch_for_them(
    database: Database,
) -> None:
    with database.writing() as session, pytest.raises(TypeError, match="with their keys: 'id'"):
        ADD.apply(session, [{"name": "Herald"}])


def test_a_change_of_no_rows_does_nothing(database: Database) -> None:
    with database.writing() as session:
        ADD.apply(session, [])
        assert NAMES.rows(session, names=[""]).all() == []


def test_a_value_that_is_not_given_is_an_error(database: Database) -> None:
    with database.reading() as session, pytest.raises(StatementError, match="name"):
        NAMED.objects(session)


def test_only_prepared_statements_have_places_for_values() -> None:
    for path in (ROOT / "annotator").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if re.search(r"\bbindparam\(", text) and path.name != "statements.py":
            assert "Prepared" in text, f"{path}: a statement with bindparam is not prepared"
