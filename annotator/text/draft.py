"""The working notes of one extraction: what the steps read and add to, in the order of STEPS."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from annotator.text.extraction import (
        Candidate,
        Doubt,
        ExtractedAttribution,
        ExtractedSentence,
        Insertion,
        Manner,
        Span,
        Spans,
    )

ReferenceKind = Literal["pronoun", "name", "noun", "verb"]
ReferenceRole = Literal["subject", "object", "owner", "beside"]


@dataclass(slots=True)
class DraftReport:
    """An attribution as it is found, before speakers are resolved: `claims` are its parts.

    `referent` is what a relative or personal pronoun goes back to within the sentence;
    `impersonal` marks "it was noted that ...". The claim of an `is_report` is the whole report; an
    `is_turn` is a turn of a transcript.
    """

    sentence: int
    source: Spans
    cue: Spans
    content: Spans
    manner: Manner
    claims: list[DraftClaim]
    referent: Spans = ()
    impersonal: bool = False
    is_report: bool = False
    is_turn: bool = False
    is_expression: bool = False


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """One atomic part of a sentence or of a content; `rule` is the step that cut it out.

    `doubts`, `kept_whole` and `fell_back` are those of its candidate.
    """

    sentence: int
    spans: Spans
    rule: str
    doubts: tuple[Doubt, ...] = ()
    kept_whole: bool = False
    fell_back: str | None = None


@dataclass(frozen=True, slots=True)
class DraftSubject:
    """The subject of a clause: its words, and the noun that heads them."""

    spans: Spans
    noun: str
    is_name: bool
    is_plural: bool


@dataclass(slots=True)
class DraftReference:
    """A noun or a pronoun that may stand for someone, or a verb that "I" is the subject of.

    `phrase` is what it says without its article, in lower case, of a verb its form with "she";
    `role` is what it is to its verb, `main` marks the main clause's. `bare` is "the minister" with
    nothing that says which; `alone` has no name beside it.
    """

    sentence: int
    span: Span
    kind: ReferenceKind
    phrase: str
    role: ReferenceRole
    main: bool = False
    many: bool = False
    quoted: bool = False
    bare: bool = False
    alone: bool = True


@dataclass(slots=True)
class ExtractionDraft:
    """One text on its way; `bodies` are the sentences without furniture (None: nothing is left).

    `subjects` are those of the main clauses by sentence, `actors` those of all clauses. `finely`
    asks for finer cuts; `turned_back` counts the parts that the final guard refused.
    """

    text: str
    language: str
    finely: bool = False
    model: str = ""
    sentences: list[ExtractedSentence] = field(default_factory=list)
    bodies: list[Span | None] = field(default_factory=list)
    quotations: list[Span] = field(default_factory=list)
    subjects: dict[int, DraftSubject] = field(default_factory=dict)
    actors: dict[int, list[DraftSubject]] = field(default_factory=dict)
    reports: list[DraftReport] = field(default_factory=list)
    claims: list[DraftClaim] = field(default_factory=list)
    references: list[DraftReference] = field(default_factory=list)
    dates: list[Insertion] = field(default_factory=list)
    attributions: list[ExtractedAttribution] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    turned_back: Counter[str] = field(default_factory=Counter)

    @property
    def named_in(self) -> list[Span]:
        """Return where people are named: the bodies, and the sources that stand outside of them."""
        bodies = [body for body in self.bodies if body is not None]
        apart = [
            span
            for report in self.reports
            for span in report.source
            if (body := self.bodies[report.sentence]) is None
            or not (body.start <= span.start < body.end)
        ]
        return sorted([*bodies, *apart], key=lambda span: span.start)
