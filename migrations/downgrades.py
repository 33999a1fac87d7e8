"""A downgrade says what it drops, and drops it only if it was told to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import context

from annotator.errors import NotConfirmed
from annotator.storage.contents import contents_of, dropped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import TypeAlias

    from alembic.runtime.migration import MigrationContext, MigrationStep

    from annotator.storage.contents import TableContents

    Steps: TypeAlias = Callable[[tuple[str, ...], MigrationContext], Iterable[MigrationStep]]


def confirmed(steps_of: Steps) -> Steps:
    """Return the same steps; after a downgrade, what it dropped is told, or the downgrade refused.

    The comparison is of the database before and after, in the transaction of the downgrade. So a
    revision cannot forget to say what it drops. Raises NotConfirmed without `-x yes=1`.
    """

    def steps(revisions: tuple[str, ...], migration: MigrationContext) -> Iterator[MigrationStep]:
        # Alembic takes None for no steps.
        found = list(steps_of(revisions, migration) or ())
        if not any(step.is_downgrade for step in found):
            yield from found
            return
        connection = migration.connection
        assert connection is not None  # noqa: S101 - env.py always connects
        before = contents_of(connection)
        yield from found
        _tell(before, contents_of(connection))

    return steps


def _tell(before: Mapping[str, TableContents], after: Mapping[str, TableContents]) -> None:
    lost = "; ".join(dropped(before, after)) or "nothing"
    # A table that was only renamed counts as dropped; its new name tells.
    new = "; ".join(sorted(set(after) - set(before)))
    told = f"drops {lost}." + (f" It adds {new}." if new else "")
    if context.get_x_argument(as_dictionary=True).get("yes") == "1":
        context.config.print_stdout(f"This downgrade {told}")
        return
    raise NotConfirmed(
        f"The downgrade {told} Nothing was changed. Back up the database first; then confirm:"
        " `alembic -x yes=1 downgrade …`."
    )
