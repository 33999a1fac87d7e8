"""The forms of a preview: its rows, what holds for all texts, and the set of the claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from wtforms import SelectChoice, SelectField, SelectMultipleField

from annotator.cleaning import clean, whole_number
from annotator.imports.edits import EDITED, LANGUAGE
from annotator.imports.preview import MOST_QUESTIONS
from annotator.language import lazy
from annotator.operations.corpus.file_answers import GivenAnswer
from annotator.operations.corpus.preview_edits import OptionsChange, RowChange, SentPreview
from annotator.records import DocumentMetadata
from annotator.web.forms.base import DateField, Form, LineField
from annotator.web.forms.imports import LANGUAGES, ExtractionForm, reach

if TYPE_CHECKING:
    from annotator.queries.corpus.imports import Import

#: Rows of one page; no more are read.
MOST_ROWS = 200


class PreviewForm(ExtractionForm):
    """What holds for texts that do not say it, and what becomes of their claims."""

    outlet = LineField(lazy("Outlet"))
    date = DateField(lazy("Date"))
    language = SelectField(
        lazy("Language"), choices=lambda: [SelectChoice(code, reach(code)) for code in LANGUAGES]
    )
    claim_set = SelectField(lazy("Then into"), coerce=int)

    def show(self, batch: Import) -> None:
        """Show what holds now."""
        options, claim_set_id = batch.options, batch.claim_set_id
        given = options.unstated
        self.outlet.data, self.language.data = given.outlet, given.language or LANGUAGE
        self.date.data = str(given.published or "")
        self.finely.data, self.claim_set.data = options.finely, claim_set_id or 0

    def complete(self, batch: Import) -> None:
        """Take what was not sent as it is: a program may send a confirmation and no more."""
        if self.language.name not in request.form:
            self.language.data = batch.options.unstated.language or LANGUAGE
        if self.claim_set.name not in request.form:
            self.claim_set.data = batch.claim_set_id or 0

    def sent(self) -> SentPreview:
        """Return the page as it was sent."""
        seen = request.form.get("seen-options", "")
        whole = seen and self.language.name in request.form
        unstated = DocumentMetadata(
            outlet=self.outlet.data or None, published=self.date.date, language=self.language.data
        )
        return SentPreview(
            version=whole_number(request.form.get("version", "")) or 0,
            rows=_rows(),
            options=OptionsChange(seen, unstated, bool(self.finely.data)) if whole else None,
        )


def _rows() -> list[RowChange]:
    """Return the rows that the page showed: those without their fields were not on it."""
    sent = [name.removeprefix("title-") for name in request.form if name.startswith("title-")]
    return [
        RowChange(
            key=key,
            seen=request.form.get(f"seen-{key}", ""),
            values={name: clean(request.form.get(f"{name}-{key}", "")) for name in EDITED},
            ticked=f"tick-{key}" in request.form,
        )
        for key in sent[:MOST_ROWS]
    ]


def given_answers() -> list[GivenAnswer]:
    """Return the answers of the request: one that was left open has neither value nor columns."""
    given = []
    for number in range(MOST_QUESTIONS):
        begin = f"question-{number}-"
        fields = {
            name.removeprefix(begin): clean(value)
            for name, value in request.form.items()
            if name.startswith(begin)
        }
        columns = {
            name.removeprefix("column-"): value
            for name, value in fields.items()
            if name.startswith("column-") and value
        }
        if value := fields.get("value", ""):
            given.append(GivenAnswer(fields.get("kind", ""), fields.get("name", ""), value))
        elif columns:
            kind, name = fields.get("kind", ""), fields.get("name", "")
            given.append(GivenAnswer(kind, name, columns=columns))
    return given


class ChosenClaimsForm(Form):
    """Ticked claims, and the set that gets them: one that is there, or a new one by its name."""

    claims = SelectMultipleField(lazy("Claims"), coerce=int, validate_choice=False)
    claim_set = SelectField(lazy("Claim set"), coerce=int)
    new_set = LineField(lazy("Name of the new set"))
