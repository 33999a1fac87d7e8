"""Final judgements: annotators who may read each other's do not open their own again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from annotator.models import Assignment
from annotator.terms import AssignmentState

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


def make_final(session: Session, *assignments: ColumnElement[bool]) -> None:
    """Mark what was judged in these assignments as final; conditions on Assignment.

    A decision and the closing of a set call it: from then on the judgements of a claim are open to
    those who made them. The database refuses to reopen a final one.
    """
    session.flush()
    session.execute(
        update(Assignment)
        .where(*assignments, Assignment.state == AssignmentState.DONE, Assignment.final.is_(False))
        .values(final=True)
        .execution_options(synchronize_session="fetch")
    )
