"""Imports of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for
from wtforms import SelectChoice

from annotator import imports
from annotator.errors import BadInput
from annotator.http.access import allow, me
from annotator.http.transaction import database, session
from annotator.language import _
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.queries.corpus.imports import import_of
from annotator.queries.sets.claim_sets import set_choices
from annotator.records import DocumentMetadata
from annotator.terms import Role
from annotator.web.forms.imports import ImportForm, missing_models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.typing import ResponseReturnValue
    from werkzeug.datastructures import FileStorage

    from annotator.imports.incoming import Incoming

page = Blueprint("imports", __name__, url_prefix="/imports")


@page.get("/new")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def choose() -> ResponseReturnValue:
    """Choose files."""
    return _page(_form())


@page.post("/new")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def take_in() -> ResponseReturnValue:
    """Take the texts in at once; the worker reads them for claims."""
    form = _form()
    files = _chosen()
    valid = form.validate_on_submit()
    if not files:
        form.files.errors = [_("Choose at least one file.")]
    if not valid or not files:
        return _page(form), 422
    # Read before anything is written: every writer would wait for a slow archive.
    texts = list(_texts(files))
    batch_id = begin_import(
        session(),
        label=", ".join(str(file.filename) for file in files[:5]),
        user_id=me().id,
        claim_set_id=form.claim_set.data or None,
    )
    try:
        import_texts(
            session(),
            batch_id=batch_id,
            incoming=texts,
            unstated=_unstated(form),
            finely=form.finely.data,
        )
    except BadInput as error:
        form.blame(error)
        return _page(form), 422
    return redirect(url_for("imports.one", batch_id=batch_id))


@page.get("/<int:batch_id>")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def one(batch_id: int) -> ResponseReturnValue:
    """Return how far an import is, and what became of each text."""
    return render_template("documents/imported.html", batch=import_of(session(), batch_id))


def _page(form: ImportForm) -> str:
    return render_template(
        "documents/import.html",
        form=form,
        suffixes=imports.SUFFIXES,
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


def _unstated(form: ImportForm) -> DocumentMetadata:
    return DocumentMetadata(
        title=form.title.data or None,
        url=form.url.address,
        outlet=form.outlet.data or None,
        published=form.date.date,
        language=form.language.data,
    )


def _chosen() -> list[FileStorage]:
    """Return the files chosen, and those of a folder whose kind can be read, as the command takes
    them.
    """
    folder = [
        file
        for file in request.files.getlist("folder")
        if str(file.filename).lower().endswith(imports.SUFFIXES)
    ]
    return [file for file in request.files.getlist("files") if file.filename] + folder


def _texts(files: list[FileStorage]) -> Iterator[Incoming]:
    for file in files:
        yield from imports.read(str(file.filename), file.stream.read())
