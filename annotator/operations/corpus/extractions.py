"""Extractions: what was found in a document, kept as sentences, attributions, mentions, claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.actions import Action
from annotator.clock import now
from annotator.errors import Conflict, NotFound
from annotator.language import _
from annotator.models import (
    SPEAKERS,
    Attribution,
    AttributionSpan,
    Claim,
    Document,
    ImportBatch,
    Match,
    Mention,
    MentionDoubt,
    MentionInsertion,
    MentionSpan,
    Sentence,
)
from annotator.operations.audit_log import record
from annotator.operations.corpus.carried_claims import carry_over, said_before
from annotator.operations.jobs.running import finish_for
from annotator.operations.names import found_names, note_merged
from annotator.operations.sets.claim_sets import add_claims
from annotator.terms import (
    EXTRACTION,
    ClaimKind,
    DateUnit,
    Doubt,
    ExtractionState,
    Manner,
    MatchMethod,
    MatchState,
    SpanPart,
    Worthiness,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.operations.corpus.carried_claims import EarlierClaims
    from annotator.text.extraction import (
        Candidate,
        ExtractedAttribution,
        Extraction,
        Insertion,
    )


def keep_extraction(session: Session, *, document_id: int, found: Extraction) -> int:
    """Keep what was found in a document, and put its claims into the set its import names, unless
    a person ticks them.

    Returns the number of new claims; a candidate that repeats an earlier one is a further mention
    of that one's claim. A speaker that the text does not tell is kept as the words of the source
    alone. The document's job ends with it. Raises Conflict when another worker extracted the
    document.
    """
    document = _waiting_document(session, document_id)
    sentences = _keep_sentences(session, document, found)
    attributions = _keep_attributions(session, document, found)
    mentions = _keep_mentions(session, document, found, sentences, attributions)
    earlier = said_before(session, document.supersedes_id)
    claims = _keep_claims(session, document, found, earlier)
    session.add_all(
        Match(
            mention_id=mention.id,
            claim_id=claims[position if candidate.repeats is None else candidate.repeats].id,
            state=MatchState.CONFIRMED,
            method=MatchMethod.EXTRACTION if candidate.repeats is None else MatchMethod.REPEAT,
            created_at=now(),
        )
        for position, (mention, candidate) in enumerate(
            zip(mentions, found.candidates, strict=True)
        )
    )
    document.extraction, document.extractor = ExtractionState.DONE, found.extractor
    session.flush()
    carry_over(session, document, earlier)
    new = [claim.id for claim in claims.values() if claim.id not in earlier.claim_ids]
    finish_for(session, kind=EXTRACTION, subject=document.id)
    batch = session.get_one(ImportBatch, document.import_batch_id)
    claim_set_id = batch.claim_set_id
    record(
        session,
        Action.CLAIMS_EXTRACTED,
        f"document {document.id}",
        after={"extractor": found.extractor, "claims": len(new)},
        claim_set_id=claim_set_id,
    )
    if claim_set_id is not None and new and not batch.ticks:
        add_claims(session, claim_set_id=claim_set_id, claim_ids=new)
    return len(new)


def _waiting_document(session: Session, document_id: int) -> Document:
    document = session.get(Document, document_id, with_for_update=True)
    if document is None:
        raise NotFound(_("There is no such document."))
    if document.extraction is not ExtractionState.WAITING:
        raise Conflict(_("The document “%(title)s” has been read already.", title=document.title))
    return document


def _keep_sentences(session: Session, document: Document, found: Extraction) -> list[Sentence]:
    sentences = [
        Sentence(
            document_id=document.id,
            position=position,
            start=sentence.span.start,
            end=sentence.span.end,
            furniture=sentence.furniture,
        )
        for position, sentence in enumerate(found.sentences)
    ]
    session.add_all(sentences)
    session.flush()
    return sentences


def _keep_attributions(
    session: Session, document: Document, found: Extraction
) -> list[Attribution]:
    speakers = [one.speaker if one.resolved else "" for one in found.attributions]
    agents = found_names(session, SPEAKERS, filter(None, speakers))
    kept = [
        Attribution(
            document_id=document.id,
            position=position,
            speaker_id=agents[speaker].id if speaker else None,
            manner=Manner(attribution.manner),
        )
        for position, (attribution, speaker) in enumerate(
            zip(found.attributions, speakers, strict=True)
        )
    ]
    session.add_all(kept)
    session.flush()
    named = zip(kept, speakers, strict=True)
    note_merged(session, SPEAKERS, [(agents[name], row.id) for row, name in named if name])
    for row, attribution in zip(kept, found.attributions, strict=True):
        session.add_all(_attribution_spans(row.id, attribution))
        # A report can stand before the one that it stands inside.
        if attribution.within is not None:
            row.within_id = kept[attribution.within].id
    session.flush()
    return kept


def _attribution_spans(attribution_id: int, found: ExtractedAttribution) -> list[AttributionSpan]:
    parts = (
        (SpanPart.SOURCE, found.source),
        (SpanPart.CUE, found.cue),
        (SpanPart.CONTENT, found.content),
    )
    return [
        AttributionSpan(
            attribution_id=attribution_id,
            part=part,
            position=position,
            start=span.start,
            end=span.end,
        )
        for part, spans in parts
        for position, span in enumerate(spans)
    ]


def _keep_mentions(
    session: Session,
    document: Document,
    found: Extraction,
    sentences: list[Sentence],
    attributions: list[Attribution],
) -> list[Mention]:
    mentions = [
        Mention(
            document_id=document.id,
            position=position,
            sentence_id=sentences[candidate.sentence].id,
            attribution_id=None
            if candidate.attribution is None
            else attributions[candidate.attribution].id,
            quote=candidate.text,
            worthiness=candidate.worthiness and Worthiness(candidate.worthiness),
            score=candidate.score,
            rule=candidate.rule,
            extractor=found.extractor,
            kept_whole=candidate.kept_whole,
        )
        for position, candidate in enumerate(found.candidates)
    ]
    session.add_all(mentions)
    session.flush()
    session.add_all(
        MentionSpan(mention_id=mention.id, position=n, start=span.start, end=span.end)
        for mention, candidate in zip(mentions, found.candidates, strict=True)
        for n, span in enumerate(candidate.spans)
    )
    session.add_all(
        MentionDoubt(mention_id=mention.id, doubt=Doubt(doubt))
        for mention, candidate in zip(mentions, found.candidates, strict=True)
        for doubt in candidate.doubts
    )
    session.add_all(
        _insertion(mention.id, n, insertion)
        for mention, candidate in zip(mentions, found.candidates, strict=True)
        for n, insertion in enumerate(candidate.insertions)
    )
    return mentions


def _insertion(mention_id: int, position: int, found: Insertion) -> MentionInsertion:
    return MentionInsertion(
        mention_id=mention_id,
        position=position,
        start=found.span.start,
        end=found.span.end,
        words=found.words,
        unit=found.date and DateUnit(found.date.unit),
        number=found.date and found.date.number,
    )


def _keep_claims(
    session: Session, document: Document, found: Extraction, earlier: EarlierClaims
) -> dict[int, Claim]:
    """Return the claims by their candidates' positions; a repeated one has no own claim.

    What the document said before its text was corrected keeps its claim.
    """
    claims = {
        position: earlier.take(candidate.text)
        or Claim(
            text=candidate.text,
            kind=_kind(found, candidate),
            language=document.language,
            created_at=now(),
        )
        for position, candidate in enumerate(found.candidates)
        if candidate.repeats is None
    }
    session.add_all(claims.values())
    session.flush()
    return claims


def _kind(found: Extraction, candidate: Candidate) -> ClaimKind:
    """Return what is asked of a claim: of a whole report, whether its speaker said it."""
    number = candidate.attribution
    is_report = number is not None and found.attributions[number].is_report
    return ClaimKind.ATTRIBUTION if is_report else ClaimKind.CONTENT
