"""Imports of documents."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request, url_for
from wtforms import SelectChoice

from annotator.http.access import allow, me
from annotator.http.transaction import alone, database, session
from annotator.http.uploads import store
from annotator.imports import SUFFIXES, may_be_read
from annotator.imports.options import ImportOptions
from annotator.language import _
from annotator.operations.corpus import imports
from annotator.operations.corpus.documents import begin_import, label_of
from annotator.operations.corpus.uploads import end_upload
from annotator.queries.corpus.imports import import_of
from annotator.queries.sets.claim_sets import set_choices
from annotator.records import DocumentMetadata
from annotator.terms import Role
from annotator.web.forms.imports import ImportForm, missing_models

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.datastructures import FileStorage

page = Blueprint("imports", __name__, url_prefix="/imports")


@page.get("/new")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def choose() -> ResponseReturnValue:
    """Choose files."""
    return _page(_form())


@page.post("/new")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def take_in() -> ResponseReturnValue:
    """Store the files; the worker reads them for the preview."""
    form = _form()
    files = _chosen()
    valid = form.validate_on_submit()
    if not files:
        form.files.errors = [_("Choose at least one file.")]
    if not valid or not files:
        return _page(form), 422
    batch_id = alone(partial(begin_import, **_asked(form, files)))
    store(batch_id, files)
    end_upload(session(), batch_id=batch_id)
    return redirect(url_for("imports.one", batch_id=batch_id))


@page.get("/<int:batch_id>")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def one(batch_id: int) -> ResponseReturnValue:
    """Return the preview of an import, how far it is, and what became of each text."""
    return render_template("documents/imported.html", batch=import_of(session(), batch_id))


@page.post("/<int:batch_id>/confirm")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def confirm(batch_id: int) -> ResponseReturnValue:
    """Let the worker import what the preview shows."""
    imports.confirm(session(), batch_id=batch_id)
    return redirect(url_for("imports.one", batch_id=batch_id))


@page.post("/<int:batch_id>/cancel")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def cancel(batch_id: int) -> ResponseReturnValue:
    """Cancel an import; the worker deletes what it has stored."""
    imports.cancel(session(), batch_id=batch_id)
    return redirect(url_for("imports.one", batch_id=batch_id))


def _page(form: ImportForm) -> str:
    return render_template(
        "documents/import.html",
        form=form,
        suffixes=SUFFIXES,
        missing_models=missing_models(),
    )


def _form() -> ImportForm:
    form = ImportForm()
    with database().reading() as looking:
        sets = set_choices(looking)
    form.claim_set.choices = [
        SelectChoice(0, _("No claim set yet")),
        *(SelectChoice(set_id, name) for set_id, name in sets),
    ]
    return form


def _asked(form: ImportForm, files: list[FileStorage]) -> dict[str, Any]:
    unstated = DocumentMetadata(
        title=form.title.data or None,
        url=form.url.address,
        outlet=form.outlet.data or None,
        published=form.date.date,
        language=form.language.data,
    )
    return {
        "label": label_of([str(file.filename) for file in files]),
        "user_id": me().id,
        "claim_set_id": form.claim_set.data or None,
        # The person who confirms the preview sees the guesses there.
        "options": ImportOptions(unstated, finely=form.finely.data, accept_guesses=True),
    }


def _chosen() -> list[FileStorage]:
    """Return the files chosen, and those of a folder whose kind can be read, as the command takes
    them.
    """
    folder = [file for file in request.files.getlist("folder") if may_be_read(str(file.filename))]
    return [file for file in request.files.getlist("files") if file.filename] + folder
