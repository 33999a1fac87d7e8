"""The reviewer's work: claims on which annotators differ, and one of them in full."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select

from annotator.citations import source_key
from annotator.errors import NotFound
from annotator.models import Claim, ClaimSet, Disagreement, Participation, SetClaim
from annotator.queries.blindness import readable
from annotator.queries.claim_sets import OneSet, claim_set
from annotator.queries.judgements import decisions_on, judgements_on
from annotator.queries.mentions import places_of
from annotator.records import Page
from annotator.terms import DisagreementState, Part, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.records import Decided, Evidence, Judged, Place
    from annotator.terms import DisagreementKind

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim in the queue; `mine` says that this reviewer judged it and cannot decide."""

    set_claim_id: int
    claim: str
    kinds: tuple[DisagreementKind, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source that somebody cites, with what each annotator takes from it, in their order.

    `links` has one entry an annotator: their evidence links to this source.
    """

    url: str | None
    title: str
    publisher: str
    links: tuple[tuple[Evidence, ...], ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A claim in review: its judgements side by side, in an order that tells nothing."""

    set_claim_id: int
    claim_id: int
    text: str
    claim_set: OneSet
    kinds: tuple[DisagreementKind, ...]
    places: tuple[Place, ...]
    judgements: tuple[Judged, ...]
    sources: tuple[CitedSource, ...]
    decided: Decided | None
    judged_by_me: bool

    @property
    def hinted(self) -> bool:
        """Whether somebody had hints on."""
        return any(judged.hints.on or judged.hints.shown for judged in self.judgements)

    @property
    def warned(self) -> bool:
        """Whether somebody was warned and went on."""
        findings = (found for judged in self.judgements for found in judged.findings)
        return any(found.severity is Severity.WARNS for found in findings)


def differences(
    session: Session,
    claim_set_id: int,
    reviewer_id: int,
    *,
    decided: bool = False,
    number: int = 1,
) -> Page[Difference]:
    """One page of the claims of a set that wait for a decision, or that have one."""
    state = DisagreementState.DECIDED if decided else DisagreementState.OPEN
    differing = exists().where(
        Disagreement.set_claim_id == SetClaim.id,
        Disagreement.round == ClaimSet.round,
        Disagreement.state == state,
    )
    mine = exists().where(
        Participation.set_claim_id == SetClaim.id,
        Participation.user_id == reviewer_id,
        Participation.part == Part.JUDGES,
    )
    wanted = (
        select(SetClaim.id, Claim.text, mine.label("mine"))
        .join(Claim, Claim.id == SetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.claim_set_id == claim_set_id, differing, readable())
    )
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    number = max(1, min(number, -(-total // PAGE_SIZE)))
    rows = session.execute(
        wanted.order_by(SetClaim.position).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    ).all()
    kinds = _kinds(session, [row.id for row in rows])
    lines = tuple(Difference(row.id, row.text, kinds[row.id], bool(row.mine)) for row in rows)
    return Page(lines, number, PAGE_SIZE, total)


def review(session: Session, set_claim_id: int, reviewer_id: int) -> Review:
    """One claim in review. Raises NotFound while somebody has still to judge it."""
    row = session.execute(
        select(SetClaim, Claim)
        .join(Claim, Claim.id == SetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.id == set_claim_id, readable())
    ).one_or_none()
    if row is None:
        raise NotFound("This claim is not open for review: it is still being judged, or not there.")
    judgements = judgements_on(session, [set_claim_id]).get(set_claim_id, ())
    shuffled = tuple(sorted(judgements, key=_shuffled))
    participation = session.get(Participation, (set_claim_id, reviewer_id))
    return Review(
        set_claim_id=set_claim_id,
        claim_id=row.Claim.id,
        text=row.Claim.text,
        claim_set=claim_set(session, row.SetClaim.claim_set_id),
        kinds=_kinds(session, [set_claim_id])[set_claim_id],
        places=places_of(session, [row.Claim.id]).get(row.Claim.id, ()),
        judgements=shuffled,
        sources=_sources(shuffled),
        decided=decisions_on(session, [set_claim_id]).get(set_claim_id),
        judged_by_me=participation is not None and participation.part is Part.JUDGES,
    )


def next_difference(session: Session, claim_set_id: int, reviewer_id: int) -> int | None:
    """The next claim of the set that this reviewer can decide on, or None."""
    for line in differences(session, claim_set_id, reviewer_id).items:
        if not line.mine:
            return line.set_claim_id
    return None


def _shuffled(judged: Judged) -> str:
    """An order that stays the same on each visit and says nothing of who or when."""
    return hashlib.sha256(f"judgement {judged.id}".encode()).hexdigest()


def _kinds(
    session: Session, set_claim_ids: Sequence[int]
) -> defaultdict[int, tuple[DisagreementKind, ...]]:
    rows = session.execute(
        select(Disagreement.set_claim_id, Disagreement.kind)
        .where(
            Disagreement.set_claim_id.in_(set_claim_ids),
            Disagreement.state != DisagreementState.GONE,
        )
        .order_by(Disagreement.id)
    )
    found: defaultdict[int, tuple[DisagreementKind, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.set_claim_id] += (row.kind,)
    return found


def _sources(judgements: Sequence[Judged]) -> tuple[CitedSource, ...]:
    """What each annotator takes from each source, the sources in the order of their citing."""
    by_source: dict[str, list[list[Evidence]]] = {}
    named: dict[str, Evidence] = {}
    for column, judged in enumerate(judgements):
        for link in judged.evidence:
            key = source_key(link.url, link.title, link.publisher)
            named.setdefault(key, link)
            columns = by_source.setdefault(key, [[] for _ in judgements])
            columns[column].append(link)
    return tuple(
        CitedSource(
            url=named[key].url,
            title=named[key].title,
            publisher=named[key].publisher,
            links=tuple(tuple(links) for links in columns),
        )
        for key, columns in by_source.items()
    )
