"""What the reviewer's queue can be narrowed to, and what there is to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from annotator.models import (
    Adjudication,
    AdjudicationReason,
    Agent,
    Assignment,
    Attribution,
    Claim,
    ClaimSet,
    Disagreement,
    Document,
    Judgement,
    Match,
    Mention,
    SetClaim,
    User,
)
from annotator.queries.blindness import readable
from annotator.queries.expected_error import label_of
from annotator.queries.mentions import whole_id
from annotator.queries.opinions import current
from annotator.terms import JUDGED, DisagreementState, MatchState

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from annotator.terms import DisagreementKind, DisagreementReason

#: How many speakers, documents and people a list offers; what is beyond is found by its address.
MOST_CHOICES = 300


@dataclass(frozen=True, slots=True)
class Filters:
    """Only claims that this person judged, that somebody gave this label, that this speaker says,
    that stand in this document, that differ in this, that a decision names this reason for.

    Who judged and what was judged are asked apart: together they would tell who judged what.
    """

    annotator: int | None = None
    label: str | None = None
    speaker: int | None = None
    document: int | None = None
    kind: DisagreementKind | None = None
    reason: DisagreementReason | None = None


@dataclass(frozen=True, slots=True)
class QueueChoices:
    """What a set has to choose from: ids with their names."""

    annotators: tuple[tuple[int, str], ...]
    speakers: tuple[tuple[int, str], ...]
    documents: tuple[tuple[int, str], ...]


def wanted_by(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions that filters make. For statements over SetClaim joined with Claim."""
    wanted = {
        "annotator": exists().where(
            Assignment.set_claim_id == SetClaim.id,
            Assignment.annotator_id == filters.annotator,
            Assignment.state.in_(JUDGED),
        ),
        "label": exists().where(
            Judgement.set_claim_id == SetClaim.id, current(), label_of() == filters.label
        ),
        "speaker": _said().where(Attribution.speaker_id == filters.speaker).exists(),
        "document": _said().where(Mention.document_id == filters.document).exists(),
        "kind": exists().where(
            Disagreement.set_claim_id == SetClaim.id,
            Disagreement.kind == filters.kind,
            Disagreement.state != DisagreementState.GONE,
        ),
        "reason": exists().where(
            Adjudication.set_claim_id == SetClaim.id,
            AdjudicationReason.adjudication_id == Adjudication.id,
            AdjudicationReason.reason == filters.reason,
        ),
    }
    return [condition for name, condition in wanted.items() if getattr(filters, name) is not None]


def queue_choices(session: Session, claim_set_id: int) -> QueueChoices:
    """Who judged readable claims of a set, who speaks in them, where they stand; by name."""
    of_set = (
        select(Claim.id)
        .join(SetClaim, SetClaim.claim_id == Claim.id)
        .where(SetClaim.claim_set_id == claim_set_id, SetClaim.position > 0)
    )
    said = (
        select(Match.claim_id)
        .join(Mention, Mention.id == Match.mention_id)
        .where(Match.claim_id.in_(of_set), Match.state == MatchState.CONFIRMED)
    )
    people = (
        select(User.id, User.display_name)
        .join(Assignment, Assignment.annotator_id == User.id)
        .join(SetClaim, SetClaim.id == Assignment.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(Assignment.claim_set_id == claim_set_id, Assignment.state.in_(JUDGED), readable())
    )
    speakers = (
        said.with_only_columns(Agent.id, Agent.name)
        .join(Attribution, Attribution.id == Mention.attribution_id)
        .join(Agent, Agent.id == Attribution.speaker_id)
    )
    documents = said.with_only_columns(Document.id, Document.title).join(
        Document, Document.id == Mention.document_id
    )
    return QueueChoices(*(_named(session, choices) for choices in (people, speakers, documents)))


def _named(session: Session, choices: Select[int, str]) -> tuple[tuple[int, str], ...]:
    rows = session.execute(choices.distinct().limit(MOST_CHOICES)).all()
    return tuple(sorted(((row[0], row[1]) for row in rows), key=lambda row: row[1].casefold()))


def _said() -> Select[int]:
    """Where a claim is said, by whom."""
    return (
        select(Mention.id)
        .join(Match, Match.mention_id == Mention.id)
        .outerjoin(Attribution, Attribution.id == Mention.attribution_id)
        .where(Match.claim_id == whole_id(), Match.state == MatchState.CONFIRMED)
        .correlate(Claim, SetClaim)
    )
