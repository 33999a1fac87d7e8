"""Two texts of one form, field by field, as pages show them side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField

from annotator.language import _
from annotator.web.forms.base import ReasonsField


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field, or one source, in both texts: what each says, in lines; none says nothing."""

    name: str
    label: str
    mine: tuple[str, ...]
    other: tuple[str, ...]


def field_lines(field: Any) -> tuple[str, ...]:
    """Return what a field says, in lines."""
    if isinstance(field, ReasonsField):
        return tuple(why for why in field.data.values() if why)
    if isinstance(field, BooleanField):
        return (_("Yes") if field.data else _("No"),)
    if isinstance(field, SelectMultipleField):
        return tuple(str(option.label.text) for option in field if option.checked)
    if isinstance(field, RadioField | SelectField):
        return tuple(str(option.label.text) for option in field if option.checked and option.data)[
            :1
        ]
    return (str(field.data),) if field.data not in (None, "") else ()
