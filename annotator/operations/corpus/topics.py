"""Topics of documents and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from annotator.actions import Action
from annotator.cleaning import one_line
from annotator.errors import BadInput, NotFound
from annotator.language import _
from annotator.models import Claim, ClaimTopic, DocumentTopic, Topic
from annotator.operations.audit_log import record_difference
from annotator.queries.corpus.topics import topics_of_claims, topics_of_documents
from annotator.storage.upserts import insert_into

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from annotator.queries.corpus.topics import TopicName

MOST_TOPICS, LONGEST_TOPIC = 20, 80


def topics_in(written: str) -> list[str]:
    """Return the topics in a text, which commas or line ends separate, each once.

    Raises BadInput for too many, or for one that is too long.
    """
    given = (one_line(name) for line in written.splitlines() for name in line.split(","))
    names = list({name.casefold(): name for name in given if name}.values())
    if len(names) > MOST_TOPICS:
        raise BadInput(_("Give at most %(most)s topics.", most=MOST_TOPICS), "topics")
    if long := [name for name in names if len(name) > LONGEST_TOPIC]:
        raise BadInput(
            _(
                "The topic “%(name)s…” is too long. Use at most %(most)s characters.",
                name=long[0][:20],
                most=LONGEST_TOPIC,
            ),
            "topics",
        )
    return names


def set_document_topics(session: Session, *, document_id: int, names: Iterable[str]) -> None:
    """Let a document, and so each of its claims, have these topics and no others."""
    ids = _topic_ids(session, names)
    session.execute(
        delete(DocumentTopic).where(
            DocumentTopic.document_id == document_id, DocumentTopic.topic_id.not_in(ids)
        )
    )
    known = {topic.id for topic in topics_of_documents(session, [document_id])[document_id]}
    rows = [{"document_id": document_id, "topic_id": one} for one in ids if one not in known]
    if rows:
        session.execute(insert(DocumentTopic), rows)


def set_claim_topics(
    session: Session, *, claim_id: int, names: Sequence[str], by: int | None = None
) -> None:
    """Let a claim have these topics beside those of its documents. Raises NotFound."""
    if session.get(Claim, claim_id, with_for_update=True) is None:
        raise NotFound(_("There is no such claim."))
    before = topics_of_claims(session, [claim_id])[claim_id]
    inherited = {topic.id for topic in before.inherited}
    ids = [one for one in _topic_ids(session, names) if one not in inherited]
    session.execute(delete(ClaimTopic).where(ClaimTopic.claim_id == claim_id))
    if ids:
        session.execute(
            insert(ClaimTopic), [{"claim_id": claim_id, "topic_id": one} for one in ids]
        )
    after = topics_of_claims(session, [claim_id])[claim_id]
    record_difference(
        session,
        Action.CLAIM_TOPICS_CHANGED,
        f"claim {claim_id}",
        {"topics": _written(before.own)},
        {"topics": _written(after.own)},
        by=by,
    )


def add_topic(
    session: Session, *, claim_ids: Sequence[int], name: str, by: int | None = None
) -> int:
    """Add a topic to claims; return how many did not have it. Raises BadInput."""
    names = topics_in(name)
    if not names:
        raise BadInput(_("Enter a topic."), "topics")
    present = topics_of_claims(session, claim_ids)
    keys = {one.casefold() for one in names}
    changed = 0
    for claim_id in claim_ids:
        has = {topic.name.casefold() for topic in present[claim_id].all}
        if keys <= has:
            continue
        own = [topic.name for topic in present[claim_id].own]
        set_claim_topics(session, claim_id=claim_id, names=[*own, *names], by=by)
        changed += 1
    return changed


def _written(topics: Iterable[TopicName]) -> str:
    return ", ".join(topic.name for topic in topics)


def _topic_ids(session: Session, names: Iterable[str]) -> list[int]:
    """Return the ids of topics by name; a new one is added."""
    keys = {name.casefold(): name for name in names}
    if not keys:
        return []
    rows = [{"name": name, "key": key} for key, name in sorted(keys.items())]
    session.execute(insert_into(session, Topic).on_conflict_do_nothing(), rows)
    return list(session.scalars(select(Topic.id).where(Topic.key.in_(keys)).order_by(Topic.id)))
