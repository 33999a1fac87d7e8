"""Claims as lists show them: how far each is, who said it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVarTuple

from sqlalchemy import String, and_, case, exists, func, or_, select, type_coerce
from sqlalchemy.orm import aliased

from annotator.labelling.outcome import NOT_CHECKABLE, REJECTED
from annotator.models import (
    Adjudication,
    Agent,
    Assignment,
    Attribution,
    Claim,
    ClaimSet,
    Document,
    Judgement,
    Match,
    Mention,
    QueuedClaim,
    Release,
    ReleasedClaim,
    SetClaim,
)
from annotator.queries.corpus.mentions import whole_id
from annotator.queries.visibility.blindness import readable, sets_with_withheld, withheld_from
from annotator.queries.visibility.completeness import is_known
from annotator.queries.visibility.settled import in_force
from annotator.records import Page
from annotator.terms import CLAIMS, JUDGED, MatchState, QueueState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, ScalarSelect, Select
    from sqlalchemy.orm import Session

    from annotator.dates import PartialDate
    from annotator.queries.visibility.blindness import Reader

PAGE_SIZE = 30
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in one of its sets, or in none: whether it is judged, and what a reviewer still has
    to settle, as far as the reader may know.

    That its answer is `known` is for those who may set it; `withheld` says that the reader judged
    it and gets to know the rest with the decision. `label` is what a decision came to, `released`
    the number of the last release that has the claim, `judged_by` how many judged it, None where
    the reader may not know. `speaker` is empty where the text itself says it, and None where who
    said it is not known.
    """

    claim_set_id: int | None
    set_claim_id: int | None
    claim_id: int
    text: str
    language: str
    judged: bool
    judged_by: int | None
    known: bool
    withheld: bool
    readable: bool
    differs: bool
    decided: bool
    label: str | None
    released: int | None
    speaker: str | None
    published: PartialDate | None
    document: tuple[int, str] | None

    @property
    def state(self) -> str:
        """Return how far it is, as the bar of states has it; a candidate is in no set."""
        if self.set_claim_id is None:
            return "candidate"
        if self.differs:
            return "review"
        if self.decided:
            return "decided"
        if self.readable and self.judged:
            return "judged"
        return "progress" if self.withheld else "open"


def claims_of_set(
    session: Session, claim_set_id: int, reader: Reader, *, number: int = 1
) -> Page[ClaimLine]:
    """Return one page of a set's claims, in the order in which they are given out."""
    # Positions run from 1 without a gap: no page of the list has to be counted.
    last = select(func.max(SetClaim.position)).where(SetClaim.claim_set_id == claim_set_id)
    total = session.scalar(last) or 0
    number = Page.nearest(number, total=total, size=PAGE_SIZE)
    first = (number - 1) * PAGE_SIZE
    lines = _lines(
        session,
        _in_sets(reader).where(
            SetClaim.claim_set_id == claim_set_id,
            SetClaim.position > first,
            SetClaim.position <= first + PAGE_SIZE,
        ),
    )
    return Page(lines, number, PAGE_SIZE, total)


def claim_in_sets(session: Session, claim_id: int, reader: Reader) -> tuple[ClaimLine, ...]:
    """Return one claim as each set lists it that has it, by the sets' ids."""
    return _lines(session, _in_sets(reader).where(SetClaim.claim_id == claim_id))


def lines_of(
    session: Session, claims: Sequence[tuple[int, int | None]], reader: Reader
) -> tuple[ClaimLine, ...]:
    """Return these claims in this order, each as (its id, the row of the set that it is shown in).

    Without such a row it is shown as a candidate.
    """
    in_sets = [set_claim_id for _, set_claim_id in claims if set_claim_id is not None]
    joined = (SetClaim.claim_id == Claim.id) & SetClaim.id.in_(in_sets)
    wanted = _with_origin(select(*_columns(reader)).select_from(Claim).outerjoin(SetClaim, joined))
    lines = _lines(session, wanted.where(Claim.id.in_([claim_id for claim_id, _ in claims])))
    by_claim = {line.claim_id: line for line in lines}
    return tuple(by_claim[claim_id] for claim_id, _ in claims if claim_id in by_claim)


def _lines(session: Session, wanted: Select[*tuple[Any, ...]]) -> tuple[ClaimLine, ...]:
    rows = session.execute(wanted).all()
    labels = _labels(session, [row.id for row in rows if row.queued == QueueState.DECIDED])
    return tuple(
        ClaimLine(
            claim_set_id=row.claim_set_id,
            set_claim_id=row.id,
            claim_id=row.claim_id,
            text=row.text,
            language=row.language,
            judged=bool(row.judged),
            judged_by=row.judged_by,
            known=bool(row.known),
            withheld=bool(row.withheld),
            readable=bool(row.readable),
            differs=row.queued == QueueState.OPEN,
            decided=row.queued == QueueState.DECIDED,
            label=labels.get(row.id),
            released=row.released,
            speaker="" if row.attribution_id is None else row.speaker,
            published=row.published,
            document=None if row.document_id is None else (row.document_id, row.title),
        )
        for row in rows
    )


def _in_sets(reader: Reader) -> Select[*tuple[Any, ...]]:
    """Return all claims of all sets, in their order."""
    claims = select(*_columns(reader)).select_from(SetClaim).join(Claim)
    return _with_origin(claims).order_by(SetClaim.claim_set_id, SetClaim.position)


def _columns(reader: Reader) -> tuple[Any, ...]:
    judged = (
        select(func.count(Assignment.id))
        .where(
            Assignment.set_claim_id == SetClaim.id,
            Assignment.round == SetClaim.round,
            Assignment.state.in_(JUDGED),
        )
        .correlate(SetClaim)
        .scalar_subquery()
    )
    may_know_releases = SetClaim.claim_set_id.not_in(sets_with_withheld(reader))
    return (
        *(SetClaim.id, SetClaim.claim_set_id, Claim.id.label("claim_id")),
        *(Claim.text, Claim.language),
        is_judged(reader).label("judged"),
        case((readable(reader), judged)).label("judged_by"),
        is_known().label("known"),
        withheld_from(reader).label("withheld"),
        readable(reader).label("readable"),
        case((readable(reader), QueuedClaim.state)).label("queued"),
        case((may_know_releases, _released())).label("released"),
        *(Attribution.id.label("attribution_id"), Agent.name.label("speaker")),
        *(Document.id.label("document_id"), Document.title, Document.published),
    )


def is_judged(reader: Reader) -> ColumnElement[bool]:
    """Return the condition that a claim is judged, and that this reader may know it. For statements
    over SetClaim joined with ClaimSet.
    """
    judged = exists().where(
        Assignment.set_claim_id == SetClaim.id,
        Assignment.round == SetClaim.round,
        Assignment.state.in_(JUDGED),
    )
    return and_(readable(reader), judged)


def _with_origin(claims: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Return claims with their set, their place in the queue, and where they were said first."""
    return with_first_mention(
        claims.outerjoin(ClaimSet, ClaimSet.id == SetClaim.claim_set_id).outerjoin(
            QueuedClaim, QueuedClaim.set_claim_id == SetClaim.id
        )
    )


def with_first_mention(claims: Select[*Ts]) -> Select[*Ts]:
    """Return claims with the document and the speaker of their first mention, if they have one."""
    return (
        claims.outerjoin(Mention, Mention.id == _first_mention())
        .outerjoin(Document, Document.id == Mention.document_id)
        .outerjoin(Attribution, Attribution.id == Mention.attribution_id)
        .outerjoin(Agent, Agent.id == Attribution.speaker_id)
    )


def _first_mention() -> ScalarSelect[int]:
    """Return where a claim was said first, in the order in which documents came in."""
    said, document = aliased(Mention), aliased(Document)
    return (
        select(said.id)
        .join(Match, Match.mention_id == said.id)
        .join(document, document.id == said.document_id)
        .where(Match.claim_id == whole_id(), Match.state == MatchState.CONFIRMED)
        .order_by(said.document_id, said.position)
        .limit(1)
        .correlate(Claim)
        .scalar_subquery()
    )


def _released() -> ScalarSelect[int]:
    return (
        select(func.max(Release.number))
        .join(ReleasedClaim, ReleasedClaim.release_id == Release.id)
        .where(
            Release.claim_set_id == SetClaim.claim_set_id,
            ReleasedClaim.claim_id == SetClaim.claim_id,
        )
        .correlate(SetClaim)
        .scalar_subquery()
    )


def _labels(session: Session, set_claim_ids: Sequence[int]) -> dict[int, str]:
    """Return what the decisions on these claims came to, as `labelling.outcome` names it."""
    rows = session.execute(
        select(Adjudication.set_claim_id, label_of_decision().label("label"))
        .join(SetClaim, SetClaim.id == Adjudication.set_claim_id)
        .outerjoin(Judgement, Judgement.id == Adjudication.chosen_judgement_id)
        .where(Adjudication.set_claim_id.in_(set_claim_ids), in_force())
    )
    return {row.set_claim_id: row.label for row in rows}


def label_of_decision() -> ColumnElement[str]:
    """Return what a decision came to. For statements over Adjudication joined with the Judgement
    that it chose, if any.
    """
    rejected = or_(
        Adjudication.rejection_reason.is_not(None), Judgement.rejection_reason.is_not(None)
    )
    return case(
        (rejected, REJECTED),
        (Judgement.candidate.not_in(CLAIMS), type_coerce(Judgement.candidate, String)),
        else_=func.coalesce(Adjudication.verdict, Judgement.verdict, NOT_CHECKABLE),
    )
