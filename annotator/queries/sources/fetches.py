"""Texts of sources: those that an annotator opened for a claim, and those that wait for the
worker.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVarTuple

from sqlalchemy import bindparam, case, func, nulls_last, or_, select

from annotator import dates
from annotator.checks.circumstances import Stored
from annotator.errors import NotFound
from annotator.language import _
from annotator.models import (
    Assignment,
    ClaimSet,
    EvidenceLink,
    Fetch,
    Judgement,
    Passage,
    SetClaim,
    Snapshot,
)
from annotator.queries.visibility.blindness import readable
from annotator.records import QuoteInput
from annotator.storage.statements import Prepared
from annotator.terms import FetchState, Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import CTE, Row, Select, UnaryExpression
    from sqlalchemy.orm import Session

    from annotator.records import EvidenceInput
    from annotator.tokens import Token

Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, slots=True)
class OpenSource:
    """A source that an annotator opened, or asked for; `reason` says why no text came.

    `closed` is one that they put out of their way.
    """

    id: Token
    state: FetchState
    origin: Origin
    reason: str | None
    url: str | None
    title: str
    publisher: str
    published: str | None
    media_type: str
    closed: bool

    @property
    def is_ready(self) -> bool:
        """Return True if its text is here."""
        return self.state is FetchState.READY

    @property
    def read_as(self) -> str:
        """Return what it was taken for by what is in it, whatever its name says."""
        return {"text/html": "a page", "application/pdf": "a PDF"}.get(
            self.media_type, "plain text"
        )

    @property
    def name(self) -> str:
        """Return what its tab and the lists call it: its title, else where it is from."""
        return self.title or self.publisher or (self.url or "").partition("://")[2].rstrip("/")


@dataclass(frozen=True, slots=True)
class WaitingFetch:
    """What the worker is to bring: what is at an address, or in a file that was sent."""

    id: int
    url: str | None
    name: str
    upload: bytes | None


def visible_to(fetches: Select[*Ts], user_id: int) -> Select[*Ts]:
    """Return those whose text this person may read: their own, and those of claims whose judgements
    they may read.

    `fetches` is a statement over Fetch that names neither SetClaim nor ClaimSet.
    """
    # A subclaim that waits belongs to its author alone, and is no row of SetClaim.
    return (
        fetches.outerjoin(SetClaim, SetClaim.id == Fetch.set_claim_id)
        .outerjoin(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(
            Fetch.state == FetchState.READY, or_(Fetch.asked_by_id == user_id, readable(user_id))
        )
    )


def opened_sources(session: Session, assignment_id: Token, user_id: int) -> tuple[OpenSource, ...]:
    """Return what this person opened for a claim, in that order."""
    rows = session.scalars(
        select(Fetch)
        .join(Assignment, Assignment.id == Fetch.assignment_id)
        .where(Assignment.token == assignment_id, Fetch.asked_by_id == user_id)
        .order_by(Fetch.id)
    )
    return tuple(_source(row) for row in rows)


def snapshots_visible_to(user_id: int) -> Select[Any]:
    """Return the texts that this person may read, by id; one may come several times."""
    return visible_to(select(Fetch.snapshot_id), user_id)


def texts_in_order(user_id: int) -> Select[Any, Any, Any]:
    """Return the texts that this person may read, each once, with what orders them: the last time
    that they opened it, `own`, and the last time that anyone did whose work they may read, `seen`.

    Who stored a text first is nowhere in it: that would tell who opened it before.
    """
    own = func.max(case((Fetch.asked_by_id == user_id, Fetch.id)))
    fetches = select(Fetch.snapshot_id, own.label("own"), func.max(Fetch.id).label("seen"))
    return visible_to(fetches, user_id).group_by(Fetch.snapshot_id)


def opened_last(texts: CTE) -> tuple[UnaryExpression[Any], ...]:
    """Return the order of texts for the person who searches, as `texts_in_order` has it."""
    return nulls_last(texts.c.own.desc()), texts.c.seen.desc()


def sources_of(
    session: Session, assignment_ids: Sequence[int]
) -> dict[int, tuple[OpenSource, ...]]:
    """Return what was opened for each assignment, in that order. Whose these are is the caller's
    question.

    No one opens anything for another's assignment: the database refuses it.
    """
    if not assignment_ids:
        return {}
    found: defaultdict[int, list[OpenSource]] = defaultdict(list)
    for row in _OPENED.rows(session, assignment_ids=list(assignment_ids)).all():
        found[row.assignment_id].append(_source(row))
    return {key: tuple(sources) for key, sources in found.items()}


def anchors_of(session: Session, judgement_id: Token) -> dict[int, QuoteInput]:
    """Return where the passages of a judgement stand in texts that its author opened for the claim.

    By the link's position; a quote without such a text is left out.
    """
    rows = session.execute(
        select(EvidenceLink.position, Fetch.token, Passage.start, Passage.end)
        .join(Judgement, Judgement.id == EvidenceLink.judgement_id)
        .join(Passage, Passage.id == EvidenceLink.passage_id)
        .join(
            Fetch,
            (Fetch.snapshot_id == Passage.snapshot_id)
            & (Fetch.assignment_id == Judgement.assignment_id),
        )
        .where(Judgement.token == judgement_id)
        # The text that was opened first comes last, and stays.
        .order_by(Fetch.id.desc())
    )
    return {row.position: QuoteInput(row.token, row.start, row.end) for row in rows}


def one_source(
    session: Session, assignment_id: Token, fetch_id: Token, user_id: int
) -> tuple[OpenSource, str]:
    """Return one of them with its text, empty while there is none. Raises NotFound."""
    row = session.execute(
        select(Fetch, Snapshot.text)
        .join(Assignment, Assignment.id == Fetch.assignment_id)
        .outerjoin(Snapshot, Snapshot.id == Fetch.snapshot_id)
        .where(
            Fetch.token == fetch_id,
            Assignment.token == assignment_id,
            Fetch.asked_by_id == user_id,
        )
    ).one_or_none()
    if row is None:
        raise NotFound(_("You have not opened such a source for this claim."))
    return _source(row.Fetch), row.text or ""


def stored_copies(
    session: Session, links: Sequence[EvidenceInput], user_id: int
) -> dict[int, Stored]:
    """Return the texts that this person opened and quotes from, by the index of the link."""
    wanted = _quoted(links)
    if not wanted:
        return {}
    found = session.execute(
        select(Fetch, Snapshot.text, Snapshot.sha256)
        .join(Snapshot, Snapshot.id == Fetch.snapshot_id)
        .where(Fetch.token.in_(set(wanted.values())), Fetch.asked_by_id == user_id)
    )
    copies = {row.Fetch.token: _stored(row.Fetch, row.text, row.sha256) for row in found}
    return {row: copies[fetch_id] for row, fetch_id in wanted.items() if fetch_id in copies}


def copy_ids(session: Session, links: Sequence[EvidenceInput], user_id: int) -> dict[int, int]:
    """Return the ids of the snapshots that `stored_copies` would give, by the index of the link."""
    wanted = _quoted(links)
    if not wanted:
        return {}
    rows = _COPIES.rows(session, tokens=list({*wanted.values()}), user_id=user_id)
    copies = {row.token: row.snapshot_id for row in rows}
    return {row: copies[fetch_id] for row, fetch_id in wanted.items() if fetch_id in copies}


def _quoted(links: Sequence[EvidenceInput]) -> dict[int, Token]:
    """Return the fetch that each link quotes from, by the index of the link; a link by hand has
    none.
    """
    return {row: link.anchor.fetch_id for row, link in enumerate(links) if link.anchor}


def wanted_source(session: Session, fetch_id: int) -> WaitingFetch:
    """Return what a fetch is to bring. Raises NotFound."""
    row = session.get(Fetch, fetch_id)
    if row is None:
        raise NotFound(_("There is no such fetch."))
    return WaitingFetch(row.id, row.url, row.title, row.upload)


def _source(row: Fetch | Row[*tuple[Any, ...]]) -> OpenSource:
    return OpenSource(
        id=row.token,
        state=row.state,
        origin=row.origin,
        reason=row.reason,
        url=row.url,
        title=row.title,
        publisher=row.publisher,
        published=dates.text(dates.in_row(row)),
        media_type=row.media_type,
        closed=row.closed_at is not None,
    )


def _stored(fetch: Fetch, text: str, sha256: str) -> Stored:
    return Stored(
        text=text,
        sha256=sha256,
        published=fetch.published,
        publisher=fetch.publisher,
        address=fetch.final_url or fetch.url,
        claim_review=fetch.claim_review,
        id=fetch.snapshot_id,
    )


# Asked for every claim on a desk.
_OPENED = Prepared(
    select(
        *(Fetch.assignment_id, Fetch.token, Fetch.state, Fetch.origin, Fetch.reason, Fetch.url),
        *(Fetch.title, Fetch.publisher, Fetch.published),
        *(Fetch.media_type, Fetch.closed_at),
    )
    .where(Fetch.assignment_id.in_(bindparam("assignment_ids", expanding=True)))
    .order_by(Fetch.id)
)
_COPIES = Prepared(
    select(Fetch.token, Fetch.snapshot_id).where(
        Fetch.token.in_(bindparam("tokens", expanding=True)),
        Fetch.asked_by_id == bindparam("user_id"),
        Fetch.snapshot_id.is_not(None),
    )
)
