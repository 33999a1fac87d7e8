"""Imports as an editor and the worker make them: upload, preview, confirmation, import."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from annotator.imports.incoming import IncomingText
from annotator.imports.options import ImportOptions
from annotator.jobs.imports import IMPORT
from annotator.jobs.previewing import PREVIEW_HERE
from annotator.jobs.runner import run_waiting
from annotator.jobs.tidying import TIDYING
from annotator.models import ImportBatch, ImportFile, ImportFileChunk, ImportItem, PreparedChunk
from annotator.models.any_documents import AnyDocument
from annotator.operations.corpus.documents import (
    begin_import,
    documents_with,
    import_texts,
    keep_texts,
)
from annotator.operations.corpus.extractions import keep_extraction
from annotator.operations.corpus.imports import confirm
from annotator.operations.corpus.preview_edits import RowChange, SentPreview, save_preview
from annotator.operations.corpus.uploads import UploadedChunk, add_chunks, end_upload
from annotator.queries.corpus.imports import import_of
from annotator.queries.corpus.previews import rows_after, texts_after
from annotator.records import DocumentMetadata
from annotator.storage.chunks import compressed
from tests.world import found_in, statement

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from annotator.import_states import ImportState
    from tests.visitor import Visitor
    from tests.world import World

STORED = (ImportFile, ImportFileChunk, PreparedChunk)


def upload(person: Visitor, *files: tuple[str, bytes], **fields: object) -> TestResponse:
    """Send files on the page; the answer leads to the import's page."""
    data = {**person.hidden("/imports/new"), **fields}
    return person.client.post(
        "/imports/new",
        data={**data, "files": [(io.BytesIO(content), name) for name, content in files]},
        content_type="multipart/form-data",
    )


def import_files(person: Visitor, *files: tuple[str, bytes], **fields: object) -> str:
    """Send files, confirm the preview and let the worker import them; return the page."""
    page = upload(person, *files).location
    run_waiting(person.world.database, PREVIEW_HERE)
    sent = {"language": "en", "claim_set": "0", **fields}
    assert person.send(f"{page}/confirm", sent, page=page).status_code == 302
    end_import(person.world)
    return page


def uploaded(world: World, *files: tuple[str, bytes], options: ImportOptions | None = None) -> int:
    """Store an upload past the page, as it does; return the import's id."""
    with world.writing() as session:
        batch_id = begin_import(
            session, label=files[0][0], user_id=world.people["ed"], options=options
        )
        chunks = [
            UploadedChunk(number, name, len(content), 0, compressed(content))
            for number, (name, content) in enumerate(files)
        ]
        add_chunks(session, batch_id=batch_id, chunks=chunks)
        end_upload(session, batch_id=batch_id)
        session.commit()
    return batch_id


def confirmed(world: World, *files: tuple[str, bytes], options: ImportOptions | None = None) -> int:
    """Store an upload whose preview was read and confirmed; return the import's id."""
    batch_id = uploaded(world, *files, options=options)
    run_waiting(world.database, PREVIEW_HERE)
    with world.writing() as session:
        confirm(session, batch_id=batch_id)
        session.commit()
    return batch_id


def edit_preview(world: World, batch_id: int, **values: str) -> None:
    """Change the first text of a preview, as a person does on the page."""
    with world.writing() as session:
        batch = import_of(session, batch_id)
        (row, *_rows) = rows_after(session, batch_id, batch.options, 0).rows
        changed = {**row.shown.values, **values}
        change = RowChange(row.key, row.shown.seen, changed, ticked=True)
        sent = SentPreview(batch.version, (change,))
        assert save_preview(session, batch_id=batch_id, sent=sent).kept
        session.commit()


def half_imported(world: World, *files: tuple[str, bytes], texts: int) -> int:
    """Write the first texts of an import, as a worker that was killed then; return its id."""
    batch_id = confirmed(world, *files)
    with world.writing() as session:
        some = texts_after(session, batch_id, 0, ImportOptions())[:texts]
        keep_texts(
            session,
            batch_id=batch_id,
            texts=some,
            after=0,
            options=ImportOptions(),
            here=documents_with(session, some),
        )
        session.commit()
    return batch_id


def end_import(world: World) -> None:
    """Let the worker import what was confirmed, and tidy up."""
    run_waiting(world.database, IMPORT)
    run_waiting(world.database, TIDYING)


def state_of(world: World, batch_id: int) -> ImportState:
    """The state of an import."""
    with world.reading() as session:
        return session.get_one(ImportBatch, batch_id).state


def stored(world: World) -> int:
    """How many rows hold what was uploaded."""
    with world.reading() as session:
        return sum(session.scalar(select(func.count()).select_from(one)) or 0 for one in STORED)


def all_documents(world: World) -> list[tuple[int, str]]:
    """Every document by its id, hidden or not, with its text."""
    with world.reading() as session:
        rows = session.execute(select(AnyDocument.id, AnyDocument.text).order_by(AnyDocument.id))
        return [(row.id, row.text) for row in rows]


def import_items(world: World, batch_id: int) -> list[tuple[str | None, str]]:
    """The texts of an import in their order, each with its outcome."""
    with world.reading() as session:
        rows = session.execute(
            select(AnyDocument.text, ImportItem.outcome)
            .select_from(ImportItem)
            .outerjoin(AnyDocument, AnyDocument.id == ImportItem.document_id)
            .where(ImportItem.import_batch_id == batch_id)
            .order_by(ImportItem.position)
        )
        return [(row.text, row.outcome) for row in rows]


def document_in_no_set(world: World, *facts: str, title: str = "A report") -> int:
    """Import and read a document that states these facts, and return its id."""
    text = " ".join(statement(fact) for fact in facts)
    with world.writing() as session:
        batch_id = begin_import(session, label="test")
        incoming = [IncomingText("a.txt", text, DocumentMetadata(title=title))]
        import_texts(session, batch_id=batch_id, incoming=incoming, unstated=DocumentMetadata())
        document_id = session.scalars(select(func.max(AnyDocument.id))).one()
        keep_extraction(session, document_id=document_id, found=found_in(text))
        session.commit()
    return document_id
