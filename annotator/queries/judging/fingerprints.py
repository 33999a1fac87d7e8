"""Fingerprints of judgements: what the audit log keeps of one, to reveal a change."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from annotator.hash_chain import canonical
from annotator.models import EvidenceLink, Judgement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from annotator.models import Base

# Never changed: covered content must always be covered in the same way.
_JUDGEMENT = (
    *("id", "assignment_id", "set_claim_id", "annotator_id", "number", "supersedes_id"),
    *("candidate", "rejection_reason", "wording_id", "merged_with_id", "speaker_decision"),
    *("speaker_id", "worthiness", "checkability", "not_checkable_reason", "scheme_id", "verdict"),
    *("justification", "confidence", "seconds", "guideline_id", "hints", "created_at"),
)
_LINK = (
    *("position", "passage_id", "stance", "coverage", "set_number", "note"),
    *("url", "title", "publisher", "published_at", "published_precision"),
)


def fingerprint(judgement: Judgement, links: Iterable[EvidenceLink]) -> str:
    """Return SHA-256 over a judgement and its evidence, in the order of their positions; 64 hex
    digits.
    """
    evidence = [_fields(link, _LINK) for link in sorted(links, key=lambda link: link.position)]
    covered = canonical([_fields(judgement, _JUDGEMENT), evidence])
    return hashlib.sha256(covered.encode()).hexdigest()


def fingerprints(session: Session, judgement_ids: Sequence[int]) -> dict[int, str]:
    """Return the fingerprints of these judgements as they stand in the database now."""
    links: defaultdict[int, list[EvidenceLink]] = defaultdict(list)
    for link in session.scalars(
        select(EvidenceLink).where(EvidenceLink.judgement_id.in_(judgement_ids))
    ):
        links[link.judgement_id].append(link)
    found = session.scalars(select(Judgement).where(Judgement.id.in_(judgement_ids)))
    return {judgement.id: fingerprint(judgement, links[judgement.id]) for judgement in found}


def judgement_ids(session: Session, names: Sequence[str]) -> dict[str, int]:
    """Return ids by what events call judgements: their tokens, and in older events their ids."""
    numbers = [int(name) for name in names if name.isascii() and name.isdecimal()]
    rows = session.execute(
        select(Judgement.id, Judgement.token).where(
            or_(Judgement.token.in_(names), Judgement.id.in_(numbers))
        )
    )
    found = {name: row.id for row in rows for name in (row.token, str(row.id))}
    return {name: found[name] for name in names if name in found}


def _fields(row: Base, names: tuple[str, ...]) -> list[object]:
    return [_plain(getattr(row, name)) for name in names]


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
