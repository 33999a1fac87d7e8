"""The page of a document: both panes with the form that puts ticked candidates into a set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template
from wtforms import SelectChoice

from annotator.http.access import has
from annotator.http.transaction import session
from annotator.language import _, ngettext
from annotator.queries.corpus.candidates import has_edits
from annotator.queries.corpus.claims import sets_with_claims_of
from annotator.queries.corpus.corrections import correction_of
from annotator.queries.corpus.publications import publications_of
from annotator.queries.corpus.topics import topics_of_documents
from annotator.queries.sets.claim_sets import set_choices
from annotator.terms import Role
from annotator.web.forms.claim_sets import NEW_SET, AddClaimsForm
from annotator.web.forms.imports import LANGUAGES, ExtractionForm

if TYPE_CHECKING:
    from annotator.web.candidates import Panes


def document_page(found: Panes, form: AddClaimsForm | None = None) -> str:
    """Return the page; `form` is what was sent to put candidates into a set."""
    document = found.document
    may_edit = has(Role.EDITOR, Role.ADMINISTRATOR)
    may_extract = (
        may_edit
        and not has_edits(session(), document.id)
        and not sets_with_claims_of(session(), document.id)
    )
    return render_template(
        "documents/one.html",
        document=document,
        found=found,
        form=(form or add_form(found)) if may_edit else None,
        correction=correction_of(session(), document.id),
        languages=LANGUAGES,
        topics=topics_of_documents(session(), [document.id])[document.id],
        publications=publications_of(session(), [document.id])[document.id],
        again=ExtractionForm(finely=document.finely) if may_extract else None,
    )


def add_form(found: Panes | None = None) -> AddClaimsForm:
    """Return the form that puts candidates into a set, a new one among the choices."""
    form = AddClaimsForm()
    sets = [SelectChoice(set_id, name) for set_id, name in set_choices(session())]
    form.claim_set.choices = [*sets, SelectChoice(NEW_SET, _("New set…"))]
    every, worth = (found.counts.every, found.counts.worth) if found else (0, 0)
    form.which.choices = [
        SelectChoice("ticked", _("the ticked ones")),
        SelectChoice(
            "worth",
            ngettext(
                "%(count)s worth checking, on all pages",
                "%(count)s worth checking, on all pages",
                worth,
            ),
        ),
        SelectChoice(
            "all",
            ngettext(
                "%(count)s candidate, on all pages", "%(count)s candidates, on all pages", every
            ),
        ),
    ]
    return form
