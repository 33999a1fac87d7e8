"""Merges of speakers and of outlets, and undoing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, insert, literal, select, update

from annotator.actions import Action
from annotator.clock import now
from annotator.errors import BadInput, Conflict, NotFound
from annotator.language import _
from annotator.models import SPEAKERS, NameRegister
from annotator.operations.audit_log import actor, record
from annotator.operations.derived.claim_notes import wait_for_notes_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from annotator.models import Agent, Outlet, OutletMerge, SpeakerMerge
    from annotator.models.merges import MovedColumn

    Row = Agent | Outlet


#: Both databases limit the values of one statement.
CHUNK = 500


class Merged(NamedTuple):
    """A merge, and the row that it merged."""

    merge_id: int
    row_id: int


def merge(session: Session, register: NameRegister, *, name_id: int, into_id: int) -> int:
    """Make a speaker or an outlet a further name of another, with all that it has, and return the
    merge.

    What moves is kept, so that `undo_merge` takes it back. Raises BadInput, NotFound, and Conflict
    for a row that is a further name already.
    """
    if name_id == into_id:
        raise BadInput(_("Choose another one to merge with."), "into")
    rows = locked_rows(session, register, name_id, into_id)
    for row in rows.values():
        if row.same_as_id is not None:
            raise Conflict(_("“%(name)s” was merged in the meantime.", name=row.name))
    merged, into = rows[name_id], rows[into_id]
    merge_id = _add_merge(session, register, merged, into)
    moved = [_move(session, move, merge_id, name_id, into_id) for move in register.moves]
    record(
        session,
        Action.SPEAKERS_MERGED if register is SPEAKERS else Action.OUTLETS_MERGED,
        f"{register.word} {into_id}",
        before={"name": merged.name, register.word: name_id},
        after={"name": into.name, "moved": sum(moved)},
    )
    return merge_id


def undo_merge(session: Session, register: NameRegister, *, merge_id: int) -> int:
    """Take a merge back and return the row that stands alone again.

    It gets back its own names and all that the merge moved or that was found since by these names,
    unless a person gave it to another since. So merges are undone in any order. Raises NotFound,
    and Conflict for a merge that was undone.
    """
    kind: Any = register.merges
    found: SpeakerMerge | OutletMerge | None = session.get(kind, merge_id, with_for_update=True)
    if found is None:
        raise NotFound(_("There is no such merge."))
    if found.undone_at is not None:
        raise Conflict(_("This merge was undone already."))
    row = locked_rows(session, register, found.name_id)[found.name_id]
    into_id = row.same_as_id or found.into_id
    into = locked_rows(session, register, into_id)[into_id]
    found.undone_at, found.undone_by_id = now(), actor(session)
    session.flush()
    name, into_name, merged = row.name, into.name, Merged(merge_id, row.id)
    _take_names_back(session, register, merged, into_id)
    moved = [_take_back(session, register, move, merged, into_id) for move in register.moves]
    record(
        session,
        Action.SPEAKER_MERGE_UNDONE if register is SPEAKERS else Action.OUTLET_MERGE_UNDONE,
        f"{register.word} {merged.row_id}",
        before={"name": into_name},
        after={"name": name, "moved": sum(moved)},
    )
    return merged.row_id


def locked_rows(session: Session, register: NameRegister, *ids: int) -> dict[int, Row]:
    """Return rows of a register, locked in one order for all. Raises NotFound.

    Who writes something with one of these names has committed, or waits.
    """
    table: Any = register.rows
    wanted = select(table).where(table.id.in_(ids)).order_by(table.id)
    locked = wanted.with_for_update().execution_options(populate_existing=True)
    rows: dict[int, Row] = {row.id: row for row in session.scalars(locked)}
    if rows.keys() != set(ids):
        if register is SPEAKERS:
            raise NotFound(_("There is no such speaker."))
        raise NotFound(_("There is no such outlet."))
    return rows


def _add_merge(session: Session, register: NameRegister, merged: Row, into: Row) -> int:
    made = register.merges(
        name_id=merged.id, into_id=into.id, made_by_id=actor(session), made_at=now()
    )
    session.add(made)
    session.flush()
    table: Any = register.rows
    names = session.scalars(select(table).where(table.same_as_id == merged.id)).all()
    for row in (merged, *names):
        row.same_as_id = into.id
        session.add(register.merged_names(merge_id=made.id, row_id=row.id))
    session.flush()
    return made.id


def _move(session: Session, move: MovedColumn, merge_id: int, from_id: int, into_id: int) -> int:
    """Move what has one row to another, keep what it was, and return how much."""
    table: Any = move.table
    column = getattr(table, move.column)
    having: Select[Any] = select(literal(merge_id), table.id).where(column == from_id)
    added = session.connection().execute(
        insert(move.moved).from_select(["merge_id", "row_id"], having)
    )
    _set(session, move, having.with_only_columns(table.id), into_id)
    _check_again(session, move, into_id)
    return added.rowcount


def _take_back(
    session: Session, register: NameRegister, move: MovedColumn, merged: Merged, from_id: int
) -> int:
    """Give back what a merge moved and what still has its row; return how much."""
    table: Any = move.table
    kept = select(move.moved.row_id).where(move.moved.merge_id == merged.merge_id)
    column = getattr(table, move.column)
    ids = session.scalars(select(table.id).where(table.id.in_(kept), column == from_id)).all()
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        _set(session, move, select(table.id).where(table.id.in_(chunk)), merged.row_id)
        _leave(session, register, move.moved, merged, chunk)
    _check_again(session, move, merged.row_id)
    return len(ids)


def check_again(session: Session, register: NameRegister, row_id: int) -> None:
    """Let the claims that have a speaker or an outlet wait for their notes, which name it."""
    for move in register.moves:
        _check_again(session, move, row_id)


def _check_again(session: Session, move: MovedColumn, row_id: int) -> None:
    table: Any = move.table
    having = select(getattr(table, move.document)).where(getattr(table, move.column) == row_id)
    wait_for_notes_in(session, having)


def _leave(
    session: Session,
    register: NameRegister,
    kept: type[Any],
    merged: Merged,
    row_ids: Sequence[int],
) -> None:
    """Forget that later merges moved these rows too: they came with the one that is undone."""
    merges, names = register.merges, register.merged_names
    own = select(names.row_id).where(names.merge_id == merged.merge_id)
    later = select(merges.id).where(merges.undone_at.is_(None), merges.name_id.not_in(own))
    gone = delete(kept).where(kept.row_id.in_(row_ids), kept.merge_id.in_(later))
    session.execute(gone.execution_options(synchronize_session=False))


def _set(session: Session, move: MovedColumn, those: Select[Any], row_id: int) -> None:
    table: Any = move.table
    session.flush()
    session.execute(
        update(table)
        .where(table.id.in_(those))
        .values({move.column: row_id})
        .execution_options(synchronize_session=False)
    )
    session.expire_all()


def _take_names_back(
    session: Session, register: NameRegister, merged: Merged, into_id: int
) -> None:
    table: Any = register.rows
    names = register.merged_names
    kept = select(names.row_id).where(names.merge_id == merged.merge_id)
    rows: Sequence[Row] = session.scalars(
        select(table).where(table.id.in_(kept), table.same_as_id == into_id)
    ).all()
    for row in rows:
        row.same_as_id = None if row.id == merged.row_id else merged.row_id
    session.flush()
    _leave(session, register, names, merged, [row.id for row in rows])
