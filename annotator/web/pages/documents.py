"""The documents and what was found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from annotator import schemes
from annotator.errors import BadInput
from annotator.http.access import allow, allow_logged_in
from annotator.http.answers import asked_by_script, for_script
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.language import _, ngettext
from annotator.operations.corpus.reextractions import extract_again
from annotator.operations.sets.claim_sets import add_claims, make_set
from annotator.queries.corpus.candidates import candidates_said
from annotator.queries.corpus.documents import claim_ids_found, documents
from annotator.terms import Role, Worthiness
from annotator.web import query
from annotator.web.candidates import PARAMETERS, drawn, panes
from annotator.web.document_page import add_form, document_page
from annotator.web.forms.imports import ExtractionForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.web.forms.claim_sets import AddClaimsForm

page = Blueprint("documents", __name__, url_prefix="/documents")


@page.get("")
@allow_logged_in
@query.reads("words", "page")
def listing() -> ResponseReturnValue:
    """Return all documents, newest first."""
    words = query.asked("words").strip()
    number = query.page_number()
    found = documents(session(), number=number, words=words)
    return render_template("documents/list.html", documents=found, words=words)


@page.get("/<int:document_id>")
@allow_logged_in
@query.reads(*PARAMETERS)
def one(document_id: int) -> ResponseReturnValue:
    """Return one document beside its candidate claims; a script gets both panes alone."""
    found = panes(document_id)
    if asked_by_script():
        return for_script(html=drawn(found))
    return document_page(found)


@page.post("/<int:document_id>/claims")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads(*PARAMETERS)
def add(document_id: int) -> ResponseReturnValue:
    """Put claims of a document into a set, a new one if that is chosen."""
    found = panes(document_id)
    form = add_form(found)
    chosen = _chosen(document_id, form)
    if not form.validate_on_submit() or not chosen:
        if not chosen:
            form.claims.errors = [_("Select at least one claim.")]
        return document_page(found, form), 422
    try:
        claim_set_id = form.claim_set.data or _new_set(form.name.data or "")
    except BadInput as error:
        form.blame(error)
        return document_page(found, form), 422
    new = add_claims(session(), claim_set_id=claim_set_id, claim_ids=chosen)
    notice(_added(new, known=len(chosen) - new), "done")
    return redirect(url_for("claim_sets.one", claim_set_id=claim_set_id))


@page.post("/<int:document_id>/extraction")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads(*PARAMETERS)
def extract(document_id: int) -> ResponseReturnValue:
    """Let the worker read a document again."""
    form = ExtractionForm()
    if not form.validate_on_submit():
        return document_page(panes(document_id)), 422
    extract_again(session(), document_id=document_id, finely=form.finely.data)
    notice(_("The claims of this document are extracted again."), "done")
    return redirect(url_for("documents.one", document_id=document_id))


def _chosen(document_id: int, form: AddClaimsForm) -> list[int]:
    """Return the candidates that are ticked, or all of a kind, in the order of the text."""
    if form.which.data in ("worth", "all"):
        worth = [Worthiness.CFS] if form.which.data == "worth" else [None, *Worthiness]
        return list(dict.fromkeys(claim_ids_found(session(), [document_id], worth)))
    return candidates_said(session(), document_id, form.claims.data or ())


def _new_set(name: str) -> int:
    """Make a set with the usual rules, which its settings can change. Raises BadInput."""
    return make_set(
        session(), name=name, description="", overlap=2, scheme=schemes.SCHEMES[0], guideline=""
    )


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
