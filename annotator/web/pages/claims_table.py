"""The table of claims: filtered, sorted, and ticked to do something with several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for
from wtforms import SelectChoice

from annotator.http.access import allow, allow_logged_in, has, me
from annotator.http.local_paths import local_path
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.language import _, ngettext
from annotator.operations.sets.claim_sets import add_claims
from annotator.queries.corpus.documents import title_of
from annotator.queries.desk.claim_notes import findings_on_claims
from annotator.queries.sets.claim_filters import chosen_names, claim_choices
from annotator.queries.sets.claim_sets import set_choices, sets_with_schemes
from annotator.queries.sets.claims_table import PAGE_SIZE, claims_page
from annotator.terms import Role
from annotator.web import query
from annotator.web.claim_columns import READERS, shown_columns
from annotator.web.forms.claims import NAMES, ClaimsForm, TickedClaimsForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.queries.sets.claim_filters import ClaimFilters

page = Blueprint("claims_table", __name__, url_prefix="/claims")


@page.get("")
@allow_logged_in
@query.reads(*NAMES, "filter", "order", "after", "columns", "wrap")
def listing() -> ResponseReturnValue:
    """Return the claims that the filters want."""
    reads_work, edits = has(*READERS), has(Role.EDITOR, Role.ADMINISTRATOR)
    form = ClaimsForm(formdata=query.parameters())
    filters, filtering = form.filters(of_work=reads_work), bool(query.asked("filter"))
    choices = claim_choices if filtering else lambda found: chosen_names(found, filters)
    sets = sets_with_schemes(session())
    labels = (label for one in sets.values() for label in one.scheme.verdicts)
    form.offer(((one.id, one.name) for one in sets.values()), choices(session()), labels)
    found = claims_page(
        session(), me().id, filters, order=query.asked("order"), after=query.number("after")
    )
    columns = shown_columns(query.asked("columns"))
    claim_ids = [line.claim_id for line in found.lines]
    return render_template(
        "claims/table.html",
        claims=found,
        sets=sets,
        form=form,
        filtering=filtering,
        chosen=form.chosen(filters, _document(filters)),
        columns=columns,
        findings=findings_on_claims(session(), claim_ids) if "warnings" in columns else {},
        open_sets=set_choices(session()) if edits else [],
        page_size=PAGE_SIZE,
    )


def _document(filters: ClaimFilters) -> dict[str, str]:
    """Return the title of the document that the filters want."""
    if filters.document is None:
        return {}
    return {"document": title_of(session(), filters.document)}


@page.post("/add")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def add() -> ResponseReturnValue:
    """Put the ticked claims into a set."""
    form = TickedClaimsForm()
    form.claim_set.choices = [SelectChoice(set_id, name) for set_id, name in set_choices(session())]
    chosen = list(dict.fromkeys(form.claims.data or ()))
    if form.validate_on_submit() and chosen:
        new = add_claims(session(), claim_set_id=form.claim_set.data, claim_ids=chosen)
        notice(_added(new, known=len(chosen) - new), "done")
    else:
        notice(_("Nothing was added. Tick at least one claim and choose a set."), "note")
    return redirect(local_path(form.back.data or "") or url_for("claims_table.listing"))


def _added(new: int, *, known: int) -> str:
    added = ngettext("%(count)s claim added.", "%(count)s claims added.", new)
    if not known:
        return added
    before = ngettext(
        "%(count)s claim was already in the set.",
        "%(count)s claims were already in the set.",
        known,
    )
    return f"{added} {before}"
