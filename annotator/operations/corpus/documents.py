"""Documents: how texts come in, once each."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from annotator.actions import Action
from annotator.cleaning import one_line
from annotator.clock import now
from annotator.errors import BadInput
from annotator.imports.incoming import IncomingText, Unreadable
from annotator.language import _
from annotator.models import Document, ImportBatch, ImportItem, Outlet
from annotator.operations.audit_log import record
from annotator.operations.jobs.waiting import enqueue
from annotator.operations.registers import registered
from annotator.records import DOCUMENT_FIELDS, DocumentMetadata
from annotator.terms import EXTRACTION, ExtractionState, ImportOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import Session

    from annotator.imports.incoming import Incoming

MOST_CHARACTERS = 2_000_000
#: Of a text for which no language is given.
LANGUAGE = "en"
# Texts that are looked up and kept together.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class _Asked:
    """What holds for the texts of an import: `unstated` for those that do not say it themselves."""

    batch_id: int
    unstated: DocumentMetadata
    finely: bool


def begin_import(
    session: Session, *, label: str, user_id: int | None = None, claim_set_id: int | None = None
) -> int:
    """Open a batch and return its id; its claims go into the set, where one is named."""
    batch = ImportBatch(
        label=one_line(label)[:200],
        created_by_id=user_id,
        claim_set_id=claim_set_id,
        created_at=now(),
    )
    session.add(batch)
    session.flush()
    return batch.id


def import_texts(
    session: Session,
    *,
    batch_id: int,
    incoming: Iterable[Incoming],
    unstated: DocumentMetadata,
    finely: bool = False,
) -> list[tuple[str, ImportOutcome, str | None]]:
    """Keep each text as a document unless its very text is here, and note what became of it.

    `unstated` holds for texts that do not say it themselves; `finely` is how they are cut.
    Returns (name, outcome, reason) for each; one that fails stops no other. Read
    the files before: every writer waits for this transaction. Raises BadInput when a title or an
    address is given for several texts.
    """
    texts = iter(incoming)
    if unstated.title or unstated.url:
        texts = iter(_only_one(texts))
    asked = _Asked(batch_id, unstated, finely)
    last = session.scalar(
        select(func.max(ImportItem.position)).where(ImportItem.import_batch_id == batch_id)
    )
    position, results = (last or 0) + 1, []
    while chunk := list(itertools.islice(texts, CHUNK)):
        items = _keep_chunk(session, chunk, asked)
        for item in items:
            item.import_batch_id, item.position = batch_id, position
            position += 1
        session.add_all(items)
        session.flush()
        results += [(item.name, item.outcome, item.reason) for item in items]
    _record(session, batch_id, [outcome for _, outcome, _ in results])
    return results


def _record(session: Session, batch_id: int, outcomes: list[ImportOutcome]) -> None:
    batch = session.get_one(ImportBatch, batch_id)
    record(
        session,
        Action.TEXTS_IMPORTED,
        f"import {batch_id}",
        after={
            "label": batch.label,
            **{outcome.value: outcomes.count(outcome) for outcome in ImportOutcome},
        },
        by=batch.created_by_id,
        claim_set_id=batch.claim_set_id,
    )


def _only_one(texts: Iterator[Incoming]) -> list[Incoming]:
    """Return the one text that a title or an address can belong to. Raises BadInput for several."""
    found = list(itertools.islice(texts, 2))
    if len(found) > 1:
        raise BadInput(
            _(
                "A title or an address belongs to one text. Import that file by itself, or "
                "leave both empty."
            ),
            "title",
        )
    return found


def _keep_chunk(session: Session, chunk: list[Incoming], asked: _Asked) -> list[ImportItem]:
    """Keep the new texts among these; what became of each, in their order."""
    failures = {n: reason for n, text in enumerate(chunk) if (reason := _failure(text))}
    hashes = {n: _sha256(text) for n, text in enumerate(chunk) if isinstance(text, IncomingText)}
    try:
        with session.begin_nested():
            here, new = _keep_new(session, chunk, failures, hashes, asked)
    except IntegrityError:
        # On PostgreSQL another import added one of them in between: now it is here.
        here, new = _keep_new(session, chunk, failures, hashes, asked)
    return [
        ImportItem(name=text.name[-500:], outcome=ImportOutcome.FAILED, reason=failures[n])
        if n in failures
        else ImportItem(
            name=text.name[-500:],
            outcome=ImportOutcome.IMPORTED if n in new else ImportOutcome.REPEATED,
            document_id=here[hashes[n]],
        )
        for n, text in enumerate(chunk)
    ]


def _keep_new(
    session: Session,
    chunk: list[Incoming],
    failures: dict[int, str],
    hashes: dict[int, str],
    asked: _Asked,
) -> tuple[dict[str, int], set[int]]:
    """Return the documents' ids by hash, and which texts of the chunk are new."""
    rows = session.execute(
        select(Document.sha256, Document.id).where(Document.sha256.in_(hashes.values()))
    )
    here = {row.sha256: row.id for row in rows}
    new: dict[int, Document] = {}
    seen = set(here)
    for n, text in enumerate(chunk):
        if isinstance(text, IncomingText) and n not in failures and hashes[n] not in seen:
            seen.add(hashes[n])
            new[n] = _document(session, text, hashes[n], asked)
    session.add_all(new.values())
    session.flush()
    ids = [document.id for document in new.values()]
    enqueue(session, kind=EXTRACTION, subjects=ids)
    here.update((document.sha256, document.id) for document in new.values())
    return here, set(new)


def _failure(text: Incoming) -> str | None:
    if isinstance(text, Unreadable):
        return text.reason
    if len(text.text) > MOST_CHARACTERS:
        return (
            f"It has {len(text.text):,} characters; a document may have {MOST_CHARACTERS:,}."
            " Cut it into parts."
        )
    return None


def _sha256(text: IncomingText) -> str:
    return hashlib.sha256(text.text.encode()).hexdigest()


def _document(session: Session, text: IncomingText, sha256: str, asked: _Asked) -> Document:
    known = text.metadata.completed_by(asked.unstated)
    return Document(
        import_batch_id=asked.batch_id,
        **_columns(session, replace(known, title=known.title or _title(text.name))),
        text=text.text,
        sha256=sha256,
        created_at=now(),
        extraction=ExtractionState.WAITING,
        finely=asked.finely,
    )


def _columns(session: Session, known: DocumentMetadata) -> dict[str, Any]:
    """Return what is known of a document as its row holds it."""
    columns = {name: getattr(known, name) for name in DOCUMENT_FIELDS if name != "outlet"}
    outlet_id = _outlet(session, known.outlet)
    return {**columns, "language": known.language or LANGUAGE, "outlet_id": outlet_id}


def _title(name: str) -> str:
    """Return what a file's name calls the text."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1]
    return stem.rsplit(".", 1)[0] or stem


def _outlet(session: Session, name: str | None) -> int | None:
    if not name:
        return None
    return registered(session, Outlet, {"name": name})
