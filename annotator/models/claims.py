"""What is said, where, and by whom: attributions, mentions and the claims they say."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.any_claims import AnyClaim
from annotator.models.base import Base, Numbered
from annotator.models.names import NamedRow, named_once
from annotator.models.search import Searched
from annotator.terms import (
    DateUnit,
    Doubt,
    Manner,
    MatchMethod,
    MatchState,
    SpanPart,
    Visibility,
    Worthiness,
)

if TYPE_CHECKING:
    from sqlalchemy.engine.default import DefaultExecutionContext


class Agent(Searched, NamedRow, Base):
    """A person or an organisation that says things."""

    __tablename__ = "agent"
    __table_args__ = named_once()

    organisation: Mapped[bool] = mapped_column(default=False, server_default=false())


class Attribution(Numbered, Base):
    """One attribution in one document; `within_id` is the report that quotes this one.

    Without `speaker_id`, the text does not tell who the words of its source mean.
    """

    __tablename__ = "attribution"
    __table_args__ = (
        UniqueConstraint("document_id", "position"),
        UniqueConstraint("id", "document_id"),
        ForeignKeyConstraint(
            ["within_id", "document_id"], ["attribution.id", "attribution.document_id"]
        ),
        CheckConstraint("within_id <> id", name="within"),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    position: Mapped[int]
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), index=True)
    manner: Mapped[Manner]
    within_id: Mapped[int | None]


class AttributionSpan(Base):
    """One stretch of an attribution's source, cue or content."""

    __tablename__ = "attribution_span"
    __table_args__ = (CheckConstraint('0 <= start AND start < "end"', name="span"),)

    attribution_id: Mapped[int] = mapped_column(ForeignKey("attribution.id"), primary_key=True)
    part: Mapped[SpanPart] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]


def _own_position(context: DefaultExecutionContext) -> int:
    """Return the position of a mention that is added."""
    return int(context.get_current_parameters()["position"])  # type: ignore[no-untyped-call]


class Mention(Numbered, Base):
    """One occurrence of a claim in a document; `rule` and `extractor` say what found it.

    What a person marked in the text has their id in `made_by_id`, and the rule "person".
    `kept_whole` says that the extraction left several predicates or members together on purpose.
    `place` is where it stands in its document's list: one that a person made stands where the
    mention stood in whose place it came.
    """

    __tablename__ = "mention"
    __table_args__ = (
        UniqueConstraint("document_id", "position"),
        ForeignKeyConstraint(
            ["sentence_id", "document_id"], ["sentence.id", "sentence.document_id"]
        ),
        ForeignKeyConstraint(
            ["attribution_id", "document_id"], ["attribution.id", "attribution.document_id"]
        ),
        CheckConstraint("score BETWEEN 0 AND 1", name="score"),
        CheckConstraint("(worthiness IS NULL) = (score IS NULL)", name="weighed"),
        CheckConstraint("length(quote) > 0", name="quote"),
        CheckConstraint("(rule = 'person') = (made_by_id IS NOT NULL)", name="made_by"),
        CheckConstraint("NOT kept_whole OR rule <> 'person'", name="kept_whole"),
        Index("ix_mention_place", "document_id", "place", "position"),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    position: Mapped[int]
    sentence_id: Mapped[int] = mapped_column(index=True)
    attribution_id: Mapped[int | None] = mapped_column(index=True)
    quote: Mapped[str]
    worthiness: Mapped[Worthiness | None]
    score: Mapped[float | None]
    rule: Mapped[str]
    extractor: Mapped[str]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    kept_whole: Mapped[bool] = mapped_column(default=False, server_default=false())
    place: Mapped[int] = mapped_column(default=_own_position)


class MentionSpan(Base):
    """One stretch of a mention's words: `document.text[start:end]`."""

    __tablename__ = "mention_span"
    __table_args__ = (CheckConstraint('0 <= start AND start < "end"', name="span"),)

    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]


class MentionDoubt(Base):
    """One reason why the extraction is unsure of a mention."""

    __tablename__ = "mention_doubt"

    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id"), primary_key=True)
    doubt: Mapped[Doubt] = mapped_column(primary_key=True)


class MentionInsertion(Base):
    """Words in place of `document.text[start:end]` in a mention: a name, or words before a date.

    The date is told from the document's: so many units from it, or the nearest weekday (0: Monday).
    """

    __tablename__ = "mention_insertion"
    __table_args__ = (
        CheckConstraint('0 <= start AND start < "end"', name="span"),
        CheckConstraint("unit IS NOT NULL OR length(trim(words)) > 0", name="words"),
        CheckConstraint("(unit IS NULL) = (number IS NULL)", name="number"),
        CheckConstraint(
            "unit NOT IN ('weekday_before', 'weekday_after') OR number BETWEEN 0 AND 6",
            name="weekday",
        ),
    )

    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    words: Mapped[str]
    unit: Mapped[DateUnit | None]
    number: Mapped[int | None]


class Claim(AnyClaim):
    """A proposition in words that stand alone, as everybody may see it.

    Statements over it never find a rewording, nor a subclaim that waits.
    """

    __mapper_args__ = {"polymorphic_identity": Visibility.PUBLIC}  # noqa: RUF012


class ClaimBand(Base):
    """One band of a claim's words: claims that share a band may say the same (checks.nearness)."""

    __tablename__ = "claim_band"

    value: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True)


class ClaimNote(Base):
    """What a check finds in a claim's own words before anybody has judged it, in its order."""

    __tablename__ = "claim_note"
    __table_args__ = (CheckConstraint("length(trim(message)) > 0", name="message"),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    check_number: Mapped[int]
    message: Mapped[str]


class Match(Numbered, Base):
    """That a mention says a claim: by whom or what, and how sure."""

    __tablename__ = "match"
    __table_args__ = (
        UniqueConstraint("mention_id", "claim_id"),
        Index(
            "uq_match_confirmed",
            "mention_id",
            unique=True,
            postgresql_where=text("state = 'confirmed'"),
            sqlite_where=text("state = 'confirmed'"),
        ),
        CheckConstraint("score BETWEEN 0 AND 1", name="score"),
        CheckConstraint("method <> 'person' OR made_by_id IS NOT NULL", name="made_by"),
    )

    mention_id: Mapped[int] = mapped_column(ForeignKey("mention.id"))
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    state: Mapped[MatchState]
    method: Mapped[MatchMethod]
    score: Mapped[float | None]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
