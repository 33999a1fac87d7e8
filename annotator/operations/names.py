"""Names of speakers and outlets, as texts and people write them: which row they lead to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from annotator.operations.registers import all_registered
from annotator.storage.upserts import insert_into

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from annotator.models import NameRegister


class FoundName(NamedTuple):
    """The speaker or outlet that a name leads to, and the merges through which it does."""

    id: int
    merges: tuple[int, ...] = ()


def typed_name(session: Session, register: NameRegister, name: str) -> int:
    """Return the row of a name as a person typed it, further name or not; a new name is a new row.

    For what is never changed, as a judgement: who reads it follows `same_as_id`.
    """
    return _own_rows(session, register, [name])[0]


def found_names(
    session: Session, register: NameRegister, names: Iterable[str]
) -> dict[str, FoundName]:
    """Return what names lead to, by name; a new name is a new row.

    A further name leads to the row that it belongs to. Until the commit no merge of these rows
    begins, so what is written with them is moved by the next.
    """
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    ids = _own_rows(session, register, wanted)
    table = register.rows
    # Asked once the rows are locked: who merged them before has committed.
    locked = select(table.id).where(table.id.in_(ids)).order_by(table.id)
    session.execute(locked.with_for_update(read=True, key_share=True))
    found = session.execute(
        select(table.id, table.same_as_id).where(table.id.in_(ids), table.same_as_id.is_not(None))
    )
    main = {row.id: row.same_as_id for row in found}
    merges = _merges(session, register, list(main))
    return {
        name: FoundName(main.get(number, number), merges[number])
        for name, number in zip(wanted, ids, strict=True)
    }


def note_merged(
    session: Session,
    register: NameRegister,
    found: Iterable[tuple[FoundName, int]],
    *,
    move: int = 0,
) -> None:
    """Note what a merged name led to its new row, so that undoing the merge takes it back.

    `found` are the names with the ids of the rows that have them; `move` is the place of their
    column among the register's.
    """
    rows = [
        {"merge_id": merge_id, "row_id": row_id}
        for name, row_id in found
        for merge_id in name.merges
    ]
    if rows:
        adding = insert_into(session, register.moves[move].moved).on_conflict_do_nothing()
        session.execute(adding, rows)


def _own_rows(session: Session, register: NameRegister, names: Sequence[str]) -> list[int]:
    # With its default: the audit log seals what a row is added with.
    rest = {"organisation": False} if register.word == "speaker" else {}
    rows = [{"name": name, **rest} for name in names]
    return all_registered(session, register.rows, ("name",), rows)


def _merges(
    session: Session, register: NameRegister, ids: Sequence[int]
) -> defaultdict[int, tuple[int, ...]]:
    """Return the merges in force that made these rows further names."""
    found: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    if ids:
        merges, names = register.merges, register.merged_names
        rows = session.execute(
            select(names.row_id, names.merge_id)
            .join(merges, merges.id == names.merge_id)
            .where(names.row_id.in_(ids), merges.undone_at.is_(None))
            .order_by(names.merge_id)
        )
        for row in rows:
            found[row.row_id] += (row.merge_id,)
    return found
