"""The settings of a set, saved as one: never over those of another person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.operations.locks import lock_set
from annotator.operations.sets.claim_sets import change_set
from annotator.operations.sets.members import check_overlap
from annotator.operations.sets.policies import change_policy, switch_hints
from annotator.queries.sets.members import count_annotators
from annotator.queries.sets.settings import set_settings
from annotator.shared_settings import refuse_stale
from annotator.storage.lock_notes import SetLock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.shared_settings import SetSettings


def change_settings(
    session: Session, *, claim_set_id: int, seen: str | None, given: SetSettings
) -> bool:
    """Save the settings of a set; `seen` is the version that the page showed.

    Return True if hints are switched while people judge. Raises StaleSettings, BadInput that names
    the field, NotFound.
    """
    lock_set(session, claim_set_id, SetLock.SETTINGS)
    stored = set_settings(session, claim_set_id)
    refuse_stale(seen, stored, given)
    if given.overlap > stored.overlap:
        check_overlap(given.overlap, count_annotators(session, claim_set_id))
    change_set(
        session,
        claim_set_id=claim_set_id,
        name=given.name,
        description=given.description,
        overlap=given.overlap,
        guideline=given.guideline,
        state=given.state,
    )
    change_policy(
        session,
        claim_set_id=claim_set_id,
        factchecks_allowed=given.factchecks_allowed,
        domains=given.domains,
    )
    return switch_hints(session, claim_set_id=claim_set_id, hints=given.hints)
