"""What is known around claims, for the checks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from annotator import schemes
from annotator.checks.circumstances import Circumstances, ClaimDocument
from annotator.errors import NotFound
from annotator.language import _
from annotator.models import (
    Agent,
    Assignment,
    Attribution,
    AttributionSpan,
    Claim,
    ClaimSet,
    Document,
    LabelScheme,
    Match,
    Mention,
)
from annotator.models.any_claims import AnyClaim, AnySetClaim
from annotator.queries.corpus.documents import insertions_in, mention_spans
from annotator.queries.corpus.mentions import whole_id
from annotator.queries.corpus.metadata import METADATA, metadata_in
from annotator.queries.corpus.near_claims import near_claims
from annotator.queries.sets.policies import policy_of
from annotator.queries.sources.fetches import copy_ids, stored_copies
from annotator.storage.statements import Prepared
from annotator.suggestions.wordings import suggested, words_of
from annotator.terms import CandidateDecision, MatchState, SpanPart

if TYPE_CHECKING:
    from sqlalchemy import Row, Select
    from sqlalchemy.orm import Session

    from annotator.records import DocumentMetadata, JudgementInput
    from annotator.tokens import Token


def circumstances(
    session: Session, assignment_id: Token, annotator_id: int, given: JudgementInput
) -> Circumstances:
    """Return what is known around a claim on a desk, as they judge it.

    Raises NotFound when it is not on their desk.
    """
    row = _ON_DESK.rows(
        session, assignment_id=assignment_id, annotator_id=annotator_id
    ).one_or_none()
    if row is None:
        raise NotFound(_("This claim is not on your desk."))
    found = around(row, row.text, metadata_in(row))
    if given.candidate is CandidateDecision.REWORDED:
        found = replace(found, suggested=_suggested(session, row))
    wording = found.wording(given)
    return replace(
        found,
        scheme=schemes.parse(row.definition),
        near=near_claims(session, {row.claim_id: wording}, made_from(row))[row.claim_id],
        policy=policy_of(session, row.claim_set_id),
        stored=stored_copies(session, given.evidence, annotator_id),
    )


def changed_since(
    session: Session,
    known: Circumstances,
    claim_set_id: int,
    annotator_id: int,
    given: JudgementInput,
) -> bool:
    """Return True if the checks of a judgement may find something else by now.

    Asked for are the set's policy and the stored copies that the judgement quotes. Texts, claims
    and a set's scheme never change. A claim that says the same may have come: that only warns.
    """
    if policy_of(session, claim_set_id) != known.policy:
        return True
    copies = {row: copy.id for row, copy in known.stored.items()}
    return copy_ids(session, given.evidence, annotator_id) != copies


def _suggested(session: Session, row: Row[*tuple[Any, ...]]) -> str:
    """Return the wording that the desk suggests for a claim; empty without one."""
    spans = mention_spans(session, [row.mention_id])[row.mention_id]
    insertions = insertions_in(session, [row.mention_id])[row.mention_id]
    parts = suggested(row.text, spans, insertions, metadata_in(row).published)
    return words_of(parts)


#: The first words of an attribution's cue.
_CUE = aliased(AttributionSpan)
SAID = (
    *(AnyClaim.id.label("claim_id"), AnyClaim.text.label("claim")),
    *(AnyClaim.kind, AnyClaim.language, AnyClaim.replaces_id, AnyClaim.noted_for),
    *(Mention.id.label("mention_id"), Mention.quote, Mention.attribution_id),
    Mention.kept_whole,
    *(Mention.document_id.label("paper"), Agent.name.label("speaker")),
    *(_CUE.start.label("cue_start"), _CUE.end.label("cue_end")),
)


def first_said() -> Select[*tuple[Any, ...]]:
    """Return claims with their confirmed mentions, the first one of each first."""
    return _with_mentions(select(*SAID).select_from(Claim))


def _with_mentions(claims: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Return these claims joined with their confirmed mentions, the first one of each first."""
    return (
        claims.join(
            Match, (Match.claim_id == whole_id(AnyClaim)) & (Match.state == MatchState.CONFIRMED)
        )
        .join(Mention, Mention.id == Match.mention_id)
        .join(Document, Document.id == Mention.document_id)
        .outerjoin(Attribution, Attribution.id == Mention.attribution_id)
        .outerjoin(Agent, Agent.id == Attribution.speaker_id)
        .outerjoin(
            _CUE,
            (_CUE.attribution_id == Attribution.id)
            & (_CUE.part == SpanPart.CUE)
            & (_CUE.position == 0),
        )
        .order_by(Mention.document_id, Mention.position)
    )


# Asked at each save and each pause.
# From the one assignment on: of more than eight tables PostgreSQL keeps the order that it is given.
_ON_DESK = Prepared(
    _with_mentions(
        select(*SAID, *(Document.text, *METADATA), Assignment.claim_set_id, LabelScheme.definition)
        .select_from(Assignment)
        .join(AnySetClaim, AnySetClaim.id == Assignment.set_claim_id)
        .join(AnyClaim, AnyClaim.id == AnySetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == Assignment.claim_set_id)
        .join(LabelScheme, LabelScheme.id == ClaimSet.scheme_id)
    )
    .where(
        Assignment.token == bindparam("assignment_id"),
        Assignment.annotator_id == bindparam("annotator_id"),
    )
    .limit(1)
)


def made_from(*said: Row[*tuple[Any, ...]]) -> dict[int, int | None]:
    """Return the claim that each of these was split from, if any, by rows of `SAID`."""
    return {row.claim_id: row.replaces_id for row in said}


def around(said: Row[*tuple[Any, ...]], text: str, metadata: DocumentMetadata) -> Circumstances:
    """Return what a row of `SAID` tells with the text and the metadata of its document."""
    return Circumstances(
        text=said.claim,
        kind=said.kind,
        language=said.language,
        # A subclaim says less than its whole: a “not” of another one is not its own.
        mention=said.quote if said.replaces_id is None else said.claim,
        attributed=said.attribution_id is not None,
        speaker=said.speaker,
        cue=text[said.cue_start : said.cue_end] if said.cue_start is not None else "",
        kept_whole=said.kept_whole and said.replaces_id is None,
        document=ClaimDocument(text=text, metadata=metadata),
    )
