"""Claims that a corrected text carries over from its predecessor.

A claim keeps its row, and so its sets and judgements: the corrected text says it, and the match of
the predecessor is marked as carried. What the corrected text no longer says stays with the
predecessor alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import aliased

from annotator.cleaning import one_line
from annotator.clock import now
from annotator.models import (
    Attribution,
    Claim,
    Document,
    Match,
    Mention,
    MentionSpan,
    Sentence,
)
from annotator.models.any_documents import AnyDocument
from annotator.terms import MatchMethod, MatchState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    Span = tuple[int, int]


class _EarlierMention(NamedTuple):
    """A claim where the predecessor says it; `words` are those of its spans."""

    claim: Claim
    mention: Mention
    words: tuple[str, ...]


@dataclass(slots=True)
class EarlierClaims:
    """The claims of a predecessor, by their words; each is taken once."""

    said: dict[str, list[_EarlierMention]] = field(default_factory=dict)
    claim_ids: set[int] = field(default_factory=set)

    def take(self, quote: str) -> Claim | None:
        """Return a claim that the predecessor says in these words, if one is left."""
        left = self.said.get(_folded(quote))
        return left.pop(0).claim if left else None


def said_before(session: Session, document_id: int | None) -> EarlierClaims:
    """Return what a predecessor says; nothing without one."""
    earlier = EarlierClaims()
    if document_id is None:
        return earlier
    text = session.scalars(select(AnyDocument.text).where(AnyDocument.id == document_id)).one()
    rows = session.execute(
        select(Claim, Mention)
        .join(Match, Match.claim_id == Claim.id)
        .join(Mention, Mention.id == Match.mention_id)
        .where(Mention.document_id == document_id, Match.state == MatchState.CONFIRMED)
        .order_by(Mention.position)
    ).all()
    spans = _spans(session, [row.Mention.id for row in rows])
    for claim, mention in rows:
        words = tuple(text[start:end] for start, end in spans.get(mention.id, ()))
        if claim.id not in earlier.claim_ids:
            said = _EarlierMention(claim, mention, words)
            earlier.said.setdefault(_folded(mention.quote), []).append(said)
        earlier.claim_ids.add(claim.id)
    return earlier


def carry_over(session: Session, document: Document, earlier: EarlierClaims) -> None:
    """Let a corrected text say what its extraction missed, where the words are still there."""
    left = [said for those in earlier.said.values() for said in those]
    for said in left:
        places = _places(document.text, said.words)
        if places:
            _say(session, document, said, places)
    if document.supersedes_id is not None:
        take_over(session, document.id)


def take_over(session: Session, document_id: int) -> None:
    """Mark as carried what the predecessor of a document says too."""
    mine, match = aliased(Mention), aliased(Match)
    said = (
        select(match.claim_id)
        .join(mine, mine.id == match.mention_id)
        .where(mine.document_id == document_id, match.state == MatchState.CONFIRMED)
    )
    _mark(session, document_id, said, MatchState.CONFIRMED, MatchState.CARRIED)


def give_back(session: Session, document_id: int) -> None:
    """Let the predecessor of a document say again what was carried over from it."""
    mine, match = aliased(Mention), aliased(Match)
    said = (
        select(match.claim_id)
        .join(mine, mine.id == match.mention_id)
        .where(mine.document_id == document_id)
    )
    _mark(session, document_id, said, MatchState.CARRIED, MatchState.CONFIRMED)


def _mark(
    session: Session, document_id: int, claims: object, before: MatchState, after: MatchState
) -> None:
    predecessor = select(AnyDocument.supersedes_id).where(AnyDocument.id == document_id)
    mentions = select(Mention.id).where(Mention.document_id.in_(predecessor))
    session.flush()
    session.execute(
        update(Match)
        .where(Match.mention_id.in_(mentions), Match.claim_id.in_(claims), Match.state == before)  # type: ignore[arg-type]
        .values(state=after)
        .execution_options(synchronize_session=False)
    )


def _spans(session: Session, mention_ids: Sequence[int]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    rows = session.execute(
        select(MentionSpan.mention_id, MentionSpan.start, MentionSpan.end)
        .where(MentionSpan.mention_id.in_(mention_ids))
        .order_by(MentionSpan.mention_id, MentionSpan.position)
    )
    for row in rows:
        found.setdefault(row.mention_id, []).append((row.start, row.end))
    return found


def _places(text: str, words: Sequence[str]) -> list[Span]:
    """Return where a text has these words, one after the other; nothing if it lacks any."""
    places: list[Span] = []
    after = 0
    for one in words:
        start = text.find(one, after)
        if start < 0:
            return []
        after = start + len(one)
        places.append((start, after))
    return places


def _say(
    session: Session, document: Document, said: _EarlierMention, places: Sequence[Span]
) -> None:
    """Add a mention of an earlier claim, by the same rule and speaker."""
    sentence_id = session.scalars(
        select(Sentence.id)
        .where(Sentence.document_id == document.id, Sentence.end > places[0][0])
        .order_by(Sentence.start)
        .limit(1)
    ).one_or_none()
    if sentence_id is None:
        return
    earlier = said.mention
    mention = Mention(
        document_id=document.id,
        position=_next(session, Mention, document.id),
        sentence_id=sentence_id,
        attribution_id=_attribution(session, document.id, earlier.attribution_id),
        quote=earlier.quote,
        worthiness=earlier.worthiness,
        score=earlier.score,
        rule=earlier.rule,
        extractor=earlier.extractor,
        made_by_id=earlier.made_by_id,
        kept_whole=earlier.kept_whole,
    )
    session.add(mention)
    session.flush()
    session.add_all(
        MentionSpan(mention_id=mention.id, position=n, start=start, end=end)
        for n, (start, end) in enumerate(places)
    )
    session.add(
        Match(
            mention_id=mention.id,
            claim_id=said.claim.id,
            state=MatchState.CONFIRMED,
            method=MatchMethod.REPEAT,
            created_at=now(),
        )
    )
    session.flush()


def _attribution(session: Session, document_id: int, earlier_id: int | None) -> int | None:
    """Return an attribution to the speaker of an earlier one."""
    earlier = session.get(Attribution, earlier_id) if earlier_id is not None else None
    if earlier is None:
        return None
    row = Attribution(
        document_id=document_id,
        position=_next(session, Attribution, document_id),
        speaker_id=earlier.speaker_id,
        manner=earlier.manner,
    )
    session.add(row)
    session.flush()
    return row.id


def _next(session: Session, kind: type[Mention | Attribution], document_id: int) -> int:
    last = session.scalar(select(func.max(kind.position)).where(kind.document_id == document_id))
    return 0 if last is None else last + 1


def _folded(quote: str) -> str:
    return one_line(quote).casefold()
