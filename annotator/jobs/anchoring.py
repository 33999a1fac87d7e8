"""Anchoring the heads of the audit log: in the installation's chain, and in a file."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from annotator import heads_file
from annotator.clock import now
from annotator.errors import BadInput, Damaged
from annotator.jobs.kind import JobKind
from annotator.language import _, lazy
from annotator.operations.audit_log import anchor_at_commit
from annotator.queries.audit_log.broken import chain_words
from annotator.queries.audit_log.heads import heads, lacking, sets_to_anchor
from annotator.settings import audit_key, instance_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.jobs.run import Run

#: What is cut from the log within this time after it was written may go unnoticed.
EVERY = timedelta(minutes=10)
PAUSE_SECONDS = 60.0


def anchor(run: Run) -> None:
    """Anchor the heads of all sets with new events, and write all heads to the file.

    A file whose heads the log does not have any more is evidence, so it is kept. Raises Damaged.
    """
    path, key = instance_folder() / heads_file.NAME, audit_key()
    with run.database.reading() as session:
        if path.exists():
            _refuse_cut(session, heads_file.read(path, key))
        chains = sets_to_anchor(session)
    with run.transaction() as session:
        for chain in chains:
            anchor_at_commit(session, chain)
    with run.database.reading() as session:
        found = heads(session)
    heads_file.write(path, found, now(), key)


def _refuse_cut(session: Session, kept: dict[int, tuple[int, str]]) -> None:
    chain = lacking(session, kept)
    if chain is not None:
        raise Damaged(
            _(
                "The audit log has lost events that %(name)s names, in %(chain)s. The file was not"
                " replaced. Run `audit verify`. After a restore, move the file away.",
                name=heads_file.NAME,
                chain=chain_words(chain),
            )
        )


def _waits(session: Session, at: datetime) -> Sequence[int]:
    path = instance_folder() / heads_file.NAME
    if not path.exists():
        return [0] if heads(session) else []
    try:
        written_at, kept = heads_file.read_dated(path, audit_key())
    except BadInput:
        # The job says so where administrators see it.
        return [0]
    # The file, not the log, says what is anchored: no event anchors the installation's own chain.
    return [0] if at - written_at >= EVERY and heads(session) != kept else []


ANCHORING = JobKind("anchoring", lazy("Anchor the audit log"), anchor, _waits, pause=PAUSE_SECONDS)
