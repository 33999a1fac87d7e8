"""What a set would be released as: its claims under a rule, and what has to be said of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.labelling.outcome import is_as_decided
from annotator.labelling.rules import ruled
from annotator.models import EvidenceLink, Judgement, Passage, Snapshot, Source
from annotator.queries.judging.fingerprints import fingerprints, judgement_ids
from annotator.queries.judging.pseudonymous import authors_of
from annotator.queries.judging.verdicts import dated_verdicts
from annotator.queries.releases.labelled_claims import CHUNK, labelled_claims
from annotator.terms import Basis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader
    from annotator.records import LabelledClaim, ReleaseInput
    from annotator.tokens import Token

#: Why a claim stays that has a label: a source of it is an address only (check 2).
SOURCE_NOT_KEPT = "source_not_kept"
Vote = tuple[int, str, str]


@dataclass
class Tally:
    """What is counted while the claims of a set go by.

    `released` has (claim, label, basis) for each released claim, `left_out` why the others stay.
    `before` holds each verdict of the set's round as (claim, annotator, label), as it was before a
    reviewer spoke; `after` those that stand now, with the decision's label on what was decided.
    `against` counts, by annotator, judgements of decided claims, and those that are as decided.
    `judgements` are fingerprints by id, `snapshots` the texts that released claims rest on:
    (sha256, address or title, when it was kept).
    """

    released: dict[int, tuple[str, Basis]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    before: list[Vote] = field(default_factory=list)
    after: list[Vote] = field(default_factory=list)
    against: defaultdict[str, list[int]] = field(
        default_factory=lambda: defaultdict(lambda: [0, 0])
    )
    reasons: Counter[str] = field(default_factory=Counter)
    guidelines: set[int] = field(default_factory=set)
    judgements: dict[int, str] = field(default_factory=dict)
    snapshots: set[tuple[str, str, str]] = field(default_factory=set)
    not_kept: set[int] = field(default_factory=set)


def tally(session: Session, claim_set_id: int, given: ReleaseInput, reader: Reader) -> Tally:
    """Look at every claim of the set once, under the rule; as this reader may, who releases it."""
    verdicts = dated_verdicts(session, claim_set_id, reader)
    found = Tally(before=[(row.set_claim_id, row.name, str(row.verdict)) for row in verdicts])
    claims = labelled_claims(session, claim_set_id, reader)
    while chunk := list(islice(claims, CHUNK)):
        judged = {one.id: claim.claim_id for claim in chunk for one in claim.judgements}
        unkept, authors = _not_kept(session, judged), authors_of(session, list(judged))
        for claim in chunk:
            _count(found, claim, authors)
            final = ruled(claim, given)
            if final.label is None:
                found.left_out[final.basis.value] += 1
            elif claim.claim_id in unkept and not given.any_source:
                found.left_out[SOURCE_NOT_KEPT] += 1
            else:
                found.released[claim.claim_id] = final.label, final.basis
        found.not_kept |= unkept & found.released.keys()
        resting = [one for one, claim_id in judged.items() if claim_id in found.released]
        found.snapshots |= _snapshots(session, resting)
        live = [c for c in chunk if c.basis is not Basis.KNOWN_ANSWER]
        names = [one.id for claim in live for one in claim.judgements]
        ids = judgement_ids(session, names)
        found.judgements |= fingerprints(session, [*ids.values()])
    return found


def released_claims(
    session: Session, claim_set_id: int, given: ReleaseInput, released: Tally, reader: Reader
) -> Iterator[LabelledClaim]:
    """Yield the claims that go out, with the labels of the rule, in the order of the set."""
    for claim in labelled_claims(session, claim_set_id, reader):
        if claim.claim_id in released.released:
            yield ruled(claim, given)


def _count(found: Tally, claim: LabelledClaim, authors: dict[Token, str]) -> None:
    """What a claim adds to the report, released or not; a claim has pseudonyms, figures need the
    `authors`.
    """
    if claim.basis is Basis.KNOWN_ANSWER:
        return
    act = claim.adjudication
    decided = claim.label if act is not None else None
    for judged in claim.judgements:
        found.guidelines.add(judged.guideline_version)
        if judged.verdict is not None:
            final = decided or judged.verdict
            found.after.append((claim.claim_id, authors[judged.id], final))
        if act is not None:
            found.against[authors[judged.id]][0] += 1
            found.against[authors[judged.id]][1] += is_as_decided(judged, act, str(decided))
    if act is not None:
        found.reasons.update(reason.value for reason in act.reasons)


def _not_kept(session: Session, judged: dict[Token, int]) -> set[int]:
    """Return the claims that have a link to a source whose text is not kept."""
    links = (
        select(Judgement.token)
        .join(EvidenceLink, EvidenceLink.judgement_id == Judgement.id)
        .join(Passage, Passage.id == EvidenceLink.passage_id)
        .where(Judgement.token.in_(judged), Passage.snapshot_id.is_(None))
    )
    return {judged[judgement_id] for judgement_id in session.scalars(links)}


def _snapshots(session: Session, judgement_ids: Sequence[Token]) -> set[tuple[str, str, str]]:
    rows = session.execute(
        select(Snapshot.sha256, Source.url, Source.title, Snapshot.taken_at)
        .join(Passage, Passage.snapshot_id == Snapshot.id)
        .join(EvidenceLink, EvidenceLink.passage_id == Passage.id)
        .join(Source, Source.id == Snapshot.source_id)
        .join(Judgement, Judgement.id == EvidenceLink.judgement_id)
        .where(Judgement.token.in_(judgement_ids))
        .distinct()
    )
    return {(row.sha256, row.url or row.title, row.taken_at.isoformat()) for row in rows}
