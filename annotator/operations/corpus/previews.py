"""Previews: texts read in an upload, kept for the import, and what was counted in them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.errors import Conflict
from annotator.import_states import ImportState
from annotator.imports.preview import written
from annotator.language import _
from annotator.models import ImportBatch, PreparedChunk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from annotator.imports.prepared import Chunk
    from annotator.imports.preview import Preview


@dataclass(frozen=True, slots=True)
class PreparedTexts:
    """A chunk of texts that follows the first `after` of its import.

    They are those of a file from its text `number` on. `repeats` are its duplicates, by index: the
    place of an earlier text, or 0 for that of a document.
    """

    after: int
    chunk: Chunk
    file_id: int | None = None
    number: int = 1
    repeats: Mapping[int, int] = field(default_factory=dict)


def add_prepared(session: Session, *, batch_id: int, texts: PreparedTexts) -> None:
    """Keep texts that were read, for the import. Raises Conflict unless it is being read."""
    _being_read(session, batch_id)
    session.add(
        PreparedChunk(
            import_batch_id=batch_id,
            start=texts.after + 1,
            size=texts.chunk.size,
            content=texts.chunk.content,
            import_file_id=texts.file_id,
            number=texts.number,
            repeats=json.dumps(texts.repeats),
        )
    )
    session.flush()


def end_preview(session: Session, *, batch_id: int, preview: Preview, offered: int) -> None:
    """Show the preview of an import, which waits for a person to confirm it."""
    batch = _being_read(session, batch_id)
    batch.state, batch.offered = ImportState.PREVIEWED, offered
    batch.preview = written(preview)
    batch.version += 1
    session.flush()


def _being_read(session: Session, batch_id: int) -> ImportBatch:
    batch = session.get_one(ImportBatch, batch_id, with_for_update=True, populate_existing=True)
    if batch.state not in (ImportState.UPLOADING, ImportState.READING):
        raise Conflict(_("Import %(id)s is not being read.", id=batch_id))
    return batch
