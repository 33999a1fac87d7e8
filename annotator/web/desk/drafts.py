"""The draft in a request, and the form drawn from a draft."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import request
from werkzeug.datastructures import MultiDict

from annotator import drafts
from annotator.cleaning import clean, whole_number, without_login
from annotator.clock import now
from annotator.drafts import DraftInput
from annotator.errors import BadInput
from annotator.language import _
from annotator.suggestions.halves import halves
from annotator.web.forms.judgement import JudgementForm, drawn_now

if TYPE_CHECKING:
    from annotator.drafts import Fields
    from annotator.queries.desk.desk import DeskItem


def draft_sent() -> DraftInput:
    """Return the form of this request as a draft, with the one change that a button asked for."""
    sent = ((clean(name), clean(value)) for name, value in request.form.items(multi=True))
    fields = drafts.of_form(
        (name, without_login(value) if name.endswith("-url") else value) for name, value in sent
    )
    if len(drafts.only_removed(fields)) > drafts.MOST_REMOVED:
        raise BadInput(
            _(
                "This draft has more than %(most)s removed entries. Delete some, then save again.",
                most=drafts.MOST_REMOVED,
            )
        )
    return DraftInput(
        fields=_changed(fields, request.form.get("change", "")),
        version=sent_number("version"),
        save=clean(request.form.get("save", "")) or secrets.token_urlsafe(12),
        unanswered=tuple(request.form.get("unanswered", "").split()),
    )


def sent_number(name: str) -> int:
    """Return a number that the page itself put into its form; 0 when it did not."""
    return whole_number(request.form.get(name)) or 0


def drawn_with(found: DeskItem) -> dict[str, str]:
    """Return what a form of this claim is first drawn with, but for the claim's words."""
    return {
        "token": secrets.token_urlsafe(18),
        "drawn_at": drawn_now(),
        "parts": "\n".join(halves(found.text)),
    }


def drawn_from(
    fields: Fields, found: DeskItem, judged: dict[str, Any] | None = None
) -> JudgementForm:
    """Return the form as a draft left it, whole or not; what a draft does not say is as it was
    judged.
    """
    removed = drafts.only_removed(fields)
    form = JudgementForm(
        formdata=MultiDict(fields) if len(removed) < len(fields) else None,
        version=str(found.draft.version if found.draft else 0),
        **{"wording": found.text, **drawn_with(found), **(judged or {})},
    )
    form.removed.data = drafts.removed(removed)
    return form


def _changed(fields: Fields, change: str) -> Fields:
    if change == "start-over":
        return drafts.start_over(fields, now())
    what, _, written = change.partition("-")
    number = whole_number(written)
    if number is None or what not in ("remove", "restore"):
        return fields
    made = drafts.remove_source if what == "remove" else drafts.restore
    return made(fields, number, now())
