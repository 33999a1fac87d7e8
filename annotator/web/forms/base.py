"""What every form shares: text that the database can hold, terms as choices."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import wtforms
from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    Field,
    RadioField,
    SelectChoice,
    SelectField,
    SelectFieldBase,
    StringField,
    ValidationError,
)
from wtforms.utils import unset_value
from wtforms.widgets import RadioInput, Select, TextArea, TextInput

from annotator import dates, drafts
from annotator.cleaning import clean, web_address, whole_number, without_login
from annotator.errors import BadInput
from annotator.labels import heading, label
from annotator.language import current, lazy
from annotator.web.forms.complaints import InOurWords
from annotator.web.holes import Hole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

    from annotator.dates import PartialDate
    from annotator.language import LazyText


#: No field of ours has a longer name: what is forged could be a number too long to read.
LONGEST_NAME = 100
#: Fields drawn before, by all that their HTML says: a few hundred, since nothing typed is in them.
_DRAWN: dict[tuple[object, ...], Any] = {}
_TYPED_IN = (TextInput, TextArea)


class Form(FlaskForm):
    """A form of ours: what comes in is cleaned at the door."""

    class Meta(InOurWords, FlaskForm.Meta):
        """How the form reads a request."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Return the request's fields without what no database can hold, those that none has,
            and a file in place of a text.
            """
            given = super().wrap_formdata(form, formdata)
            if not given:
                return given
            takes_files = {name for name, field in form._fields.items() if _is_file(field)}
            return MultiDict(
                (name, _as_written(value) if isinstance(value, str) else value)
                for name, value in given.items(multi=True)
                if name.isascii()
                and len(name) <= LONGEST_NAME
                and isinstance(value, str) is not (name in takes_files)
            )

        def render_field(self, field: Any, render_kw: dict[str, Any]) -> Any:
            """Return the field's HTML: drawn once for all buttons, terms and empty fields alike."""
            is_button = isinstance(field.widget, RadioInput)
            is_empty = isinstance(field.widget, _TYPED_IN) and not _has_data(field)
            if not (is_button or is_empty or isinstance(field, TermField)):
                return super().render_field(field, render_kw)
            look = (
                *(type(field), field.id, field.name, field.data, is_button and field.checked),
                *(repr(vars(field.flags)), repr(field.render_kw), *sorted(render_kw.items())),
                current().tag,
            )
            if look not in _DRAWN:
                _DRAWN[look] = super().render_field(field, render_kw)
            return _DRAWN[look]

    def blame(self, error: BadInput) -> None:
        """Show an operation's complaint at the field it names, else above the form."""
        blame(self, error.field, str(error))

    def problems(self) -> list[tuple[str, str]]:
        """Return each complaint at a field with the id of what answers it, in their order."""
        return [(_first_id(field), str(error)) for field in _inner(self) for error in field.errors]


def _inner(form: Any) -> Iterator[Field]:
    """Yield the fields of a form, those of the forms in it too."""
    for field in form:
        if hasattr(field, "entries"):
            for entry in field.entries:
                yield from _inner(entry.form)
        else:
            yield field


def _first_id(field: Field) -> str:
    """Return the id of a field, or of the first of its buttons."""
    has_buttons = isinstance(field, SelectFieldBase) and not isinstance(field.widget, Select)
    return f"{field.id}-0" if has_buttons else str(field.id)


def said_in_form() -> object:
    """Return what the form of this request says, by which it is known when it is sent again."""
    return drafts.said(drafts.of_form((n, clean(v)) for n, v in request.form.items(multi=True)))


def _is_file(field: Any) -> bool:
    return isinstance(field, wtforms.FileField)


def _has_data(field: Any) -> bool:
    return isinstance(field.data, Hole) or bool(field.data)


def _as_written(value: str) -> str:
    # A browser sends the ends of lines as CRLF, whatever a person typed or pasted.
    return clean(value).replace("\r\n", "\n")


def blame(form: Any, name: str | None, message: str) -> None:
    """Put a complaint at a field of a form, or above the form where it has no such field."""
    field = form._fields.get(name or "")
    if field is None or (
        isinstance(field.errors, dict | list | tuple) and hasattr(field, "entries")
    ):
        form.form_errors.append(message)
    else:
        field.errors = [*field.errors, message]


def choices(kind: type[StrEnum]) -> list[SelectChoice]:
    """Return the terms of a kind as choices, named in the language of the request."""
    return list(_choices(kind, current().tag))


@functools.cache
def _choices(kind: type[StrEnum], _language: str) -> tuple[SelectChoice, ...]:
    return tuple(SelectChoice(term.value, heading(label(term))) for term in kind)


class TermField(SelectField):
    """One of the terms, from a list; with `empty`, nothing chosen is None."""

    def __init__(
        self, label: LazyText, kind: type[StrEnum], *, empty: LazyText | None = None, **kwargs: Any
    ) -> None:
        first = [] if empty is None else [SelectChoice("", empty)]
        super().__init__(
            label,
            choices=[*first, *choices(kind)],
            coerce=lambda value: kind(value) if value else None,
            **kwargs,
        )


class TermRadio(RadioField):
    """One of the terms, as buttons side by side; nothing chosen is None."""

    def __init__(self, label: LazyText, kind: type[StrEnum], **kwargs: Any) -> None:
        super().__init__(
            label,
            choices=choices(kind),
            coerce=lambda value: kind(value) if value else None,
            validate_choice=False,
            **kwargs,
        )


class LineField(StringField):
    """One line: white space at its ends never counts."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the value without the blanks around it."""
        super().process_formdata([value.strip() for value in valuelist])


class DateField(LineField):
    """A date of which only the year or the month may be known; `date` holds what was read."""

    date: PartialDate | None = None

    def pre_validate(self, form: Any) -> None:
        """Read the date."""
        try:
            self.date = dates.parse(self.data)
        except BadInput as error:
            raise ValidationError(str(error)) from error


class AddressField(LineField):
    """The address of a page, or nothing; `address` holds what was read."""

    address: str | None = None

    def pre_validate(self, form: Any) -> None:
        """Read the address."""
        try:
            self.address = web_address(self.data) if self.data else None
        except BadInput as error:
            # A password is not shown again, not even to its author.
            self.process_data(without_login(self.data or ""))
            raise ValidationError(str(error)) from error


class ReasonsField(Field):
    """Why warnings stand all the same, by the number of their check: fields named `reason-1`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(lazy("Reasons"), default=dict, **kwargs)

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take the reasons that were given; of a name that is no number, nothing."""
        super().process(formdata, data, extra_filters)
        begin = f"{self.name}-"
        if formdata:
            self.data = {
                number: " ".join(formdata[name].split())
                for name in formdata
                if name.startswith(begin) and (number := whole_number(name.removeprefix(begin)))
            }
