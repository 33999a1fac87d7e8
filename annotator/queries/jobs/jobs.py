"""The worker's jobs, as administrators see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVarTuple

from sqlalchemy import and_, false, func, or_, select

from annotator.models import ClaimSet, Document, Fetch, ImportBatch, Job, SetClaim
from annotator.queries.visibility.blindness import ANYBODY, judges_in_set, readable
from annotator.storage.paging import following, preceding
from annotator.terms import EXTRACTION, FETCH, IMPORT, ORDERING, PREVIEW, TIDYING, JobState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row, Select
    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader

Ts = TypeVarTuple("Ts")

PAGE_SIZE = 20
OF_IMPORTS = (PREVIEW, IMPORT, TIDYING)
#: These are listed in the order in which they run, the others with the newest first.
OPEN = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job with what it is about; `reason` says why its last try failed.

    `document`, `claim_set` and `import_batch` are an id with its name. `withheld` says that the
    reason would tell what an annotator opened for a claim that is still being judged.
    """

    id: int
    kind: str
    subject: int
    state: JobState
    document: tuple[int, str] | None
    claim_set: tuple[int, str] | None
    import_batch: tuple[int, str] | None
    tries: int
    steps_done: int | None
    steps_total: int | None
    cancel_asked: bool
    reason: str | None
    withheld: bool
    created_at: datetime
    due_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class JobList:
    """Some jobs of one state; `total` counts all, `after` continues where more follow."""

    state: JobState
    jobs: tuple[JobRecord, ...]
    total: int
    after: int | None


def jobs(
    session: Session,
    state: JobState,
    reader: Reader,
    *,
    after: int | None = None,
    size: int = PAGE_SIZE,
) -> JobList:
    """Return the jobs of a state that follow the job `after`, or the first.

    Jobs that come of others' judging are left out for a reader who judges in the same set.
    """
    wanted = (Job.state == state, ~_of_others_judging(reader))
    rows, more = _page(session, _JOBS.where(*wanted), state in OPEN, after, size)
    readable_ids = _readable(session, [row.Job for row in rows], reader)
    found = tuple(_record(row, readable_ids) for row in rows)
    total = session.scalar(select(func.count()).select_from(Job).where(*wanted)) or 0
    return JobList(state, found, total, more)


def extraction_counts(session: Session) -> dict[JobState, int]:
    """Return how many extractions there are in each state; a state without any is left out."""
    rows = session.execute(
        select(Job.state, func.count()).where(Job.kind == EXTRACTION).group_by(Job.state)
    )
    return {row[0]: row[1] for row in rows}


def _page(
    session: Session, wanted: Select[*Ts], forwards: bool, after: int | None, size: int
) -> tuple[Sequence[Row[*Ts]], int | None]:
    """Return a page of rows, and the job after which the next page begins."""
    if not forwards:
        return preceding(session, wanted, Job.id, before=after, size=size)
    rows = following(session, wanted, Job.id, after=after, size=size + 1)
    return rows[:size], rows[size - 1].id if len(rows) > size else None


_JOBS = (
    select(
        Job.id,
        Job,
        Document.id.label("document_id"),
        Document.title,
        ClaimSet.id.label("set_id"),
        ClaimSet.name,
        ImportBatch.id.label("batch_id"),
        ImportBatch.label,
    )
    .outerjoin(Document, (Job.kind == EXTRACTION) & (Document.id == Job.subject))
    .outerjoin(ClaimSet, (Job.kind == ORDERING) & (ClaimSet.id == Job.subject))
    .outerjoin(ImportBatch, Job.kind.in_(OF_IMPORTS) & (ImportBatch.id == Job.subject))
)


def _of_others_judging(reader: Reader) -> ColumnElement[bool]:
    """Return the condition that a job tells this reader what others do in a set where they judge:
    open a source, or come to differ. For statements over Job.
    """
    if reader is ANYBODY:
        # A reason that would tell is withheld, and without a set or a person a job tells nothing.
        return false()
    fetched = (
        select(Fetch.id)
        .outerjoin(SetClaim, SetClaim.id == Fetch.set_claim_id)
        .outerjoin(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(
            Fetch.id == Job.subject,
            Fetch.asked_by_id != reader,
            judges_in_set(reader),
            ~and_(SetClaim.id.is_not(None), readable(reader)),
        )
    )
    ordered = select(ClaimSet.id).where(ClaimSet.id == Job.subject, judges_in_set(reader))
    return or_(
        and_(Job.kind == FETCH, fetched.correlate(Job).exists()),
        and_(Job.kind == ORDERING, ordered.correlate(Job).exists()),
    )


def _readable(session: Session, listed: Sequence[Job], reader: Reader) -> set[int]:
    """Return the fetches among the jobs' subjects whose claim is not being judged any more."""
    fetches = [job.subject for job in listed if job.kind == FETCH]
    if not fetches:
        return set()
    rows = session.scalars(
        select(Fetch.id)
        .join(SetClaim, SetClaim.id == Fetch.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(Fetch.id.in_(fetches), readable(reader))
    )
    return set(rows)


def _record(row: Row[*tuple[Any, ...]], readable_ids: set[int]) -> JobRecord:
    job: Job = row.Job
    withheld = job.kind == FETCH and job.reason is not None and job.subject not in readable_ids
    return JobRecord(
        id=job.id,
        kind=job.kind,
        subject=job.subject,
        state=job.state,
        document=row.document_id and (row.document_id, row.title),
        claim_set=row.set_id and (row.set_id, row.name),
        import_batch=row.batch_id and (row.batch_id, row.label),
        tries=job.tries,
        steps_done=job.steps_done,
        steps_total=job.steps_total,
        cancel_asked=job.cancel_asked,
        reason=None if withheld else job.reason,
        withheld=withheld,
        created_at=job.created_at,
        due_at=job.due_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
    )
