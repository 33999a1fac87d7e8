"""The claims behind a cell of a picture: where two labels, or two annotators, meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from annotator.errors import NotFound
from annotator.language import _
from annotator.models import Assignment, Claim, ClaimSet, Judgement, SetClaim, User
from annotator.queries.sets.claim_sets import claim_set
from annotator.queries.visibility.blindness import readable
from annotator.queries.visibility.completeness import is_known
from annotator.queries.visibility.settled import decided
from annotator.records import Page
from annotator.terms import JUDGED

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader

PAGE_SIZE = 30

_one, _other = aliased(Judgement), aliased(Judgement)
_by_one, _by_other = aliased(User), aliased(User)
_given_one, _given_other = aliased(Assignment), aliased(Assignment)
_later = aliased(Judgement)


def with_labels(
    session: Session, claim_set_id: int, one: str, other: str, reader: Reader, *, number: int = 1
) -> Page[tuple[int, str]]:
    """Return claims to which two people gave these verdicts, as (claim of the set, words).

    Raises NotFound for a verdict that the set's scheme does not know.
    """
    known = {label.code for label in claim_set(session, claim_set_id).scheme.verdicts}
    for code in (one, other):
        if code not in known:
            raise NotFound(
                _("Choose two verdicts of this set: “%(code)s” is not one.", code=str(code))
            )
    wanted = _pairs(claim_set_id, reader).where(_one.verdict == one, _other.verdict == other)
    return _page(session, wanted, number)


def between(
    session: Session, claim_set_id: int, one: str, other: str, reader: Reader, *, number: int = 1
) -> Page[tuple[int, str]]:
    """Return decided claims on which these two annotators, by their log-in names, differed in the
    verdict.

    Of one that is undecided it would tell its reviewer who judged it. Raises NotFound for a
    person who judged nothing in the set.
    """
    _check_judged(session, claim_set_id, {one, other}, reader)
    wanted = _pairs(claim_set_id, reader).where(
        _by_one.name == one, _by_other.name == other, _one.verdict != _other.verdict, decided()
    )
    return _page(session, wanted, number)


def _check_judged(session: Session, claim_set_id: int, names: set[str], reader: Reader) -> None:
    found = session.scalars(
        select(User.name)
        .join(Assignment, Assignment.annotator_id == User.id)
        .join(SetClaim, SetClaim.id == Assignment.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(
            Assignment.claim_set_id == claim_set_id,
            Assignment.state.in_(JUDGED),
            User.name.in_(names),
            readable(reader),
        )
        .distinct()
    )
    for name in sorted(names - set(found)):
        raise NotFound(_("“%(name)s” has judged nothing in this set that you can read.", name=name))


def _page(session: Session, wanted: Select[int, str, int], number: int) -> Page[tuple[int, str]]:
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    number = Page.nearest(number, total=total, size=PAGE_SIZE)
    rows = session.execute(
        wanted.order_by(SetClaim.position).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    )
    return Page(tuple((row.id, row.text) for row in rows), number, PAGE_SIZE, total)


def _pairs(claim_set_id: int, reader: Reader) -> Select[int, str, int]:
    """Return the claims of a set's round that this reader may read, with each pair of their
    verdicts in force.
    """
    superseded = select(_later.id).where(_later.supersedes_id.in_((_one.id, _other.id)))
    return (
        select(SetClaim.id, Claim.text, SetClaim.position)
        .join(Claim, Claim.id == SetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .join(_one, _one.set_claim_id == SetClaim.id)
        .join(
            _other,
            (_other.set_claim_id == SetClaim.id) & (_other.annotator_id != _one.annotator_id),
        )
        .join(_given_one, _given_one.id == _one.assignment_id)
        .join(_given_other, _given_other.id == _other.assignment_id)
        .join(_by_one, _by_one.id == _one.annotator_id)
        .join(_by_other, _by_other.id == _other.annotator_id)
        .where(
            SetClaim.claim_set_id == claim_set_id,
            _given_one.round == ClaimSet.round,
            _given_other.round == ClaimSet.round,
            _one.verdict.is_not(None),
            _other.verdict.is_not(None),
            readable(reader),
            ~is_known(),
            ~superseded.exists(),
        )
        .distinct()
    )
