"""Filters of the audit log, sent in the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wtforms import SelectChoice, SelectField, ValidationError

from annotator.actions import Action
from annotator.cleaning import whole_number
from annotator.language import _, lazy
from annotator.queries.audit_log.events import Wanted
from annotator.web.forms.base import DateField, Form, LineField, TermField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wtforms import Field


_TOKEN = re.compile(r"[a-z0-9]{24}")


class NumberField(LineField):
    """A number or nothing; `number` holds the value."""

    number: int | None = None

    def pre_validate(self, form: Form) -> None:
        """Read the number."""
        if not self.data:
            return
        self.number = whole_number(self.data)
        if not self.number:
            raise ValidationError(_("Enter a number, such as 12."))


class EventField(LineField):
    """The token of an event, or nothing."""

    def pre_validate(self, form: Form) -> None:
        """Refuse words that no event can have."""
        if self.data and not _TOKEN.fullmatch(self.data):
            raise ValidationError(_("No event has this name."))


class AuditLogForm(Form):
    """Filters of the audit log; an empty one is ignored."""

    class Meta(Form.Meta):
        """It changes nothing, and so needs no guard."""

        csrf = False

    person = SelectField(lazy("Who"), coerce=lambda value: int(value) if value else None)
    action = TermField(lazy("Action"), Action, empty=lazy("All actions"))
    claim_set = SelectField(lazy("Claim set"), coerce=lambda value: int(value) if value else None)
    claim = NumberField(lazy("Claim number"))
    since = DateField(lazy("From"))
    until = DateField(lazy("Until and including"))
    before = EventField()

    def offer(
        self, people: Iterable[tuple[int, str]], claim_sets: Iterable[tuple[int, str]]
    ) -> None:
        """Offer these people and sets, as (id, name)."""
        self.person.choices = [
            SelectChoice("", _("Everyone")),
            *(SelectChoice(person_id, name) for person_id, name in people),
        ]
        self.claim_set.choices = [
            SelectChoice("", _("All sets")),
            *(SelectChoice(set_id, name) for set_id, name in claim_sets),
        ]

    def filters(self) -> list[Field]:
        """Return the fields by which the log is filtered."""
        return [field for field in self if field.data and field is not self.before]

    def said(self, field: Field) -> str:
        """Return the value of a filter as the form shows it."""
        chosen = (
            (str(choice.label.text) for choice in field if choice.checked)
            if isinstance(field, SelectField)
            else ()
        )
        return next(iter(chosen), str(field.data))

    def wanted(self, reader: int, *, answers: bool) -> Wanted:
        """Return the filters as a record; only of a form that is valid."""
        return Wanted(
            reader,
            actor_id=self.person.data,
            action=self.action.data,
            claim_set_id=self.claim_set.data,
            claim_id=self.claim.number,
            since=self.since.date.at if self.since.date else None,
            until=self.until.date.end if self.until.date else None,
            before=self.before.data or None,
            answers=answers,
        )
