"""The table of claims: those that filters want, in an order, a page at a time by keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, literal, or_, select

from annotator.models import Agent, Claim, ClaimSet, Document, SetClaim
from annotator.queries.corpus.word_search import MOST_RANKED, matching
from annotator.queries.sets.claim_filters import ClaimFilters, shown_in, wanted_by
from annotator.queries.sets.listed_claims import lines_of, with_first_mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from annotator.queries.corpus.word_search import Matching
    from annotator.queries.sets.listed_claims import ClaimLine
    from annotator.queries.visibility.blindness import Reader

PAGE_SIZE = 50
#: Matches are counted so far.
MOST_COUNTED = 1_000
#: More claims than these are listed by an index alone: newest first, or by their place in a set.
MOST_SORTED = MOST_RANKED
#: The orders of a list; with "-" before it, the other way round. "best" is for claims with words.
ORDERS = ("added", "said", "speaker", "claim", "best")
#: What an index gives without sorting.
_BY_INDEX = ("", "-added")
_BEFORE_ALL = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One page of claims. `total` counts those that match, `cut` says that there are more.

    `after` is the claim that the next page follows, None on the last. `too_many` says that the
    order that was asked for would have to sort too many.
    """

    lines: tuple[ClaimLine, ...]
    total: int
    cut: bool
    after: int | None
    too_many: bool = False


def claims_page(
    session: Session,
    reader: Reader,
    filters: ClaimFilters,
    *,
    order: str = "",
    after: int | None = None,
    size: int | None = None,
) -> ClaimPage:
    """Return the claims that filters want: with words the best first, in a set by their place, else
    newest first.

    `after` is the last claim of the page before. What an order shows is no secret: claims, where
    and by whom they were said.
    """
    order = order if order.lstrip("-") in ORDERS else ""
    chosen, found = order, _matching(session, filters)
    if not order and found is not None and filters.claim_set is None:
        order = "best"
    most = MOST_COUNTED if order in _BY_INDEX and found is None else MOST_SORTED
    total = _count(session, filters, reader, most + 1)
    too_many = order not in _BY_INDEX and total > MOST_SORTED
    keys = _keys(filters, "" if too_many else order, found)
    wanted = _wanted(filters, reader, keys, found)
    if after is not None and (last := _values(session, filters, keys, after, found)):
        wanted = wanted.where(_beyond(keys, last))
    size = size or PAGE_SIZE
    rows = session.execute(wanted.limit(size + 1)).all()
    page = [(row.claim_id, row.set_claim_id) for row in rows[:size]]
    return ClaimPage(
        lines=lines_of(session, page, reader),
        total=min(total, most),
        cut=total > most,
        after=page[-1][0] if len(rows) > size else None,
        too_many=too_many and bool(chosen),
    )


def _count(session: Session, filters: ClaimFilters, reader: Reader, most: int) -> int:
    """Return how many claims filters want, but no more than `most`."""
    found = _matching(session, filters)
    if found is not None and filters == ClaimFilters(terms=filters.terms):
        return min(most, found.count(session, Claim))
    claims = _from(select(Claim.id), filters, (), found).where(*wanted_by(filters, reader))
    claims = claims.limit(most)
    return session.scalar(select(func.count()).select_from(claims.subquery())) or 0


def _matching(session: Session, filters: ClaimFilters) -> Matching | None:
    return matching(session, Claim, filters.terms) if filters.terms else None


def _wanted(
    filters: ClaimFilters, reader: Reader, keys: list[_Key], found: Matching | None
) -> Select[Any, Any]:
    columns = select(Claim.id.label("claim_id"), SetClaim.id.label("set_claim_id"))
    claims = _from(columns, filters, keys, found).where(*wanted_by(filters, reader))
    return claims.order_by(*(key.ordered for key in keys))


def _from(
    claims: Select[*tuple[Any, ...]],
    filters: ClaimFilters,
    keys: Sequence[_Key],
    found: Matching | None,
) -> Select[*tuple[Any, ...]]:
    if found is not None:
        claims = claims.where(found.condition)
    if found is not None and found.index is not None:
        claims = claims.select_from(found.index).join(Claim, Claim.id == found.key)
        claims = claims.outerjoin(SetClaim, shown_in(filters))
    elif filters.claim_set is not None:
        # From the set on, whose index has its order.
        claims = claims.select_from(SetClaim).join(Claim, shown_in(filters))
    else:
        claims = claims.select_from(Claim).outerjoin(SetClaim, shown_in(filters))
    claims = claims.outerjoin(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
    return with_first_mention(claims) if any(key.said for key in keys) else claims


@dataclass(frozen=True, slots=True)
class _Key:
    """A value by which claims are sorted; `said` where it is one of the first mention."""

    value: ColumnElement[Any] | InstrumentedAttribute[Any]
    descending: bool = False
    said: bool = False

    @property
    def ordered(self) -> ColumnElement[Any]:
        return self.value.desc() if self.descending else self.value.asc()


def _keys(filters: ClaimFilters, order: str, found: Matching | None) -> list[_Key]:
    """Return the keys of an order, the last of them unique."""
    name, down = order.lstrip("-"), order.startswith("-")
    number = found.key if found else Claim.id
    last = _Key(number, descending=down)
    if name == "best":
        return [*((_Key(found.rank),) if found else ()), _Key(number, descending=True)]
    if name == "said":
        date = func.coalesce(
            Document.published_at, literal(_BEFORE_ALL, Document.published_at.type)
        )
        return [_Key(date, down, said=True), last]
    if name == "speaker":
        return [_Key(func.coalesce(Agent.name, ""), down, said=True), last]
    if name == "claim":
        return [_Key(Claim.text, down), last]
    if name == "added":
        return [last]
    if filters.claim_set is not None:
        return [_Key(SetClaim.position)]
    return [_Key(number, descending=True)]


def _values(
    session: Session,
    filters: ClaimFilters,
    keys: list[_Key],
    claim_id: int,
    found: Matching | None,
) -> tuple[Any, ...] | None:
    """Return what a claim is sorted by; None if it is gone."""
    values = select(*(key.value.label(f"key{n}") for n, key in enumerate(keys)))
    row = session.execute(_from(values, filters, keys, found).where(Claim.id == claim_id)).first()
    return tuple(row) if row else None


def _beyond(keys: list[_Key], last: tuple[Any, ...]) -> ColumnElement[bool]:
    """Return the condition that a claim comes after the one with these values."""
    conditions = []
    for n, key in enumerate(keys):
        same = (before.value == value for before, value in zip(keys[:n], last, strict=False))
        further = key.value < last[n] if key.descending else key.value > last[n]
        conditions.append(and_(*same, further))
    return or_(*conditions)
