"""What is known around a judgement: all that a check may look at beside the form itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from annotator.records import DocumentMetadata
from annotator.terms import ClaimKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.dates import PartialDate
    from annotator.records import JudgementInput
    from annotator.schemes import Scheme
    from annotator.terms import ListingKind


@dataclass(frozen=True, slots=True)
class ClaimDocument:
    """The document that says the claim."""

    text: str
    metadata: DocumentMetadata = field(default_factory=DocumentMetadata)


@dataclass(frozen=True, slots=True)
class Stored:
    """The stored copy of a source: its text, and what is known of it.

    `address` is where it was found in the end; `claim_review` says that its page carries the
    mark-up of a fact-check; several passages of one copy have its `id`.
    """

    text: str
    sha256: str
    published: PartialDate | None = None
    publisher: str = ""
    address: str | None = None
    claim_review: bool = False
    id: int | None = None


class NearClaim(NamedTuple):
    """Another claim that may say the same."""

    claim_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A domain on a set's list, why it is there, and a note for annotators."""

    domain: str
    kind: ListingKind
    note: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a set holds of sources."""

    factchecks_allowed: bool = False
    listed: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """A claim as it came in, and what is known around it.

    `attributed` says that it is reported speech, `speaker` who says it and `cue` in which word of
    saying, if that is known; `kept_whole` that the extraction left it in one piece on purpose;
    `suggested` is the wording that the desk suggests; `scheme` is None before the claim is in a
    set; `stored` holds the copies of sources by index, for those that have one.
    """

    text: str
    mention: str
    document: ClaimDocument
    kind: ClaimKind = ClaimKind.CONTENT
    language: str = "en"
    suggested: str = ""
    scheme: Scheme | None = None
    attributed: bool = False
    speaker: str | None = None
    cue: str = ""
    kept_whole: bool = False
    near: tuple[NearClaim, ...] = ()
    policy: Policy = field(default_factory=Policy)
    stored: Mapping[int, Stored] = field(default_factory=dict)

    def wording(self, given: JudgementInput) -> str:
        """Return the claim in the words that are judged: reworded, or as it stands."""
        reworded = given.candidate == "reworded" and given.wording.strip()
        return " ".join((given.wording if reworded else self.text).split())
