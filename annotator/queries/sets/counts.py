"""What the tabs of a set count, on each of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from annotator.errors import NotFound
from annotator.language import _
from annotator.models import ClaimSet, Release
from annotator.queries.sets.progress import claims_in_set, to_decide
from annotator.queries.visibility.blindness import sets_with_withheld
from annotator.queries.visibility.members import reviews

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class SetCounts:
    """The claims of a set, those that wait for this reader's decision, and its releases.

    `reviews` says that this reader may decide in it, if they have the role. `releases` is None for
    who may not know yet: how often a set could be released tells what its annotators agree on.
    """

    claims: int
    to_decide: int
    releases: int | None
    reviews: bool


def counts_of(session: Session, claim_set_id: int, reader_id: int) -> SetCounts:
    """Return what a set holds, as this reader may know. Raises NotFound."""
    releases = (
        select(func.count(Release.id)).where(Release.claim_set_id == ClaimSet.id).scalar_subquery()
    )
    withheld = ClaimSet.id.in_(sets_with_withheld(reader_id))
    row = session.execute(
        select(
            claims_in_set().label("claims"),
            to_decide(reader_id).label("to_decide"),
            case((~withheld, releases)).label("releases"),
            reviews(reader_id).label("reviews"),
        ).where(ClaimSet.id == claim_set_id)
    ).one_or_none()
    if row is None:
        raise NotFound(_("There is no such claim set."))
    return SetCounts(row.claims, row.to_decide, row.releases, bool(row.reviews))
