"""Filters and order of the review queue, sent in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wtforms import SelectChoice, SelectField

from annotator.cleaning import whole_number
from annotator.labelling.outcome import MERGED, NOT_CHECKABLE, REJECTED, SPLIT
from annotator.labels import NO_VERDICTS, heading
from annotator.language import _, lazy
from annotator.queries.review.queue_filters import Filters
from annotator.terms import DisagreementKind, DisagreementReason
from annotator.web.forms import base

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.queries.review.queue_filters import QueueChoices
    from annotator.schemes import Scheme

NAMES = ("annotator", "label", "speaker", "document", "kind", "reason")
_NO_VERDICT = (NOT_CHECKABLE, REJECTED, SPLIT, MERGED)


class QueueForm(base.Form):
    """Filters and order; values of the address that are unknown are ignored."""

    class Meta(base.Form.Meta):
        """Sent by GET, it changes nothing and wants no guard."""

        csrf = False

    annotator = SelectField(lazy("Annotator"), coerce=whole_number, validate_choice=False)
    label = SelectField(lazy("A label given"), validate_choice=False)
    speaker = SelectField(lazy("Speaker"), coerce=whole_number, validate_choice=False)
    document = SelectField(lazy("Document"), coerce=whole_number, validate_choice=False)
    kind = SelectField(lazy("Disagree on"), validate_choice=False)
    reason = SelectField(lazy("Reason for disagreement"), validate_choice=False)
    order = SelectField(
        lazy("Sort by"),
        choices=[
            SelectChoice("error", lazy("Most likely error")),
            SelectChoice("time", lazy("Longest wait")),
        ],
        validate_choice=False,
    )

    def offer(self, choices: QueueChoices, scheme: Scheme) -> None:
        """Offer what the set has."""
        self.annotator.choices = _any(choices.annotators)
        self.speaker.choices = _any(choices.speakers)
        self.document.choices = _any(choices.documents)
        verdicts = ((label.code, label.name) for label in scheme.verdicts)
        self.label.choices = _any(
            [*verdicts, *((code, heading(NO_VERDICTS[code])) for code in _NO_VERDICT)]
        )
        self.kind.choices = [SelectChoice("", _("Any")), *base.choices(DisagreementKind)]
        self.reason.choices = [SelectChoice("", _("Any")), *base.choices(DisagreementReason)]

    def filters(self) -> Filters:
        """Return what was chosen, as a record."""
        kind, reason = self.kind.data, self.reason.data
        return Filters(
            annotator=self.annotator.data,
            label=self.label.data or None,
            speaker=self.speaker.data,
            document=self.document.data,
            kind=DisagreementKind(kind) if kind in set(DisagreementKind) else None,
            reason=DisagreementReason(reason) if reason in set(DisagreementReason) else None,
        )

    def address(self) -> dict[str, Any]:
        """Return what was chosen, as a page's address carries it on."""
        given = {name: self[name].data for name in (*NAMES, "order")}
        return {name: value for name, value in given.items() if value and value != "error"}

    def chosen(self) -> list[tuple[str, str, str]]:
        """Return the active filters as (field, its label, the choice in words)."""
        found = self.filters()
        return [
            (name, str(self[name].label.text), self._words(name))
            for name in NAMES
            if getattr(found, name) is not None
        ]

    def not_understood(self) -> list[str]:
        """Return the labels of filters for which the address gives an unknown choice."""
        found = self.filters()
        return [
            str(self[name].label.text)
            for name in NAMES
            if any(self[name].raw_data or ()) and getattr(found, name) is None
        ]

    def _words(self, name: str) -> str:
        for choice in self[name].choices or ():
            if str(choice.value) == str(self[name].data):
                return str(choice.label)
        return _("unknown in this set")


def _any(named: Iterable[tuple[object, str]]) -> list[SelectChoice]:
    return [SelectChoice("", _("Any")), *(SelectChoice(value, name) for value, name in named)]
