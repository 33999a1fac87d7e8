"""A row of evidence: one source with its passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wtforms import (
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    TextAreaField,
)
from wtforms.validators import NumberRange, Optional

from annotator.cleaning import whole_number
from annotator.language import _, lazy
from annotator.records import EvidenceInput, QuoteInput
from annotator.terms import (
    Coverage,
    Stance,
)
from annotator.tokens import token_in
from annotator.web.forms import base
from annotator.web.forms.complaints import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.queries.sources.fetches import OpenSource

EVIDENCE_FIELDS = (
    *("url", "title", "publisher", "published", "quote"),
    *("stance", "coverage", "set_number", "note"),
)


class EvidenceForm(Row):
    """One source with its passage; a row left wholly empty is no source."""

    url = base.AddressField(lazy("Address"))
    title = base.LineField(lazy("Title"))
    publisher = base.LineField(lazy("Publisher"))
    published = base.DateField(lazy("Publication date"))
    quote = TextAreaField(lazy("Passage, quoted exactly"))
    stance = base.TermRadio(lazy("Stance of this passage"), Stance)
    coverage = base.TermField(lazy("Covers"), Coverage, default=Coverage.FULL)
    set_number = IntegerField(
        lazy("Group"),
        default=1,
        validators=[Optional(), NumberRange(1, 99, lazy("Enter a number from 1 to 99."))],
    )
    note = base.LineField(lazy("Note"))
    reason = base.ReasonsField()
    fetch = SelectField(
        lazy("Opened text that contains it"), coerce=token_in, validate_choice=False
    )
    start = HiddenField()
    end = HiddenField()

    def offer(self, sources: Sequence[OpenSource]) -> None:
        """Offer the texts that were opened; one that was closed, where the row cites it."""
        offered = (s for s in sources if s.is_ready and (not s.closed or s.id == self.fetch.data))
        self.fetch.choices = [
            SelectChoice("", _("None: quoted by hand")),
            *(SelectChoice(source.id, source.name) for source in offered),
        ]

    def cite(self, sources: Sequence[OpenSource]) -> None:
        """Cite the text that was chosen, where nothing else is written."""
        chosen = next((source for source in sources if source.id == self.fetch.data), None)
        if chosen and not self.url.data and not self.title.data:
            self.url.data, self.title.data = chosen.url, chosen.title
            self.publisher.data = self.publisher.data or chosen.publisher
            self.published.data = self.published.data or chosen.published

    def is_empty(self) -> bool:
        """Return True if nothing was written or chosen in this row."""
        return not any(
            (
                *(self.url.data, self.title.data, self.publisher.data, self.published.data),
                *(self.quote.data, self.stance.data, self.note.data),
            )
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Return a row that is not empty says what its passage does to the claim."""
        if self.is_empty():
            return True
        right = bool(super().validate(extra_validators))
        if self.stance.data is None:
            self.stance.errors = [_("Choose the stance of this passage.")]
            right = False
        return right

    def given(self) -> EvidenceInput:
        """Return the row as a record. Only after it was validated."""
        return EvidenceInput(
            url=self.url.address,
            title=self.title.data or "",
            publisher=self.publisher.data or "",
            published=self.published.date,
            quote=self.quote.data or "",
            stance=self.stance.data,
            coverage=self.coverage.data,
            set_number=self.set_number.data or 1,
            note=self.note.data or "",
            anchor=self._anchor(),
        )

    def _anchor(self) -> QuoteInput | None:
        if self.fetch.data is None:
            return None
        return QuoteInput(
            self.fetch.data, whole_number(self.start.data), whole_number(self.end.data)
        )
