"""All derived structures of a set: one list, compared or rebuilt together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.operations.derived import (
    claim_notes,
    disagreements,
    pattern_counts,
    patterns,
    progress,
    queue,
    queue_order,
    seats,
    word_index,
)
from annotator.operations.derived.structure import DerivedStructure
from annotator.operations.locks import lock_set
from annotator.storage.lock_notes import SetLock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.operations.derived.structure import VerifiedRows

#: In the order in which they are rebuilt: a structure reads only those before it.
DERIVED = (
    DerivedStructure(
        "seats", "how many more people a claim may be given to", seats.verify, seats.rebuild
    ),
    DerivedStructure(
        "progress", "how far each person is in a set", progress.verify, progress.rebuild
    ),
    DerivedStructure(
        "disagreements",
        "what the judgements of a claim differ in",
        disagreements.verify,
        disagreements.rebuild,
    ),
    DerivedStructure(
        "patterns", "which labels a claim was given", patterns.verify, patterns.rebuild
    ),
    DerivedStructure(
        "pattern_counts",
        "how many claims have each pattern",
        pattern_counts.verify,
        pattern_counts.rebuild,
    ),
    DerivedStructure("queue", "which claims a reviewer can look at", queue.verify, queue.rebuild),
    DerivedStructure(
        "queue_order",
        "in which order claims wait for a reviewer",
        queue_order.verify,
        queue_order.rebuild,
    ),
    DerivedStructure(
        "word_index",
        "by which words claims are found that may say the same",
        word_index.verify,
        word_index.rebuild,
    ),
    DerivedStructure(
        "claim_notes",
        "what the checks find in the words of a claim",
        claim_notes.verify,
        claim_notes.rebuild,
    ),
)


def verify_all(session: Session, claim_set_id: int) -> dict[str, VerifiedRows]:
    """Compare each structure of a set with its sources, by key; write nothing."""
    return {one.key: one.verify(session, claim_set_id) for one in DERIVED}


def rebuild_all(session: Session, claim_set_id: int) -> None:
    """Rebuild all structures of a set; judgements and decisions in it wait until the commit.

    Raises NotFound when the set does not exist.
    """
    lock_set(session, claim_set_id, SetLock.COUNTS)
    for structure in DERIVED:
        structure.rebuild(session, claim_set_id)
        session.flush()
