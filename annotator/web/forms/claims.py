"""Filters of the table of claims, sent in the address, and what is done with ticked claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wtforms import HiddenField, SelectChoice, SelectField, SelectMultipleField

from annotator.cleaning import whole_number
from annotator.folding import terms
from annotator.labelling.outcome import NOT_CHECKABLE, REJECTED
from annotator.labels import CLAIM_STATES, NO_VERDICTS, heading
from annotator.language import _, lazy
from annotator.queries.sets.claim_filters import ClaimFilters
from annotator.terms import Worthiness
from annotator.web.forms import base

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.queries.sets.claim_filters import ClaimChoices
    from annotator.schemes import VerdictLabel

#: What every reader may filter by, and what only those who see how far claims are.
OF_TEXTS = ("words", "speaker", "outlet", "document", "since", "until", "language")
OF_WORK = ("claim_set", "state", "verdict", "worthiness")
NAMES = (*OF_WORK, *OF_TEXTS)


class ClaimsForm(base.Form):
    """Filters of claims; what cannot be read is ignored and named."""

    class Meta(base.Form.Meta):
        """It changes nothing, and so needs no guard."""

        csrf = False

    claim_set = SelectField(lazy("Claim set"), coerce=whole_number, validate_choice=False)
    state = SelectField(lazy("State"), validate_choice=False)
    verdict = SelectField(lazy("Verdict"), validate_choice=False)
    worthiness = SelectField(lazy("Worth checking"), validate_choice=False)
    speaker = SelectField(lazy("Speaker"), coerce=whole_number, validate_choice=False)
    outlet = SelectField(lazy("Outlet"), coerce=whole_number, validate_choice=False)
    words = base.LineField(lazy("Words"))
    document = HiddenField(lazy("Document"))
    since = base.DateField(lazy("Said from"))
    until = base.DateField(lazy("Said until and including"))
    language = base.LineField(lazy("Language"))

    def offer(
        self,
        sets: Iterable[tuple[int, str]],
        choices: ClaimChoices,
        verdicts: Iterable[VerdictLabel],
    ) -> None:
        """Offer these sets, speakers, outlets and verdicts."""
        self.claim_set.choices = _any(sets)
        self.state.choices = _any((code, heading(words)) for code, words in CLAIM_STATES.items())
        no_verdict = ((code, heading(NO_VERDICTS[code])) for code in (NOT_CHECKABLE, REJECTED))
        named = {label.code: label.name for label in verdicts}
        self.verdict.choices = _any([*named.items(), *no_verdict])
        self.worthiness.choices = [SelectChoice("", _("Any")), *base.choices(Worthiness)]
        self.speaker.choices = _any(choices.speakers)
        self.outlet.choices = _any(choices.outlets)

    def filters(self, *, of_work: bool) -> ClaimFilters:
        """Return what was chosen; `of_work` for who may know how far claims are."""
        self.validate()
        found = ClaimFilters(
            terms=terms(self.words.data or ""),
            speaker=self.speaker.data,
            outlet=self.outlet.data,
            document=whole_number(self.document.data or ""),
            since=self.since.date,
            until=self.until.date,
            language=(self.language.data or "").casefold() or None,
        )
        if not of_work:
            return found
        state, worthiness = self.state.data, self.worthiness.data
        return ClaimFilters(
            **{name: getattr(found, name) for name in (*OF_TEXTS[1:], "terms")},
            claim_set=self.claim_set.data,
            state=state if state in CLAIM_STATES else None,
            verdict=self.verdict.data or None,
            worthiness=Worthiness(worthiness) if worthiness in set(Worthiness) else None,
        )

    def chosen(self, filters: ClaimFilters, named: dict[str, str]) -> list[tuple[str, str, str]]:
        """Return the active filters as (field, its label, the choice in words); `named` has words
        that no field has.
        """
        return [
            (name, str(self[name].label.text), named.get(name) or self._words(name))
            for name in NAMES
            if (filters.terms if name == "words" else getattr(filters, name) is not None)
        ]

    def _words(self, name: str) -> str:
        field: Any = self[name]
        for choice in getattr(field, "choices", None) or ():
            if str(choice.value) == str(field.data):
                return str(choice.label)
        return str(field.data)


class TickedClaimsForm(base.Form):
    """Ticked claims, and the set that they are added to; `back` is the list that they stand in."""

    claims = SelectMultipleField(lazy("Claims"), coerce=int, validate_choice=False)
    claim_set = SelectField(lazy("Claim set"), coerce=int)
    back = HiddenField()


def _any(named: Iterable[tuple[object, str]]) -> list[SelectChoice]:
    return [SelectChoice("", _("Any")), *(SelectChoice(value, name) for value, name in named)]
