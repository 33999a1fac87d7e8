"""Settings that two people changed: both versions side by side, and the way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask, render_template, request
from wtforms import HiddenField

from annotator.language import _
from annotator.shared_settings import StaleSettings, version_of
from annotator.web.differences import FieldConflict, field_lines
from annotator.web.errors import error_page
from annotator.web.forms.settings import MINE, OTHER, sent_form, written

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.web.forms.settings import SettingsForm


def answer_stale_settings(app: Flask) -> None:
    """Show both versions whenever one would have overwritten the other."""
    app.register_error_handler(StaleSettings, _both_versions)


def _both_versions(error: StaleSettings) -> ResponseReturnValue:
    mine = sent_form()
    if mine is None:
        return error_page(409, _("Not saved"), str(error))
    other = mine.beside(error.stored)
    page = render_template(
        "errors/both_versions.html",
        message=str(error),
        seen=version_of(error.stored),
        there=request.path,
        differences=_differences(mine, other),
        fields=[*_fields(mine, MINE), *_fields(other, OTHER)],
    )
    return page, 409


def _differences(mine: SettingsForm, other: SettingsForm) -> list[FieldConflict]:
    return [
        FieldConflict(field.name, str(field.label.text), field_lines(field), field_lines(there))
        for field, there in zip(mine, other, strict=True)
        if not isinstance(field, HiddenField) and field_lines(field) != field_lines(there)
    ]


def _fields(form: SettingsForm, prefix: str) -> list[tuple[str, str]]:
    return [
        (prefix + field.name, value)
        for field in form
        if not isinstance(field, HiddenField)
        for value in written(field)
    ]
