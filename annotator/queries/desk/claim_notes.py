"""What the checks find in claims before anybody has judged them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from annotator import checks
from annotator.models import Claim, ClaimNote, Document
from annotator.queries.corpus.metadata import METADATA, metadata_in
from annotator.queries.corpus.near_claims import near_claims
from annotator.queries.desk.circumstances import around, first_said, made_from

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from annotator.checks.finding import CheckFinding
    from annotator.records import DocumentMetadata

    Said = Row[*tuple[Any, ...]]


class OwnWords(NamedTuple):
    """What is found in a claim's own words, and for which surroundings it holds."""

    noted_for: str
    findings: tuple[CheckFinding, ...]


def findings_on_claims(session: Session, claim_ids: Sequence[int]) -> dict[int, list[CheckFinding]]:
    """Return what the checks find in each of these claims as it came in.

    What is found in its own words is read where it is kept, and found now where it is not or its
    surroundings have changed. Claims that say the same are looked for now. Claims in which nothing
    is found are left out.
    """
    first = _first(session, claim_ids)
    documents = _metadata(session, first.values())
    kept = _kept(session, claim_ids)
    stale = {
        claim_id: row
        for claim_id, row in first.items()
        if row.noted_for != checks.surroundings(documents[row.paper], row.speaker)
    }
    kept |= {one: [*found.findings] for one, found in _own_words(session, stale, documents).items()}
    found = {
        claim_id: [*kept.get(claim_id, ()), *near]
        for claim_id, near in _near(session, first, documents).items()
    }
    return {claim_id: findings for claim_id, findings in found.items() if findings}


def own_words(session: Session, claim_ids: Sequence[int]) -> dict[int, OwnWords]:
    """Return what is found in the own words of these claims, asked now; none said is left out."""
    first = _first(session, claim_ids)
    return _own_words(session, first, _metadata(session, first.values()))


def any_unnoted(session: Session) -> bool:
    """Return True if a claim waits for what is found in its words."""
    waiting = select(Claim.id).where(Claim.noted_for.is_(None)).limit(1)
    return session.scalar(waiting) is not None


def _own_words(
    session: Session, said: Mapping[int, Said], documents: Mapping[int, DocumentMetadata]
) -> dict[int, OwnWords]:
    papers = {row.paper for row in said.values()}
    texts: dict[int, str] = {}
    if papers:
        wanted = select(Document.id, Document.text).where(Document.id.in_(papers))
        texts = {row.id: row.text for row in session.execute(wanted)}
    return {
        claim_id: OwnWords(
            checks.surroundings(documents[row.paper], row.speaker),
            tuple(checks.word_findings(around(row, texts[row.paper], documents[row.paper]))),
        )
        for claim_id, row in said.items()
    }


def _near(
    session: Session, said: Mapping[int, Said], documents: Mapping[int, DocumentMetadata]
) -> dict[int, list[CheckFinding]]:
    wordings = {claim_id: row.claim for claim_id, row in said.items()}
    near = near_claims(session, wordings, made_from(*said.values()))
    return {
        claim_id: checks.near_findings(
            replace(around(row, "", documents[row.paper]), near=near[claim_id])
        )
        for claim_id, row in said.items()
    }


def _first(session: Session, claim_ids: Sequence[int]) -> dict[int, Said]:
    """Return where each claim is said first."""
    rows = session.execute(first_said().where(Claim.id.in_(claim_ids))).all()
    first = {row.claim_id: row for row in reversed(rows)}
    return {claim_id: first[claim_id] for claim_id in claim_ids if claim_id in first}


def _metadata(session: Session, said: Any) -> dict[int, DocumentMetadata]:
    wanted = select(Document.id, *METADATA).where(Document.id.in_({row.paper for row in said}))
    # Past the session, which would make one value of a date's two columns.
    return {row.id: metadata_in(row) for row in session.connection().execute(wanted)}


def _kept(session: Session, claim_ids: Sequence[int]) -> dict[int, list[CheckFinding]]:
    notes: defaultdict[int, list[CheckFinding]] = defaultdict(list)
    for row in session.execute(
        select(ClaimNote.claim_id, ClaimNote.check_number, ClaimNote.message)
        .where(ClaimNote.claim_id.in_(claim_ids))
        .order_by(ClaimNote.claim_id, ClaimNote.position)
    ):
        notes[row.claim_id].append(checks.noted_again(row.check_number, row.message))
    return notes
