"""A reviewer's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms import (
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    TextAreaField,
    widgets,
)

from annotator.language import _, lazy
from annotator.queries.review.ways import ways
from annotator.records import CitationInput, DecisionInput
from annotator.terms import Coverage, Decision, DisagreementReason, Stance
from annotator.web.forms import base
from annotator.web.forms.complaints import Row
from annotator.web.forms.evidence import EvidenceForm
from annotator.web.forms.outcomes import chosen_outcome, outcome_choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.checks.finding import Remark
    from annotator.queries.review.reviews import Review

MOST_SOURCES = 10
CHANGED = lazy(
    "An annotator has revised a judgement since you opened the page, and A and B may have changed."
    " Read the judgements again, then choose."
)


class CitedForm(Row):
    """A passage that an annotator cites, as the reviewer takes it; by its key, never by its id."""

    key = HiddenField()
    stance = base.TermField(lazy("Stance"), Stance, empty=lazy("Not used"))
    coverage = base.TermField(lazy("Covers"), Coverage, default=Coverage.FULL)


class DecisionForm(base.Form):
    """What becomes of a claim, why, and a note.

    `decision` is the code of a way, whose letter is of the judgements that were `seen`; `outcome`,
    `cited` and `evidence` are for `wrong`.
    """

    token = HiddenField()
    seen = HiddenField()
    decision = RadioField(lazy("Decision"), validate_choice=False)
    outcome = SelectField(lazy("Right outcome"), validate_choice=False)
    cited = FieldList(FormField(CitedForm))
    evidence = FieldList(FormField(EvidenceForm), min_entries=1, max_entries=MOST_SOURCES)
    reasons = SelectMultipleField(
        lazy("Why annotators disagreed (choose at least one)"),
        choices=lambda: base.choices(DisagreementReason),
        coerce=DisagreementReason,
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    note = TextAreaField(lazy("Note"))

    def offer(self, review: Review) -> None:
        """Offer the ways to decide, and the outcomes of the set's scheme."""
        self._now = review.seen
        self._ways = {way.code: way for way in ways(review)}
        self._passages = {
            passage.key: passage.id for source in review.sources for passage in source.passages
        }
        self.decision.choices = [SelectChoice(way.code, way.words) for way in self._ways.values()]
        self.outcome.choices = [
            SelectChoice("", _("Choose…")),
            *outcome_choices(review.claim_set.scheme),
        ]
        # A form that was drawn before an annotator revised a judgement knows other passages.
        known = {row.form.key.data for row in self.cited}
        for key in self._passages:
            if key not in known:
                self.cited.append_entry({"key": key})

    def taken(self, key: str) -> CitedForm:
        """Return the fields of one cited passage."""
        forms: list[CitedForm] = [row.form for row in self.cited]
        return next(form for form in forms if form.key.data == key)

    def add_source(self) -> None:
        """One more row for a source of the reviewer's own, up to MOST_SOURCES."""
        if len(self.evidence) < MOST_SOURCES:
            self.evidence.append_entry()
        else:
            self.form_errors.append(
                _("A decision can have at most %(most)s sources.", most=MOST_SOURCES)
            )

    def validate(self, extra_validators: object = None) -> bool:
        """Return what was chosen is right; what another decision would need is let be."""
        super().validate(extra_validators)
        pointless = set() if self.decision.data == "wrong" else {"outcome", "cited", "evidence"}
        return not set(self.errors) - pointless and self._is_of_today()

    def _is_of_today(self) -> bool:
        """Return True if the letters are still those of the page that was drawn; else none is
        chosen.
        """
        if self.seen.data == self._now:
            return True
        self.form_errors.append(str(CHANGED))
        self.seen.data, self.decision.data = self._now, None
        return False

    def blame_all(self, remarks: Sequence[Remark]) -> None:
        """Say at each field what is missing in it."""
        for remark in remarks:
            if remark.field in ("evidence", "cited"):
                self.outcome.errors = [*self.outcome.errors, remark.message]
            else:
                base.blame(self, remark.field, remark.message)

    def given(self) -> DecisionInput:
        """Return the form as a record; what was not chosen is left for the operation to ask for.

        Only after `offer`, which says which ways there are, and `validate`.
        """
        way = self._ways.get(self.decision.data or "")
        verdict, not_checkable, rejection = chosen_outcome(self.outcome.data)
        wrong = way is not None and way.decision is Decision.ALL_WRONG
        return DecisionInput(
            decision=way.decision if way else None,
            chosen_judgement=way.chosen_judgement if way else None,
            verdict=verdict,
            not_checkable_reason=not_checkable,
            rejection_reason=rejection,
            reasons=tuple(self.reasons.data or ()),
            note=self.note.data or "",
            cited=self._taken() if wrong else (),
            evidence=tuple(row.form.given() for row in self.evidence if not row.form.is_empty())
            if wrong
            else (),
        )

    def _taken(self) -> tuple[CitationInput, ...]:
        return tuple(
            CitationInput(
                self._passages[row.form.key.data], row.form.stance.data, row.form.coverage.data
            )
            for row in self.cited
            if row.form.stance.data is not None and row.form.key.data in self._passages
        )


class ReopenForm(base.Form):
    """Taking a decision back."""

    token = HiddenField()
    reason = TextAreaField(lazy("Why do you reopen it?"))
