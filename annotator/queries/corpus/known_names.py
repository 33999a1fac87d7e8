"""Speakers and outlets: the list, and one with its further names and merges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, exists, func, literal, or_, select, tuple_, union
from sqlalchemy.orm import aliased

from annotator.cleaning import folded_name
from annotator.errors import NotFound
from annotator.language import _
from annotator.models import (
    OUTLETS,
    SPEAKERS,
    Attribution,
    Document,
    Match,
    Mention,
    NameRegister,
    OutletDomain,
    Publication,
    User,
)
from annotator.terms import MatchState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

PAGE_SIZE = 50
#: Groups of names that look alike, and names that a field offers.
MOST_ALIKE, MOST_OFFERED = 10, 10
#: Characters of a search; SQLite compares no more than 50,000.
MOST_LOOKED_FOR = 1000


@dataclass(frozen=True, slots=True)
class NameLine:
    """A speaker or an outlet in the list: in how many documents, and how many claims it says.

    An outlet has the claims of its documents. `organisation` is of speakers alone.
    """

    id: int
    name: str
    organisation: bool
    further: tuple[str, ...]
    documents: int
    claims: int


@dataclass(frozen=True, slots=True)
class NameList:
    """A page of the list, and what the next one is `after`; None at its end."""

    items: tuple[NameLine, ...]
    after: int | None
    total: int


@dataclass(frozen=True, slots=True)
class FurtherName:
    """A further name; one that came with a merge leaves with it alone."""

    id: int
    name: str
    merged: bool


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A merge in force; `moved` counts what undoing it takes back. `by` is empty for a command."""

    id: int
    name: str
    by: str | None
    at: datetime
    moved: int


@dataclass(frozen=True, slots=True)
class KnownName:
    """A speaker or an outlet with all that is known of it; `domains` are of outlets alone."""

    line: NameLine
    further: tuple[FurtherName, ...]
    merges: tuple[MergeLine, ...]
    domains: tuple[str, ...]


def known_names(
    session: Session, register: NameRegister, *, words: str = "", after: int | None = None
) -> NameList:
    """Return a page of the speakers or outlets of documents, in the order of their folded names.

    `words` looks in all their names, without case and accents.
    """
    table: Any = register.rows
    found = select(table.id).where(table.same_as_id.is_(None), _is_shown(register))
    if words:
        found = found.where(_has_words(register, words))
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    key = tuple_(table.folded, table.id)
    rest = found
    if after is not None:
        last = session.execute(select(table.folded).where(table.id == after)).scalar_one_or_none()
        rest = found.where(key > tuple_(literal(last or ""), literal(after)))
    rows = session.scalars(rest.order_by(table.folded, table.id).limit(PAGE_SIZE + 1)).all()
    shown = rows[:PAGE_SIZE]
    more = shown[-1] if len(rows) > PAGE_SIZE else None
    return NameList(tuple(_lines(session, register, shown)), more, total)


def known_name(session: Session, register: NameRegister, row_id: int) -> KnownName:
    """Return one speaker or outlet. Raises NotFound for one that no document has."""
    if not is_shown(session, register, row_id):
        raise NotFound(
            _("There is no such speaker.")
            if register is SPEAKERS
            else _("There is no such outlet.")
        )
    (line,) = _lines(session, register, [row_id])
    domains = select(OutletDomain.domain).where(OutletDomain.outlet_id == row_id)
    return KnownName(
        line,
        _further(session, register, row_id),
        _merges(session, register, row_id),
        tuple(session.scalars(domains.order_by(OutletDomain.domain)))
        if register is OUTLETS
        else (),
    )


def main_of(session: Session, register: NameRegister, row_id: int) -> int:
    """Return the row that a further name belongs to, and any other one itself."""
    table: Any = register.rows
    found = session.scalar(select(table.same_as_id).where(table.id == row_id))
    return row_id if found is None else int(found)


def row_of(session: Session, register: NameRegister, name: str) -> int:
    """Return the speaker or outlet that has this name or further name. Raises NotFound."""
    table: Any = register.rows
    named = select(table.id, table.same_as_id).where(table.name == name)
    row = session.execute(named).one_or_none()
    found = None if row is None else row.same_as_id or row.id
    if found is None or not is_shown(session, register, found):
        if register is SPEAKERS:
            raise NotFound(_("No speaker has the name “%(name)s”.", name=name))
        raise NotFound(_("No outlet has the name “%(name)s”.", name=name))
    return int(found)


def is_shown(session: Session, register: NameRegister, row_id: int) -> bool:
    """Return True if a row may be shown: a document has it, or an editor gave it a name.

    A name that only stands in judgements is theirs.
    """
    table: Any = register.rows
    wanted = select(table.id).where(table.id == row_id, _is_shown(register))
    return session.scalar(wanted.where(table.same_as_id.is_(None))) is not None


def look_alike(session: Session, register: NameRegister) -> tuple[tuple[NameLine, ...], ...]:
    """Return groups of rows whose names differ in case, accents, blanks or punctuation alone.

    The one with the most documents comes first.
    """
    table: Any = register.rows
    shown = (table.same_as_id.is_(None), _is_shown(register))
    groups = (
        select(table.folded)
        .where(*shown)
        .group_by(table.folded)
        .having(func.count() > 1)
        .order_by(table.folded)
        .limit(MOST_ALIKE)
    )
    rows = session.execute(
        select(table.id, table.folded).where(*shown, table.folded.in_(groups.scalar_subquery()))
    ).all()
    lines = {line.id: line for line in _lines(session, register, [row.id for row in rows])}
    found: dict[str, list[NameLine]] = {}
    for row in sorted(rows, key=lambda row: (row.folded, -lines[row.id].documents, row.id)):
        found.setdefault(row.folded, []).append(lines[row.id])
    return tuple(map(tuple, found.values()))


def names_near(session: Session, register: NameRegister, row_id: int) -> tuple[str, ...]:
    """Return names that a merge of this row may want: those that hold its last word, or are held
    by its name.
    """
    table: Any = register.rows
    name = session.scalar(select(table.name).where(table.id == row_id)) or ""
    last = folded_name(name.split()[-1]) if name.split() else ""
    if not last:
        return ()
    holds = or_(
        table.folded.contains(last, autoescape=True),
        literal(folded_name(name)).contains(table.folded),
    )
    near = select(table.name).where(
        table.id != row_id, table.same_as_id.is_(None), _is_shown(register), holds
    )
    return tuple(session.scalars(near.order_by(table.folded, table.id).limit(MOST_OFFERED)))


def _is_shown(register: NameRegister) -> ColumnElement[bool]:
    table: Any = register.rows
    further = aliased(table)
    has_names = exists().where(further.same_as_id == table.id)
    if register is SPEAKERS:
        said = exists().where(
            Attribution.speaker_id == table.id, Document.id == Attribution.document_id
        )
        return or_(said, has_names, table.organisation)
    printed = exists().where(
        Publication.outlet_id == table.id, Document.id == Publication.document_id
    )
    return or_(exists().where(Document.outlet_id == table.id), printed, has_names)


def _has_words(register: NameRegister, words: str) -> ColumnElement[bool]:
    table: Any = register.rows
    further = aliased(table)
    wanted = folded_name(words[:MOST_LOOKED_FOR])
    return or_(
        table.folded.contains(wanted, autoescape=True),
        exists().where(
            further.same_as_id == table.id, further.folded.contains(wanted, autoescape=True)
        ),
    )


def _lines(session: Session, register: NameRegister, ids: Sequence[int]) -> list[NameLine]:
    """Return rows as lines, in the order of their ids as given."""
    table: Any = register.rows
    organisation = table.organisation if register is SPEAKERS else literal(False)
    rows = session.execute(
        select(table.id, table.name, organisation.label("organisation")).where(table.id.in_(ids))
    )
    names = {row.id: row for row in rows}
    further = _further_of(session, register, ids)
    documents = _counted(session, _documents_of(register, ids))
    claims = _counted(session, _claims_of(register, ids))
    return [
        NameLine(
            id=one,
            name=names[one].name,
            organisation=bool(names[one].organisation),
            further=further.get(one, ()),
            documents=documents.get(one, 0),
            claims=claims.get(one, 0),
        )
        for one in ids
        if one in names
    ]


def _further_of(
    session: Session, register: NameRegister, ids: Sequence[int]
) -> Mapping[int, tuple[str, ...]]:
    table: Any = register.rows
    found: dict[int, tuple[str, ...]] = {}
    rows = select(table.same_as_id, table.name).where(table.same_as_id.in_(ids))
    for row in session.execute(rows.order_by(table.folded, table.id)):
        found[row.same_as_id] = (*found.get(row.same_as_id, ()), row.name)
    return found


def _documents_of(register: NameRegister, ids: Iterable[int]) -> Select[Any]:
    if register is SPEAKERS:
        key: Any = Attribution.speaker_id
        return (
            select(key, func.count(func.distinct(Document.id)))
            .join(Document, Document.id == Attribution.document_id)
            .where(key.in_(ids))
            .group_by(key)
        )
    first = select(Document.outlet_id.label("outlet_id"), Document.id.label("document_id"))
    again = select(Publication.outlet_id, Publication.document_id).join(
        Document, Document.id == Publication.document_id
    )
    printed = union(
        first.where(Document.outlet_id.in_(ids)), again.where(Publication.outlet_id.in_(ids))
    ).subquery()
    return select(printed.c.outlet_id, func.count()).group_by(printed.c.outlet_id)


def _claims_of(register: NameRegister, ids: Iterable[int]) -> Select[Any]:
    claims = func.count(func.distinct(Match.claim_id))
    confirmed = (Match.mention_id == Mention.id) & (Match.state == MatchState.CONFIRMED)
    said = Document.id == Mention.document_id
    if register is SPEAKERS:
        key: Any = Attribution.speaker_id
        wanted = select(key, claims).select_from(Attribution)
        joined = wanted.join(Mention, Mention.attribution_id == Attribution.id)
    else:
        key = Document.outlet_id
        joined = select(key, claims).select_from(Mention)
    return joined.join(Document, said).join(Match, confirmed).where(key.in_(ids)).group_by(key)


def _counted(session: Session, wanted: Select[Any]) -> dict[int, int]:
    return {row[0]: row[1] for row in session.execute(wanted)}


def _further(session: Session, register: NameRegister, row_id: int) -> tuple[FurtherName, ...]:
    table: Any = register.rows
    names, merges = register.merged_names, register.merges
    merged = (
        exists()
        .where(names.row_id == table.id, merges.id == names.merge_id, merges.undone_at.is_(None))
        .correlate(table)
    )
    rows = session.execute(
        select(table.id, table.name, case((merged, True), else_=False).label("merged"))
        .where(table.same_as_id == row_id)
        .order_by(table.folded, table.id)
    )
    return tuple(FurtherName(row.id, row.name, bool(row.merged)) for row in rows)


def _merges(session: Session, register: NameRegister, row_id: int) -> tuple[MergeLine, ...]:
    table: Any = register.rows
    merges, moved = register.merges, register.moves[0].moved
    count = (
        select(func.count()).where(moved.merge_id == merges.id).correlate(merges).scalar_subquery()
    )
    rows = session.execute(
        select(merges.id, table.name, User.display_name, merges.made_at, count.label("moved"))
        .select_from(merges)
        .join(table, table.id == merges.name_id)
        .outerjoin(User, User.id == merges.made_by_id)
        .where(table.same_as_id == row_id, merges.undone_at.is_(None))
        .order_by(merges.id.desc())
    )
    return tuple(
        MergeLine(row.id, row.name, row.display_name, row.made_at, row.moved) for row in rows
    )
