"""All tables, typed, with named constraints; importing it completes `Base.metadata`.

For queries and operations alone; holds no queries.
"""

from annotator.models.audit_log import AuditEvent
from annotator.models.base import Base
from annotator.models.claims import (
    Agent,
    Attribution,
    AttributionSpan,
    Claim,
    ClaimBand,
    ClaimNote,
    Match,
    Mention,
    MentionDoubt,
    MentionInsertion,
    MentionSpan,
)
from annotator.models.documents import Document, Outlet, OutletDomain, Sentence
from annotator.models.drafts import Draft
from annotator.models.hints import Hint, HintOpening
from annotator.models.imports import (
    ImportBatch,
    ImportFile,
    ImportFileChunk,
    ImportItem,
    PreparedChunk,
)
from annotator.models.jobs import Job
from annotator.models.judging import (
    Assignment,
    EvidenceLink,
    Finding,
    Judgement,
    JudgementSubclaim,
    Participation,
    Progress,
)
from annotator.models.merges import (
    OUTLETS,
    SPEAKERS,
    MergedAttribution,
    MergedDocument,
    MergedOutletName,
    MergedSpeakerName,
    NameRegister,
    OutletMerge,
    SpeakerMerge,
)
from annotator.models.patterns import ClaimPattern, PatternCount
from annotator.models.people import (
    FailedLogins,
    Invitation,
    LoginSession,
    LoginTries,
    User,
    UserRole,
)
from annotator.models.queue import QueuedClaim, QueueOrder
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
    Disagreement,
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
    SetClaim,
    SetMember,
    Verdict,
)
from annotator.models.sources import Fetch, Passage, Snapshot, Source

__all__ = [
    "OUTLETS",
    "SPEAKERS",
    "Adjudication",
    "AdjudicationEvidence",
    "AdjudicationReason",
    "Agent",
    "Assignment",
    "Attribution",
    "AttributionSpan",
    "AuditEvent",
    "Base",
    "Claim",
    "ClaimBand",
    "ClaimNote",
    "ClaimPattern",
    "ClaimSet",
    "DerivedFile",
    "Disagreement",
    "Document",
    "Draft",
    "EvidenceLink",
    "FailedLogins",
    "Fetch",
    "Finding",
    "Guideline",
    "Hint",
    "HintOpening",
    "ImportBatch",
    "ImportFile",
    "ImportFileChunk",
    "ImportItem",
    "Invitation",
    "Job",
    "Judgement",
    "JudgementSubclaim",
    "KnownAnswer",
    "LabelScheme",
    "ListedDomain",
    "LoginSession",
    "LoginTries",
    "Match",
    "Mention",
    "MentionDoubt",
    "MentionInsertion",
    "MentionSpan",
    "MergedAttribution",
    "MergedDocument",
    "MergedOutletName",
    "MergedSpeakerName",
    "NameRegister",
    "Outlet",
    "OutletDomain",
    "OutletMerge",
    "Participation",
    "Passage",
    "PatternCount",
    "PreparedChunk",
    "Progress",
    "QueueOrder",
    "QueuedClaim",
    "Release",
    "ReleaseFile",
    "ReleasePiece",
    "ReleasedClaim",
    "Reply",
    "SecondRound",
    "SentBack",
    "Sentence",
    "SetClaim",
    "SetMember",
    "Snapshot",
    "Source",
    "SpeakerMerge",
    "SpotCheck",
    "User",
    "UserRole",
    "Verdict",
]
