"""Speakers and outlets: their name, their further names, and what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from annotator.actions import Action
from annotator.cleaning import one_line
from annotator.errors import BadInput, Conflict
from annotator.evidence.addresses import host
from annotator.language import _
from annotator.models import SPEAKERS, Agent, NameRegister, OutletDomain
from annotator.models.merges import OUTLETS
from annotator.operations.audit_log import record
from annotator.operations.corpus.merges import check_again, locked_rows
from annotator.queries.corpus.known_names import is_shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from annotator.models import Outlet

    Row = Agent | Outlet

LONGEST_NAME = 200


def rename(session: Session, register: NameRegister, *, row_id: int, name: str) -> None:
    """Give a speaker or an outlet another name; the old one stays a further name of it.

    So the next import and extraction find it by both. Raises BadInput for a name of another one,
    NotFound.
    """
    row = _main(session, register, row_id)
    wanted, before = _checked(name), row.name
    if wanted == before:
        return
    other = _row_named(session, register, wanted)
    if other is not None:
        _refuse_taken(session, register, row, other)
        # The names change places, as a judgement may refer to either row.
        other.name, other.same_as_id = f"{wanted} ({other.id})", row.id
        session.flush()
    row.name = wanted
    session.flush()
    if other is None:
        session.add(register.rows(name=before, same_as_id=row.id))
    else:
        other.name = before
    check_again(session, register, row.id)
    _note(session, register, row.id, {"name": before}, {"name": wanted})


def add_name(session: Session, register: NameRegister, *, row_id: int, name: str) -> None:
    """Let a further name lead to a speaker or an outlet; do nothing if it does already.

    Raises BadInput for a name of another one, NotFound.
    """
    row, wanted = _main(session, register, row_id), _checked(name)
    other = _row_named(session, register, wanted)
    if other is not None and row.id in (other.id, other.same_as_id):
        return
    if other is None:
        session.add(register.rows(name=wanted, same_as_id=row.id))
    else:
        _refuse_taken(session, register, row, other)
        other.same_as_id = row.id
    _note(session, register, row.id, {}, {"further_name": wanted})


def remove_name(session: Session, register: NameRegister, *, row_id: int, name_id: int) -> None:
    """Let a further name stand for itself again: the next text that has it is about another one.

    What it led to before stays. Raises Conflict for a name that was merged: undoing the merge takes
    back more. Raises NotFound.
    """
    rows = locked_rows(session, register, row_id, name_id)
    further = rows[name_id]
    if further.same_as_id != row_id:
        raise Conflict(_("“%(name)s” is no further name of it any more.", name=further.name))
    if _is_merged(session, register, name_id):
        raise Conflict(
            _("“%(name)s” came with a merge. Undo the merge instead.", name=further.name)
        )
    further.same_as_id = None
    _note(session, register, row_id, {"further_name": further.name}, {})


def mark_organisation(session: Session, *, row_id: int, organisation: bool) -> None:
    """Say whether a speaker is an organisation. Raises NotFound."""
    row = _main(session, SPEAKERS, row_id)
    if isinstance(row, Agent) and row.organisation != organisation:
        row.organisation = organisation
        before = {"organisation": not organisation}
        _note(session, SPEAKERS, row_id, before, {"organisation": organisation})


def change_domains(session: Session, *, row_id: int, domains: str) -> None:
    """Set the domains under which an outlet publishes, one on each line; an address stands for its
    host.

    Raises BadInput for what is no domain and for a domain of another outlet, NotFound.
    """
    _main(session, OUTLETS, row_id)
    wanted = sorted({_domain(line) for line in domains.split()})
    own = OutletDomain.outlet_id == row_id
    before = session.scalars(select(OutletDomain.domain).where(own).order_by(OutletDomain.domain))
    had = before.all()
    theirs = select(OutletDomain.domain).where(OutletDomain.domain.in_(wanted), ~own)
    for domain in session.scalars(theirs):
        raise BadInput(_("%(domain)s is a domain of another outlet.", domain=domain), "domains")
    if wanted != list(had):
        session.execute(delete(OutletDomain).where(own))
        session.add_all(OutletDomain(domain=domain, outlet_id=row_id) for domain in wanted)
        _note(session, OUTLETS, row_id, {"domains": list(had)}, {"domains": wanted})


def _note(
    session: Session,
    register: NameRegister,
    row_id: int,
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> None:
    session.flush()
    action = Action.SPEAKER_CHANGED if register is SPEAKERS else Action.OUTLET_CHANGED
    record(session, action, f"{register.word} {row_id}", before=before, after=after)


def _main(session: Session, register: NameRegister, row_id: int) -> Row:
    row = locked_rows(session, register, row_id)[row_id]
    if row.same_as_id is not None:
        raise Conflict(_("“%(name)s” was merged in the meantime.", name=row.name))
    return row


def _row_named(session: Session, register: NameRegister, name: str) -> Row | None:
    table: Any = register.rows
    found = session.scalars(select(table.id).where(table.name == name)).one_or_none()
    return None if found is None else locked_rows(session, register, found)[found]


def _refuse_taken(session: Session, register: NameRegister, row: Row, other: Row) -> None:
    """Raise BadInput if a name is that of another speaker or outlet.

    A name that only stands in judgements is free: who may not read them learns nothing of it.
    """
    if other.same_as_id == row.id:
        if _is_merged(session, register, other.id):
            raise BadInput(
                _(
                    "“%(name)s” came with a merge. Undo the merge, and merge the other way round.",
                    name=other.name,
                ),
                "name",
            )
        return
    if other.same_as_id is not None or is_shown(session, register, other.id):
        raise BadInput(
            _("“%(name)s” is there already. Merge the two instead.", name=other.name), "name"
        )


def _is_merged(session: Session, register: NameRegister, row_id: int) -> bool:
    merges, names = register.merges, register.merged_names
    came = select(names.row_id).join(merges, merges.id == names.merge_id)
    still = came.where(names.row_id == row_id, merges.undone_at.is_(None))
    return session.scalar(still.limit(1)) is not None


def _checked(name: str) -> str:
    wanted = one_line(name)
    if not 1 <= len(wanted) <= LONGEST_NAME:
        raise BadInput(_("Enter a name of at most %(most)s characters.", most=LONGEST_NAME), "name")
    return wanted


def _domain(written: str) -> str:
    domain = host(written if "://" in written else f"https://{written}")
    if "." not in domain:
        raise BadInput(
            _("“%(value)s” is no domain. Write it as herald.example.", value=written[:80]),
            "domains",
        )
    return domain
