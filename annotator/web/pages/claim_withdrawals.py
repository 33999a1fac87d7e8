"""Withdrawing claims from a set: the page that asks once more, and for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from annotator.cleaning import whole_number
from annotator.errors import BadInput
from annotator.http.access import allow
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.language import _, ngettext
from annotator.operations.sets.withdrawals import withdraw_claims
from annotator.queries.corpus.bin import BIN_DAYS
from annotator.queries.sets.claim_sets import claim_set
from annotator.queries.sets.withdrawn_claims import claims_in_set
from annotator.terms import Role
from annotator.web import query
from annotator.web.forms.withdrawals import ClaimWithdrawalForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

page = Blueprint("claim_withdrawals", __name__, url_prefix="/sets/<int:claim_set_id>/withdrawal")


@page.get("")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads("claims")
def ask(claim_set_id: int) -> ResponseReturnValue:
    """Return the ticked claims with a field for the reason."""
    written = query.parameters().getlist("claims")
    chosen = [number for one in written if (number := whole_number(one)) is not None]
    return _page(claim_set_id, chosen, ClaimWithdrawalForm(formdata=None))


@page.post("")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def withdraw(claim_set_id: int) -> ResponseReturnValue:
    """Withdraw the claims."""
    form = ClaimWithdrawalForm()
    chosen = list(dict.fromkeys(form.claims.data or ()))
    if not form.validate_on_submit() or not chosen:
        return _page(claim_set_id, chosen, form), 422
    try:
        count = withdraw_claims(
            session(), claim_set_id=claim_set_id, claim_ids=chosen, reason=form.reason.data or ""
        )
    except BadInput as error:
        form.blame(error)
        return _page(claim_set_id, chosen, form), 422
    withdrawn = ngettext("%(count)s claim withdrawn.", "%(count)s claims withdrawn.", count)
    notice(_("%(withdrawn)s You can restore it from the bin.", withdrawn=withdrawn), "done")
    return redirect(url_for("claim_sets.one", claim_set_id=claim_set_id))


def _page(claim_set_id: int, chosen: Sequence[int], form: ClaimWithdrawalForm) -> str:
    return render_template(
        "claim_sets/withdrawal.html",
        claim_set=claim_set(session(), claim_set_id),
        claims=claims_in_set(session(), claim_set_id, chosen),
        days=BIN_DAYS,
        form=form,
    )
