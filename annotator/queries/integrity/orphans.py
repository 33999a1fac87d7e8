"""Rows that no foreign key holds together: what one of them promises, and no other keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select

from annotator.models import (
    Adjudication,
    Assignment,
    Document,
    Fetch,
    Job,
    Participation,
    ReleaseFile,
    ReleasePiece,
)
from annotator.terms import EXTRACTION, FETCH, ExtractionState, FetchState, JobState, Part, many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from annotator.models import Base

_OPEN = (JobState.WAITING, JobState.RUNNING)


def orphans(session: Session) -> Iterator[str]:
    """Yield in words what waits without a job, works for nothing, or is left of a change."""
    for statement, one, more in _SOUGHT:
        if count := session.scalar(statement):
            yield many(count, one, more)


def _counted(table: type[Base], *conditions: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).select_from(table).where(*conditions)


def _has_job(kind: str, subject: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return exists().where(Job.kind == kind, Job.subject == subject, Job.state.in_(_OPEN))


def _assigned() -> ColumnElement[bool]:
    return exists().where(
        Assignment.set_claim_id == Participation.set_claim_id,
        Assignment.annotator_id == Participation.user_id,
    )


def _decided() -> ColumnElement[bool]:
    return exists().where(
        Adjudication.set_claim_id == Participation.set_claim_id,
        Adjudication.reviewer_id == Participation.user_id,
    )


_PIECES = (
    select(func.count())
    .where(ReleasePiece.release_id == ReleaseFile.release_id, ReleasePiece.key == ReleaseFile.key)
    .scalar_subquery()
)

#: What is counted, and what to call one of it and more.
_SOUGHT = (
    (
        _counted(
            Document,
            Document.extraction == ExtractionState.WAITING,
            ~_has_job(EXTRACTION, Document.id),
        ),
        "document waits for its claims, but no job finds them",
        "documents wait for their claims, but no job finds them",
    ),
    (
        _counted(Fetch, Fetch.state == FetchState.WAITING, ~_has_job(FETCH, Fetch.id)),
        "source waits to be fetched, but no job does it",
        "sources wait to be fetched, but no job does it",
    ),
    (
        _counted(
            Job,
            Job.kind == EXTRACTION,
            Job.state.in_(_OPEN),
            ~exists().where(Document.id == Job.subject),
        ),
        "job is for a document that does not exist",
        "jobs are for documents that do not exist",
    ),
    (
        _counted(
            Job, Job.kind == FETCH, Job.state.in_(_OPEN), ~exists().where(Fetch.id == Job.subject)
        ),
        "job is for a source that no annotator asked for",
        "jobs are for sources that no annotator asked for",
    ),
    (
        _counted(Participation, Participation.part == Part.JUDGES, ~_assigned()),
        "person is named as an annotator of a claim that was never given to them",
        "people are named as annotators of claims that were never given to them",
    ),
    (
        _counted(Participation, Participation.part == Part.DECIDES, ~_decided()),
        "person is named as a reviewer of a claim that they never decided on",
        "people are named as reviewers of claims that they never decided on",
    ),
    (
        _counted(ReleaseFile, ReleaseFile.pieces != _PIECES),
        "file of a release lacks pieces",
        "files of releases lack pieces",
    ),
)
