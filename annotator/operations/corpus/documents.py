"""Documents: how texts come in, once each."""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, update

from annotator import dates
from annotator.actions import Action
from annotator.cleaning import one_line
from annotator.clock import now
from annotator.errors import Conflict
from annotator.import_states import ImportState
from annotator.imports import other_fields
from annotator.imports.edits import LANGUAGE, LeftOut
from annotator.imports.incoming import IncomingText, Unreadable
from annotator.imports.options import ImportOptions, written
from annotator.imports.prepared import checked
from annotator.imports.preview import sha256_of
from annotator.language import _, ngettext
from annotator.models import OUTLETS, Document, ImportBatch, ImportItem
from annotator.models.any_documents import AnyDocument
from annotator.operations.audit_log import record
from annotator.operations.corpus.publications import add_repeated
from annotator.operations.jobs.waiting import enqueue
from annotator.operations.names import FoundName, found_names, note_merged
from annotator.records import DOCUMENT_FIELDS, DocumentMetadata
from annotator.storage.statements import Prepared, PreparedChange
from annotator.storage.upserts import insert_on
from annotator.storage.written_rows import note_rows
from annotator.terms import EXTRACTION, ExtractionState, ImportOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from annotator.imports.incoming import Incoming

#: Texts that are looked up and kept together.
CHUNK = 500
#: Of the label of an import.
FILES_NAMED, LONGEST_LABEL = 5, 200
#: The number of PostgreSQL's lock on texts that come in: any that nothing else takes.
_LOCK = 4_120_568

#: The name of a text, what became of it, and why it failed.
Result = tuple[str, ImportOutcome, str | None]


def begin_import(
    session: Session,
    *,
    label: str,
    user_id: int | None = None,
    claim_set_id: int | None = None,
    options: ImportOptions | None = None,
) -> int:
    """Open an import and return its id; its claims go into the set, where one is named."""
    batch = ImportBatch(
        label=one_line(label)[:LONGEST_LABEL],
        created_by_id=user_id,
        claim_set_id=claim_set_id,
        created_at=now(),
        state=ImportState.UPLOADING,
        options=options and written(options),
    )
    session.add(batch)
    session.flush()
    return batch.id


def label_of(names: Sequence[str]) -> str:
    """Return what an import of these files is called: the first five, and how many more."""
    label = ", ".join(names[:FILES_NAMED])
    if not (more := len(names) - FILES_NAMED) > 0:
        return label
    # The names are cut, never the count.
    rest = ngettext("and %(count)s more", "and %(count)s more", more)
    return f"{label[: LONGEST_LABEL - len(rest) - 2]}, {rest}"


def import_texts(
    session: Session,
    *,
    batch_id: int,
    incoming: Iterable[Incoming],
    unstated: DocumentMetadata,
    finely: bool = False,
) -> list[Result]:
    """Import a few texts within the caller's transaction, without a preview or a job.

    Every writer waits for this transaction: it is for the demonstration, and for a text or two.
    Returns what became of each.
    """
    texts = list(incoming)
    options = ImportOptions(unstated, finely)
    batch = session.get_one(ImportBatch, batch_id, with_for_update=True)
    batch.state, batch.tidied = ImportState.IMPORTING, False
    batch.offered = batch.kept + len(texts)
    session.flush()
    results: list[Result] = []
    for start in range(0, len(texts), CHUNK):
        chunk = [checked(text) for text in texts[start : start + CHUNK]]
        results += keep_texts(
            session,
            batch_id=batch_id,
            texts=chunk,
            after=batch.kept,
            options=options,
            here=documents_with(session, chunk),
        )
        session.refresh(batch)
    outcomes = Counter(outcome for _name, outcome, _reason in results)
    publish(session, batch_id=batch_id, outcomes=outcomes)
    waiting = select(Document.id).where(
        Document.import_batch_id == batch_id, Document.extraction == ExtractionState.WAITING
    )
    enqueue(session, kind=EXTRACTION, subjects=session.scalars(waiting.order_by(Document.id)).all())
    batch.tidied = True
    session.flush()
    return results


def keep_texts(
    session: Session,
    *,
    batch_id: int,
    texts: Sequence[Incoming | LeftOut],
    after: int,
    options: ImportOptions,
    here: Mapping[str, int],
) -> list[Result]:
    """Keep the texts that follow the first `after` of an import, and note what became of each.

    Of a text that a person left out, nothing is noted.

    A text becomes a document unless its very text is `here`, looked up before, since every writer
    waits for this; in another outlet, that is a further publication. A document is hidden until
    `publish`. Raises Conflict unless the import has `after` texts and is under way.
    """
    if session.get_bind().dialect.name == "postgresql":
        # Two imports of the same texts, in another order, would wait for each other.
        session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    advanced = {"batch_id": batch_id, "after": after, "now_kept": after + len(texts)}
    if session.connection().execute(_ADVANCE, advanced).rowcount != 1:
        raise Conflict(_("The import %(id)s has changed since.", id=batch_id))
    found, new = _keep_new(session, batch_id, texts, options, here)
    repeated = [
        (found[sha256_of(text)], options.metadata_of(text))
        for n, text in enumerate(texts)
        if isinstance(text, IncomingText) and n not in new
    ]
    add_repeated(session, repeated)
    rows = [
        {
            "import_batch_id": batch_id,
            "position": after + n + 1,
            **_item(
                text,
                found.get(sha256_of(text)) if isinstance(text, IncomingText) else None,
                n in new,
            ),
        }
        for n, text in enumerate(texts)
        if not isinstance(text, LeftOut)
    ]
    _ITEMS.apply(session, rows)
    return [(row["name"], row["outcome"], row["reason"]) for row in rows]


def documents_with(session: Session, texts: Iterable[Incoming | LeftOut]) -> dict[str, int]:
    """Return the documents that have one of these texts, hidden or not, by SHA-256."""
    return _known(session, [sha256_of(one) for one in texts if isinstance(one, IncomingText)])


def publish(session: Session, *, batch_id: int, outcomes: Mapping[ImportOutcome, int]) -> None:
    """Show the documents of an import to everybody: all of its texts are kept.

    `outcomes` are counted before, since no writer waits for counting.
    """
    batch = session.get_one(ImportBatch, batch_id, with_for_update=True, populate_existing=True)
    batch.state = ImportState.DONE
    session.flush()
    record(
        session,
        Action.TEXTS_IMPORTED,
        f"import {batch_id}",
        after={
            "label": batch.label,
            **{outcome.value: outcomes.get(outcome, 0) for outcome in ImportOutcome},
        },
        by=batch.created_by_id,
        claim_set_id=batch.claim_set_id,
    )


def _item(text: Incoming, document_id: int | None, is_new: bool) -> dict[str, Any]:
    """Return what became of a text, as a row of ImportItem."""
    outcome = ImportOutcome.IMPORTED if is_new else ImportOutcome.REPEATED
    reason = text.reason if isinstance(text, Unreadable) else None
    return {
        "name": text.name[-500:],
        "outcome": ImportOutcome.FAILED if reason else outcome,
        "reason": reason,
        "document_id": document_id,
    }


def _keep_new(
    session: Session,
    batch_id: int,
    texts: Sequence[Incoming | LeftOut],
    options: ImportOptions,
    here: Mapping[str, int],
) -> tuple[dict[str, int], set[int]]:
    """Return the documents' ids by hash, and which of the texts are new."""
    first: dict[str, tuple[int, IncomingText]] = {}
    for n, text in enumerate(texts):
        if isinstance(text, IncomingText) and (sha256 := sha256_of(text)) not in here:
            first.setdefault(sha256, (n, text))
    known = [options.metadata_of(text) for _n, text in first.values()]
    outlets = found_names(session, OUTLETS, [one.outlet for one in known if one.outlet])
    rows = [
        {
            **_columns(metadata, outlets, text.substitute_title),
            "external_id": text.external_id,
            "other_fields": other_fields.written(text.other_fields),
            "import_batch_id": batch_id,
            "text": text.text,
            "sha256": sha256,
            "created_at": now(),
            "extraction": ExtractionState.WAITING,
            "finely": options.finely,
        }
        for metadata, (sha256, (_n, text)) in zip(known, first.items(), strict=True)
    ]
    added = insert_documents(session, rows)
    came_with = zip(first, known, strict=True)
    merged = [(one.outlet, added[sha256]) for sha256, one in came_with if sha256 in added]
    note_merged(session, OUTLETS, [(outlets[name], id_) for name, id_ in merged if name])
    found = {**here, **added}
    if len(added) < len(rows):
        # An import that goes on beside this one was faster.
        found |= _known(session, [sha256 for sha256 in first if sha256 not in added])
    return found, {n for sha256, (n, _text) in first.items() if sha256 in added}


def _known(session: Session, hashes: Sequence[str]) -> dict[str, int]:
    """Return the documents that have these texts, hidden or not, by hash."""
    return {row.sha256: row.id for row in _WITH_TEXTS.rows(session, hashes=hashes)}


def insert_documents(session: Session, rows: list[dict[str, Any]]) -> dict[str, int]:
    """Add documents and return their ids by hash, without those that came in since."""
    if not rows:
        return {}
    adding = _adding(session.get_bind().dialect.name)
    ids = {row.sha256: row.id for row in session.connection().execute(adding, rows)}
    added = [{"id": ids[row["sha256"]], **row} for row in rows if row["sha256"] in ids]
    note_rows(session, str(AnyDocument.__tablename__), added)
    return ids


# One for each kind of database.
@functools.cache
def _adding(database: str) -> Any:
    adding = insert_on(database, AnyDocument).on_conflict_do_nothing()
    return adding.returning(adding.table.c.sha256, adding.table.c.id)


def _columns(
    known: DocumentMetadata, outlets: Mapping[str, FoundName], title: str
) -> dict[str, Any]:
    """Return what is known of a document as its row holds it."""
    columns = {name: getattr(known, name) for name in DOCUMENT_FIELDS}
    published, outlet = columns.pop("published"), columns.pop("outlet")
    return {
        **columns,
        **dates.columns(published),
        "outlet_id": outlets[outlet].id if outlet else None,
        "title": known.title or title,
        "language": known.language or LANGUAGE,
    }


# Asked for each few texts of an import, while others wait.
_ADVANCE = (
    update(ImportBatch)
    .where(
        ImportBatch.id == bindparam("batch_id"),
        ImportBatch.kept == bindparam("after"),
        ImportBatch.state == ImportState.IMPORTING,
    )
    .values(kept=bindparam("now_kept"))
)
_WITH_TEXTS = Prepared(
    select(AnyDocument.sha256, AnyDocument.id).where(
        AnyDocument.sha256.in_(bindparam("hashes", expanding=True))
    )
)
_ITEMS = PreparedChange(insert(ImportItem))
