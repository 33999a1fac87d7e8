"""What an editor changes in a document: the pages below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from annotator.errors import BadInput
from annotator.http.access import allow
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.language import _
from annotator.operations.corpus.corrections import correct_text
from annotator.operations.corpus.edits import edit_document
from annotator.operations.corpus.publications import add_publication, remove_publication
from annotator.operations.corpus.withdrawals import withdraw_document
from annotator.queries.corpus.bin import BIN_DAYS
from annotator.queries.corpus.claims import sets_with_claims_of
from annotator.queries.corpus.document_settings import document_settings
from annotator.queries.corpus.documents import whole_document
from annotator.queries.corpus.publications import publications_of
from annotator.queries.corpus.topics import all_topics
from annotator.terms import Role
from annotator.web.forms.documents import (
    CorrectionForm,
    DocumentForm,
    PublicationForm,
    WithdrawalForm,
)

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.queries.corpus.documents import WholeDocument

page = Blueprint("document_changes", __name__, url_prefix="/documents/<int:document_id>")


@page.get("/edit")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def edit(document_id: int) -> ResponseReturnValue:
    """Return a form with what is known of the document."""
    return _edit(document_id, DocumentForm.showing(document_settings(session(), document_id)))


@page.post("/edit")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def change(document_id: int) -> ResponseReturnValue:
    """Save what is known of the document."""
    form = DocumentForm()
    if form.validate_on_submit():
        try:
            changed = edit_document(
                session(), document_id=document_id, seen=form.version_seen, given=form.given()
            )
        except BadInput as error:
            form.blame(error)
        else:
            notice(_("Changes saved.") if changed else _("Nothing was changed."), "done")
            return redirect(url_for("documents.one", document_id=document_id))
    return _edit(document_id, form), 422


@page.post("/publications")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def publish(document_id: int) -> ResponseReturnValue:
    """Note that the text was published elsewhere too."""
    form = PublicationForm()
    if form.validate_on_submit():
        try:
            add_publication(
                session(),
                document_id=document_id,
                outlet=form.outlet.data or "",
                date=form.date.data or "",
                url=form.url.data or "",
            )
        except BadInput as error:
            form.blame(error)
        else:
            notice(_("Publication added."), "done")
            return redirect(url_for("document_changes.publications", document_id=document_id))
    return _publications(document_id, form), 422


@page.get("/publications")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def publications(document_id: int) -> ResponseReturnValue:
    """Return where the text was published, and a form for a further publication."""
    return _publications(document_id, PublicationForm())


@page.post("/publications/<int:publication_id>/remove")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def unpublish(document_id: int, publication_id: int) -> ResponseReturnValue:
    """Remove a further publication."""
    remove_publication(session(), document_id=document_id, publication_id=publication_id)
    notice(_("Publication removed."), "done")
    return redirect(url_for("document_changes.publications", document_id=document_id))


@page.get("/correction")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def correction(document_id: int) -> ResponseReturnValue:
    """Return a form with the text of the document."""
    document = whole_document(session(), document_id)
    return _correction(document, CorrectionForm(text=document.text))


@page.post("/correction")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def correct(document_id: int) -> ResponseReturnValue:
    """Add a document with the corrected text, which supersedes this one."""
    form = CorrectionForm()
    if form.validate_on_submit():
        try:
            new_id = correct_text(session(), document_id=document_id, text=form.text.data or "")
        except BadInput as error:
            form.blame(error)
        else:
            notice(_("Corrected text saved. Its claims are being extracted."), "done")
            return redirect(url_for("documents.one", document_id=new_id))
    return _correction(whole_document(session(), document_id), form), 422


@page.get("/withdrawal")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def withdrawal(document_id: int) -> ResponseReturnValue:
    """Return what a withdrawal of the document takes with it."""
    return _withdrawal(document_id, WithdrawalForm())


@page.post("/withdrawal")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def withdraw(document_id: int) -> ResponseReturnValue:
    """Withdraw the document."""
    form = WithdrawalForm()
    if not form.validate_on_submit():
        return _withdrawal(document_id, form), 422
    try:
        withdraw_document(session(), document_id=document_id, reason=form.reason.data or "")
    except BadInput as error:
        form.blame(error)
        return _withdrawal(document_id, form), 422
    notice(_("Document withdrawn. You can restore it from the bin."), "done")
    return redirect(url_for("documents.listing"))


def _edit(document_id: int, form: DocumentForm) -> str:
    return render_template(
        "documents/edit.html",
        document=whole_document(session(), document_id),
        topics=all_topics(session()),
        form=form,
    )


def _publications(document_id: int, form: PublicationForm) -> str:
    return render_template(
        "documents/publications.html",
        document=whole_document(session(), document_id),
        publications=publications_of(session(), [document_id])[document_id],
        form=form,
    )


def _correction(document: WholeDocument, form: CorrectionForm) -> str:
    return render_template("documents/correction.html", document=document, form=form)


def _withdrawal(document_id: int, form: WithdrawalForm) -> str:
    return render_template(
        "documents/withdrawal.html",
        document=whole_document(session(), document_id),
        claim_sets=sets_with_claims_of(session(), document_id),
        days=BIN_DAYS,
        form=form,
    )
