"""What an editor changes in a document: the pages below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from annotator.http.access import allow
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.language import _
from annotator.operations.corpus.withdrawals import withdraw_document
from annotator.queries.corpus.bin import BIN_DAYS
from annotator.queries.corpus.claims import sets_with_claims_of
from annotator.queries.corpus.documents import whole_document
from annotator.terms import Role
from annotator.web.forms.documents import WithdrawalForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("document_changes", __name__, url_prefix="/documents/<int:document_id>")


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
    withdraw_document(session(), document_id=document_id, reason=form.reason.data or "")
    notice(_("Document withdrawn. You can restore it from the bin."), "done")
    return redirect(url_for("documents.listing"))


def _withdrawal(document_id: int, form: WithdrawalForm) -> str:
    return render_template(
        "documents/withdrawal.html",
        document=whole_document(session(), document_id),
        claim_sets=sets_with_claims_of(session(), document_id),
        days=BIN_DAYS,
        form=form,
    )
