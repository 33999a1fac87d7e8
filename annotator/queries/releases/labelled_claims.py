"""The claims of a set with all that was judged about them, for exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from annotator.labelling.outcome import outcome
from annotator.models import Claim, ClaimSet, SetClaim
from annotator.queries.corpus.mentions import places_of
from annotator.queries.judging.decisions import decisions_on
from annotator.queries.judging.judgements import judgements_on
from annotator.queries.judging.pseudonymous import without_names
from annotator.queries.sets.known_answers import answers_to
from annotator.queries.visibility.blindness import named, readable
from annotator.records import LabelledClaim
from annotator.storage.paging import in_chunks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader

CHUNK = 500


def labelled_claims(session: Session, claim_set_id: int, reader: Reader) -> Iterator[LabelledClaim]:
    """Yield every claim of the set in its order, as this reader may read it; memory does not grow
    with the set.

    A claim whose judgements they may not read comes without any, to keep annotation blind, and one
    without a decision has pseudonyms in place of its annotators' names. A known answer that may
    still come to them as a claim is left out.
    """
    wanted = (
        select(
            *(SetClaim, Claim, ClaimSet.name, SetClaim.position),
            *(readable(reader).label("readable"), named().label("named")),
        )
        .join(Claim, Claim.id == SetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.claim_set_id == claim_set_id, SetClaim.position > 0)
    )
    for rows in in_chunks(session, wanted, SetClaim.position, size=CHUNK):
        yield from _labelled(session, rows, reader)


def _labelled(
    session: Session, rows: Sequence[Row[*tuple[Any, ...]]], reader: Reader
) -> Iterator[LabelledClaim]:
    shown = [row.SetClaim.id for row in rows if row.readable]
    unnamed = [row.SetClaim.id for row in rows if row.readable and not row.named]
    judgements = judgements_on(session, shown)
    blind = {claim: judgements[claim] for claim in unnamed if claim in judgements}
    judgements |= without_names(blind, reader)
    decisions = decisions_on(session, shown)
    answers = answers_to(session, [row.SetClaim.id for row in rows], reader)
    places = places_of(session, [row.Claim.id for row in rows])
    for row in rows:
        judged = judgements.get(row.SetClaim.id, ())
        decided = decisions.get(row.SetClaim.id)
        known = answers.get(row.SetClaim.id)
        label, basis = outcome(judged, decided, readable=bool(row.readable), known=known)
        yield LabelledClaim(
            claim_set=row.name,
            claim_id=row.Claim.id,
            text=row.Claim.text,
            kind=row.Claim.kind,
            language=row.Claim.language,
            label=label,
            basis=basis,
            mentions=places.get(row.Claim.id, ()),
            judgements=judged,
            adjudication=decided,
            known_answer=known,
        )
