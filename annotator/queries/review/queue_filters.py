"""What the reviewer's queue can be narrowed to, and what there is to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, select, union_all

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
    Progress,
    QueuedClaim,
    SetClaim,
    User,
)
from annotator.queries.review.expected_error import label_of
from annotator.queries.visibility.blindness import readable
from annotator.queries.visibility.opinions import current
from annotator.terms import JUDGED, DisagreementState, MatchState

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from annotator.queries.visibility.blindness import Reader
    from annotator.terms import DisagreementKind, DisagreementReason

#: How many speakers, documents and people a list offers; what is beyond is found by its address.
MOST_CHOICES = 300


@dataclass(frozen=True, slots=True)
class Filters:
    """Only claims that this person judged, that an annotator gave this label, that this speaker
    says, that stand in this document, that differ in this, that a decision names this reason for.

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
    """Return the conditions that filters make. For statements over QueuedClaim."""
    if filters == Filters():
        return []
    claim = QueuedClaim.set_claim_id
    wanted = {
        "annotator": claim.in_(
            select(Assignment.set_claim_id).where(
                Assignment.annotator_id == filters.annotator, Assignment.state.in_(JUDGED)
            )
        ),
        "label": exists().where(
            Judgement.set_claim_id == claim, label_of() == filters.label, current()
        ),
        "speaker": _said(Attribution.speaker_id == filters.speaker),
        "document": _said(Mention.document_id == filters.document),
        "kind": exists().where(
            Disagreement.set_claim_id == claim,
            Disagreement.kind == filters.kind,
            Disagreement.state != DisagreementState.GONE,
        ),
        "reason": exists().where(
            Adjudication.set_claim_id == claim,
            AdjudicationReason.adjudication_id == Adjudication.id,
            AdjudicationReason.reason == filters.reason,
        ),
    }
    return [condition for name, condition in wanted.items() if getattr(filters, name) is not None]


def queue_choices(
    session: Session, claim_set_id: int, reader: Reader, chosen: Filters | None = None
) -> QueueChoices:
    """Return who judged claims of a set that this reader may read, who speaks in the set, where it
    is said; by name.

    With `chosen` no more than what was chosen, if the set has it: a large set has much.
    """
    if chosen == Filters():
        return QueueChoices((), (), ())
    found = []
    for name, (column, choices) in _offered(claim_set_id, reader).items():
        if chosen is None:
            found.append(_named(session, choices.limit(MOST_CHOICES)))
        elif (wanted := getattr(chosen, name)) is not None:
            found.append(_named(session, choices.where(column == wanted).limit(1)))
        else:
            found.append(())
    return QueueChoices(*found)


def _offered(
    claim_set_id: int, reader: Reader
) -> dict[str, tuple[InstrumentedAttribute[int], Select[int, str]]]:
    """Return the choices of each field, in the order of QueueChoices, with the column of their
    ids.
    """
    said = _said_in_set(claim_set_id)
    speakers = (
        said.with_only_columns(Agent.id, Agent.name)
        .join(Attribution, Attribution.id == Mention.attribution_id)
        .join(Agent, Agent.id == Attribution.speaker_id)
    )
    documents = said.with_only_columns(Document.id, Document.title).join(
        Document, Document.id == Mention.document_id
    )
    return {
        "annotator": (User.id, _people(claim_set_id, reader)),
        "speaker": (Agent.id, speakers),
        "document": (Document.id, documents),
    }


def _people(claim_set_id: int, reader: Reader) -> Select[int, str]:
    """Return who judged in the set. Asked of each person: a claim or two of theirs tells."""
    judged = (
        select(Assignment.id)
        .join(SetClaim, SetClaim.id == Assignment.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(
            Assignment.claim_set_id == Progress.claim_set_id,
            Assignment.annotator_id == User.id,
            Assignment.state.in_(JUDGED),
            readable(reader),
        )
        .correlate(Progress, User)
    )
    return (
        select(User.id, User.display_name)
        .join(Progress, Progress.annotator_id == User.id)
        .where(Progress.claim_set_id == claim_set_id, judged.exists())
    )


def _said_in_set(claim_set_id: int) -> Select[int]:
    """Return where the claims of a set are said."""
    of_set = select(SetClaim.claim_id).where(SetClaim.claim_set_id == claim_set_id)
    return (
        select(Match.claim_id)
        .join(Mention, Mention.id == Match.mention_id)
        .where(Match.claim_id.in_(of_set), Match.state == MatchState.CONFIRMED)
    )


def _named(session: Session, choices: Select[int, str]) -> tuple[tuple[int, str], ...]:
    rows = session.execute(choices.distinct()).all()
    return tuple(sorted(((row[0], row[1]) for row in rows), key=lambda row: row[1].casefold()))


def _said(where: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that a claim of the queue is said there, or by them: a subclaim where
    the whole is.
    """
    said = (
        select(Match.claim_id)
        .join(Mention, Mention.id == Match.mention_id)
        .outerjoin(Attribution, Attribution.id == Mention.attribution_id)
        .where(Match.state == MatchState.CONFIRMED, where)
    )
    wholes = select(Claim.id).where(Claim.id.in_(said), Claim.replaces_id.is_(None))
    subclaims = select(Claim.id).where(Claim.replaces_id.in_(said))
    return QueuedClaim.set_claim_id.in_(
        select(SetClaim.id).where(SetClaim.claim_id.in_(union_all(wholes, subclaims)))
    )
