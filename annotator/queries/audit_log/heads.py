"""Heads of chains: the number and the hash of the newest event of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from annotator.actions import Action
from annotator.hash_chain import EARLIER, INSTALLATION
from annotator.models import AuditEvent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

Heads = dict[int, tuple[int, str]]


def heads(session: Session) -> Heads:
    """Return the head of each chain, by the chain's number."""
    last = (
        select(AuditEvent.chain, func.max(AuditEvent.number).label("number"))
        .group_by(AuditEvent.chain)
        .subquery()
    )
    rows = session.execute(
        select(AuditEvent.chain, AuditEvent.number, AuditEvent.hash).join(
            last, and_(AuditEvent.chain == last.c.chain, AuditEvent.number == last.c.number)
        )
    )
    return {row.chain: (row.number, row.hash) for row in rows}


def lacking(session: Session, kept: Mapping[int, tuple[int, str]]) -> int | None:
    """Return the first chain that does not have its kept head any more."""
    for chain, (number, hash_) in sorted(kept.items()):
        at = (AuditEvent.chain == chain) & (AuditEvent.number == number)
        if session.scalar(select(AuditEvent.hash).where(at)) != hash_:
            return chain
    return None


def release_hash(session: Session, claim_set_id: int, number: int) -> str | None:
    """Return the hash of the event that made a release; None for one from before its chain."""
    return session.scalar(
        select(AuditEvent.hash).where(
            AuditEvent.chain == claim_set_id,
            AuditEvent.action == Action.RELEASE_MADE.value,
            AuditEvent.subject == f"release {number}",
        )
    )


def sets_to_anchor(session: Session) -> list[int]:
    """Return the chains of sets that have an event since heads were anchored last."""
    last = select(func.coalesce(func.max(AuditEvent.id), 0)).where(
        AuditEvent.action == Action.HEADS_ANCHORED.value
    )
    rows = session.scalars(
        select(AuditEvent.chain)
        .where(
            AuditEvent.id > last.scalar_subquery(),
            AuditEvent.chain.not_in((EARLIER, INSTALLATION)),
        )
        .distinct()
    )
    return sorted(rows)
