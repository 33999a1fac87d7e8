"""The claims of a set, as its page lists them: how far each is, who said it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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


@dataclass(frozen=True, slots=True)
class SetClaimLine:
    """A claim in its set: whether it is judged, and what a reviewer still has to settle, as far as
    the reader may know.

    That its answer is `known` is for those who may set it; `withheld` says that the reader judged
    it and gets to know the rest with the decision. `label` is what a decision came to, `released`
    the number of the last release that has the claim. `speaker` is empty where the text itself
    says it, and None where who said it is not known.
    """

    claim_set_id: int
    set_claim_id: int
    claim_id: int
    text: str
    language: str
    judged: bool
    known: bool
    withheld: bool
    readable: bool
    differs: bool
    decided: bool
    label: str | None
    released: int | None
    speaker: str | None
    published: PartialDate | None

    @property
    def state(self) -> str:
        """Return how far it is, as the bar of states has it."""
        if self.differs:
            return "review"
        if self.decided:
            return "decided"
        if self.readable and self.judged:
            return "judged"
        return "progress" if self.withheld else "open"


def claims_of_set(
    session: Session, claim_set_id: int, reader: Reader, *, number: int = 1
) -> Page[SetClaimLine]:
    """Return one page of a set's claims, in the order in which they are given out."""
    # Positions run from 1 without a gap: no page of the list has to be counted.
    last = select(func.max(SetClaim.position)).where(SetClaim.claim_set_id == claim_set_id)
    total = session.scalar(last) or 0
    number = Page.nearest(number, total=total, size=PAGE_SIZE)
    first = (number - 1) * PAGE_SIZE
    lines = _lines(
        session,
        reader,
        SetClaim.claim_set_id == claim_set_id,
        SetClaim.position > first,
        SetClaim.position <= first + PAGE_SIZE,
    )
    return Page(lines, number, PAGE_SIZE, total)


def claim_in_sets(session: Session, claim_id: int, reader: Reader) -> tuple[SetClaimLine, ...]:
    """Return one claim as each set lists it that has it, by the sets' ids."""
    return _lines(session, reader, SetClaim.claim_id == claim_id)


def _lines(
    session: Session, reader: Reader, *wanted: ColumnElement[bool]
) -> tuple[SetClaimLine, ...]:
    """Return claims of sets as this reader may know them, in their order; `wanted` are conditions
    on SetClaim.
    """
    rows = session.execute(_selected(reader).where(*wanted)).all()
    labels = _labels(session, [row.id for row in rows if row.queued == QueueState.DECIDED])
    return tuple(
        SetClaimLine(
            claim_set_id=row.claim_set_id,
            set_claim_id=row.id,
            claim_id=row.claim_id,
            text=row.text,
            language=row.language,
            judged=bool(row.judged),
            known=bool(row.known),
            withheld=bool(row.withheld),
            readable=bool(row.readable),
            differs=row.queued == QueueState.OPEN,
            decided=row.queued == QueueState.DECIDED,
            label=labels.get(row.id),
            released=row.released,
            speaker="" if row.attribution_id is None else row.speaker,
            published=row.published,
        )
        for row in rows
    )


def _selected(reader: Reader) -> Select[*tuple[Any, ...]]:
    judged = exists().where(
        Assignment.set_claim_id == SetClaim.id,
        Assignment.round == SetClaim.round,
        Assignment.state.in_(JUDGED),
    )
    may_know_releases = SetClaim.claim_set_id.not_in(sets_with_withheld(reader))
    return (
        select(
            *(SetClaim.id, SetClaim.claim_set_id, SetClaim.claim_id, Claim.text, Claim.language),
            and_(readable(reader), judged).label("judged"),
            is_known().label("known"),
            withheld_from(reader).label("withheld"),
            readable(reader).label("readable"),
            case((readable(reader), QueuedClaim.state)).label("queued"),
            case((may_know_releases, _released())).label("released"),
            *(Attribution.id.label("attribution_id"), Agent.name.label("speaker")),
            Document.published,
        )
        .join(Claim, Claim.id == SetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .outerjoin(QueuedClaim, QueuedClaim.set_claim_id == SetClaim.id)
        .outerjoin(Mention, Mention.id == _first_mention())
        .outerjoin(Document, Document.id == Mention.document_id)
        .outerjoin(Attribution, Attribution.id == Mention.attribution_id)
        .outerjoin(Agent, Agent.id == Attribution.speaker_id)
        .order_by(SetClaim.claim_set_id, SetClaim.position)
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
        select(Adjudication.set_claim_id, _label().label("label"))
        .join(SetClaim, SetClaim.id == Adjudication.set_claim_id)
        .outerjoin(Judgement, Judgement.id == Adjudication.chosen_judgement_id)
        .where(Adjudication.set_claim_id.in_(set_claim_ids), in_force())
    )
    return {row.set_claim_id: row.label for row in rows}


def _label() -> ColumnElement[str]:
    rejected = or_(
        Adjudication.rejection_reason.is_not(None), Judgement.rejection_reason.is_not(None)
    )
    return case(
        (rejected, REJECTED),
        (Judgement.candidate.not_in(CLAIMS), type_coerce(Judgement.candidate, String)),
        else_=func.coalesce(Adjudication.verdict, Judgement.verdict, NOT_CHECKABLE),
    )
