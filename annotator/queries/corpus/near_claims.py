"""Claims that may say the same as another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import Integer, bindparam, select

from annotator.checks.circumstances import NearClaim
from annotator.matching.similarity import bands
from annotator.models import Claim, ClaimBand
from annotator.storage.statements import Prepared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

# So many claims are asked for in one statement, and so many answers read for each: common words
# bring claims together that share little else.
_CHUNK, _MOST_READ = 200, 200


def near_claims(
    session: Session, wordings: Mapping[int, str], made_from: Mapping[int, int | None]
) -> defaultdict[int, tuple[NearClaim, ...]]:
    """Return the other claims that share a band with each claim, by its id and its words.

    Subclaims have no bands. `made_from` names the claim that each was split from, if any: it is
    not one of the others.
    """
    found: defaultdict[int, tuple[NearClaim, ...]] = defaultdict(tuple)
    ids = list(wordings)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        sharing = _sharing(session, {claim_id: bands(wordings[claim_id]) for claim_id in chunk})
        for claim_id, others in sharing.items():
            whole = made_from[claim_id]
            found[claim_id] = tuple(near for near in others.values() if near.claim_id != whole)
    return found


def any_uncompared(session: Session) -> bool:
    """Return True if a claim waits for its bands."""
    return session.scalar(select(Claim.id).where(~Claim.compared).limit(1)) is not None


def _sharing(
    session: Session, wanted: Mapping[int, tuple[int, ...]]
) -> dict[int, dict[int, NearClaim]]:
    values = {value for found in wanted.values() for value in found}
    asked = {"values": list(values), "most": _MOST_READ * len(wanted)}
    near: dict[int, NearClaim] = {}
    by_value: defaultdict[int, list[int]] = defaultdict(list)
    for value, claim_id, text in _SHARING.rows(session, **asked).all():
        near[claim_id] = NearClaim(claim_id, text)
        by_value[value].append(claim_id)
    return {
        claim_id: {
            other: near[other] for value in found for other in by_value[value] if other != claim_id
        }
        for claim_id, found in wanted.items()
    }


# Asked at each save.
_SHARING = Prepared(
    select(ClaimBand.value, Claim.id, Claim.text)
    .join(Claim, Claim.id == ClaimBand.claim_id)
    .where(ClaimBand.value.in_(bindparam("values", expanding=True)))
    .limit(bindparam("most", type_=Integer))
)
