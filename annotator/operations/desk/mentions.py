"""Mentions that a person marks in a text: claims that the extraction missed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from annotator.actions import Action
from annotator.clock import now
from annotator.errors import BadInput, Conflict, NotFound
from annotator.language import _
from annotator.models import (
    Assignment,
    Attribution,
    AttributionSpan,
    Claim,
    ClaimSet,
    Document,
    Match,
    Mention,
    MentionSpan,
    Sentence,
)
from annotator.operations.audit_log import record
from annotator.operations.desk.assignments import own_assignment
from annotator.operations.locks import lock_person, lock_set
from annotator.operations.sets.claim_sets import add_claims
from annotator.queries.desk.desk import document_of
from annotator.storage.lock_notes import SetLock
from annotator.terms import (
    ClaimKind,
    MatchMethod,
    MatchState,
    SetState,
    SpanPart,
    Worthiness,
)
from annotator.text.english.worthiness import score_of, worth

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.tokens import Token

#: What a person's mentions have for a rule and an extractor.
PERSON = "person"
LONGEST = 600
_BLANK_LINE = re.compile(r"\n\s*\n")


def mark_claim(
    session: Session,
    *,
    assignment_id: Token,
    annotator_id: int,
    words: str,
    start: int | None = None,
    end: int | None = None,
) -> int:
    """Make a claim of words in the document on the desk, put it into the set, return its id.

    `start` and `end` are code points; without them the `words` must stand in one place of the
    document. Raises BadInput, Conflict (such a claim exists, the set is closed), NotFound.
    """
    # The person before the set, as at each save: their other window would wait in a ring.
    lock_person(session, annotator_id)
    claim_set = _whole_set(session, assignment_id)
    assignment = own_assignment(session, assignment_id, annotator_id)
    if claim_set.state is SetState.CLOSED:
        raise Conflict(
            _("The set “%(name)s” is closed: it takes no more claims.", name=claim_set.name)
        )
    # The lock keeps the positions of two people's mentions apart.
    document = session.get_one(
        Document, document_of(session, assignment.set_claim_id), with_for_update=True
    )
    start, end = _place(document.text, words, start, end)
    _refuse_known(session, document.id, start, end)
    mention = _mention(session, document, start, end, annotator_id)
    claim = Claim(
        text=mention.quote,
        kind=ClaimKind.CONTENT,
        language=document.language,
        made_by_id=annotator_id,
        created_at=now(),
    )
    session.add(claim)
    session.flush()
    session.add(
        Match(
            mention_id=mention.id,
            claim_id=claim.id,
            state=MatchState.CONFIRMED,
            method=MatchMethod.PERSON,
            made_by_id=annotator_id,
            created_at=now(),
        )
    )
    record(
        session,
        Action.CLAIM_MARKED,
        f"claim {claim.id}",
        after={"document": document.id, "start": start, "end": end},
        by=annotator_id,
        claim_set_id=claim_set.id,
    )
    add_claims(session, claim_set_id=claim_set.id, claim_ids=[claim.id])
    return claim.id


def _whole_set(session: Session, assignment_id: Token) -> ClaimSet:
    """Return the set, locked before its rows: operations that add claims wait here."""
    claim_set_id = session.scalar(
        select(Assignment.claim_set_id).where(Assignment.token == assignment_id)
    )
    if claim_set_id is None:
        raise NotFound(_("This claim is not on your desk."))
    return lock_set(session, claim_set_id, SetLock.DESK)


def _place(text: str, words: str, start: int | None, end: int | None) -> tuple[int, int]:
    """Return where the words stand, without the blanks around them."""
    if start is None or end is None or _differ(words, text[max(start, 0) : max(end, 0)]):
        start, end = _only_place(text, words)
    if not 0 <= start < end <= len(text):
        raise BadInput(_("These words are not in the document. Select them again."), "words")
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise BadInput(_("Select the words that make the claim."), "words")
    if end - start > LONGEST:
        raise BadInput(
            _("A claim has at most %(longest)s characters; select one statement.", longest=LONGEST),
            "words",
        )
    if _BLANK_LINE.search(text, start, end):
        raise BadInput(_("A claim stands in one paragraph; select one statement."), "words")
    return start, end


def _differ(words: str, there: str) -> bool:
    """Return True if the words changed after the selection; blanks do not count."""
    return bool(words.strip()) and words.split() != there.split()


def _only_place(text: str, words: str) -> tuple[int, int]:
    wanted = words.strip()
    if not wanted:
        raise BadInput(_("Select the words that make the claim."), "words")
    start = text.find(wanted)
    if start < 0:
        raise BadInput(
            _("These words are not in the document. Copy them from it exactly."), "words"
        )
    if text.find(wanted, start + 1) >= 0:
        raise BadInput(
            _("These words stand in the document more than once. Add the words around them."),
            "words",
        )
    return start, start + len(wanted)


def _refuse_known(session: Session, document_id: int, start: int, end: int) -> None:
    """Refuse words that are a claim already: all of them, in one piece."""
    every = aliased(MentionSpan)
    spans = select(func.count()).where(every.mention_id == Mention.id).scalar_subquery()
    known = session.scalar(
        select(Mention.quote)
        .join(MentionSpan, MentionSpan.mention_id == Mention.id)
        .join(Match, (Match.mention_id == Mention.id) & (Match.state == MatchState.CONFIRMED))
        .join(Claim, Claim.id == Match.claim_id)
        .where(
            Mention.document_id == document_id,
            MentionSpan.start == start,
            MentionSpan.end == end,
            spans == 1,
        )
        .limit(1)
    )
    if known is not None:
        raise Conflict(_("“%(known)s” is a claim already.", known=known))


def _mention(
    session: Session, document: Document, start: int, end: int, made_by_id: int
) -> Mention:
    quote = " ".join(document.text[start:end].split())
    sentence = _sentence(session, document.id, start)
    score = 0.0
    worthiness = Worthiness.UFS
    if document.language.startswith("en"):
        score = score_of(quote, document.text[sentence.start : sentence.end])
        worthiness = Worthiness(worth(score, score, quote))
    last = session.scalar(
        select(func.max(Mention.position)).where(Mention.document_id == document.id)
    )
    mention = Mention(
        document_id=document.id,
        position=-1 if last is None else last,
        sentence_id=sentence.id,
        attribution_id=_attribution(session, document.id, start, end),
        quote=quote,
        worthiness=worthiness,
        score=score,
        rule=PERSON,
        extractor=PERSON,
        made_by_id=made_by_id,
        place=_place_in_list(session, sentence),
    )
    mention.position += 1
    session.add(mention)
    session.flush()
    session.add(MentionSpan(mention_id=mention.id, position=0, start=start, end=end))
    session.flush()
    return mention


def _place_in_list(session: Session, sentence: Sentence) -> int:
    """Return the place of the last claim that is said no later."""
    place = session.scalar(
        select(func.max(Mention.place))
        .join(Sentence, Sentence.id == Mention.sentence_id)
        .where(Mention.document_id == sentence.document_id, Sentence.position <= sentence.position)
    )
    return place or 0


def _sentence(session: Session, document_id: int, start: int) -> Sentence:
    """Return the sentence in which the words begin."""
    found = session.scalar(
        select(Sentence)
        .where(Sentence.document_id == document_id, Sentence.start <= start, Sentence.end > start)
        .limit(1)
    )
    if found is None:
        raise BadInput(_("These words stand in no sentence. Select others."), "words")
    return found


def _attribution(session: Session, document_id: int, start: int, end: int) -> int | None:
    """Return the innermost attribution in whose content the words stand."""
    length = AttributionSpan.end - AttributionSpan.start
    return session.scalar(
        select(Attribution.id)
        .join(AttributionSpan, AttributionSpan.attribution_id == Attribution.id)
        .where(
            Attribution.document_id == document_id,
            AttributionSpan.part == SpanPart.CONTENT,
            AttributionSpan.start <= start,
            AttributionSpan.end >= end,
        )
        .order_by(length)
        .limit(1)
    )
