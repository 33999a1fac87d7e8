"""Hints: logging what was shown, and opening a passage of it in its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.clock import now
from annotator.errors import NotFound
from annotator.language import _
from annotator.models import ClaimSet, Fetch, Hint, HintOpening
from annotator.operations.desk.assignments import own_assignment
from annotator.operations.desk.fetches import open_again
from annotator.queries.hints.hints import check_open
from annotator.queries.sources.fetches import visible_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from annotator.models import Assignment
    from annotator.records import HintInput
    from annotator.tokens import Token

#: What a hint is about: a decided claim, or a passage by its snapshot and place.
About = tuple[int | None, ...]


def keep_shown(
    session: Session, *, assignment_id: Token, annotator_id: int, given: Iterable[HintInput]
) -> dict[About, Token]:
    """Log that these hints are shown; the token of each by what it is about.

    One that was shown before keeps its first time. Raises NotFound, Conflict.
    """
    assignment = _own_open(session, assignment_id, annotator_id)
    shown = {
        _about(hint): hint
        for hint in session.scalars(select(Hint).where(Hint.assignment_id == assignment.id))
    }
    for one in given:
        if _about(one) not in shown:
            shown[_about(one)] = Hint(
                assignment_id=assignment.id,
                decided_id=one.decided_id,
                snapshot_id=one.snapshot_id,
                start=one.start,
                end=one.end,
                rank=one.rank,
                shown_at=now(),
            )
    session.add_all(shown.values())
    session.flush()
    return {about: hint.token for about, hint in shown.items()}


def open_hint(
    session: Session, *, assignment_id: Token, annotator_id: int, hint_id: Token
) -> tuple[Token, int, int]:
    """Open the source of a hint at its passage: the fetch, and from where to where in its text.

    Raises NotFound for what this person was not shown, or may not read (any more); Conflict.
    """
    assignment = _own_open(session, assignment_id, annotator_id)
    hint = session.scalar(
        select(Hint).where(Hint.token == hint_id, Hint.assignment_id == assignment.id)
    )
    if hint is None or hint.snapshot_id is None:
        raise NotFound(_("There is no such hint. Show the hints again."))
    fetch_id = open_again(
        session,
        assignment_id=assignment_id,
        annotator_id=annotator_id,
        fetch_id=_readable_fetch(session, hint.snapshot_id, annotator_id),
    )
    if session.get(HintOpening, hint.id) is None:
        opened = session.scalars(select(Fetch.id).where(Fetch.token == fetch_id)).one()
        session.add(HintOpening(hint_id=hint.id, fetch_id=opened, opened_at=now()))
        session.flush()
    return fetch_id, hint.start or 0, hint.end or 0


def _own_open(session: Session, assignment_id: Token, annotator_id: int) -> Assignment:
    assignment = own_assignment(session, assignment_id, annotator_id)
    check_open(assignment.state, session.get_one(ClaimSet, assignment.claim_set_id).hints)
    return assignment


def _readable_fetch(session: Session, snapshot_id: int, annotator_id: int) -> Token:
    """Return the fetch of a text that this person may read, their own first."""
    found = session.scalar(
        visible_to(select(Fetch.token), annotator_id)
        .where(Fetch.snapshot_id == snapshot_id)
        .order_by(Fetch.asked_by_id != annotator_id, Fetch.id.desc())
        .limit(1)
    )
    if found is None:
        raise NotFound(_("That source is being judged on again. Show the hints again."))
    return found


def _about(hint: Hint | HintInput) -> About:
    if hint.snapshot_id is None:
        return (hint.decided_id,)
    return hint.snapshot_id, hint.start, hint.end
