"""Topics of a claim, beside those of its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from annotator.errors import BadInput
from annotator.http.access import allow
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.language import _
from annotator.operations.corpus.topics import set_claim_topics, topics_in
from annotator.queries.corpus.claims import one_claim
from annotator.queries.corpus.topics import all_topics, topics_of_claims
from annotator.terms import Role
from annotator.web.forms.documents import TopicsForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("topics", __name__, url_prefix="/claims/<int:claim_id>/topics")


@page.get("")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def edit(claim_id: int) -> ResponseReturnValue:
    """Return a form for the topics of a claim."""
    own = topics_of_claims(session(), [claim_id])[claim_id].own
    return _edit(claim_id, TopicsForm(topics=", ".join(topic.name for topic in own)))


@page.post("")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def change(claim_id: int) -> ResponseReturnValue:
    """Save the topics of a claim."""
    form = TopicsForm()
    if form.validate_on_submit():
        try:
            names = topics_in(form.topics.data or "")
            set_claim_topics(session(), claim_id=claim_id, names=names)
        except BadInput as error:
            form.blame(error)
        else:
            notice(_("Topics saved."), "done")
            return redirect(url_for("claims.one", claim_id=claim_id))
    return _edit(claim_id, form), 422


def _edit(claim_id: int, form: TopicsForm) -> str:
    return render_template(
        "documents/claim_topics.html",
        claim=one_claim(session(), claim_id),
        inherited=topics_of_claims(session(), [claim_id])[claim_id].inherited,
        topics=all_topics(session()),
        form=form,
    )
