"""Imports of documents: what comes in, what a person confirms, and what became of it."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from wtforms import SelectChoice

from annotator.cleaning import whole_number
from annotator.http.access import allow, me
from annotator.http.answers import asked_by_script, for_script
from annotator.http.limits import accept_parts
from annotator.http.notices import notice
from annotator.http.transaction import alone, database, session
from annotator.http.uploads import store
from annotator.import_states import ImportState
from annotator.imports import SUFFIXES, may_be_read
from annotator.imports.edits import LANGUAGE, ShownText, seen_options
from annotator.imports.incoming import FIELDS, first_words
from annotator.imports.limits import MOST_MEMBERS
from annotator.imports.options import ImportOptions
from annotator.imports.preview import Preview
from annotator.imports.questions import Answers
from annotator.language import _, lazy, ngettext
from annotator.operations.corpus import imports
from annotator.operations.corpus.documents import begin_import, label_of
from annotator.operations.corpus.file_answers import answer_questions
from annotator.operations.corpus.preview_edits import save_preview
from annotator.operations.corpus.uploads import add_addresses, end_upload
from annotator.queries.corpus.imports import import_of
from annotator.queries.corpus.imports import imports as listed
from annotator.queries.corpus.previews import rows_after
from annotator.queries.corpus.uploads import remembered_columns
from annotator.queries.sets.claim_sets import set_choices
from annotator.records import DocumentMetadata
from annotator.terms import Role
from annotator.web import query
from annotator.web.forms.imports import LANGUAGES, ImportForm, missing_models
from annotator.web.forms.previews import PreviewForm, given_answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue

    from annotator.operations.corpus.preview_edits import SavedPreview
    from annotator.queries.corpus.imports import Import
    from annotator.queries.corpus.previews import PreviewRow

page = Blueprint("imports", __name__, url_prefix="/imports")

CHANGED = lazy("Another person or tab changed the same text. Press “Save changes” to see both.")


class DrawnRow(NamedTuple):
    """A row of a preview on the page: as it is kept, or as it was typed beside what is kept."""

    row: PreviewRow
    shown: ShownText
    errors: Mapping[str, str]
    is_conflict: bool


@page.get("")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads("before")
def listing() -> ResponseReturnValue:
    """Return all imports, newest first."""
    before = whole_number(query.asked("before"))
    found, following = listed(session(), before)
    return render_template("imports/list.html", imports=found, before=before, following=following)


@page.get("/new")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads("again")
def choose() -> ResponseReturnValue:
    """Choose files, paste a text, or give addresses; `again` are those that failed in an import."""
    form = ImportForm()
    if batch_id := whole_number(query.asked("again")):
        form.addresses.data = "\n".join(import_of(session(), batch_id).failed_addresses)
    return _new(form)


@page.post("/new")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@accept_parts(MOST_MEMBERS)
def take_in() -> ResponseReturnValue:
    """Store what comes in; the worker reads it for the preview."""
    form = ImportForm()
    valid = form.validate_on_submit()
    files = [*_chosen(), *_pasted(form)]
    if not files and not form.urls and valid:
        form.form_errors.append(_("Choose files, paste a text, or enter an address."))
        valid = False
    if not valid:
        return _new(form), 422
    names = [*(_name(file) for file in files), *form.urls]
    with database().reading() as known:
        answers = Answers(tables=remembered_columns(known))
    begin = partial(
        begin_import,
        label=label_of(names),
        user_id=me().id,
        options=ImportOptions(
            DocumentMetadata(language=LANGUAGE), answers=answers, accept_guesses=True
        ),
    )
    batch_id = alone(begin)
    store(batch_id, files)
    add_addresses(session(), batch_id=batch_id, first=len(files), addresses=form.urls)
    end_upload(session(), batch_id=batch_id)
    return redirect(url_for("imports.one", batch_id=batch_id))


@page.get("/<int:batch_id>")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads("after")
def one(batch_id: int) -> ResponseReturnValue:
    """Return the preview of an import, how far it is, and what became of each text."""
    return _one(import_of(session(), batch_id), whole_number(query.asked("after")) or 0)


@page.post("/<int:batch_id>/rows")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def save(batch_id: int) -> ResponseReturnValue:
    """Keep what a person changed in the preview, and show the page that they asked for."""
    batch = import_of(session(), batch_id)
    form, after = _preview_form(), whole_number(request.form.get("after", "")) or 0
    form.complete(batch)
    if not form.validate_on_submit():
        return _one(batch, _place(), form), 422
    saved = save_preview(session(), batch_id=batch_id, sent=form.sent())
    if not saved.kept:
        return _refused(batch_id, form, saved)
    if asked_by_script():
        return _saved(import_of(session(), batch_id), saved)
    notice(_("Changes saved. Nothing is imported yet."), "done")
    return redirect(url_for("imports.one", batch_id=batch_id, after=after or None))


@page.post("/<int:batch_id>/confirm")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def confirm(batch_id: int) -> ResponseReturnValue:
    """Keep what a person changed, and let the worker import what the preview shows."""
    batch = import_of(session(), batch_id)
    if batch.state is not ImportState.PREVIEWED:
        imports.confirm(session(), batch_id=batch_id)
        return redirect(url_for("imports.one", batch_id=batch_id))
    form = _preview_form()
    form.complete(batch)
    if not form.validate_on_submit():
        return _one(batch, _place(), form), 422
    saved = save_preview(session(), batch_id=batch_id, sent=form.sent())
    if not saved.kept or saved.moved:
        return _refused(batch_id, form, saved)
    imports.confirm(
        session(),
        batch_id=batch_id,
        claim_set_id=form.claim_set.data or None,
        ticks=True,
        by=me().id,
    )
    return redirect(url_for("imports.one", batch_id=batch_id))


@page.post("/<int:batch_id>/again")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def fetch_again(batch_id: int) -> ResponseReturnValue:
    """Let the worker fetch addresses again that it could not fetch: one, or all of them."""
    wanted = whole_number(request.form.get("file", ""))
    failed = [file.id for file in import_of(session(), batch_id).addresses]
    chosen = [file_id for file_id in failed if wanted in (None, file_id)]
    imports.fetch_again(session(), batch_id=batch_id, file_ids=chosen)
    return redirect(url_for("imports.one", batch_id=batch_id))


@page.post("/<int:batch_id>/answers")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def answer(batch_id: int) -> ResponseReturnValue:
    """Answer the questions about files; the worker reads them again."""
    answer_questions(session(), batch_id=batch_id, given=given_answers())
    return redirect(url_for("imports.one", batch_id=batch_id))


@page.post("/<int:batch_id>/cancel")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def cancel(batch_id: int) -> ResponseReturnValue:
    """Cancel an import; the worker deletes what it has stored."""
    imports.cancel(session(), batch_id=batch_id)
    return redirect(url_for("imports.one", batch_id=batch_id))


def _new(form: ImportForm) -> str:
    return render_template("imports/new.html", form=form, suffixes=SUFFIXES)


def _one(
    batch: Import, after: int, form: PreviewForm | None = None, saved: SavedPreview | None = None
) -> str:
    waits = batch.state is ImportState.PREVIEWED
    if waits and form is None:
        form = _preview_form()
        form.show(batch)
    found = rows_after(session(), batch.id, batch.options, after) if waits else None
    return render_template(
        "imports/one.html",
        batch=batch,
        form=form,
        rows=[_drawn(row, saved) for row in found.rows] if found else [],
        after=after,
        following=found.after if found else None,
        seen_options=seen_options(batch.options),
        saved=saved,
        ticked_words=ticked_words,
        import_words=import_words,
        languages=LANGUAGES,
        fields=("text", *FIELDS, "external_id"),
        missing_models=missing_models(),
    )


def ticked_words(new: int, texts: int) -> str:
    """Return how many texts are ticked."""
    return ngettext(
        "%(new)s of %(count)s text ticked", "%(new)s of %(count)s texts ticked", texts, new=new
    )


def import_words(new: int) -> str:
    """Return what the button says that imports them."""
    return ngettext("Import %(count)s text", "Import %(count)s texts", new)


def _drawn(row: PreviewRow, saved: SavedPreview | None) -> DrawnRow:
    typed = saved.touched.get(row.key) if saved else None
    errors = saved.errors.get(row.key, {}) if saved else {}
    is_conflict = bool(saved and row.key in saved.conflicts)
    return DrawnRow(row, typed or row.shown, errors, is_conflict)


def _saved(batch: Import, saved: SavedPreview) -> ResponseReturnValue:
    """Return what a page shows from now on: as much as the person has seen."""
    preview = batch.preview or Preview()
    new = preview.new - batch.left_out
    return jsonify(
        version=saved.version,
        options=seen_options(batch.options),
        seen={key: shown.seen for key, shown in saved.touched.items()},
        saved=_("Changes saved. Nothing is imported yet."),
        ticked=ticked_words(new, preview.texts),
        button=import_words(new),
    )


def _refused(batch_id: int, form: PreviewForm, saved: SavedPreview) -> ResponseReturnValue:
    status = 422 if saved.errors else 409
    if asked_by_script():
        message = next((said for row in saved.errors.values() for said in row.values()), CHANGED)
        return for_script(status, title=_("Not saved"), message=str(message))
    return _one(import_of(session(), batch_id), _place(), form, saved), status


def _place() -> int:
    """Return the texts that precede the page that was sent."""
    return whole_number(request.form.get("page", "")) or 0


def _preview_form() -> PreviewForm:
    form = PreviewForm()
    with database().reading() as looking:
        sets = set_choices(looking)
    form.claim_set.choices = [
        SelectChoice(0, _("No claim set yet")),
        *(SelectChoice(set_id, name) for set_id, name in sets),
    ]
    return form


def _chosen() -> list[FileStorage]:
    """Return the files chosen, and those of a folder whose kind can be read, as the command takes
    them.
    """
    folder = [
        file
        for file in request.files.getlist("folder")
        if file.filename and may_be_read(str(file.filename))
    ]
    return [file for file in request.files.getlist("files") if file.filename] + folder


def _pasted(form: ImportForm) -> list[FileStorage]:
    """Return a pasted text as a file, which its first words name."""
    text = form.pasted.data or ""
    if not text.strip():
        return []
    name = first_words(text.strip().partition("\n")[0]).replace("/", " ").replace("\\", " ")
    return [FileStorage(BytesIO(text.encode()), filename=f"{name}.txt")]


def _name(file: FileStorage) -> str:
    return str(file.filename)
