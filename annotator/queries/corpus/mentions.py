"""Where claims are said."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from annotator import dates
from annotator.imports import other_fields
from annotator.models import (
    Agent,
    Attribution,
    AttributionSpan,
    Claim,
    Document,
    Match,
    Mention,
    Sentence,
)
from annotator.queries.corpus.documents import mention_doubts, mention_spans
from annotator.queries.corpus.metadata import METADATA, metadata_in
from annotator.queries.corpus.publications import publications_of
from annotator.records import DOCUMENT_FIELDS, MentionRecord
from annotator.storage.statements import Prepared
from annotator.terms import MatchState, SpanPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.models.any_claims import AnyClaim
    from annotator.records import DocumentMetadata


def places_of(session: Session, claim_ids: Sequence[int]) -> dict[int, tuple[MentionRecord, ...]]:
    """Return the confirmed mentions of each claim, in the order in which they came in."""
    found_as = said_as(session, claim_ids)
    rows = session.execute(
        select(
            Match.claim_id,
            Mention,
            *(Document.sha256, Document.external_id, Document.other_fields, *METADATA),
            Agent.name.label("speaker"),
            Attribution.manner,
            func.substr(Document.text, Sentence.start + 1, Sentence.end - Sentence.start).label(
                "sentence"
            ),
        )
        .join(Mention, Mention.id == Match.mention_id)
        .join(Document, Document.id == Mention.document_id)
        .join(Sentence, Sentence.id == Mention.sentence_id)
        .outerjoin(Attribution, Attribution.id == Mention.attribution_id)
        .outerjoin(Agent, Agent.id == Attribution.speaker_id)
        .where(Match.claim_id.in_(set(found_as.values())), Match.state == MatchState.CONFIRMED)
        .order_by(Mention.document_id, Mention.position)
    ).all()
    mention_ids = [row.Mention.id for row in rows]
    spans, doubts = mention_spans(session, mention_ids), mention_doubts(session, mention_ids)
    words = _attribution_words(session, [row.Mention.attribution_id for row in rows])
    publications = publications_of(session, list({row.Mention.document_id for row in rows}))
    found: defaultdict[int, list[MentionRecord]] = defaultdict(list)
    for row in rows:
        mention: Mention = row.Mention
        found[row.claim_id].append(
            MentionRecord(
                document_id=mention.document_id,
                document_sha256=row.sha256,
                **_told_of(metadata_in(row)),
                sentence=row.sentence,
                quote=mention.quote,
                spans=spans[mention.id],
                source=words.get((mention.attribution_id, SpanPart.SOURCE)),
                cue=words.get((mention.attribution_id, SpanPart.CUE)),
                speaker=row.speaker,
                manner=row.manner,
                worthiness=mention.worthiness,
                score=mention.score,
                rule=mention.rule,
                extractor=mention.extractor,
                doubts=doubts[mention.id],
                kept_whole=mention.kept_whole,
                publications=tuple(one.told for one in publications[mention.document_id]),
                external_id=row.external_id,
                other_fields=other_fields.read(row.other_fields),
            )
        )
    return {one: tuple(found[whole]) for one, whole in found_as.items() if whole in found}


def whole_id(claim: type[AnyClaim] = Claim) -> ColumnElement[int]:
    """Return the claim whose mentions say a claim: what a subclaim was split from, else itself."""
    return func.coalesce(claim.replaces_id, claim.id)


_SAID_AS = Prepared(
    select(Claim.id, whole_id().label("whole")).where(
        Claim.id.in_(bindparam("claim_ids", expanding=True))
    )
)


def said_as(session: Session, claim_ids: Sequence[int]) -> dict[int, int]:
    """Return each claim with the one whose mentions say it, for a subclaim its whole."""
    rows = _SAID_AS.rows(session, claim_ids=list(claim_ids))
    return {row.id: row.whole for row in rows}


def _told_of(document: DocumentMetadata) -> dict[str, Any]:
    """Return the fields of a document that a mention has too."""
    told = {name: getattr(document, name) for name in DOCUMENT_FIELDS}
    told["published"] = dates.text(document.published)
    return {name: told[name] for name in told.keys() & MentionRecord.__dataclass_fields__.keys()}


def _attribution_words(
    session: Session, attribution_ids: Sequence[int | None]
) -> dict[tuple[int | None, SpanPart], str]:
    """Return the words of each attribution's source and cue; pieces are joined by an ellipsis."""
    rows = session.execute(
        select(
            AttributionSpan.attribution_id,
            AttributionSpan.part,
            func.substr(
                Document.text,
                AttributionSpan.start + 1,
                AttributionSpan.end - AttributionSpan.start,
            ).label("words"),
        )
        .join(Attribution, Attribution.id == AttributionSpan.attribution_id)
        .join(Document, Document.id == Attribution.document_id)
        .where(
            AttributionSpan.attribution_id.in_({i for i in attribution_ids if i is not None}),
            AttributionSpan.part != SpanPart.CONTENT,
        )
        .order_by(AttributionSpan.attribution_id, AttributionSpan.position)
    )
    pieces: defaultdict[tuple[int | None, SpanPart], list[str]] = defaultdict(list)
    for row in rows:
        pieces[row.attribution_id, row.part].append(row.words)
    return {key: " … ".join(found) for key, found in pieces.items()}
