"""Imports: what was uploaded, what was read in it, and what became of each text."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    UniqueConstraint,
    false,
    literal_column,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from annotator.import_states import ImportState
from annotator.models.base import Base, Numbered, term
from annotator.terms import ImportOutcome

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

_UNFINISHED = text("state <> 'done'")
_UNTIDY = text("NOT tidied")


class ImportBatch(Numbered, Base):
    """One import: what was offered, and the claim set that its claims are to go into, if any.

    `state` and `failure` follow from the jobs of the import. `options` and `preview` are records as
    JSON. Of the `offered` texts, the first `kept` have their row: a batch of texts is written
    together with this number. An import is `tidied` once nothing of its upload is stored, and each
    of its documents waits for a job, or is deleted. Each change of its preview by a person, and
    each reading, counts its `version` up. With `ticks`, a person ticks the claims that go into the
    set.
    """

    __tablename__ = "import_batch"
    __table_args__ = (
        CheckConstraint("(state = 'failed') = (failure IS NOT NULL)", name="failure"),
        CheckConstraint("0 <= kept AND kept <= offered", name="kept"),
        CheckConstraint("state <> 'done' OR kept = offered", name="done"),
        CheckConstraint("NOT tidied OR state IN ('done', 'cancelled')", name="tidied"),
        Index(
            "ix_import_batch_unfinished",
            "id",
            postgresql_where=_UNFINISHED,
            sqlite_where=_UNFINISHED,
        ),
        Index("ix_import_batch_untidy", "id", postgresql_where=_UNTIDY, sqlite_where=_UNTIDY),
    )

    label: Mapped[str]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    claim_set_id: Mapped[int | None] = mapped_column(ForeignKey("claim_set.id"))
    created_at: Mapped[datetime]
    state: Mapped[ImportState] = mapped_column(term(ImportState), server_default=ImportState.DONE)
    failure: Mapped[str | None]
    options: Mapped[str | None]
    preview: Mapped[str | None]
    offered: Mapped[int] = mapped_column(default=0, server_default="0")
    kept: Mapped[int] = mapped_column(default=0, server_default="0")
    tidied: Mapped[bool] = mapped_column(default=False, server_default=true())
    version: Mapped[int] = mapped_column(default=0, server_default="0")
    ticks: Mapped[bool] = mapped_column(default=False, server_default=false())


def is_unfinished(batch: type[ImportBatch]) -> ColumnElement[bool]:
    """Return the condition that an import is not done: its documents are hidden."""
    # Written out: a bound state would keep both databases from the index of these imports.
    return batch.state != literal_column("'done'")


class ImportFile(Numbered, Base):
    """One file of an upload, until the import has ended; `size` is in bytes.

    With a `url`, the worker fetches it: then it has its content, or the `failure` says why not.
    """

    __tablename__ = "import_file"
    __table_args__ = (
        UniqueConstraint("import_batch_id", "position"),
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("failure IS NULL OR url IS NOT NULL", name="failure"),
    )

    import_batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
    position: Mapped[int]
    name: Mapped[str]
    size: Mapped[int]
    url: Mapped[str | None]
    failure: Mapped[str | None]


class ImportFileChunk(Base):
    """A compressed chunk of an uploaded file."""

    __tablename__ = "import_file_chunk"

    import_file_id: Mapped[int] = mapped_column(ForeignKey("import_file.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes]


class PreparedChunk(Base):
    """Texts that were read for an import: `size` of them, from the text `start` on.

    They are of one file, where `import_file_id` is known, from its text `number` on. `repeats` is
    JSON: by the place in the chunk, the earlier text of the import that has the same words, or 0
    for those of a document.
    """

    __tablename__ = "prepared_chunk"
    __table_args__ = (
        CheckConstraint("start >= 1", name="start"),
        CheckConstraint("size >= 1", name="size"),
    )

    import_batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"), primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int]
    content: Mapped[bytes]
    import_file_id: Mapped[int | None] = mapped_column(ForeignKey("import_file.id"), index=True)
    number: Mapped[int] = mapped_column(default=1, server_default="1")
    repeats: Mapped[str] = mapped_column(default="{}", server_default="{}")


class ImportEdit(Base):
    """What a person changed in the preview of a text, the text `number` of a file.

    None is for a field that was left alone, an empty text for one that was cleared. A text without
    a tick is left out.
    """

    __tablename__ = "import_edit"
    __table_args__ = (CheckConstraint("number >= 1", name="number"),)

    import_file_id: Mapped[int] = mapped_column(ForeignKey("import_file.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str | None]
    outlet: Mapped[str | None]
    published: Mapped[str | None]
    author: Mapped[str | None]
    language: Mapped[str | None]
    ticked: Mapped[bool] = mapped_column(default=True, server_default=true())


class TableColumns(Base):
    """Which columns of a table an editor chose, as JSON, for the next table with this header."""

    __tablename__ = "table_columns"
    __table_args__ = (CheckConstraint("length(header_key) = 64", name="header_key"),)

    header_key: Mapped[str] = mapped_column(primary_key=True)
    columns: Mapped[str]
    chosen_at: Mapped[datetime]


class ImportItem(Numbered, Base):
    """What became of one text of an import: a document, one that was here, or a reason.

    A text that a person left out has no row.
    """

    __tablename__ = "import_item"
    __table_args__ = (
        UniqueConstraint("import_batch_id", "position"),
        CheckConstraint("(outcome = 'failed') = (reason IS NOT NULL)", name="reason"),
        CheckConstraint("(outcome = 'failed') = (document_id IS NULL)", name="document"),
    )

    import_batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
    position: Mapped[int]
    name: Mapped[str]
    outcome: Mapped[ImportOutcome]
    reason: Mapped[str | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
