"""The desk's form: one claim, its evidence, its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app, request
from itsdangerous import BadSignature, TimestampSigner
from wtforms import (
    Field,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    TextAreaField,
)
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from annotator import drafts
from annotator.cleaning import whole_number
from annotator.clock import now
from annotator.language import _, lazy
from annotator.records import JudgementInput, QuoteInput
from annotator.terms import (
    CLAIMS,
    CandidateDecision,
    Checkability,
    NotCheckableReason,
    RejectionReason,
    SkipReason,
    SpeakerDecision,
    Worthiness,
)
from annotator.web.forms import base
from annotator.web.forms.evidence import EVIDENCE_FIELDS, EvidenceForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from annotator.queries.desk.desk import DeskItem
    from annotator.queries.sources.fetches import OpenSource
    from annotator.records import JudgementRecord, ReasonKey
    from annotator.tokens import Token

MOST_SOURCES = 50
TOO_MANY_SOURCES = lazy(
    "A judgement can have at most %(most)s sources. Remove the weakest.", most=MOST_SOURCES
)
DAY = 24 * 3600
VERDICT_FIELDS = ("evidence", "verdict", "justification", "confidence")
JUDGED_FIELDS = (
    *("candidate", "rejection_reason", "speaker_decision", "worthiness"),
    *("checkability", "not_checkable_reason", "verdict", "justification", "confidence"),
)
CHECKABILITY_FIELDS = ("checkability", "not_checkable_reason")
CLAIM_FIELDS = ("speaker_decision", "speaker", "worthiness", *CHECKABILITY_FIELDS)
#: What each decision on the candidate asks for.
FIELD_OF = {
    CandidateDecision.REWORDED: "wording",
    CandidateDecision.SPLIT: "parts",
    CandidateDecision.MERGED: "merged_with",
    CandidateDecision.REJECTED: "rejection_reason",
}


class RemovedField(Field):
    """What was taken out of the form and can be restored."""

    data: tuple[drafts.Removed, ...] = ()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what can be read."""
        found = (drafts.read_removed(value) for value in valuelist)
        self.data = tuple(entry for entry in found if entry is not None)


class JudgementForm(base.Form):
    """All decisions on one claim, in the order in which the desk asks for them.

    `drawn_at` is signed; a claim that was drawn ahead was on screen for less, `shown_for` seconds.
    `version` is the draft that the form was drawn from, `unanswered` the savings of it that a
    script made without hearing what became of them. `suggestion` says whether the suggested wording
    was used or refused.
    """

    token = HiddenField()
    drawn_at = HiddenField()
    shown_for = HiddenField()
    version = HiddenField(default="0")
    unanswered = HiddenField()
    suggestion = HiddenField()
    removed = RemovedField(default=())
    verdict_first = HiddenField()
    reason = base.ReasonsField()
    candidate = base.TermRadio(lazy("Is this a claim?"), CandidateDecision)
    wording = TextAreaField(lazy("Reworded claim"))
    parts = TextAreaField(lazy("Subclaims"))
    merged_with = SelectField(lazy("Same claim as"), coerce=whole_number, validate_choice=False)
    rejection_reason = base.TermField(lazy("Why not?"), RejectionReason, empty=lazy("Choose…"))
    speaker_decision = base.TermRadio(lazy("Who says it?"), SpeakerDecision)
    speaker = base.LineField(lazy("Speaker’s name"), render_kw={"list": "speakers"})
    worthiness = base.TermRadio(lazy("Is it worth checking?"), Worthiness)
    checkability = base.TermRadio(lazy("Can it be checked?"), Checkability)
    not_checkable_reason = base.TermField(
        lazy("Why not?"), NotCheckableReason, empty=lazy("Choose…")
    )
    evidence = FieldList(FormField(EvidenceForm), min_entries=1, max_entries=MOST_SOURCES)
    verdict = RadioField(lazy("Verdict"), validate_choice=False)
    justification = TextAreaField(lazy("Justification"))
    confidence = RadioField(
        lazy("How sure?"),
        choices=[
            SelectChoice(1, "1"),
            SelectChoice(2, "2"),
            SelectChoice(3, "3"),
            SelectChoice(4, "4"),
            SelectChoice(5, "5"),
        ],
        coerce=lambda value: int(value) if value not in (None, "") else None,
        validate_choice=False,
    )

    def add_source(self) -> None:
        """One more row for a source, up to MOST_SOURCES."""
        if len(self.evidence) < MOST_SOURCES:
            self.evidence.append_entry()
        else:
            self.form_errors.append(str(TOO_MANY_SOURCES))

    def validate(self, extra_validators: Any = None) -> bool:
        """Return what the decisions so far ask for is right; what they have made pointless is let
        be.
        """
        super().validate(extra_validators)
        if any(f"evidence-{MOST_SOURCES}-" in name for name in request.form):
            # Rows past the last are not dropped unseen.
            self.form_errors.append(str(TOO_MANY_SOURCES))
        return not set(self.errors) - self._pointless()

    def sources(self) -> list[FormField]:
        """Return the rows that hold a source, in the order in which `given` has them."""
        return [row for row in self.evidence if not row.form.is_empty()]

    def complaints(self) -> list[tuple[str, str]]:
        """Return what could not be read, as (id of the field, complaint), but for what is
        pointless.
        """
        named = [
            (str(field.id), str(error))
            for field in self
            if field.name not in self._pointless() and field.type != "FieldList"
            for error in field.errors
        ]
        rows = () if "evidence" in self._pointless() else self.sources()
        in_rows = [(str(f.id), str(error)) for row in rows for f in row.form for error in f.errors]
        return named + in_rows

    def _pointless(self) -> set[str]:
        """Return the fields that the decisions before them leave out, and the page hides."""
        candidate = self.candidate.data
        unasked = {name for kind, name in FIELD_OF.items() if kind is not candidate}
        if candidate is not None and candidate not in CLAIMS:
            return {*unasked, *CLAIM_FIELDS, *VERDICT_FIELDS}
        if self.worthiness.data is Worthiness.NFS:
            return {*unasked, *CHECKABILITY_FIELDS, *VERDICT_FIELDS}
        if self.checkability.data is Checkability.NOT_CHECKABLE:
            return {*unasked, *VERDICT_FIELDS}
        return {*unasked, "not_checkable_reason"}

    def offer(self, item: DeskItem) -> None:
        """Offer the verdicts, the claims that may say the same, the texts that were opened."""
        scheme = item.claim_set.scheme
        self.verdict.choices = [SelectChoice(label.code, label.name) for label in scheme.verdicts]
        self.merged_with.choices = [
            SelectChoice("", _("Choose…")),
            *(SelectChoice(claim_id, words) for claim_id, words in item.others),
        ]
        for row in self.evidence:
            row.form.offer(item.sources)
        self.cite(item.sources)

    def rows_citing(self, source_id: Token) -> list[int]:
        """Return the numbers of the rows that cite a text that was opened, from 1."""
        return [
            number
            for number, row in enumerate(self.evidence, start=1)
            if row.form.fetch.data == source_id
        ]

    def cites_texts(self) -> bool:
        """Return True if a source is one of the texts that were opened."""
        return any(row.form.fetch.data is not None for row in self.evidence)

    def cite(self, sources: Sequence[OpenSource]) -> None:
        """Name the texts that were opened in the rows that cite them and say nothing else."""
        for row in self.evidence:
            row.form.cite(sources)

    def given(self) -> JudgementInput:
        """Return the form as a record; rows left empty are no sources. Only after it was
        validated.
        """
        return JudgementInput(
            candidate=self.candidate.data,
            rejection_reason=self.rejection_reason.data,
            wording=self.wording.data or "",
            parts=tuple((self.parts.data or "").splitlines()),
            merged_with=self.merged_with.data,
            speaker_decision=self.speaker_decision.data or SpeakerDecision.AS_FOUND,
            speaker=self.speaker.data or "",
            worthiness=self.worthiness.data,
            checkability=self.checkability.data,
            not_checkable_reason=self.not_checkable_reason.data,
            verdict=self.verdict.data or None,
            justification=self.justification.data or "",
            confidence=self.confidence.data,
            seconds=_seconds(self.drawn_at.data, self.shown_for.data),
            evidence=()
            if "evidence" in self._pointless()
            else tuple(row.form.given() for row in self.sources()),
            reasons=self._reasons(),
            verdict_first={"1": True, "0": False}.get(self.verdict_first.data or ""),
        )

    def _reasons(self) -> dict[ReasonKey, str]:
        of_claim: dict[ReasonKey, str] = {(n, None): why for n, why in self.reason.data.items()}
        return of_claim | {
            (number, index): why
            for index, row in enumerate(self.sources())
            for number, why in row.form.reason.data.items()
        }


class MarkForm(base.Form):
    """Words of the document that make a claim that was missed.

    `start` and `end` are code points into the document; without them the words are looked for.
    """

    words = TextAreaField(lazy("Exact words of the document"))
    start = IntegerField(widget=HiddenInput(), validators=[Optional()])
    end = IntegerField(widget=HiddenInput(), validators=[Optional()])


class SkipForm(base.Form):
    """Passing a claim on."""

    reason = base.TermField(lazy("Reason to skip"), SkipReason, empty=lazy("Choose…"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Return True if a reason was chosen."""
        right = bool(super().validate(extra_validators))
        if self.reason.data is None and not self.reason.errors:
            self.reason.errors = [_("Choose why you skip the claim.")]
            right = False
        return right


def as_typed(judged: JudgementRecord, anchors: Mapping[int, QuoteInput]) -> dict[str, Any]:
    """Return the form's fields as they were when this judgement was submitted.

    `anchors` are the places of its passages, by their position.
    """
    evidence = [
        {
            **{field: getattr(link, field) for field in EVIDENCE_FIELDS},
            "url": link.url or "",
            "reason": _reasons_in(judged, index),
            **_place(anchors.get(index)),
        }
        for index, link in enumerate(judged.evidence)
    ]
    fields = {field: getattr(judged, field) for field in JUDGED_FIELDS}
    if judged.wording is not None:
        fields["wording"] = judged.wording
    if judged.merged_with is not None:
        fields["merged_with"] = judged.merged_with[0]
    if judged.parts:
        fields["parts"] = "\n".join(judged.parts)
    if judged.worthiness is Worthiness.NFS:
        fields["checkability"] = None  # it was not asked
    if judged.speaker_decision is SpeakerDecision.AS_FOUND:
        fields["speaker_decision"] = None  # nothing was corrected
    fields["speaker"] = judged.speaker or ""
    return {**fields, "evidence": evidence, "reason": _reasons_in(judged, None)}


def _reasons_in(judged: JudgementRecord, evidence: int | None) -> dict[int, str]:
    """Return the reasons given for what was found in a judgement as a whole, or in one of its
    links.
    """
    found = (found for found in judged.findings if found.evidence == evidence)
    return {one.check: one.reason for one in found if one.reason}


def _place(anchor: QuoteInput | None) -> dict[str, Token | int | None]:
    """Return a passage's place as the fields of its row."""
    if anchor is None:
        return {}
    return {"fetch": anchor.fetch_id, "start": anchor.start, "end": anchor.end}


def drawn_now() -> str:
    """Return the present moment, signed: how long a judgement took is no claim of the browser's."""
    return _clock().sign("drawn").decode()


def _seconds(drawn_at: str | None, shown_for: str | None) -> int | None:
    """Return how long a judgement took: what the browser says, but never more than the form is
    old.
    """
    age, shown = _seconds_since(drawn_at), whole_number(shown_for)
    return age if age is None or shown is None else min(age, shown)


def _seconds_since(drawn_at: str | None) -> int | None:
    """Return whole seconds since the form was drawn, at most DAY; None when that cannot be told."""
    try:
        _, drawn = _clock().unsign(drawn_at or "", return_timestamp=True)
    except BadSignature:
        return None
    return max(0, min(int((now() - drawn).total_seconds()), DAY))


def _clock() -> TimestampSigner:
    return TimestampSigner(str(current_app.secret_key), salt="desk")
