"""tokens"""

from __future__ import annotations

import base64
import json
import re
import secrets
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

revision = "7d1e5b90c4a6"
down_revision = "b3d81f6a27e4"
branch_labels = None
depends_on = None

TABLES = ("assignment", "judgement", "adjudication", "hint", "fetch", "snapshot")
#: Their `token` was the name of a form.
NAMED_BY_FORM = ("judgement", "adjudication")
#: An annotator's judgement on a claim, without its id.
NAMING = ("set_claim_id", "annotator_id", "number")
CHUNK = 10_000
_CITES = re.compile(r"(evidence-\d+-)?fetch")


def upgrade() -> None:
    for table in NAMED_BY_FORM:
        _rename(table, "token", "form_token")
    # The browser keeps unsaved texts by the number that the desk had until now.
    op.add_column("assignment", sa.Column("former_number", sa.Integer(), nullable=True))
    op.execute("UPDATE assignment SET former_number = id")
    for table in TABLES:
        op.add_column(table, sa.Column("token", sa.String(), nullable=True))
        _fill(table)
        if table == "judgement":
            _take_from_events()
        with op.batch_alter_table(table) as batch:
            batch.alter_column("token", existing_type=sa.String(), nullable=False)
            batch.create_unique_constraint(op.f(f"uq_{table}_token"), ["token"])
            batch.create_check_constraint(op.f(f"ck_{table}_token"), "length(token) = 24")
    _rewrite_drafts("id", "token")


def downgrade() -> None:
    _rewrite_drafts("token", "id")
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_token"), type_="check")
            batch.drop_constraint(op.f(f"uq_{table}_token"), type_="unique")
            batch.drop_column("token")
            if table == "assignment":
                batch.drop_column("former_number")
    for table in NAMED_BY_FORM:
        _rename(table, "form_token", "token")


def _rename(table: str, before: str, after: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"uq_{table}_{before}"), type_="unique")
        batch.alter_column(
            before, new_column_name=after, existing_type=sa.String(), existing_nullable=False
        )
    with op.batch_alter_table(table) as batch:
        batch.create_unique_constraint(op.f(f"uq_{table}_{after}"), [after])


def _fill(name: str) -> None:
    table = sa.table(name, sa.column("id"), sa.column("token"))
    naming = table.update().where(table.c.id == sa.bindparam("row"))
    for ids in _chunks(sa.select(table.c.id), table.c.id):
        op.get_bind().execute(naming, [{"row": row.id, "token": _new_token()} for row in ids])


def _take_from_events() -> None:
    """Name judgements as events do that are from before a downgrade: no event can change."""
    events = sa.table(
        "audit_event",
        *map(sa.column, ("number", "subject", "set_claim_id", "actor_id", "change")),
    )
    judgements = sa.table(
        "judgement", *map(sa.column, ("set_claim_id", "annotator_id", "number", "token"))
    )
    naming = judgements.update().where(
        *(judgements.c[name] == sa.bindparam(f"of_{name}") for name in NAMING)
    )
    named = sa.select(events).where(
        events.c.subject.like("judgement %"), sa.func.length(events.c.subject) == 34
    )
    for rows in _chunks(named, events.c.number):
        op.get_bind().execute(naming, [_naming(row) for row in rows])


def _naming(event: sa.Row[Any]) -> dict[str, object]:
    number = json.loads(event.change)["after"]["number"]
    of = dict(zip(NAMING, (event.set_claim_id, event.actor_id, number), strict=True))
    token = event.subject.removeprefix("judgement ")
    return {"token": token, **{f"of_{name}": value for name, value in of.items()}}


def _new_token() -> str:
    return base64.b32encode(secrets.token_bytes(15)).decode().lower()


def _rewrite_drafts(before: str, after: str) -> None:
    """Let drafts name the texts that they cite in another way."""
    drafts = sa.table("draft", sa.column("assignment_id"), sa.column("fields"))
    fetches = sa.table("fetch", *map(sa.column, ("assignment_id", before, after)))
    key = drafts.c.assignment_id
    writing = drafts.update().where(key == sa.bindparam("row")).values(fields=sa.bindparam("new"))
    for rows in _chunks(sa.select(key, drafts.c.fields), key):
        first, last = rows[0].assignment_id, rows[-1].assignment_id
        opened = sa.select(fetches.c[before], fetches.c[after]).where(
            fetches.c.assignment_id.between(first, last)
        )
        names = {str(old): str(new) for old, new in op.get_bind().execute(opened)}
        changed = [(row, _renamed(row.fields, names)) for row in rows if "fetch" in row.fields]
        if changed:
            values = [{"row": row.assignment_id, "new": new} for row, new in changed]
            op.get_bind().execute(writing, values)


def _renamed(fields: str, names: dict[str, str]) -> str:
    """Return the fields of a draft, as JSON, with the texts that they cite renamed."""
    pairs = [[name, _value(name, value, names)] for name, value in json.loads(fields)]
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))


def _value(name: str, value: str, names: dict[str, str]) -> str:
    if _CITES.fullmatch(name):
        return names.get(value, value)
    if name != "removed":
        return value
    try:
        removed = json.loads(value)
        removed["fields"] = json.loads(_renamed(json.dumps(removed["fields"]), names))
    except (ValueError, KeyError, TypeError):
        # A draft is kept as it was sent, whatever stands in it.
        return value
    return json.dumps(removed, ensure_ascii=False, separators=(",", ":"))


def _chunks(
    rows: sa.Select[Any], key: sa.ColumnElement[int]
) -> Iterator[Sequence[sa.Row[Any]]]:
    """Yield rows by their first column, the key."""
    last = 0
    while found := op.get_bind().execute(
        rows.where(key > last).order_by(key).limit(CHUNK)
    ).fetchall():
        yield found
        last = found[-1][0]
