"""Which rows the audit log vouches for, and by which of their columns.

Each table stands either in VOUCHED or, with the reason, in `not_vouched.NOT_VOUCHED`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Float

from annotator.hash_chain import Seal, moment, seal
from annotator.models.any_claims import AnyClaim, AnySetClaim
from annotator.models.base import Base
from annotator.models.claim_edits import ClaimEdit, ClaimEditPart
from annotator.models.claims import (
    Agent,
    Attribution,
    AttributionSpan,
    Match,
    Mention,
    MentionDoubt,
    MentionInsertion,
    MentionSpan,
)
from annotator.models.documents import Document, Outlet, Publication, Sentence
from annotator.models.judging import (
    Assignment,
    EvidenceLink,
    Finding,
    Judgement,
    JudgementSubclaim,
    Participation,
)
from annotator.models.people import User, UserRole
from annotator.models.releases import (
    DerivedFile,
    Release,
    ReleasedClaim,
    ReleaseFile,
    ReleasePiece,
)
from annotator.models.reviewing import (
    Adjudication,
    AdjudicationEvidence,
    AdjudicationReason,
    Reply,
    SecondRound,
    SentBack,
    SpotCheck,
)
from annotator.models.sets import (
    ClaimSet,
    Guideline,
    KnownAnswer,
    LabelScheme,
    ListedDomain,
    NamedAnnotator,
    SetMember,
    Verdict,
)
from annotator.models.sources import Fetch, Passage, Snapshot, Source
from annotator.models.withdrawn import WITHDRAWAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Column, Table


@dataclass(frozen=True)
class VouchedTable:
    """A table of rows that events vouch for.

    `key` names a row, by columns that are known when it is added; `fields` are what is covered.
    New columns are added at the end of `fields`: seals from before cover those before them.
    `of_set` says that a row belongs to one set. Where `automatic` is False, an operation says of
    which rows an event vouches. `repeats` says that who adds a row a second time adds the same.
    """

    model: type[Base]
    key: tuple[str, ...]
    fields: tuple[str, ...]
    of_set: bool = False
    automatic: bool = True
    repeats: bool = False

    @cached_property
    def name(self) -> str:
        """Return the name of the table."""
        return str(self.model.__tablename__)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the key and what is covered, without repetition."""
        return tuple(dict.fromkeys((*self.key, *self.fields)))

    @cached_property
    def source(self) -> Table:
        """Return the table past its class, with the rows that not everybody may see."""
        return Base.metadata.tables[self.name]

    @cached_property
    def _kinds(self) -> tuple[type | None, ...]:
        return tuple(_kind(self.source.c[name]) for name in self.fields)

    def key_of(self, values: Mapping[str, object]) -> str:
        """Return the words that name a row in an event."""
        return "/".join([str(values[name]) for name in self.key])

    def seal_of(self, values: Mapping[str, object], fields: int | None = None) -> Seal:
        """Return the seal of a row, over the first `fields` of those that are covered."""
        covered = zip(self.fields[:fields], self._kinds, strict=False)
        return seal([_plain(values[name], kind) for name, kind in covered])


def _kind(column: Column[Any]) -> type | None:
    """Return the type that a value has only once it was read back."""
    if isinstance(column.type, Boolean):
        return bool
    return float if isinstance(column.type, Float) else None


def _plain(value: object, kind: type | None) -> str:
    """Return a value in words that both databases have for it."""
    if value is None:
        return ""
    if kind is not None:
        value = kind(value)
    if isinstance(value, str):
        return f"={value}"
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return moment(value) if isinstance(value, datetime) else str(value)


_CITED = (
    *("passage_id", "stance", "coverage", "set_number", "note", "url", "title", "publisher"),
    *("published_at", "published_precision"),
)
_OUTCOME = ("scheme_id", "verdict", "not_checkable_reason", "rejection_reason")
_SPAN = ("start", "end")
_MEMBER, _NAMED = ("claim_set_id", "user_id", "role"), ("set_claim_id", "user_id")

_PEOPLE = (
    VouchedTable(User, ("id",), ("name", "display_name", "active", "created_at")),
    VouchedTable(UserRole, ("user_id", "role"), ("user_id", "role")),
)
_DOCUMENTS = (
    VouchedTable(Outlet, ("id",), ("name", "same_as_id")),
    VouchedTable(Agent, ("id",), ("name", "organisation", "same_as_id")),
    VouchedTable(
        Document,
        ("id",),
        (
            *("text", "sha256", "title", "author", "url", "language", "outlet_id"),
            *("published_at", "published_precision", "import_batch_id", "created_at", *WITHDRAWAL),
            *("supersedes_id", "external_id", "other_fields"),
        ),
    ),
    VouchedTable(
        Publication,
        ("id",),
        ("document_id", "outlet_id", "url", "published_at", "published_precision", "created_at"),
    ),
    VouchedTable(Sentence, ("id",), ("document_id", "position", *_SPAN, "furniture")),
    VouchedTable(
        Attribution, ("id",), ("document_id", "position", "speaker_id", "manner", "within_id")
    ),
    VouchedTable(AttributionSpan, ("attribution_id", "part", "position"), _SPAN),
    VouchedTable(
        Mention,
        ("id",),
        (
            *("document_id", "position", "sentence_id", "attribution_id", "quote", "worthiness"),
            *("score", "rule", "extractor", "made_by_id", "kept_whole", "place"),
        ),
    ),
    VouchedTable(MentionSpan, ("mention_id", "position"), _SPAN),
    VouchedTable(MentionDoubt, ("mention_id", "doubt"), ("mention_id", "doubt")),
    VouchedTable(MentionInsertion, ("mention_id", "position"), (*_SPAN, "words", "unit", "number")),
    VouchedTable(
        AnyClaim,
        ("id",),
        ("text", "kind", "language", "replaces_id", "made_by_id", "visibility", "created_at"),
    ),
    VouchedTable(
        Match,
        ("id",),
        ("mention_id", "claim_id", "state", "method", "score", "made_by_id", "created_at"),
    ),
)
_EDITS = (
    VouchedTable(
        ClaimEdit,
        ("id",),
        (
            *("document_id", "kind", "attribution_id", "speaker_before", "speaker_after"),
            *("made_by_id", "made_at", "undone_by_id", "undone_at"),
        ),
    ),
    VouchedTable(ClaimEditPart, ("edit_id", "claim_id"), ("position", "result")),
)
_SOURCES = (
    VouchedTable(Source, ("id",), ("key", "url", "title", "publisher", "created_at")),
    VouchedTable(Snapshot, ("id",), ("source_id", "sha256", "text", "taken_at")),
    VouchedTable(
        Passage,
        ("id",),
        ("source_id", "exact", "sha256", "snapshot_id", *_SPAN, "prefix", "suffix"),
    ),
)
_SETS = (
    VouchedTable(LabelScheme, ("id",), ("key", "version", "definition")),
    VouchedTable(Verdict, ("scheme_id", "code"), ("scheme_id", "code")),
    VouchedTable(
        ClaimSet,
        ("id",),
        (
            *("name", "description", "overlap", "round", "scheme_id", "state", "known_every"),
            *("answers_shown", "factchecks_allowed", "hints", "created_at"),
            *("annotators_chosen", "reviewers_chosen"),
        ),
        of_set=True,
    ),
    VouchedTable(SetMember, _MEMBER, _MEMBER, of_set=True),
    VouchedTable(ListedDomain, ("claim_set_id", "domain"), ("kind", "note"), of_set=True),
    VouchedTable(
        Guideline,
        ("id",),
        ("claim_set_id", "version", "markdown", "created_at"),
        of_set=True,
    ),
    VouchedTable(
        AnySetClaim,
        ("id",),
        (
            *("claim_set_id", "claim_id", "position", "visibility", "round", "split_from_id"),
            *(*WITHDRAWAL, "put_first", "due_on", "named"),
        ),
        of_set=True,
    ),
    VouchedTable(NamedAnnotator, _NAMED, _NAMED, of_set=True),
    VouchedTable(
        KnownAnswer,
        ("set_claim_id",),
        ("claim_set_id", "purpose", *_OUTCOME, "reason", "made_by_id", "made_at"),
        of_set=True,
    ),
)
_JUDGING = (
    VouchedTable(Participation, ("set_claim_id", "user_id"), ("part",), of_set=True, repeats=True),
    VouchedTable(
        Assignment,
        ("id",),
        ("claim_set_id", "set_claim_id", "annotator_id", "round", "purpose", "token"),
        of_set=True,
        automatic=False,
    ),
    VouchedTable(
        Fetch,
        ("id",),
        (
            *("source_id", "assignment_id", "set_claim_id", "asked_by_id", "origin"),
            *("snapshot_id", "media_type", "url", "final_url", "title", "publisher"),
            *("published_at", "published_precision", "claim_review", "asked_at", "token"),
        ),
        of_set=True,
    ),
    VouchedTable(
        Judgement,
        ("id",),
        (
            *("assignment_id", "set_claim_id", "annotator_id", "number", "supersedes_id"),
            *("candidate", "rejection_reason", "wording_id", "merged_with_id"),
            *("speaker_decision", "speaker_id", "worthiness", "checkability"),
            *("not_checkable_reason", "scheme_id", "verdict", "justification", "confidence"),
            *(
                "seconds",
                "guideline_id",
                "hints",
                "predates_not_factual_rule",
                "created_at",
                "token",
            ),
        ),
        of_set=True,
    ),
    VouchedTable(JudgementSubclaim, ("judgement_id", "position"), ("claim_id",), of_set=True),
    VouchedTable(EvidenceLink, ("judgement_id", "position"), _CITED, of_set=True),
    VouchedTable(
        Finding,
        ("judgement_id", "position"),
        ("check_number", "severity", "evidence", "message", "reason"),
        of_set=True,
    ),
)
_REVIEWING = (
    VouchedTable(
        Adjudication,
        ("id",),
        (
            *("set_claim_id", "round", "reviewer_id", "number", "supersedes_id", "decision"),
            *("chosen_judgement_id", *_OUTCOME, "note", "created_at", "token"),
        ),
        of_set=True,
    ),
    VouchedTable(
        AdjudicationReason,
        ("adjudication_id", "reason"),
        ("adjudication_id", "reason"),
        of_set=True,
    ),
    VouchedTable(AdjudicationEvidence, ("adjudication_id", "position"), _CITED, of_set=True),
    VouchedTable(
        SentBack,
        ("adjudication_id", "assignment_id"),
        ("set_claim_id", "judgement_id"),
        of_set=True,
    ),
    VouchedTable(
        SecondRound, ("adjudication_id",), ("set_claim_id", "round", "people"), of_set=True
    ),
    VouchedTable(
        SpotCheck, ("set_claim_id",), ("claim_set_id", "drawn_by_id", "drawn_at"), of_set=True
    ),
    VouchedTable(
        Reply,
        ("adjudication_id", "annotator_id"),
        ("set_claim_id", "text", "created_at"),
        of_set=True,
    ),
)
_RELEASES = (
    VouchedTable(
        Release,
        ("id",),
        (
            *("claim_set_id", "number", "rule", "margin", "soft", "any_source"),
            *("made_by_id", "made_at", "report"),
        ),
        of_set=True,
    ),
    VouchedTable(ReleasedClaim, ("release_id", "claim_id"), ("label", "basis"), of_set=True),
    VouchedTable(
        ReleaseFile,
        ("release_id", "key"),
        ("name", "media_type", "sha256", "size", "pieces"),
        of_set=True,
    ),
    VouchedTable(ReleasePiece, ("release_id", "key", "number"), ("content",), of_set=True),
    VouchedTable(
        DerivedFile, ("release_id", "key", "writer"), ("sha256", "size", "derived_at"), of_set=True
    ),
)

#: By the names of the tables.
VOUCHED = {
    table.name: table
    for table in (
        *(*_PEOPLE, *_DOCUMENTS, *_EDITS, *_SOURCES, *_SETS),
        *(*_JUDGING, *_REVIEWING, *_RELEASES),
    )
}
