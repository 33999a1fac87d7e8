"""A reviewer's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms import (
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    TextAreaField,
    widgets,
)

from annotator.records import CitedGiven, DecisionGiven
from annotator.terms import Coverage, Decision, DisagreementReason, Stance
from annotator.web.forms import base
from annotator.web.forms.judgement import EvidenceForm
from annotator.web.forms.outcomes import chosen_outcome, outcome_choices
from annotator.web.letters import LETTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.checks.finding import Remark
    from annotator.queries.reviews import Review

MOST_SOURCES = 10
#: What stands in the form for a decision that chooses no judgement by its letter.
WHOLE = {
    "wrong": Decision.ALL_WRONG,
    "confirmed": Decision.CONFIRMED,
    "back": Decision.SENT_BACK,
    "again": Decision.SECOND_ROUND,
}
BY_LETTER = {"right": Decision.ONE_RIGHT, "both": Decision.BOTH_ACCEPTABLE}


class CitedForm(Form):
    """A passage that somebody cites, as the reviewer takes it; by its key, never by its id."""

    key = HiddenField()
    stance = base.TermField("This passage", Stance, empty="Not part of my outcome")
    coverage = base.TermField("It covers", Coverage, default=Coverage.FULL)


class DecisionForm(base.Form):
    """What becomes of a claim, why, and a note.

    `decision` is `right-A`, `both-A` (several are acceptable, this one goes out) or one of WHOLE: a
    judgement's id would tell who was first. `outcome`, `cited` and `evidence` are for `wrong`.
    """

    token = HiddenField()
    decision = RadioField("Decide", validate_choice=False)
    outcome = SelectField("The right outcome", validate_choice=False)
    cited = FieldList(FormField(CitedForm))
    evidence = FieldList(FormField(EvidenceForm), min_entries=1, max_entries=MOST_SOURCES)
    reasons = SelectMultipleField(
        "Because of",
        choices=base.choices(DisagreementReason),
        coerce=DisagreementReason,
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    note = TextAreaField("Note")

    def offer(self, review: Review) -> None:
        """Offer the judgements by their letters, and the outcomes of the set's scheme."""
        letters = LETTERS[: len(review.judgements)]
        self._readers = {
            letter: judged.id for letter, judged in zip(letters, review.judgements, strict=True)
        }
        self._passages = {
            passage.key: passage.id for source in review.sources for passage in source.passages
        }
        self.decision.choices = _ways(letters, agreed=review.agreed)
        self.outcome.choices = [
            SelectChoice("", "Choose…"),
            *outcome_choices(review.claim_set.scheme),
        ]
        if not self.cited.entries:
            for key in self._passages:
                self.cited.append_entry({"key": key})

    def taken(self, key: str) -> CitedForm:
        """The fields of one cited passage."""
        forms: list[CitedForm] = [row.form for row in self.cited]
        return next(form for form in forms if form.key.data == key)

    def add_source(self) -> None:
        """One more row for a source of the reviewer's own, up to MOST_SOURCES."""
        if len(self.evidence) < MOST_SOURCES:
            self.evidence.append_entry()
        else:
            self.form_errors.append(f"A decision can have {MOST_SOURCES} sources of its own.")

    def validate(self, extra_validators: object = None) -> bool:
        """What was chosen is right; what another decision would need is let be."""
        super().validate(extra_validators)
        pointless = set() if self.decision.data == "wrong" else {"outcome", "cited", "evidence"}
        return not set(self.errors) - pointless

    def blame_all(self, remarks: Sequence[Remark]) -> None:
        """Say at each field what is missing in it."""
        for remark in remarks:
            if remark.field in ("evidence", "cited"):
                self.outcome.errors = [*self.outcome.errors, remark.message]
            else:
                base.blame(self, remark.field, remark.message)

    def given(self) -> DecisionGiven:
        """The form as a record; what was not chosen is left for the operation to ask for.

        Only after `offer`, which says which judgement each letter stands for, and `validate`.
        """
        how, _, letter = (self.decision.data or "").partition("-")
        decision = BY_LETTER.get(how) or WHOLE.get(how)
        chosen = self._readers.get(letter)
        if decision is Decision.CONFIRMED:
            chosen = next(iter(self._readers.values()), None)
        verdict, not_checkable, rejection = chosen_outcome(self.outcome.data)
        wrong = decision is Decision.ALL_WRONG
        return DecisionGiven(
            decision=decision,
            chosen_judgement=chosen,
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

    def _taken(self) -> tuple[CitedGiven, ...]:
        return tuple(
            CitedGiven(
                self._passages[row.form.key.data], row.form.stance.data, row.form.coverage.data
            )
            for row in self.cited
            if row.form.stance.data is not None and row.form.key.data in self._passages
        )


class ReopenForm(base.Form):
    """Taking a decision back."""

    token = HiddenField()
    reason = TextAreaField("Why is it to be decided anew?")


def _ways(letters: Sequence[str], *, agreed: bool) -> list[SelectChoice]:
    """What can become of a claim; one on which all agree has no reader who alone is right."""
    chosen = [
        *(SelectChoice(f"right-{letter}", f"Reader {letter} is right") for letter in letters),
        *(
            SelectChoice(f"both-{letter}", f"More than one is acceptable; {letter}’s goes out")
            for letter in letters
        ),
    ]
    return [
        *([SelectChoice("confirmed", "They are right")] if agreed else chosen),
        SelectChoice("wrong", "All are wrong"),
        SelectChoice("back", "Send it back to them with your note"),
        SelectChoice("again", "Let others judge it afresh, blind"),
    ]
