"""What passes between the layers: frozen records that no layer owns."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the reader of JSON lines looks it up
from dataclasses import dataclass, field, fields
from datetime import datetime  # noqa: TC003 - so is this
from typing import Generic, TypeVar

from annotator.dates import PartialDate  # noqa: TC001 - and this, by the reader of previews
from annotator.publications import PublicationRecord  # noqa: TC001 - and this one
from annotator.terms import (
    CLAIMS,
    Basis,
    CandidateDecision,
    Checkability,
    ClaimKind,
    Coverage,
    Decision,
    DisagreementReason,
    Doubt,
    Manner,
    NotCheckableReason,
    Purpose,
    RejectionReason,
    ReleaseRule,
    Severity,
    SpeakerDecision,
    Stance,
    Worthiness,
)
from annotator.tokens import Token  # noqa: TC001 - so are names

T = TypeVar("T")
#: What a reason is for: the number of a check, and the index of a source unless it is the claim.
ReasonKey = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: `total` counts the whole list, `number` starts at 1.

    `cut` says that the list goes on after `total`, where paging ends.
    """

    items: tuple[T, ...]
    number: int
    size: int
    total: int
    cut: bool = False

    @property
    def last(self) -> int:
        """Return the number of the last page, at least 1."""
        return max(1, -(-self.total // self.size))

    @staticmethod
    def nearest(number: int, *, total: int, size: int) -> int:
        """Return the number of the page that is there and nearest to the one asked for."""
        return max(1, min(number, -(-total // size)))


@dataclass(frozen=True, slots=True)
class DocumentMetadata:
    """What is known of a document beside its text; None where it is not known."""

    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    language: str | None = None

    def completed_by(self, other: DocumentMetadata) -> DocumentMetadata:
        """Return this, with what is not known taken from another."""
        known = (getattr(self, name) or getattr(other, name) for name in DOCUMENT_FIELDS)
        return DocumentMetadata(*known)


#: The fields of DocumentMetadata, in their order.
DOCUMENT_FIELDS = tuple(field.name for field in fields(DocumentMetadata))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage with its stance, as one person linked it; `published` is a partial date.

    It is `hinted` where it lies in one that they had opened from a hint before they judged.
    """

    url: str | None
    title: str
    publisher: str
    published: str | None
    quote: str
    stance: Stance
    coverage: Coverage
    set_number: int
    note: str
    hinted: bool = False


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a source with what it says of itself; `url` is where it came from at last.

    `claim_review` says that its page is marked as a fact-check.
    """

    text: str
    media_type: str
    title: str = ""
    publisher: str = ""
    published: PartialDate | None = None
    url: str | None = None
    claim_review: bool = False


@dataclass(frozen=True, slots=True)
class QuoteInput:
    """Where a passage was selected: `start` to `end` of the text that a fetch brought.

    Code points. Without them the passage is somewhere in that text.
    """

    fetch_id: Token
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class EvidenceInput:
    """A passage as the desk sends it: not yet stored, so without ids."""

    url: str | None
    title: str
    publisher: str
    published: PartialDate | None
    quote: str
    stance: Stance
    coverage: Coverage = Coverage.FULL
    set_number: int = 1
    note: str = ""
    anchor: QuoteInput | None = None


@dataclass(frozen=True, slots=True)
class JudgementInput:
    """A judgement as the desk sends it: not yet checked, not yet stored.

    `parts` are the claims that a split one says, `merged_with` the claim that says the same,
    `speaker` the name of the speaker, where the one found was wrong. `reasons` are why a
    warning was overridden; `verdict_first` says whether a verdict was chosen before any evidence
    was looked at, None when that is not known. A question without an answer is None.
    """

    candidate: CandidateDecision | None
    rejection_reason: RejectionReason | None = None
    wording: str = ""
    parts: tuple[str, ...] = ()
    merged_with: int | None = None
    speaker_decision: SpeakerDecision = SpeakerDecision.AS_FOUND
    speaker: str = ""
    worthiness: Worthiness | None = None
    checkability: Checkability | None = None
    not_checkable_reason: NotCheckableReason | None = None
    verdict: str | None = None
    justification: str = ""
    confidence: int | None = None
    seconds: int | None = None
    evidence: tuple[EvidenceInput, ...] = ()
    reasons: Mapping[ReasonKey, str] = field(default_factory=dict)
    verdict_first: bool | None = None

    @property
    def can_be_checked(self) -> Checkability | None:
        """Return True if the claim can be checked: “not factual” cannot, and is not asked."""
        return Checkability.NOT_CHECKABLE if self.is_no_fact else self.checkability

    @property
    def may_be_claim(self) -> bool:
        """Return True unless its words were found not to make one claim."""
        return self.candidate is None or self.candidate in CLAIMS

    @property
    def is_no_fact(self) -> bool:
        """Return True if there is nothing to check in the claim."""
        return self.worthiness is Worthiness.NFS


@dataclass(frozen=True, slots=True)
class CitationInput:
    """A passage that an annotator of the claim cites, as the reviewer takes it."""

    passage_id: int
    stance: Stance
    coverage: Coverage = Coverage.FULL


@dataclass(frozen=True, slots=True)
class DecisionInput:
    """A reviewer's decision as the form sends it.

    `decision` is None where none was chosen. With an outcome of their own come the passages that it
    rests on: new ones in `evidence`, and `cited` ones.
    """

    decision: Decision | None
    chosen_judgement: Token | None
    verdict: str | None
    not_checkable_reason: NotCheckableReason | None
    rejection_reason: RejectionReason | None
    reasons: tuple[DisagreementReason, ...]
    note: str
    cited: tuple[CitationInput, ...] = ()
    evidence: tuple[EvidenceInput, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer that a claim is known to have: one of three outcomes, and why."""

    purpose: Purpose
    verdict: str | None
    not_checkable_reason: NotCheckableReason | None
    rejection_reason: RejectionReason | None
    reason: str


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """What a check found in a judgement that was kept all the same, and the annotator's reason.

    `check` is its number among the nineteen; `evidence` the index of the link that it is about.
    """

    check: int
    severity: Severity
    evidence: int | None
    message: str
    reason: str


@dataclass(frozen=True, slots=True)
class HintInput:
    """A hint as it is logged: a claim of a set that is decided, or a passage of a snapshot.

    `rank` is its place in its list, from 1; `start` and `end` are code points.
    """

    rank: int
    decided_id: int | None = None
    snapshot_id: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class HintsSeen:
    """Whether hints were on at a judgement, and how many they had been shown and opened."""

    on: bool = False
    shown: int = 0
    opened: int = 0


@dataclass(frozen=True, slots=True)
class JudgementRecord:
    """One annotator's judgement of one claim; `wording` is the claim as they reworded it.

    `parts` are what they split it into, `merged_with` the claim that says the same (id and words),
    `speaker` who says it as they corrected it.
    """

    id: Token
    annotator: str
    round: int
    number: int
    candidate: CandidateDecision
    rejection_reason: RejectionReason | None
    wording: str | None
    parts: tuple[str, ...]
    merged_with: tuple[int, str] | None
    speaker_decision: SpeakerDecision
    speaker: str | None
    worthiness: Worthiness | None
    checkability: Checkability | None
    not_checkable_reason: NotCheckableReason | None
    verdict: str | None
    justification: str
    confidence: int | None
    seconds: int | None
    scheme: str
    guideline_version: int
    created_at: datetime
    evidence: tuple[Evidence, ...]
    findings: tuple[FindingRecord, ...]
    hints: HintsSeen = HintsSeen()

    @property
    def overridden(self) -> tuple[FindingRecord, ...]:
        """Return the warnings that this person overrode with a reason."""
        return tuple(found for found in self.findings if found.reason)


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A reviewer's decision; the outcome is the chosen judgement's, or its own with `evidence`."""

    reviewer: str
    decision: Decision
    chosen_judgement: Token | None
    verdict: str | None
    not_checkable_reason: NotCheckableReason | None
    rejection_reason: RejectionReason | None
    reasons: tuple[DisagreementReason, ...]
    note: str
    created_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class MentionRecord:
    """One mention of a claim: where it stands, in which words, and who says it there.

    `speaker` is None where the text does not tell who `source` is. `doubts` are why the extraction
    is unsure; `kept_whole` says that it left several predicates or members together on purpose.
    `external_id` and `other_fields` are what the document came with.
    """

    document_id: int
    document_sha256: str
    outlet: str | None
    title: str
    url: str | None
    published: str | None
    sentence: str
    quote: str
    spans: tuple[tuple[int, int], ...]
    source: str | None
    cue: str | None
    speaker: str | None
    manner: Manner | None
    worthiness: Worthiness | None
    score: float | None
    rule: str
    extractor: str
    doubts: tuple[Doubt, ...] = ()
    kept_whole: bool = False
    publications: tuple[PublicationRecord, ...] = ()
    external_id: str | None = None
    other_fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim of a set with all that was found and judged about it.

    `label` is a verdict's code, `not_checkable` or `rejected`, None while it is open; `basis` is
    what it rests on. Until all annotators have judged the claim, no judgement leaves the
    desk: `judgements` is empty then. `votes`, in releases that want it, is how many gave each
    label.
    """

    claim_set: str
    claim_id: int
    text: str
    kind: ClaimKind
    language: str
    label: str | None
    basis: Basis
    mentions: tuple[MentionRecord, ...]
    judgements: tuple[JudgementRecord, ...]
    adjudication: DecisionRecord | None
    known_answer: Answer | None = None
    votes: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class ReleaseInput:
    """How a set is released: by which rule; `margin` for a majority alone, in votes.

    `soft` adds how many gave each label. `any_source` takes in claims that rest on a source whose
    text is not kept.
    """

    rule: ReleaseRule
    margin: int | None = None
    soft: bool = False
    any_source: bool = False
