"""The candidate claims of one document, a page at a time, as an editor goes through them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Integer, and_, bindparam, case, exists, func, or_, select

from annotator.edit_kinds import EditKind
from annotator.models import (
    Agent,
    Attribution,
    Claim,
    ClaimEdit,
    ClaimEditPart,
    ClaimSet,
    Match,
    Mention,
    Sentence,
    SetClaim,
)
from annotator.models.any_claims import DroppedClaim
from annotator.queries.corpus.documents import SAID_CLAIMS, FoundClaim, found_claims
from annotator.records import Page
from annotator.storage.statements import Prepared
from annotator.terms import MatchMethod, MatchState, Worthiness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

PAGE_SIZE = 50


class EditMade(NamedTuple):
    """A decision in force; `number` names it when it is undone."""

    number: int
    kind: EditKind


@dataclass(frozen=True, slots=True)
class ListedCandidate:
    """A candidate claim where it is said: its words, how an editor decided, the sets that hold it.

    `edit` is what it was kept by, or came of; `speaker_edit` how its speaker was decided.
    """

    text: str
    found: FoundClaim
    attribution_id: int | None
    edit: EditMade | None
    speaker_edit: EditMade | None
    sets: tuple[tuple[int, str], ...]

    @property
    def claim_id(self) -> int:
        """Return the id of the claim."""
        return self.found.claim_id

    @property
    def fixed(self) -> bool:
        """Return True if it is in a set, where people judge it as it stands."""
        return bool(self.sets)

    @property
    def ticked(self) -> bool:
        """Return True if it is offered for a set: worth checking, or kept, and in none yet."""
        chosen = self.edit is not None or self.found.worthiness is Worthiness.CFS
        return chosen and not self.sets


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """One page of candidates; `before` is the claim before its first, `next_start` where the
    sentence of the next page's first one begins.
    """

    rows: Page[ListedCandidate]
    before: int | None
    next_start: int | None


class CandidateCounts(NamedTuple):
    """How many candidates a document has: all, those worth checking, not decided on, dropped."""

    every: int
    worth: int
    undecided: int
    dropped: int


class DroppedCandidate(NamedTuple):
    """A candidate that an editor dropped, with the decision that can be undone."""

    claim_id: int
    text: str
    edit_id: int


def candidate_page(
    session: Session, document_id: int, *, number: int = 1, total: int, undecided: bool = False
) -> CandidatePage:
    """Return one page of the candidates, in the order of the text; `total` is how many there
    are.
    """
    number = Page.nearest(number, total=total, size=PAGE_SIZE)
    # One more at each end: what it is joined with, and where the text of the next page begins.
    first = max(0, (number - 1) * PAGE_SIZE - 1)
    wanted = _UNDECIDED if undecided else _ORDERED
    most = PAGE_SIZE + 1 + (number > 1)
    ordered = wanted.rows(session, document_id=document_id, first=first, most=most).all()
    before = ordered[0] if number > 1 and ordered else None
    shown = ordered[number > 1 :][:PAGE_SIZE]
    after = ordered[(number > 1) + PAGE_SIZE :]
    return CandidatePage(
        Page(_candidates(session, [row.id for row in shown]), number, PAGE_SIZE, total),
        before.claim_id if before else None,
        after[0].start if after else None,
    )


def page_of(session: Session, document_id: int, claim_id: int) -> int:
    """Return the number of the page that has a candidate; 1 for one that is not there."""
    place = session.execute(
        _places(document_id).where(Match.claim_id == claim_id).limit(1)
    ).one_or_none()
    if place is None:
        return 1
    earlier = _places(document_id).where(
        or_(
            Mention.place < place.place,
            and_(Mention.place == place.place, Mention.position < place.position),
        )
    )
    count = session.scalar(select(func.count()).select_from(earlier.subquery())) or 0
    return count // PAGE_SIZE + 1


def candidates_said(session: Session, document_id: int, claim_ids: Sequence[int]) -> list[int]:
    """Return those of these claims that a document says, in the order of its text."""
    rows = session.execute(
        _places(document_id)
        .where(Match.claim_id.in_(claim_ids))
        .order_by(Mention.place, Mention.position)
    )
    return list(dict.fromkeys(row.claim_id for row in rows))


def candidate_counts(session: Session, document_id: int) -> CandidateCounts:
    """Return how many candidates a document has."""
    row = _COUNTS.rows(session, document_id=document_id).one()
    dropped = _DROPPED_COUNT.rows(session, document_id=document_id).scalar_one()
    return CandidateCounts(row.every, row.worth or 0, row.undecided or 0, dropped)


def dropped_candidates(
    session: Session, document_id: int, *, number: int = 1, total: int
) -> Page[DroppedCandidate]:
    """Return one page of what was dropped of a document, the last first."""
    number = Page.nearest(number, total=total, size=PAGE_SIZE)
    rows = session.execute(
        select(DroppedClaim.id, DroppedClaim.text, ClaimEdit.id.label("edit_id"))
        .join(ClaimEditPart, ClaimEditPart.claim_id == DroppedClaim.id)
        .join(ClaimEdit, ClaimEdit.id == ClaimEditPart.edit_id)
        .where(*_dropped(document_id))
        .order_by(ClaimEdit.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    lines = tuple(DroppedCandidate(row.id, row.text, row.edit_id) for row in rows)
    return Page(lines, number, PAGE_SIZE, total)


def has_edits(session: Session, document_id: int) -> bool:
    """Return True if a decision on candidates of the document is in force."""
    made = select(ClaimEdit.id).where(
        ClaimEdit.document_id == document_id, ClaimEdit.undone_at.is_(None)
    )
    return session.scalar(made.limit(1)) is not None


def speakers_named(session: Session, document_id: int) -> list[str]:
    """Return the speakers that a document names, in the order of its text."""
    rows = session.execute(
        select(Agent.name, func.min(Attribution.position))
        .join(Attribution, Attribution.speaker_id == Agent.id)
        .where(Attribution.document_id == document_id)
        .group_by(Agent.name)
        .order_by(func.min(Attribution.position))
    )
    return [row.name for row in rows]


def furniture_between(
    session: Session, document_id: int, start: int, end: int
) -> tuple[tuple[int, int], ...]:
    """Return the spans of a stretch of the text that belong to the page."""
    rows = _FURNITURE.rows(session, document_id=document_id, begin=start, until=end)
    return tuple((row.start, row.end) for row in rows)


def one_candidate(session: Session, document_id: int, claim_id: int) -> ListedCandidate | None:
    """Return one candidate of a document; None where it is not there, or not any more."""
    mention_ids = session.scalars(
        select(Mention.id)
        .join(Match, (Match.mention_id == Mention.id) & (Match.state == MatchState.CONFIRMED))
        .where(
            Mention.document_id == document_id,
            Match.claim_id == claim_id,
            Match.method != MatchMethod.REPEAT,
        )
    ).all()
    return next(iter(_candidates(session, mention_ids)), None)


def _candidates(session: Session, mention_ids: Sequence[int]) -> tuple[ListedCandidate, ...]:
    rows = {row.id: row for row in _SAID.rows(session, mention_ids=list(mention_ids))}
    in_order = [rows[one] for one in mention_ids if one in rows]
    claims = found_claims(session, in_order)
    claim_ids = [claim.claim_id for claim in claims]
    edits = _edits(session, claim_ids)
    speakers = _speaker_edits(session, [row.attribution_id for row in in_order])
    sets = _sets(session, claim_ids)
    return tuple(
        ListedCandidate(
            text=row.text,
            found=claim,
            attribution_id=row.attribution_id,
            edit=edits.get(claim.claim_id),
            speaker_edit=speakers.get(row.attribution_id),
            sets=tuple(sets[claim.claim_id]),
        )
        for row, claim in zip(in_order, claims, strict=True)
    )


def _edits(session: Session, claim_ids: Sequence[int]) -> dict[int, EditMade]:
    rows = _EDITS.rows(session, claim_ids=list(claim_ids))
    return {row.claim_id: EditMade(row.id, row.kind) for row in rows}


def _speaker_edits(
    session: Session, attribution_ids: Sequence[int | None]
) -> dict[int | None, EditMade]:
    wanted = [one for one in attribution_ids if one is not None]
    # The last one in force comes last.
    rows = _SPEAKER_EDITS.rows(session, attribution_ids=wanted)
    return {row.attribution_id: EditMade(row.id, EditKind.SPEAKER) for row in rows}


def _sets(session: Session, claim_ids: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    held: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in _SETS.rows(session, claim_ids=list(claim_ids)):
        held[row.claim_id].append((row.id, row.name))
    return held


def _dropped(document_id: Any) -> tuple[ColumnElement[bool], ...]:
    return (
        ClaimEdit.document_id == document_id,
        ClaimEdit.kind == EditKind.DROPPED,
        ClaimEdit.undone_at.is_(None),
    )


def _is_decided() -> ColumnElement[bool]:
    return (
        exists()
        .where(
            ClaimEditPart.claim_id == Match.claim_id,
            ClaimEditPart.result,
            ClaimEdit.id == ClaimEditPart.edit_id,
            ClaimEdit.undone_at.is_(None),
        )
        .correlate(Match)
    )


def _places(document_id: Any) -> Select[*tuple[Any, ...]]:
    """Return where a document says its candidates; the conditions and the order are to come."""
    return (
        select(
            *(Mention.id, Match.claim_id, Sentence.start),
            *(Mention.place, Mention.position),
        )
        .select_from(Mention)
        .join(Sentence, Sentence.id == Mention.sentence_id)
        .join(Match, (Match.mention_id == Mention.id) & (Match.state == MatchState.CONFIRMED))
        .join(Claim, Claim.id == Match.claim_id)
        # A claim stands in the list once, where it is said first.
        .where(Mention.document_id == document_id, Match.method != MatchMethod.REPEAT)
    )


def _in_order(*conditions: ColumnElement[bool]) -> Prepared[*tuple[Any, ...]]:
    return Prepared(
        _places(bindparam("document_id"))
        .where(*conditions)
        .order_by(Mention.place, Mention.position)
        .limit(bindparam("most", type_=Integer))
        .offset(bindparam("first", type_=Integer))
    )


_ORDERED = _in_order()
_UNDECIDED = _in_order(~_is_decided())
_SAID = Prepared(
    SAID_CLAIMS.add_columns(Claim.text).where(
        Mention.id.in_(bindparam("mention_ids", expanding=True))
    )
)
_COUNTS = Prepared(
    select(
        func.count().label("every"),
        func.sum(case((Mention.worthiness == Worthiness.CFS, 1), else_=0)).label("worth"),
        func.sum(case((_is_decided(), 0), else_=1)).label("undecided"),
    )
    .select_from(Mention)
    .join(Match, (Match.mention_id == Mention.id) & (Match.state == MatchState.CONFIRMED))
    .join(Claim, Claim.id == Match.claim_id)
    .where(Mention.document_id == bindparam("document_id"), Match.method != MatchMethod.REPEAT)
)
_DROPPED_COUNT = Prepared(
    select(func.count()).select_from(ClaimEdit).where(*_dropped(bindparam("document_id")))
)
_EDITS = Prepared(
    select(ClaimEditPart.claim_id, ClaimEdit.id, ClaimEdit.kind)
    .join(ClaimEdit, ClaimEdit.id == ClaimEditPart.edit_id)
    .where(
        ClaimEditPart.claim_id.in_(bindparam("claim_ids", expanding=True)),
        ClaimEditPart.result,
        ClaimEdit.undone_at.is_(None),
    )
)
_SPEAKER_EDITS = Prepared(
    select(ClaimEdit.attribution_id, ClaimEdit.id)
    .where(
        ClaimEdit.attribution_id.in_(bindparam("attribution_ids", expanding=True)),
        ClaimEdit.undone_at.is_(None),
    )
    .order_by(ClaimEdit.id)
)
_SETS = Prepared(
    select(SetClaim.claim_id, ClaimSet.id, ClaimSet.name)
    .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
    .where(SetClaim.claim_id.in_(bindparam("claim_ids", expanding=True)))
    .order_by(ClaimSet.name)
)
_FURNITURE = Prepared(
    select(Sentence.start, Sentence.end)
    .where(
        Sentence.document_id == bindparam("document_id"),
        Sentence.furniture.is_not(None),
        Sentence.start < bindparam("until"),
        Sentence.end > bindparam("begin"),
    )
    .order_by(Sentence.start)
)
