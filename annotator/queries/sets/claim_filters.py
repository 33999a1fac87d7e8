"""What a list of claims can be narrowed to.

A filter knows no more than the list shows: what is withheld from the reader neither is found by
its state or its verdict nor is left out by them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from annotator.models import (
    Adjudication,
    Agent,
    Attribution,
    Claim,
    Document,
    Judgement,
    Match,
    Mention,
    Outlet,
    QueuedClaim,
    SetClaim,
)
from annotator.queries.corpus.mentions import whole_id
from annotator.queries.sets.listed_claims import is_judged, label_of_decision
from annotator.queries.visibility.blindness import readable, withheld_from
from annotator.queries.visibility.settled import in_force
from annotator.terms import MatchState, QueueState

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from annotator.dates import PartialDate
    from annotator.folding import Term
    from annotator.queries.visibility.blindness import Reader
    from annotator.terms import Worthiness

#: What `ClaimLine.state` can be, in the order of the work.
STATES = ("candidate", "open", "progress", "judged", "review", "decided")
#: How many speakers and outlets a list offers; what is beyond is found by its address.
MOST_CHOICES = 300


@dataclass(frozen=True, slots=True)
class ClaimFilters:
    """Only claims of this set, in this state, with this verdict, said by this speaker, in this
    document or outlet, published from `since` to `until`, of this check-worthiness or language.

    What is said of a mention holds for one and the same. A claim has all of the `terms`.
    """

    claim_set: int | None = None
    state: str | None = None
    verdict: str | None = None
    speaker: int | None = None
    document: int | None = None
    outlet: int | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    worthiness: Worthiness | None = None
    language: str | None = None
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimChoices:
    """What there is to choose from: ids with their names."""

    speakers: tuple[tuple[int, str], ...]
    outlets: tuple[tuple[int, str], ...]


# The statement around it may ask for the set that a claim is shown in.
_in_set = aliased(SetClaim)


def shown_in(filters: ClaimFilters) -> ColumnElement[bool]:
    """Return the condition that a claim of a set is the one that the list shows: in the set that is
    chosen, else in the last that the claim was added to. For statements over Claim and SetClaim.
    """
    if filters.claim_set is not None:
        return and_(SetClaim.claim_id == Claim.id, SetClaim.claim_set_id == filters.claim_set)
    last = (
        select(_in_set.id)
        .where(_in_set.claim_id == Claim.id)
        .order_by(_in_set.id.desc())
        .limit(1)
        .correlate(Claim)
        .scalar_subquery()
    )
    return SetClaim.id == last


def wanted_by(filters: ClaimFilters, reader: Reader) -> list[ColumnElement[bool]]:
    """Return the conditions that filters make. For statements over Claim, joined with SetClaim as
    `shown_in` has it and with ClaimSet.
    """
    wanted: list[ColumnElement[bool]] = []
    if filters.claim_set is not None:
        wanted.append(SetClaim.id.is_not(None))
    if filters.state is not None:
        wanted.append(_states(reader)[filters.state])
    if filters.verdict is not None:
        wanted.append(_has_verdict(filters.verdict, reader))
    if filters.language is not None:
        wanted.append(Claim.language == filters.language)
    return [*wanted, *_said(filters)]


def claim_choices(session: Session) -> ClaimChoices:
    """Return the speakers and the outlets, by name."""
    named = select(Agent.id, Agent.name).where(speaks(), Agent.same_as_id.is_(None))
    speakers = named.order_by(Agent.name).limit(MOST_CHOICES)
    outlets = select(Outlet.id, Outlet.name).order_by(Outlet.name).limit(MOST_CHOICES)
    return ClaimChoices(_named(session, speakers), _named(session, outlets))


def chosen_names(session: Session, filters: ClaimFilters) -> ClaimChoices:
    """Return the names of what was chosen alone."""
    speaker = select(Agent.id, Agent.name).where(Agent.id == filters.speaker, speaks())
    outlet = select(Outlet.id, Outlet.name).where(Outlet.id == filters.outlet)
    return ClaimChoices(
        _named(session, speaker) if filters.speaker is not None else (),
        _named(session, outlet) if filters.outlet is not None else (),
    )


def speaks() -> ColumnElement[bool]:
    """Return the condition that someone speaks in a document that everybody may see, by this name
    or as the one that it is a further name of. A name that only a judgement has is no one else's to
    know. For statements over Agent.
    """
    return (
        select(Attribution.id)
        .join(Document, Document.id == Attribution.document_id)
        .where(Attribution.speaker_id == func.coalesce(Agent.same_as_id, Agent.id))
        .correlate(Agent)
        .exists()
    )


def _named(session: Session, choices: Select[int, str]) -> tuple[tuple[int, str], ...]:
    return tuple((row[0], row[1]) for row in session.execute(choices))


def _states(reader: Reader) -> dict[str, ColumnElement[bool]]:
    """Return when a claim is in each state, as `ClaimLine.state` says it."""
    review = and_(readable(reader), _queued(QueueState.OPEN))
    decided = and_(readable(reader), _queued(QueueState.DECIDED))
    judged, withheld = is_judged(reader), withheld_from(reader)
    return {
        "candidate": SetClaim.id.is_(None),
        "review": review,
        "decided": decided,
        "judged": and_(judged, not_(_queued(QueueState.OPEN)), not_(_queued(QueueState.DECIDED))),
        "progress": and_(SetClaim.id.is_not(None), withheld),
        "open": and_(SetClaim.id.is_not(None), not_(or_(review, decided, judged)), not_(withheld)),
    }


def _queued(state: QueueState) -> ColumnElement[bool]:
    return exists().where(QueuedClaim.set_claim_id == SetClaim.id, QueuedClaim.state == state)


def _has_verdict(verdict: str, reader: Reader) -> ColumnElement[bool]:
    decision = (
        select(Adjudication.id)
        .outerjoin(Judgement, Judgement.id == Adjudication.chosen_judgement_id)
        .where(Adjudication.set_claim_id == SetClaim.id, in_force(), label_of_decision() == verdict)
        .correlate(SetClaim)
    )
    return and_(readable(reader), _queued(QueueState.DECIDED), decision.exists())


def _said(filters: ClaimFilters) -> list[ColumnElement[bool]]:
    """Return the condition on where and by whom a claim is said: a subclaim as its whole."""
    wanted: list[Any] = []
    if filters.speaker is not None:
        wanted.append(Attribution.speaker_id == filters.speaker)
    if filters.document is not None:
        wanted.append(Mention.document_id == filters.document)
    if filters.outlet is not None:
        wanted.append(Document.outlet_id == filters.outlet)
    # Few claims have one of these: they are found first.
    is_narrow = bool(wanted)
    if filters.since is not None:
        wanted.append(Document.published_at >= filters.since.at)
    if filters.until is not None:
        wanted.append(Document.published_at < filters.until.end)
    if filters.worthiness is not None:
        wanted.append(Mention.worthiness == filters.worthiness)
    if not wanted:
        return []
    said = (
        select(Match.claim_id)
        .join(Mention, Mention.id == Match.mention_id)
        .join(Document, Document.id == Mention.document_id)
        .outerjoin(Attribution, Attribution.id == Mention.attribution_id)
        .where(Match.state == MatchState.CONFIRMED, *wanted)
    )
    if is_narrow:
        return [or_(Claim.id.in_(said), Claim.replaces_id.in_(said))]
    return [said.where(Match.claim_id == whole_id()).correlate(Claim).exists()]
