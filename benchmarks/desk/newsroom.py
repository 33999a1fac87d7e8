"""A newsroom to measure in: people, and a set of so many claims from invented news.

Rows go in by Core, past the operations, which would take minutes for them.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, text

from annotator.models import Agent, ImportBatch, Outlet
from annotator.models.base import Base
from annotator.operations.people import users
from annotator.operations.sets import claim_sets
from annotator.passwords import new_password
from annotator.terms import Role
from benchmarks.desk.stories import ORDER, OVERLAP, SPEAKERS, THEN, documents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.storage.database import Database
    from benchmarks.desk.stories import Rows

PASSWORD = "a long enough password"  # noqa: S105 - of invented people
#: So many documents are written at once.
PIECE = 200


def fill(databases: Sequence[Database], claims: int, people: int) -> int:
    """Put people (`reader-1` …) and a set of claims into empty databases; gives the set's id."""
    with ExitStack() as stack:
        sessions = [stack.enter_context(database.writing()) for database in databases]
        claim_set_ids = {_begin(session, people) for session in sessions}
        coming = documents(claims)
        while piece := list(islice(coming, PIECE)):
            for session in sessions:
                _write(session, piece)
        for session in sessions:
            _settle(session)
            session.commit()
    (claim_set_id,) = claim_set_ids
    return claim_set_id


def _begin(session: Session, people: int) -> int:
    """Return the people, and a set without claims."""
    password = new_password(PASSWORD)
    for number in range(1, people + 1):
        users.add_user(
            session,
            name=f"reader-{number}",
            display_name=f"Reader {number}",
            password=password,
            roles=[Role.ANNOTATOR],
        )
    _keep_origins(session)
    return claim_sets.make_set(
        session,
        name="Verania",
        description="Invented news.",
        overlap=OVERLAP,
        scheme="verdicts",
        guideline="# Be fair\n\nRead the whole source.",
    )


def _keep_origins(session: Session) -> None:
    session.connection().execute(insert(Outlet).values(id=1, name="Northern Herald"))
    session.connection().execute(
        insert(ImportBatch).values(id=1, label="benchmark", created_at=THEN)
    )
    agents = [{"id": number, "name": name} for number, name in enumerate(SPEAKERS, start=1)]
    session.connection().execute(insert(Agent), agents)


def _write(session: Session, piece: list[Rows]) -> None:
    """The rows of some documents, table by table: what others refer to goes first."""
    together: Rows = defaultdict(list)
    for document in piece:
        for table, rows in document.items():
            together[table] += rows
    for table in sorted(together, key=ORDER.index):
        session.connection().execute(
            insert(Base.metadata.tables[table.__tablename__]), together[table]
        )


def _settle(session: Session) -> None:
    for table in (Outlet, ImportBatch, Agent, *ORDER):
        if "id" in table.__table__.c:
            go_on_after(session, table)
    count_rows(session)


def count_rows(session: Session) -> None:
    """PostgreSQL counts what is in its tables after a while; a benchmark does not wait for that."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("ANALYZE"))


def go_on_after(session: Session, table: type[Base]) -> None:
    """Tell PostgreSQL which ids were given by hand; SQLite sees it."""
    if session.get_bind().dialect.name != "postgresql":
        return
    highest = select(func.max(table.__table__.c.id)).scalar_subquery()
    sequence = func.pg_get_serial_sequence(table.__tablename__, "id")
    session.execute(select(func.setval(sequence, highest)))
