"""Claims of an import, for a person who ticks those that go into a set."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import Claim, ClaimSet, Document, Match, Mention, SetClaim
from annotator.queries.corpus.mentions import places_of
from annotator.storage.paging import following
from annotator.terms import MatchState, Worthiness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from annotator.records import MentionRecord

#: Claims on one page.
PAGE = 200


@dataclass(frozen=True, slots=True)
class ImportedClaim:
    """A claim of an import, where it is said first, and the sets that hold it already."""

    id: int
    text: str
    language: str
    mention: MentionRecord
    claim_sets: tuple[str, ...]

    @property
    def worth_checking(self) -> bool:
        """Return True unless the extraction takes it for a minor fact or none."""
        return self.mention.worthiness in (None, Worthiness.CFS)


@dataclass(frozen=True, slots=True)
class ImportedClaims:
    """One page of the claims of an import; the next one begins after `after`."""

    claims: tuple[ImportedClaim, ...]
    after: int | None


def claims_of_import(
    session: Session, batch_id: int, after: int = 0, size: int = PAGE
) -> ImportedClaims:
    """Return claims of an import that follow the claim `after`, in their order."""
    wanted = select(Claim.id, Claim.text, Claim.language).where(Claim.id.in_(_said_in(batch_id)))
    rows = following(session, wanted, Claim.id, after=after, size=size + 1)
    shown = rows[:size]
    ids = [row.id for row in shown]
    places, held = places_of(session, ids), _sets(session, ids)
    claims = tuple(
        ImportedClaim(row.id, row.text, row.language, places[row.id][0], tuple(held[row.id]))
        for row in shown
        if places.get(row.id)
    )
    return ImportedClaims(claims, ids[-1] if len(rows) > size else None)


def claims_among(session: Session, batch_id: int, claim_ids: Sequence[int]) -> list[int]:
    """Return those of the claims that are said in documents of an import, in their order."""
    wanted = select(Claim.id).where(Claim.id.in_(claim_ids), Claim.id.in_(_said_in(batch_id)))
    return list(session.scalars(wanted.order_by(Claim.id)))


def _said_in(batch_id: int) -> Select[int]:
    return (
        select(Match.claim_id)
        .join(Mention, Mention.id == Match.mention_id)
        .join(Document, Document.id == Mention.document_id)
        .where(Document.import_batch_id == batch_id, Match.state == MatchState.CONFIRMED)
    )


def _sets(session: Session, claim_ids: Sequence[int]) -> dict[int, list[str]]:
    rows = session.execute(
        select(SetClaim.claim_id, ClaimSet.name)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.claim_id.in_(claim_ids))
        .order_by(ClaimSet.name)
    )
    held: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        held[row.claim_id].append(row.name)
    return held
