"""Claim sets: making them, their guideline, and which claims are in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator import schemes
from annotator.actions import Action
from annotator.cleaning import clean, one_line
from annotator.clock import now
from annotator.errors import BadInput, NotFound
from annotator.language import _
from annotator.models import Assignment, Claim, ClaimSet, Guideline, SetClaim
from annotator.models.any_claims import AnySetClaim, WithdrawnSetClaim
from annotator.operations.audit_log import record, record_difference
from annotator.operations.derived.completed_claims import refresh_set, remember_complete
from annotator.operations.derived.places import last_place
from annotator.operations.derived.progress import forget_passed, furthest_passed
from annotator.operations.derived.seats import change_overlap, end_revisions
from annotator.operations.finality import make_final
from annotator.operations.locks import lock_set
from annotator.operations.sets.schemes import keep_scheme
from annotator.operations.sets.withdrawals import restore_claim
from annotator.storage.lock_notes import SetLock
from annotator.suggestions.order import easy_first
from annotator.terms import SetState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

MOST_OVERLAP = 50


def make_set(
    session: Session,
    *,
    name: str,
    description: str,
    overlap: int,
    scheme: str,
    guideline: str,
    hints: bool = False,
) -> int:
    """Make an empty, open set and return its id; `scheme` is a key of `schemes.SCHEMES`.

    Raises BadInput that names the field.
    """
    claim_set = ClaimSet(
        name=_free_name(session, name),
        description=clean(description).strip(),
        overlap=_overlap(overlap),
        round=1,
        scheme_id=keep_scheme(session, scheme=schemes.shipped(scheme)),
        state=SetState.OPEN,
        hints=hints,
        created_at=now(),
    )
    session.add(claim_set)
    session.flush()
    _add_guideline(session, claim_set.id, 1, guideline)
    record(
        session,
        Action.SET_MADE,
        f"set {claim_set.id}",
        after={**_rules(claim_set), "scheme": scheme},
        claim_set_id=claim_set.id,
    )
    return claim_set.id


def change_set(
    session: Session,
    *,
    claim_set_id: int,
    name: str,
    description: str,
    overlap: int,
    guideline: str,
    state: SetState,
) -> None:
    """Change a set; a changed guideline is a new version. Raises BadInput, NotFound."""
    claim_set = lock_set(session, claim_set_id, SetLock.SETTINGS)
    rules, state_before = _rules(claim_set), claim_set.state
    if overlap > claim_set.overlap or state_before is SetState.CLOSED:
        remember_complete(session, claim_set_id)
    if one_line(name) != claim_set.name:
        claim_set.name = _free_name(session, name)
    claim_set.description = clean(description).strip()
    claim_set.state = state
    _overlap(overlap)
    if overlap != claim_set.overlap:
        change_overlap(session, claim_set, overlap)
        forget_passed(session, claim_set_id)
    if claim_set.state is SetState.CLOSED and state_before is SetState.OPEN:
        # Those who judged in the set may read all of it from now on.
        end_revisions(session, claim_set_id)
        make_final(session, Assignment.claim_set_id == claim_set_id)
    if (state_before, rules["overlap"]) != (claim_set.state, claim_set.overlap):
        # Closing, or asking fewer people, may have ended the waiting for some claims.
        refresh_set(session, claim_set_id=claim_set_id)
    revise_guideline(session, claim_set_id=claim_set_id, markdown=guideline)
    _record_changes(session, claim_set, rules, state_before)


def revise_guideline(session: Session, *, claim_set_id: int, markdown: str) -> int:
    """Keep the guideline as its next version, if it changed; returns the version in force."""
    newest = session.scalars(
        select(Guideline)
        .where(Guideline.claim_set_id == claim_set_id)
        .order_by(Guideline.version.desc())
        .limit(1)
    ).one()
    if _markdown(markdown) == newest.markdown:
        return newest.version
    _add_guideline(session, claim_set_id, newest.version + 1, markdown)
    record(
        session,
        Action.SET_CHANGED,
        f"set {claim_set_id}",
        before={"guideline": newest.version},
        after={"guideline": newest.version + 1},
        claim_set_id=claim_set_id,
    )
    return newest.version + 1


def add_claims(session: Session, *, claim_set_id: int, claim_ids: Sequence[int]) -> int:
    """Put claims at the end of a set and return how many were not in it; withdrawn ones come back.

    What is added at once is put in order: easy first, restatements of one claim together. Raises
    NotFound.
    """
    # The lock makes the positions of two people who add at once follow one another.
    claim_set = lock_set(session, claim_set_id, SetLock.CLAIMS)
    wanted = list(dict.fromkeys(claim_ids))
    restored = _restore(session, claim_set_id, wanted)
    present = _claims_in_set(session, claim_set_id, wanted)
    new = _in_order(session, [claim_id for claim_id in wanted if claim_id not in present])
    first = last_place(session, claim_set_id) + 1
    passed = furthest_passed(session, claim_set_id)
    session.add_all(
        SetClaim(
            claim_set_id=claim_set_id,
            claim_id=claim_id,
            position=position,
            seats_left=claim_set.overlap,
            # A person may have passed this place when another claim had it.
            returned=position <= passed,
        )
        for position, claim_id in enumerate(new, start=first)
    )
    session.flush()
    if new:
        record(
            session,
            Action.CLAIMS_ADDED,
            f"set {claim_set_id}",
            after={"claims": len(new), "from_place": first, "to_place": first + len(new) - 1},
            claim_set_id=claim_set_id,
        )
    return len(new) + restored


def _restore(session: Session, claim_set_id: int, claim_ids: Sequence[int]) -> int:
    """Put those of these claims back that were withdrawn from the set; return how many."""
    count = 0
    for piece in _pieces(claim_ids):
        withdrawn = select(WithdrawnSetClaim.id).where(
            WithdrawnSetClaim.claim_set_id == claim_set_id, WithdrawnSetClaim.claim_id.in_(piece)
        )
        for set_claim_id in session.scalars(withdrawn.order_by(WithdrawnSetClaim.id)).all():
            restore_claim(session, set_claim_id=set_claim_id)
            count += 1
    return count


def _rules(claim_set: ClaimSet) -> dict[str, object]:
    names = ("name", "description", "overlap")
    return {name: getattr(claim_set, name) for name in names}


def _record_changes(
    session: Session, claim_set: ClaimSet, before: dict[str, object], state: SetState
) -> None:
    subject, after = f"set {claim_set.id}", _rules(claim_set)
    record_difference(
        session, Action.SET_CHANGED, subject, before, after, claim_set_id=claim_set.id
    )
    if claim_set.state is not state:
        closed = claim_set.state is SetState.CLOSED
        action = Action.SET_CLOSED if closed else Action.SET_OPENED
        record(session, action, subject, claim_set_id=claim_set.id)


def _in_order(session: Session, claim_ids: Sequence[int]) -> list[int]:
    texts: dict[int, str] = {}
    for piece in _pieces(claim_ids):
        # Locked: who drops one of them at the same time is done before, or finds it in the set.
        found = session.execute(
            select(Claim.id, Claim.text)
            .where(Claim.id.in_(piece))
            .order_by(Claim.id)
            .with_for_update(read=True, key_share=True)
        )
        texts.update((row.id, row.text) for row in found)
    if unknown := set(claim_ids) - texts.keys():
        raise NotFound(_("There is no claim %(unknown)s.", unknown=min(unknown)))
    order = easy_first([texts[claim_id] for claim_id in claim_ids])
    return [claim_ids[index] for index in order]


def _pieces(claim_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield chunks: both databases limit the values of one statement."""
    for start in range(0, len(claim_ids), 1000):
        yield claim_ids[start : start + 1000]


def _claims_in_set(session: Session, claim_set_id: int, claim_ids: Sequence[int]) -> set[int]:
    present: set[int] = set()
    for piece in _pieces(claim_ids):
        present.update(
            session.scalars(
                select(AnySetClaim.claim_id).where(
                    AnySetClaim.claim_set_id == claim_set_id,
                    AnySetClaim.claim_id.in_(piece),
                )
            )
        )
    return present


def _free_name(session: Session, name: str) -> str:
    name = one_line(name)
    if not 1 <= len(name) <= 120:
        raise BadInput(_("A set needs a name of at most 120 characters."), "name")
    if session.scalar(select(ClaimSet.id).where(ClaimSet.name == name)) is not None:
        raise BadInput(_("There is a set “%(name)s” already.", name=name), "name")
    return name


def _overlap(overlap: int) -> int:
    if not 1 <= overlap <= MOST_OVERLAP:
        raise BadInput(
            _("The overlap is a number from 1 to %(most_overlap)s.", most_overlap=MOST_OVERLAP),
            "overlap",
        )
    return overlap


def _markdown(text: str) -> str:
    return clean(text).replace("\r\n", "\n").strip() + "\n"


def _add_guideline(session: Session, claim_set_id: int, version: int, markdown: str) -> None:
    session.add(
        Guideline(
            claim_set_id=claim_set_id,
            version=version,
            markdown=_markdown(markdown),
            created_at=now(),
        )
    )
    session.flush()
