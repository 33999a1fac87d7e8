"""When a claim waits for a reviewer's decision, and when one is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import aliased

from annotator.models import Adjudication, Disagreement, SetClaim, SpotCheck
from annotator.terms import SETTLES, DisagreementState

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


def differing(*states: DisagreementState) -> ColumnElement[bool]:
    """Return the condition that annotators differ on a claim, in one of these states. For
    statements over SetClaim.
    """
    return exists().where(Disagreement.set_claim_id == SetClaim.id, Disagreement.state.in_(states))


def is_drawn() -> ColumnElement[bool]:
    """Return the condition that a claim was drawn for a spot check. For statements over
    SetClaim.
    """
    return exists().where(SpotCheck.set_claim_id == SetClaim.id)


def awaits_decision() -> ColumnElement[bool]:
    """Return the condition that a difference or a spot check waits for a reviewer. For statements
    over SetClaim.
    """
    return or_(differing(DisagreementState.OPEN), and_(is_drawn(), ~decided()))
