"""What a reviewer's own outcome rests on: passages that others cite, and new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.errors import BadInput
from annotator.language import _
from annotator.models import AdjudicationEvidence, EvidenceLink, Judgement, Passage
from annotator.operations.passages import keep_passages
from annotator.records import EvidenceInput
from annotator.terms import Decision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.models import Adjudication
    from annotator.records import CitationInput, DecisionInput

    #: A citation, and its passage where that is kept already.
    Link = tuple[EvidenceInput, int | None]


def links_of(session: Session, set_claim_id: int, given: DecisionInput) -> list[Link]:
    """Return what a decision cites; nothing where it gives no own outcome. Raises
    BadInput.
    """
    if given.decision is not Decision.ALL_WRONG:
        return []
    new: list[Link] = [(link, None) for link in given.evidence]
    return [*new, *(_cited(session, set_claim_id, one) for one in given.cited)]


def keep_links(session: Session, act: Adjudication, links: Sequence[Link]) -> None:
    """Keep the citations of a decision in their order."""
    new = [link for link, passage_id in links if passage_id is None]
    kept = iter(keep_passages(session, links=new, annotator_id=act.reviewer_id))
    session.add_all(
        AdjudicationEvidence(
            adjudication_id=act.id,
            position=position,
            passage_id=passage_id or next(kept),
            stance=link.stance,
            coverage=link.coverage,
            set_number=link.set_number,
            note=link.note,
            url=link.url,
            title=link.title,
            publisher=link.publisher,
            published=link.published,
        )
        for position, (link, passage_id) in enumerate(links)
    )
    session.flush()


def _cited(session: Session, set_claim_id: int, given: CitationInput) -> Link:
    """Return a passage that a judgement of this claim cites, with its citation there."""
    row = session.execute(
        select(EvidenceLink, Passage.exact)
        .join(Judgement, Judgement.id == EvidenceLink.judgement_id)
        .join(Passage, Passage.id == EvidenceLink.passage_id)
        .where(Judgement.set_claim_id == set_claim_id, Passage.id == given.passage_id)
        .order_by(EvidenceLink.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        raise BadInput(_("You use a passage that no annotator cites here."), "cited")
    link = row.EvidenceLink
    citation = EvidenceInput(
        url=link.url,
        title=link.title,
        publisher=link.publisher,
        published=link.published,
        quote=row.exact,
        stance=given.stance,
        coverage=given.coverage,
    )
    return citation, given.passage_id
