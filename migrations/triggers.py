"""Triggers survive the copy of their table on SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from alembic.ddl.sqlite import SQLiteImpl

if TYPE_CHECKING:
    from alembic.operations.batch import ApplyBatchImpl, BatchOperationsImpl
    from sqlalchemy import Connection, CursorResult, Table

#: Triggers of other tables that read this one: SQLite refuses to rename a table while they lack it.
READERS_OF = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name <> ?"
    " AND instr(sql, ?) > 0"
)
TRIGGERS_OF = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"


class TriggerKeepingImpl(SQLiteImpl):
    """Alembic on SQLite, where `batch_alter_table` keeps the table's triggers.

    A batch copies the table, drops the original and renames the copy. SQLite drops the triggers
    with the original: texts would no longer be indexed for search, releases could be changed.
    Triggers of other tables that read the original are dropped before and created again as well.
    Alembic takes this class for SQLite as soon as `env.py` imports it.
    """

    __dialect__ = "sqlite"

    def requires_recreate_in_batch(self, batch_op: BatchOperationsImpl) -> bool:
        """Read the table alone, without all those that its foreign keys lead to."""
        batch_op.reflect_kwargs.setdefault("resolve_fks", False)
        return super().requires_recreate_in_batch(batch_op)

    def prep_table_for_batch(self, batch_impl: ApplyBatchImpl, table: Table) -> None:
        """Remember the triggers of the original."""
        super().prep_table_for_batch(batch_impl, table)
        readers = self._run(READERS_OF, (table.name, table.name)).mappings().all()
        for reader in readers:
            self._run(f"DROP TRIGGER {reader['name']}")
        own = self._run(TRIGGERS_OF, (table.name,)).scalars().all()
        self.memo[table.name] = [*own, *(reader["sql"] for reader in readers)]

    def rename_table(self, old_table_name: str, new_table_name: str, schema: Any = None) -> None:
        """Rename the copy and create its triggers."""
        super().rename_table(old_table_name, new_table_name, schema)
        for statement in self.memo.pop(new_table_name, ()):
            self._run(statement)

    def _run(self, statement: str, parameters: tuple[str, ...] = ()) -> CursorResult[Any]:
        # As it stands in the database: a colon in it names no parameter.
        return cast("Connection", self.connection).exec_driver_sql(statement, parameters)
