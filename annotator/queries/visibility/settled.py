"""When a reviewer's decision is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import aliased

from annotator.models import Adjudication, SetClaim
from annotator.terms import SETTLES

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

# Made once: an alias is dear.
_later = aliased(Adjudication)


def in_force() -> ColumnElement[bool]:
    """Return the condition that a decision settles its claim, and nothing was done with that since.

    For statements over Adjudication with the SetClaim that it is of.
    """
    superseded = select(_later.id).where(_later.supersedes_id == Adjudication.id).exists()
    return and_(
        Adjudication.round == SetClaim.round, Adjudication.decision.in_(SETTLES), ~superseded
    )


def decided() -> ColumnElement[bool]:
    """Return the condition that a claim has a decision in force. For statements over SetClaim."""
    return exists().where(Adjudication.set_claim_id == SetClaim.id, in_force())
