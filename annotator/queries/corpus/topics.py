"""Topics of documents and claims."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, select

from annotator.models import Claim, ClaimTopic, Document, DocumentTopic, Match, Mention, Topic
from annotator.queries.corpus.mentions import whole_id
from annotator.storage.statements import Prepared
from annotator.terms import MatchState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


class TopicName(NamedTuple):
    """A topic."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ClaimTopics:
    """The topics of a claim: those of its documents, and what was added to it alone."""

    inherited: tuple[TopicName, ...] = ()
    own: tuple[TopicName, ...] = ()

    @property
    def all(self) -> tuple[TopicName, ...]:
        """Return each topic once, by name."""
        return tuple(sorted({*self.inherited, *self.own}, key=lambda topic: topic.name.casefold()))


def topics_of_documents(
    session: Session, document_ids: Sequence[int]
) -> defaultdict[int, tuple[TopicName, ...]]:
    """Return the topics of each document, by name; none for one that has none."""
    found: defaultdict[int, tuple[TopicName, ...]] = defaultdict(tuple)
    for row in _OF_DOCUMENTS.rows(session, ids=list(document_ids)):
        found[row.document_id] += (TopicName(row.id, row.name),)
    return found


def topics_of_claims(session: Session, claim_ids: Sequence[int]) -> defaultdict[int, ClaimTopics]:
    """Return the topics of each claim; a subclaim has those of its whole too."""
    inherited: defaultdict[int, tuple[TopicName, ...]] = defaultdict(tuple)
    own: defaultdict[int, tuple[TopicName, ...]] = defaultdict(tuple)
    for row in _INHERITED.rows(session, ids=list(claim_ids)):
        inherited[row.claim_id] += (TopicName(row.id, row.name),)
    for added in _OWN.rows(session, ids=list(claim_ids)):
        own[added.claim_id] += (TopicName(added.id, added.name),)
    found = {one: ClaimTopics(inherited[one], own[one]) for one in {*inherited, *own}}
    return defaultdict(ClaimTopics, found)


def all_topics(session: Session) -> list[TopicName]:
    """Return all topics that something is about, by name."""
    used = select(DocumentTopic.topic_id).union(select(ClaimTopic.topic_id))
    rows = session.execute(
        select(Topic.id, Topic.name).where(Topic.id.in_(used)).order_by(Topic.key)
    )
    return [TopicName(row.id, row.name) for row in rows]


_OF_DOCUMENTS = Prepared(
    select(DocumentTopic.document_id, Topic.id, Topic.name)
    .join(Topic, Topic.id == DocumentTopic.topic_id)
    .where(DocumentTopic.document_id.in_(bindparam("ids", expanding=True)))
    .order_by(DocumentTopic.document_id, Topic.key)
)
_INHERITED = Prepared(
    select(Claim.id.label("claim_id"), Topic.id, Topic.name, Topic.key)
    .join(Match, (Match.claim_id == whole_id()) & (Match.state == MatchState.CONFIRMED))
    .join(Mention, Mention.id == Match.mention_id)
    .join(Document, Document.id == Mention.document_id)
    .join(DocumentTopic, DocumentTopic.document_id == Document.id)
    .join(Topic, Topic.id == DocumentTopic.topic_id)
    .where(Claim.id.in_(bindparam("ids", expanding=True)))
    .distinct()
    .order_by(Claim.id, Topic.key)
)
_OWN = Prepared(
    select(ClaimTopic.claim_id, Topic.id, Topic.name)
    .join(Topic, Topic.id == ClaimTopic.topic_id)
    .where(ClaimTopic.claim_id.in_(bindparam("ids", expanding=True)))
    .order_by(ClaimTopic.claim_id, Topic.key)
)
