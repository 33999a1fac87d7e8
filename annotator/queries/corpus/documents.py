"""Documents: the list, and one with all that was found in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, exists, false, func, select

from annotator.errors import NotFound
from annotator.language import _
from annotator.models import (
    Agent,
    Attribution,
    AttributionSpan,
    Claim,
    Document,
    Job,
    Match,
    Mention,
    MentionDoubt,
    MentionInsertion,
    MentionSpan,
    Outlet,
    Sentence,
)
from annotator.queries.corpus.corrections import is_superseded
from annotator.queries.corpus.metadata import METADATA, metadata_in
from annotator.records import Page
from annotator.storage.statements import Prepared
from annotator.suggestions.wordings import FoundInsertion
from annotator.terms import (
    EXTRACTION,
    ClaimKind,
    Doubt,
    ExtractionState,
    JobState,
    MatchState,
    SpanPart,
    Worthiness,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from annotator.records import DocumentMetadata

PAGE_SIZE = 30
#: Characters of a search; SQLite compares no more than 50,000.
MOST_LOOKED_FOR = 1000
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in the list; `claims` counts its candidate claims.

    `cancelled` says that an administrator cancelled its extraction: it was not read.
    """

    id: int
    metadata: DocumentMetadata
    extraction: ExtractionState
    cancelled: bool
    claims: int


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A candidate claim where it stands in its document; `sentence` is where that one stands.

    `speaker` is None where the text does not tell who `source` is. With its `insertions` the claim
    stands alone, as far as they are sure.
    """

    claim_id: int
    quote: str
    sentence: tuple[int, int]
    spans: Spans
    source: Spans
    cue: Spans
    speaker: str | None
    worthiness: Worthiness | None
    score: float | None
    rule: str
    kind: ClaimKind
    doubts: tuple[Doubt, ...]
    insertions: tuple[FoundInsertion, ...] = ()


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """A document with its text; `furniture` are the spans that belong to the page.

    `finely` is how its statements are cut.
    """

    id: int
    metadata: DocumentMetadata
    text: str
    extraction: ExtractionState
    extraction_failure: str | None
    extractor: str | None
    finely: bool
    furniture: Spans
    claims: tuple[FoundClaim, ...]

    @property
    def language(self) -> str:
        """Return the language of the text, which each document has."""
        return str(self.metadata.language)

    def words(self, spans: Spans) -> str:
        """Return the words of the spans; pieces are joined by an ellipsis."""
        return " … ".join(self.text[start:end] for start, end in spans)


#: The extraction of the document was cancelled. For statements over Document.
IS_CANCELLED = (
    exists()
    .where(Job.kind == EXTRACTION, Job.subject == Document.id, Job.state == JobState.CANCELLED)
    .correlate(Document)
)


class TextToRead(NamedTuple):
    """A text in its language; `finely` is how its statements are cut."""

    words: str
    language: str
    finely: bool


def documents(session: Session, *, number: int = 1, words: str = "") -> Page[DocumentLine]:
    """Return one page of the documents, newest first; `words` looks in titles and outlets.

    A document whose text was corrected is left out: the corrected one is there.
    """
    wanted = (
        select(Document.id)
        .outerjoin(Outlet, Outlet.id == Document.outlet_id)
        .where(~is_superseded())
    )
    if words:
        looked_for = words[:MOST_LOOKED_FOR]
        wanted = wanted.where(
            Document.title.icontains(looked_for, autoescape=True)
            | Outlet.name.icontains(looked_for, autoescape=True)
        )
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    number = Page.nearest(number, total=total, size=PAGE_SIZE)
    # The page is chosen by id first: counting mentions is then for thirty documents, not for all.
    page = (
        wanted.order_by(Document.id.desc()).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    ).subquery()
    claims = (
        select(func.count(Mention.id))
        .join(Match, (Match.mention_id == Mention.id) & (Match.state == MatchState.CONFIRMED))
        .join(Claim, Claim.id == Match.claim_id)
        .where(Mention.document_id == Document.id)
        .correlate(Document)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            *(Document.id, *METADATA, Document.extraction, IS_CANCELLED.label("cancelled")),
            claims.label("claims"),
        )
        .join(page, page.c.id == Document.id)
        .order_by(Document.id.desc())
    )
    lines = tuple(
        DocumentLine(row.id, metadata_in(row), row.extraction, row.cancelled, row.claims)
        for row in rows
    )
    return Page(lines, number, PAGE_SIZE, total)


def whole_document(session: Session, document_id: int) -> WholeDocument:
    """Return one document with its candidate claims in the order of the text. Raises NotFound."""
    document = document_alone(session, document_id)
    furniture = _FURNITURE.rows(session, document_id=document_id).all()
    return replace(
        document,
        furniture=tuple((found.start, found.end) for found in furniture),
        claims=_claims(session, document_id),
    )


def document_alone(session: Session, document_id: int) -> WholeDocument:
    """Return one document without what was found in it. Raises NotFound."""
    document = _DOCUMENT.rows(session, document_id=document_id).one_or_none()
    if document is None:
        raise NotFound(_("There is no such document."))
    return WholeDocument(
        id=document.id,
        metadata=metadata_in(document),
        text=document.text,
        extraction=document.extraction,
        extraction_failure=document.extraction_failure,
        extractor=document.extractor,
        finely=document.finely,
        furniture=(),
        claims=(),
    )


def title_of(session: Session, document_id: int) -> str:
    """Return the title of a document; empty if there is none."""
    return session.scalar(select(Document.title).where(Document.id == document_id)) or ""


def check_document(session: Session, document_id: int) -> None:
    """Raise NotFound, with the number, unless there is such a document."""
    if session.scalar(select(Document.id).where(Document.id == document_id)) is None:
        raise NotFound(_("There is no document %(id)s.", id=document_id))


def next_waiting(session: Session, *, limit: int = 8) -> list[tuple[int, str, str]]:
    """Return the next documents to be read: (id, text, language), in the order they came in."""
    rows = session.execute(
        select(Document.id, Document.text, Document.language)
        .join(Job, (Job.kind == EXTRACTION) & (Job.subject == Document.id))
        .where(Job.state == JobState.WAITING)
        .order_by(Document.id)
        .limit(limit)
    )
    return [(row.id, row.text, row.language) for row in rows]


def text_to_read(session: Session, document_id: int) -> TextToRead:
    """Return a document's text and how it is read. Raises NotFound."""
    row = session.execute(
        select(Document.text, Document.language, Document.finely).where(Document.id == document_id)
    ).one_or_none()
    if row is None:
        raise NotFound(_("There is no such document."))
    return TextToRead(row.text, row.language, row.finely)


def claim_ids_found(
    session: Session, document_ids: Sequence[int], worth: Sequence[Worthiness | None]
) -> list[int]:
    """Return claims of this check-worthiness, of these documents or of all, in reading order.

    None among `worth` takes those that were never weighed.
    """
    unweighed = Mention.worthiness.is_(None) if None in worth else false()
    weighed = Mention.worthiness.in_([one for one in worth if one])
    found = (
        select(Match.claim_id)
        .join(Mention, Mention.id == Match.mention_id)
        .join(Document, Document.id == Mention.document_id)
        .join(Claim, Claim.id == Match.claim_id)
        .where(Match.state == MatchState.CONFIRMED, weighed | unweighed)
        .order_by(Mention.document_id, Mention.position)
    )
    if document_ids:
        found = found.where(Mention.document_id.in_(document_ids))
    return list(session.scalars(found))


def count_documents(session: Session) -> int:
    """Return how many documents there are."""
    return session.scalar(select(func.count()).select_from(Document)) or 0


# One document's, asked whenever it is drawn.
_DOCUMENT = Prepared(
    select(
        *(Document.id, *METADATA, Document.text, Document.extraction),
        *(Document.extraction_failure, Document.extractor, Document.finely),
    ).where(Document.id == bindparam("document_id"))
)
_FURNITURE = Prepared(
    select(Sentence.start, Sentence.end)
    .where(Sentence.document_id == bindparam("document_id"), Sentence.furniture.is_not(None))
    .order_by(Sentence.start)
)
#: Candidate claims with where they are said, for `found_claims`.
SAID_CLAIMS = (
    select(
        *(Mention.id, Mention.attribution_id, Mention.quote),
        *(Mention.worthiness, Mention.score, Mention.rule),
        *(Match.claim_id, Claim.kind, Sentence.start, Sentence.end, Agent.name.label("speaker")),
    )
    .select_from(Mention)
    .join(Sentence, Sentence.id == Mention.sentence_id)
    .join(Match, (Match.mention_id == Mention.id) & (Match.state == MatchState.CONFIRMED))
    .join(Claim, Claim.id == Match.claim_id)
    .outerjoin(Attribution, Attribution.id == Mention.attribution_id)
    .outerjoin(Agent, Agent.id == Attribution.speaker_id)
)
_CLAIMS = Prepared(
    SAID_CLAIMS.where(Mention.document_id == bindparam("document_id")).order_by(Mention.position)
)
_MENTION_SPANS = Prepared(
    select(MentionSpan.mention_id, MentionSpan.start, MentionSpan.end)
    .where(MentionSpan.mention_id.in_(bindparam("mention_ids", expanding=True)))
    .order_by(MentionSpan.mention_id, MentionSpan.position)
)
_DOUBTS = Prepared(
    select(MentionDoubt.mention_id, MentionDoubt.doubt)
    .where(MentionDoubt.mention_id.in_(bindparam("mention_ids", expanding=True)))
    .order_by(MentionDoubt.mention_id, MentionDoubt.doubt)
)
_INSERTIONS = Prepared(
    select(
        *(MentionInsertion.mention_id, MentionInsertion.start, MentionInsertion.end),
        *(MentionInsertion.words, MentionInsertion.unit, MentionInsertion.number),
    )
    .where(MentionInsertion.mention_id.in_(bindparam("mention_ids", expanding=True)))
    .order_by(MentionInsertion.mention_id, MentionInsertion.position)
)
_ATTRIBUTION_SPANS = Prepared(
    select(
        AttributionSpan.attribution_id,
        AttributionSpan.part,
        AttributionSpan.start,
        AttributionSpan.end,
    )
    .where(AttributionSpan.attribution_id.in_(bindparam("attribution_ids", expanding=True)))
    .order_by(AttributionSpan.attribution_id, AttributionSpan.position)
)


def _claims(session: Session, document_id: int) -> tuple[FoundClaim, ...]:
    return found_claims(session, _CLAIMS.rows(session, document_id=document_id).all())


def found_claims(
    session: Session, found: Sequence[Row[*tuple[Any, ...]]]
) -> tuple[FoundClaim, ...]:
    """Return the claims of rows of SAID_CLAIMS, in their order."""
    mention_ids = [row.id for row in found]
    spans, doubts = mention_spans(session, mention_ids), mention_doubts(session, mention_ids)
    insertions = insertions_in(session, mention_ids)
    parts = attribution_spans(session, [row.attribution_id for row in found if row.attribution_id])
    return tuple(
        FoundClaim(
            claim_id=row.claim_id,
            quote=row.quote,
            sentence=(row.start, row.end),
            spans=spans[row.id],
            source=parts[row.attribution_id, SpanPart.SOURCE],
            cue=parts[row.attribution_id, SpanPart.CUE],
            speaker=row.speaker,
            worthiness=row.worthiness,
            score=row.score,
            rule=row.rule,
            kind=row.kind,
            doubts=doubts[row.id],
            insertions=insertions[row.id],
        )
        for row in found
    )


def mention_spans(session: Session, mention_ids: Sequence[int]) -> dict[int, Spans]:
    """Return the spans of each mention, in the order of the text; empty for one that has none."""
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in _MENTION_SPANS.rows(session, mention_ids=list(mention_ids)).all():
        found[span.mention_id].append((span.start, span.end))
    return defaultdict(tuple, {key: tuple(spans) for key, spans in found.items()})


def mention_doubts(session: Session, mention_ids: Sequence[int]) -> dict[int, tuple[Doubt, ...]]:
    """Return why the extraction is unsure of each mention; empty for one that it is sure of."""
    found: defaultdict[int, list[Doubt]] = defaultdict(list)
    for row in _DOUBTS.rows(session, mention_ids=list(mention_ids)).all():
        found[row.mention_id].append(row.doubt)
    return defaultdict(tuple, {key: tuple(doubts) for key, doubts in found.items()})


def insertions_in(
    session: Session, mention_ids: Sequence[int]
) -> dict[int, tuple[FoundInsertion, ...]]:
    """Return the insertions of each mention, in the order of the text; empty for one without."""
    found: defaultdict[int, list[FoundInsertion]] = defaultdict(list)
    for row in _INSERTIONS.rows(session, mention_ids=list(mention_ids)).all():
        insertion = FoundInsertion(row.start, row.end, row.words, row.unit, row.number or 0)
        found[row.mention_id].append(insertion)
    return defaultdict(tuple, {key: tuple(those) for key, those in found.items()})


def attribution_spans(
    session: Session, attribution_ids: Sequence[int]
) -> dict[tuple[int | None, SpanPart], Spans]:
    """Return the spans of each attribution by part; empty for what it has not."""
    found: defaultdict[tuple[int | None, SpanPart], list[tuple[int, int]]] = defaultdict(list)
    wanted = {"attribution_ids": list(attribution_ids)}
    for span in _ATTRIBUTION_SPANS.rows(session, **wanted).all():
        found[span.attribution_id, span.part].append((span.start, span.end))
    return defaultdict(tuple, {key: tuple(spans) for key, spans in found.items()})
