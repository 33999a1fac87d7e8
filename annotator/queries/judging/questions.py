"""The answers that annotators of a set gave to each question on which agreement is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.agreement.judgements import coded
from annotator.models import (
    Assignment,
    ClaimSet,
    EvidenceLink,
    Judgement,
    Passage,
    SetClaim,
    User,
)
from annotator.queries.judging.verdicts import dated_verdicts
from annotator.queries.visibility.blindness import readable
from annotator.queries.visibility.completeness import is_known
from annotator.queries.visibility.opinions import original
from annotator.terms import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from annotator.agreement.judgements import Judgements
    from annotator.queries.visibility.blindness import Reader

    #: What was asked about, who answered, and what.
    Rows = Iterator[tuple[object, str, str]]

CITED, NOT_CITED = "cited", "not cited"


def answers(session: Session, claim_set_id: int, question: Question, reader: Reader) -> Judgements:
    """Return what each annotator answered, over the claims of a set's round that this reader may
    read.

    Verdict and checkability are of a claim. A stance is of a source that an annotator cites for it,
    and so is whether it is cited: chance over all the sources that there are would mean nothing.
    """
    rows = {
        Question.VERDICT: _verdicts,
        Question.CHECKABILITY: _checkability,
        Question.STANCE: _stances,
        Question.EVIDENCE: _citations,
    }[question](session, claim_set_id, reader)
    return coded(rows)


def _verdicts(session: Session, claim_set_id: int, reader: Reader) -> Rows:
    for row in dated_verdicts(session, claim_set_id, reader):
        yield row.set_claim_id, row.name, str(row.verdict)


def _checkability(session: Session, claim_set_id: int, reader: Reader) -> Rows:
    rows = session.execute(
        _judged(claim_set_id, reader)
        .add_columns(Judgement.checkability)
        .where(Judgement.checkability.is_not(None))
    )
    for row in rows:
        yield row.set_claim_id, row.name, str(row.checkability)


def _stances(session: Session, claim_set_id: int, reader: Reader) -> Rows:
    for row in session.execute(_linked(claim_set_id, reader)):
        yield (row.set_claim_id, row.source_id), row.name, str(row.stance)


def _citations(session: Session, claim_set_id: int, reader: Reader) -> Rows:
    """Yield every source that an annotator cites for a claim, and each of its annotators."""
    cited: dict[int, dict[int, set[str]]] = {}
    for link in session.execute(_linked(claim_set_id, reader)):
        cited.setdefault(link.set_claim_id, {}).setdefault(link.source_id, set()).add(link.name)
    for row in session.execute(_judged(claim_set_id, reader).where(Judgement.verdict.is_not(None))):
        for source_id, people in cited.get(row.set_claim_id, {}).items():
            answer = CITED if row.name in people else NOT_CITED
            yield (row.set_claim_id, source_id), row.name, answer


def _linked(claim_set_id: int, reader: Reader) -> Select[int, str, int, str]:
    return (
        _judged(claim_set_id, reader)
        .add_columns(Passage.source_id, EvidenceLink.stance)
        .join(EvidenceLink, EvidenceLink.judgement_id == Judgement.id)
        .join(Passage, Passage.id == EvidenceLink.passage_id)
        .order_by(EvidenceLink.id)
    )


def _judged(claim_set_id: int, reader: Reader) -> Select[int, str]:
    """Return who judged which claim of a set's round that this reader may read; known answers are
    left out.
    """
    return (
        select(Judgement.set_claim_id, User.name)
        .join(SetClaim, SetClaim.id == Judgement.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .join(Assignment, Assignment.id == Judgement.assignment_id)
        .join(User, User.id == Judgement.annotator_id)
        .where(
            SetClaim.claim_set_id == claim_set_id,
            Assignment.round == ClaimSet.round,
            readable(reader),
            ~is_known(),
            original(),
        )
        .order_by(Judgement.id)
    )
