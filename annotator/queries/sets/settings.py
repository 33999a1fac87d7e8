"""The settings of a set, as its page shows and saves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.queries.sets.claim_sets import claim_set
from annotator.queries.sets.policies import policy_of, write_domains
from annotator.shared_settings import SetSettings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def set_settings(session: Session, claim_set_id: int) -> SetSettings:
    """Return what can be changed in a set. Raises NotFound."""
    found = claim_set(session, claim_set_id)
    policy = policy_of(session, claim_set_id)
    return SetSettings(
        name=found.name,
        description=found.description,
        overlap=found.overlap,
        state=found.state,
        hints=found.hints,
        guideline=found.guideline,
        factchecks_allowed=policy.factchecks_allowed,
        domains=write_domains(policy.listed),
    )
