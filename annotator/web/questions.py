"""What the desk asks of every claim alike; while nobody has answered, it is drawn once for all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import render_template, url_for
from markupsafe import Markup

from annotator.terms import AssignmentState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.queries.desk import DeskItem
    from annotator.schemes import Scheme
    from annotator.web.findings import Shown
    from annotator.web.forms.judgement import JudgementForm

#: Stands in the addresses where the claim's number goes; no assignment has it.
_NOBODYS = 0
_UNANSWERED: dict[tuple[str, Scheme], Markup] = {}


def questions(item: DeskItem, form: JudgementForm, findings: Sequence[Shown]) -> Markup:
    """The questions about a claim with what was answered so far."""
    return Markup(render_template("desk/questions.html", item=item, form=form, findings=findings))  # noqa: S704


def unanswered(item: DeskItem, form: JudgementForm) -> Markup:
    """The questions about a claim in a form to which nothing was done (see `is_untouched`)."""
    anybodys = url_for("desk.item", assignment_id=_NOBODYS)
    key = anybodys, item.claim_set.scheme
    if key not in _UNANSWERED:
        _UNANSWERED[key] = questions(replace(item, assignment_id=_NOBODYS), form, ())
    return _UNANSWERED[key].replace(
        anybodys, url_for("desk.item", assignment_id=item.assignment_id)
    )


def is_untouched(item: DeskItem) -> bool:
    """Whether nothing was written about a claim yet, and no text was opened that may be cited."""
    return not (item.draft or item.sources or item.state is AssignmentState.REOPENED)
