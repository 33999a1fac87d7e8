"""Forms of settings that several people may change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from flask import g
from flask_wtf.form import _Auto
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField

from annotator.shared_settings import version_of
from annotator.web.forms.base import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

MINE, OTHER, TAKE, WHOLE = "mine:", "other:", "take:", "whole"


class SettingsForm(Form):
    """A form that shows stored settings, and says which version of them it showed.

    Pages make it with `showing`; operations compare `version_seen` with what is stored by then.
    """

    seen = HiddenField()

    class Meta(Form.Meta):
        """How the form reads a request."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Return the fields; of two versions each field from where the person chose."""
            given = super().wrap_formdata(form, formdata)
            if not given or not any(name == WHOLE or name.startswith(TAKE) for name in given):
                return given
            return MultiDict(_as_chosen(given))

    def __init__(self, formdata: Any = _Auto, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        if formdata is _Auto and self.is_submitted():
            # The answer to a stale form shows it beside what is stored.
            g.settings_form = self

    @classmethod
    def showing(cls, stored: Any) -> Self:
        """Return the form with what is stored."""
        return cls(formdata=None, obj=stored, seen=version_of(stored))

    def beside(self, stored: Any) -> Self:
        """Return what is stored in a form like this one, with its choices."""
        return self.showing(stored)

    @property
    def version_seen(self) -> str:
        """Return the version that the page showed. An empty one is of no page: it is stale."""
        return self.seen.data or ""


def sent_form() -> SettingsForm | None:
    """Return the form of settings that this request sent, if it did."""
    found: SettingsForm | None = g.get("settings_form")
    return found


def written(field: Any) -> list[str]:
    """Return the values with which a browser would send this field."""
    if isinstance(field, BooleanField):
        return ["y"] if field.data else []
    if isinstance(field, SelectMultipleField):
        return [str(value) for value in field.data or ()]
    if isinstance(field, SelectField | RadioField):
        return ["" if field.data is None else str(field.data)]
    value: str = field._value()  # noqa: SLF001 - what its widget writes
    return [value]


def _as_chosen(given: Any) -> Iterator[tuple[str, str]]:
    for name, value in given.items(multi=True):
        for prefix in (MINE, OTHER):
            field = name.removeprefix(prefix)
            if field != name:
                taken = given.get(WHOLE) or given.get(TAKE + field, "mine")
                if f"{taken}:" == prefix:
                    yield field, value
        if not name.startswith((MINE, OTHER, TAKE)):
            yield name, value
