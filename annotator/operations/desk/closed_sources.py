"""Sources that an annotator closed: out of their way, and there to be opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.actions import Action
from annotator.clock import now
from annotator.errors import Conflict, NotFound
from annotator.language import _
from annotator.models import EvidenceLink, Fetch, Judgement, Passage
from annotator.operations.audit_log import record
from annotator.operations.desk.assignments import own_assignment
from annotator.queries.desk.drafts import draft_of
from annotator.queries.visibility.opinions import current
from annotator.terms import FetchState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.models import Assignment
    from annotator.tokens import Token


def close(session: Session, *, assignment_id: Token, annotator_id: int, fetch_id: Token) -> None:
    """Close a source that no row of evidence of theirs cites; closed twice is closed once.

    Raises NotFound, and Conflict while it is fetched or cited.
    """
    assignment = own_assignment(session, assignment_id, annotator_id)
    fetch = _theirs(session, assignment, fetch_id)
    if fetch.state is FetchState.WAITING:
        raise Conflict(
            _("It is being fetched. Close it when it is there, or when that has failed.")
        )
    if _in_draft(session, assignment, fetch) or _in_judgement(session, assignment, fetch):
        raise Conflict(
            _("A row of your evidence cites this source, so it stays open. Remove the row first.")
        )
    if fetch.closed_at is None:
        fetch.closed_at = now()
        _note(session, Action.SOURCE_CLOSED, assignment, fetch)


def reopen(session: Session, *, assignment_id: Token, annotator_id: int, fetch_id: Token) -> None:
    """Open what they closed. Raises NotFound."""
    assignment = own_assignment(session, assignment_id, annotator_id)
    bring_back(session, assignment, _theirs(session, assignment, fetch_id))


def bring_back(session: Session, assignment: Assignment, fetch: Fetch) -> Token:
    """Return the token of a fetch of this assignment, which is open from now on."""
    if fetch.closed_at is not None:
        fetch.closed_at = None
        _note(session, Action.SOURCE_REOPENED, assignment, fetch)
    return fetch.token


def _theirs(session: Session, assignment: Assignment, fetch_id: Token) -> Fetch:
    fetch = session.scalar(
        select(Fetch).where(Fetch.token == fetch_id, Fetch.assignment_id == assignment.id)
    )
    if fetch is None:
        raise NotFound(_("You have not opened such a source for this claim."))
    return fetch


def _in_draft(session: Session, assignment: Assignment, fetch: Fetch) -> bool:
    draft = draft_of(session, assignment.token, assignment.annotator_id)
    rows = draft.fields if draft else ()
    return any(
        name.startswith("evidence-") and name.endswith("-fetch") and value == fetch.token
        for name, value in rows
    )


def _in_judgement(session: Session, assignment: Assignment, fetch: Fetch) -> bool:
    if fetch.snapshot_id is None:
        return False
    cited = (
        select(EvidenceLink.id)
        .join(Judgement, Judgement.id == EvidenceLink.judgement_id)
        .join(Passage, Passage.id == EvidenceLink.passage_id)
        .where(
            Judgement.assignment_id == assignment.id,
            Passage.snapshot_id == fetch.snapshot_id,
            current(),
        )
        .limit(1)
    )
    return session.scalar(cited) is not None


def _note(session: Session, action: Action, assignment: Assignment, fetch: Fetch) -> None:
    session.flush()
    record(
        session,
        action,
        f"source {fetch.token}",
        by=assignment.annotator_id,
        claim_set_id=assignment.claim_set_id,
        set_claim_id=assignment.set_claim_id,
    )
