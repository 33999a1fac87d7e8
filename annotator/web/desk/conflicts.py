"""A claim that was written on in two windows: both texts side by side, and the way on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flask import render_template, request
from wtforms import FieldList, HiddenField

from annotator.http.answers import asked_by_script, for_script
from annotator.language import _
from annotator.operations.desk.drafts import Stale
from annotator.web.desk.drafts import drawn_from
from annotator.web.desk.items import on_desk
from annotator.web.differences import FieldConflict, field_lines
from annotator.web.forms.judgement import RemovedField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.typing import ResponseReturnValue

    from annotator.drafts import Fields
    from annotator.web.forms.judgement import JudgementForm

_ROW = re.compile(r"(evidence-\d+|reason)-.+")
MINE = "mine:"


def answer_stale_saves(app: Flask) -> None:
    """Show both texts whenever one would have overwritten the other."""
    app.register_error_handler(Stale, _both_texts)


def chosen(mine: Fields, other: Fields) -> Fields:
    """Return the two texts as one: each part from where the person chose, theirs where they did
    not.
    """
    whole = request.form.get("whole")

    def taken(name: str) -> str:
        return whole or request.form.get(f"take:{_part(name)}", "mine")

    return (
        *((name, value) for name, value in mine if taken(name) == "mine"),
        *((name, value) for name, value in other if taken(name) == "other"),
    )


def sent_as_mine() -> Fields:
    """Return the text of this window, as the page of both texts carried it."""
    sent = request.form.items(multi=True)
    return tuple((n.removeprefix(MINE), value) for n, value in sent if n.startswith(MINE))


def _both_texts(error: Stale) -> ResponseReturnValue:
    found = on_desk((request.view_args or {})["assignment_id"])
    mine, other = drawn_from(error.mine, found), drawn_from(error.other.fields, found)
    for form in (mine, other):
        form.offer(found)
    context = {
        "item": found,
        "stale": error,
        "differences": tuple(_differences(mine, other)),
        "prefix": MINE,
    }
    if not asked_by_script():
        return render_template("desk/conflict.html", **context), 409
    html = render_template("desk/both_texts.html", **context)
    return for_script(
        409, message=str(error), html=html, version=error.other.version, save=error.other.save
    )


def _differences(mine: JudgementForm, other: JudgementForm) -> Iterator[FieldConflict]:
    spoken, spoken_there = dict(_spoken(mine)), dict(_spoken(other))
    for name in dict.fromkeys((*spoken, *spoken_there)):
        label, lines = spoken.get(name) or (spoken_there[name][0], ())
        there = spoken_there.get(name, ("", ()))[1]
        if lines != there:
            yield FieldConflict(name, label, lines, there)


def _spoken(form: Any) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """Yield each part of the form by its name: its label, and what it says in lines."""
    for field in form:
        if isinstance(field, FieldList):
            for number, entry in enumerate(field, start=1):
                yield entry.name, (_("Source %(number)s", number=number), _row_lines(entry.form))
        elif isinstance(field, RemovedField):
            yield field.name, (_("Removed"), tuple(entry.words for entry in field.data))
        elif not isinstance(field, HiddenField):
            yield field.name, (str(field.label.text), field_lines(field))


def _row_lines(row: Any) -> tuple[str, ...]:
    if row.is_empty():
        return ()
    shown = (field for field in row if not isinstance(field, HiddenField))
    return tuple(f"{field.label.text}: {line}" for field in shown for line in field_lines(field))


def _part(name: str) -> str:
    row = _ROW.fullmatch(name)
    return row[1] if row else name
