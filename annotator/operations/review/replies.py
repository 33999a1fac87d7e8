"""Replies: an annotator's answer to the decision on a claim, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.actions import Action
from annotator.cleaning import clean
from annotator.clock import now
from annotator.errors import BadInput, NotFound
from annotator.language import _
from annotator.models import Adjudication, Reply, SetClaim
from annotator.operations.audit_log import record
from annotator.queries.desk.feedback import decision_after
from annotator.submissions import SentBefore
from annotator.terms import Part

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.tokens import Token


def answer(session: Session, *, assignment_id: Token, annotator_id: int, text: str) -> None:
    """Keep an annotator's answer to the decision on a claim that they judged.

    The same answer sent again is kept once. Raises NotFound (no decision that they see), BadInput
    without words, SentBefore when they have given this decision another answer.
    """
    seen = decision_after(session, assignment_id, annotator_id)
    if seen is None:
        raise NotFound(_("There is no decision on this claim that you could answer."))
    if seen.reply is not None:
        if seen.reply.text == clean(text).strip():
            return
        raise SentBefore([seen.reply.text])
    if not text.strip():
        raise BadInput(_("Write your answer first."), "text")
    reply = Reply(
        adjudication_id=seen.adjudication_id,
        annotator_id=annotator_id,
        set_claim_id=seen.set_claim_id,
        part=Part.JUDGES,
        text=clean(text).strip(),
        created_at=now(),
    )
    session.add(reply)
    session.flush()
    _record(session, reply)


def _record(session: Session, reply: Reply) -> None:
    record(
        session,
        Action.DECISION_ANSWERED,
        f"decision {session.get_one(Adjudication, reply.adjudication_id).token}",
        after={"answer": reply.text},
        by=reply.annotator_id,
        claim_set_id=session.get_one(SetClaim, reply.set_claim_id).claim_set_id,
        set_claim_id=reply.set_claim_id,
    )
