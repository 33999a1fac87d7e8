"""Where everybody begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from annotator.http.access import allow_logged_in, has, me
from annotator.http.transaction import session
from annotator.queries.corpus.documents import count_documents
from annotator.queries.home.decisions import newest_decisions
from annotator.queries.home.waiting import days_left, gaps, returned_to, waiting_imports
from annotator.queries.sets.progress import progress_in, sets_for
from annotator.terms import Role

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("home", __name__)


@page.get("/")
@allow_logged_in
def home() -> ResponseReturnValue:
    """Return what waits for this person, how far the sets are, and what was decided."""
    sets = sets_for(session(), me().id)
    reads, edits = has(Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR), _edits()
    progress = progress_in(session(), [one.id for one in sets], me().id) if reads else {}
    return render_template(
        "home.html",
        claim_sets=sets,
        progress=progress,
        days=days_left(session(), progress, me().id) if progress else {},
        to_review=[one for one in sets if one.to_decide] if has(Role.REVIEWER) else [],
        to_judge=[one for one in sets if one.waits] if has(Role.ANNOTATOR) else [],
        returned=returned_to(session(), me().id) if has(Role.ANNOTATOR) else None,
        imports=waiting_imports(session()) if edits else None,
        gaps=gaps(session()) if edits else None,
        decisions=newest_decisions(session(), me().id),
        documents=count_documents(session()),
    )


def _edits() -> bool:
    return has(Role.EDITOR, Role.ADMINISTRATOR)
