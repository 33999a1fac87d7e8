"""The documents and what was found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for
from wtforms import SelectChoice

from annotator.http.access import allow, allow_logged_in, has
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.language import _, ngettext
from annotator.operations.corpus.reextractions import extract_again
from annotator.operations.sets.claim_sets import add_claims
from annotator.queries.corpus.claims import sets_with_claims_of
from annotator.queries.corpus.corrections import correction_of
from annotator.queries.corpus.documents import documents, whole_document
from annotator.queries.corpus.publications import publications_of
from annotator.queries.corpus.topics import topics_of_documents
from annotator.queries.desk.claim_notes import findings_on_claims
from annotator.queries.sets.claim_sets import set_choices
from annotator.terms import Role
from annotator.web import query
from annotator.web.forms.claim_sets import AddClaimsForm
from annotator.web.forms.imports import LANGUAGES, ExtractionForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.queries.corpus.documents import WholeDocument

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
def one(document_id: int) -> ResponseReturnValue:
    """Return one document with its claims marked."""
    return _one(whole_document(session(), document_id), _form())


@page.post("/<int:document_id>/claims")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def add(document_id: int) -> ResponseReturnValue:
    """Put claims of a document into a set."""
    document = whole_document(session(), document_id)
    form = _form()
    chosen = {found.claim_id for found in document.claims} & set(form.claims.data or ())
    if not form.validate_on_submit() or not chosen:
        if not chosen:
            form.claims.errors = [_("Select at least one claim.")]
        return _one(document, form), 422
    in_order = [found.claim_id for found in document.claims if found.claim_id in chosen]
    new = add_claims(session(), claim_set_id=form.claim_set.data, claim_ids=in_order)
    notice(_added(new, known=len(chosen) - new), "done")
    return redirect(url_for("claim_sets.one", claim_set_id=form.claim_set.data))


@page.post("/<int:document_id>/extraction")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def extract(document_id: int) -> ResponseReturnValue:
    """Let the worker read a document again."""
    form = ExtractionForm()
    if not form.validate_on_submit():
        return _one(whole_document(session(), document_id), _form()), 422
    extract_again(session(), document_id=document_id, finely=form.finely.data)
    notice(_("The claims of this document are extracted again."), "done")
    return redirect(url_for("documents.one", document_id=document_id))


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


def _one(document: WholeDocument, form: AddClaimsForm) -> str:
    may_add = has(Role.EDITOR, Role.ADMINISTRATOR)
    claim_ids = list(dict.fromkeys(found.claim_id for found in document.claims))
    findings = findings_on_claims(session(), claim_ids) if may_add else {}
    may_extract = may_add and not sets_with_claims_of(session(), document.id)
    return render_template(
        "documents/one.html",
        document=document,
        form=form,
        findings=findings,
        **_around(document.id),
        again=ExtractionForm(finely=document.finely) if may_extract else None,
    )


def _around(document_id: int) -> dict[str, object]:
    """Return what the head of a document's page shows beside what is known of it."""
    return {
        "correction": correction_of(session(), document_id),
        "languages": LANGUAGES,
        "topics": topics_of_documents(session(), [document_id])[document_id],
        "publications": publications_of(session(), [document_id])[document_id],
    }


def _form() -> AddClaimsForm:
    form = AddClaimsForm()
    form.claim_set.choices = [SelectChoice(set_id, name) for set_id, name in set_choices(session())]
    return form
