"""The claims of an import, of which a person ticks those that go into a set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for
from wtforms import SelectChoice

from annotator.cleaning import whole_number
from annotator.errors import BadInput
from annotator.http.access import allow
from annotator.http.notices import notice
from annotator.http.transaction import looking, session
from annotator.language import _, ngettext
from annotator.operations.sets.claim_sets import add_claims
from annotator.operations.sets.new_sets import make_named_set
from annotator.queries.corpus.imported_claims import claims_among, claims_of_import
from annotator.queries.corpus.imports import import_of
from annotator.queries.sets.claim_sets import set_choices
from annotator.terms import Role
from annotator.web import query
from annotator.web.forms.previews import ChosenClaimsForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("imported_claims", __name__, url_prefix="/imports")


@page.get("/<int:batch_id>/claims")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads("after", "ticks")
def listing(batch_id: int) -> ResponseReturnValue:
    """Return the claims of an import with ticks: those worth checking, all, or none."""
    batch = import_of(session(), batch_id)
    form = _form()
    form.claim_set.data = batch.claim_set_id or (0 if len(form.claim_set.choices) == 1 else None)
    if not batch.claim_set_id:
        form.new_set.data = "" if len(form.claim_set.choices) > 1 else batch.label
    return _page(batch_id, form, None)


@page.post("/<int:batch_id>/claims")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def add(batch_id: int) -> ResponseReturnValue:
    """Put the ticked claims into a set, or into a new one."""
    form = _form()
    chosen = form.claims.data or []
    wanted = claims_among(session(), batch_id, chosen)
    valid = form.validate_on_submit()
    if not wanted:
        form.claims.errors = [_("Tick at least one claim.")]
    if not valid or not wanted:
        return _page(batch_id, form, set(chosen)), 422
    try:
        set_id = form.claim_set.data or make_named_set(session(), name=form.new_set.data or "")
    except BadInput as error:
        form.new_set.errors = [str(error)]
        return _page(batch_id, form, set(chosen)), 422
    new = add_claims(session(), claim_set_id=set_id, claim_ids=wanted)
    notice(ngettext("%(count)s claim added.", "%(count)s claims added.", new), "done")
    after = whole_number(request.form.get("after", ""))
    if after:
        return redirect(url_for("imported_claims.listing", batch_id=batch_id, after=after))
    return redirect(url_for("claim_sets.one", claim_set_id=set_id))


def _page(batch_id: int, form: ChosenClaimsForm, chosen: set[int] | None) -> str:
    asking = request.method == "GET"
    after = query.number("after") if asking else whole_number(request.form.get("page", ""))
    ticks = query.asked("ticks") if asking else ""
    found = claims_of_import(looking(), batch_id, after or 0)
    if chosen is None:
        chosen = {
            claim.id
            for claim in found.claims
            if ticks == "all" or (ticks != "none" and claim.worth_checking)
        }
    return render_template(
        "imported_claims/list.html",
        batch=import_of(looking(), batch_id),
        form=form,
        claims=found.claims,
        chosen=chosen,
        ticks=ticks,
        after=after,
        following=found.after,
    )


def _form() -> ChosenClaimsForm:
    form = ChosenClaimsForm()
    form.claim_set.choices = [
        *(SelectChoice(set_id, name) for set_id, name in set_choices(looking())),
        SelectChoice(0, _("New set…")),
    ]
    return form
