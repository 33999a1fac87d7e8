"""The audit log as people read it: newest first, a page by key, without hidden events."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import aliased

from annotator.actions import ABOUT_ACCOUNTS, ANSWERING, INTERNAL, JUDGING, Action
from annotator.errors import NotFound
from annotator.language import _
from annotator.models import Adjudication, AuditEvent, Claim, ClaimSet, SetClaim, User, UserRole
from annotator.models.any_claims import WithdrawnSetClaim
from annotator.queries.audit_log.subjects import Subject, subjects
from annotator.queries.visibility.blindness import (
    ANYBODY,
    answers_readable,
    readable,
    sets_with_withheld,
    withheld_from,
)
from annotator.queries.visibility.settled import awaits_decision
from annotator.storage.paging import preceding
from annotator.terms import SETTLES, Role, words

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row, Select
    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader

    _Found = Row[AuditEvent, User, ClaimSet, SetClaim, Claim, int]

PAGE_SIZE = 50
# A term, or a verdict's code.
_TERM = re.compile(r"[a-z]+(_[a-z]+)+")
#: What is changed, where its name in an event would not say enough; some names mean another thing
#: in another event.
_CHANGED = {
    "answers_shown": "right answers shown after each",
    "end": "to character",
    "fingerprint": "fingerprint of what was judged",
    "from_place": "first place in the order",
    "guideline": "version of the guideline",
    "hints": "hints can be shown",
    "known_every": "a known answer among so many claims",
    "overlap": "annotators for each claim",
    "start": "from character",
    "to_place": "last place in the order",
}
_CHANGED_IN = {
    (Action.JUDGEMENT_SUBMITTED, "number"): "judgement of theirs on this claim",
    (Action.JUDGEMENT_REVISED, "number"): "judgement of theirs on this claim",
    (Action.JUDGEMENT_REVISED, "judgement"): "judgement in force",
    (Action.DECISION_MADE, "judgement"): "judgement chosen",
    (Action.CLAIMS_ADDED, "claims"): "claims added",
    (Action.RELEASE_MADE, "number"): "number in its set",
    (Action.LOGINS_NOT_LISTED, "failed"): "failed log-ins without their own event",
    (Action.LOGINS_NOT_LISTED, "began"): "in the five minutes from",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events, and who reads them: of whom, of what, from `since` to before `until`, before
    that event.

    `answers` says that the reader may know the known answers of sets that are open.
    """

    reader: Reader
    actor_id: int | None = None
    action: Action | None = None
    claim_set_id: int | None = None
    claim_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: str | None = None
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that an event changed; what it was or is, as words, None for nothing.

    `words` say what pages call it by.
    """

    name: str
    words: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """An event as a page shows it; `actor` is None for a command and the program itself."""

    token: str
    at: datetime
    actor: str | None
    actor_name: str | None
    action: str
    subject: Subject
    claim_set: tuple[int, str] | None
    claim: tuple[int, str] | None
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A page of the trail; `earlier` is the event that the next one is before, if there is one."""

    events: tuple[LoggedEvent, ...]
    earlier: str | None


def trail(session: Session, wanted: Wanted, *, size: int = PAGE_SIZE) -> Stretch:
    """Return the newest events that are wanted and may be read: see `_shown`."""
    before = None if wanted.before is None else _id(session, wanted.before)
    rows, more = preceding(session, _filtered(wanted), AuditEvent.id, before=before, size=size)
    named = subjects(session, {row.AuditEvent.subject for row in rows})
    earlier = rows[-1].AuditEvent.token if more else None
    return Stretch(tuple(_event(row, named) for row in rows), earlier)


def trail_of_claim(session: Session, claim_id: int, reader: Reader, *, answers: bool) -> Stretch:
    """Return who changed what on one claim, in every set that it is in."""
    return trail(session, Wanted(reader, claim_id=claim_id, answers=answers))


def _id(session: Session, token: str) -> int:
    """Return the id of an event. Raises NotFound."""
    found = session.scalar(select(AuditEvent.id).where(AuditEvent.token == token))
    if found is None:
        raise NotFound(_("No event has this name. Show the newest events."))
    return found


def _filtered(wanted: Wanted) -> Select[AuditEvent, User, ClaimSet, SetClaim, Claim, int]:
    conditions = [_shown(wanted.reader, answers=wanted.answers)]
    if wanted.actor_id is not None:
        conditions.append(AuditEvent.actor_id == wanted.actor_id)
    if wanted.action is not None:
        conditions.append(AuditEvent.action == wanted.action.value)
    if wanted.claim_set_id is not None:
        conditions.append(AuditEvent.claim_set_id == wanted.claim_set_id)
    if wanted.claim_id is not None:
        of_claim = select(SetClaim.id).where(SetClaim.claim_id == wanted.claim_id)
        conditions.append(AuditEvent.set_claim_id.in_(of_claim))
    return (
        select(AuditEvent, User, ClaimSet, SetClaim, Claim, AuditEvent.id)
        .outerjoin(User, User.id == AuditEvent.actor_id)
        .outerjoin(ClaimSet, ClaimSet.id == AuditEvent.claim_set_id)
        .outerjoin(SetClaim, SetClaim.id == AuditEvent.set_claim_id)
        .outerjoin(Claim, Claim.id == SetClaim.claim_id)
        .where(*conditions, *_within(wanted))
    )


def _within(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        conditions.append(AuditEvent.at >= wanted.since)
    if wanted.until is not None:
        conditions.append(AuditEvent.at < wanted.until)
    return conditions


def _shown(reader: Reader, *, answers: bool) -> ColumnElement[bool]:
    """Return the condition that an event reveals nothing of a claim that has still to be judged
    or decided.

    What happens to a claim is shown once this reader may read what was judged on it (check 19). Who
    judged it, only when no difference and no spot check waits for a decision: reviewers decide
    without knowing whose is what. Known answers are shown before that to those who set them, but
    not to who may still get such a claim. Events of accounts are for administrators, and for the
    person they are about.
    """
    judging = AuditEvent.action.in_([action.value for action in JUDGING])
    of_set = and_(AuditEvent.set_claim_id.is_(None), ~_of_hidden_release(reader))
    shown = or_(of_set, and_(readable(reader), or_(~judging, ~awaits_decision())))
    if answers:
        answering = AuditEvent.action.in_([action.value for action in ANSWERING])
        shown = or_(shown, and_(answering, _of_known_answer(reader)))
    shown = or_(shown, _of_withdrawn(reader))
    internal = AuditEvent.action.in_([action.value for action in INTERNAL])
    return and_(shown, ~internal, _of_account(reader))


def _of_withdrawn(reader: Reader) -> ColumnElement[bool]:
    """Return the condition that an event is about a claim that was withdrawn once it was decided:
    who could read it then can read it still.
    """
    later = aliased(Adjudication)
    superseded = exists().where(later.supersedes_id == Adjudication.id)
    settled = exists().where(
        Adjudication.set_claim_id == AuditEvent.set_claim_id,
        Adjudication.decision.in_(SETTLES),
        ~superseded,
    )
    # An alias: the statement around it asks for claims of sets too.
    gone = aliased(WithdrawnSetClaim)
    withdrawn = exists().where(gone.id == AuditEvent.set_claim_id)
    own: Any = AuditEvent.set_claim_id
    return and_(withdrawn, settled, ~withheld_from(reader, own))


def _of_known_answer(reader: Reader) -> ColumnElement[bool]:
    """Return the condition that this reader may know the answer that an event of one tells."""
    if reader is ANYBODY:
        return answers_readable(reader)
    return or_(AuditEvent.actor_id == reader, answers_readable(reader))


def _of_account(reader: Reader) -> ColumnElement[bool]:
    """Return the condition that an event tells this reader nothing of others' accounts that is for
    administrators: when they log in, from where, and who invited them.
    """
    other = AuditEvent.action.not_in([action.value for action in ABOUT_ACCOUNTS])
    if reader is ANYBODY:
        return other
    administers = exists().where(UserRole.user_id == reader, UserRole.role == Role.ADMINISTRATOR)
    own = or_(AuditEvent.actor_id == reader, AuditEvent.subject == f"account {reader}")
    return or_(other, own, administers)


def _of_hidden_release(reader: Reader) -> ColumnElement[bool]:
    """Return the condition that an event is about a release that this reader may not open yet: how
    many claims it has would tell on which of theirs annotators agree.
    """
    return and_(
        AuditEvent.subject.startswith("release "),
        AuditEvent.claim_set_id.in_(sets_with_withheld(reader)),
    )


def _event(row: _Found, named: dict[str, Subject]) -> LoggedEvent:
    found, actor, claim_set, _, claim, _ = row
    subject = named[found.subject]
    content = json.loads(found.change)
    before, after = content["before"] or {}, content["after"] or {}
    if found.action == Action.JUDGEMENT_REVISED:
        after["judgement"] = found.subject.removeprefix("judgement ")
    return LoggedEvent(
        token=found.token,
        at=found.at,
        actor=actor.name if actor else None,
        actor_name=actor.display_name if actor else None,
        action=found.action,
        subject=subject,
        claim_set=(claim_set.id, claim_set.name) if claim_set else None,
        claim=(claim.id, claim.text) if claim else _claim_of(subject),
        changes=tuple(
            Changed(name, _called(found.action, name), was, is_now)
            for name in dict.fromkeys((*before, *after))
            if (was := _words(before.get(name))) != (is_now := _words(after.get(name)))
        ),
    )


def _claim_of(subject: Subject) -> tuple[int, str] | None:
    """Return a claim that the event names without saying where in a set it is, as one that was
    marked by hand.
    """
    if subject.kind != "claim" or subject.number is None or subject.name is None:
        return None
    return subject.number, subject.name


def _called(action: str, name: str) -> str:
    """Return what a page calls something that an event changed."""
    of_action = _CHANGED_IN.get((Action(action), name)) if action in set(Action) else None
    return of_action or _CHANGED.get(name) or words(name)


def _words(value: object) -> str | None:
    """Return a value as a person reads it; None for nothing."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_words(part) or "" for part in value)
    return words(str(value)) if _TERM.fullmatch(str(value)) else str(value)
