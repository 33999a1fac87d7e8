"""The sources of a claim on the desk: brought in by address, text, file or search, and read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request, url_for

from annotator.errors import BadInput, NotFound, Refused
from annotator.operations import fetches
from annotator.queries.desk import desk_item
from annotator.queries.fetches import one_source
from annotator.queries.search import search
from annotator.terms import Role
from annotator.web.access import allow, me
from annotator.web.forms.sources import AddressForm, FileForm, FoundForm, TextForm
from annotator.web.transaction import session, settings

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("sources", __name__, url_prefix="/desk/<int:assignment_id>/sources")


@page.get("")
@allow(Role.ANNOTATOR)
def add(assignment_id: int) -> ResponseReturnValue:
    """The ways to bring a source in; with `words`, what a search finds."""
    return _ways(assignment_id)


@page.get("/<int:fetch_id>")
@allow(Role.ANNOTATOR)
def one(assignment_id: int, fetch_id: int) -> ResponseReturnValue:
    """One source: its text, or how far it is; with `start` and `end`, at that passage."""
    source, text = one_source(session(), assignment_id, fetch_id, me().id)
    place = [request.args.get(name, type=int) for name in ("start", "end")]
    return render_template(
        "desk/source.html", assignment_id=assignment_id, source=source, text=text, place=place
    )


@page.post("/address")
@allow(Role.ANNOTATOR)
def ask(assignment_id: int) -> ResponseReturnValue:
    """Ask the worker for what is at an address."""
    form = AddressForm()
    if not settings().fetching:
        raise Refused("Fetching is switched off here. Paste the text, or upload a file.")
    if not form.validate_on_submit() or form.page.address is None:
        return _ways(assignment_id, address_form=form), 422
    return _opened(
        assignment_id, fetches.ask(session(), **_mine(assignment_id), url=form.page.address)
    )


@page.post("/file")
@allow(Role.ANNOTATOR)
def upload(assignment_id: int) -> ResponseReturnValue:
    """Keep a file for the worker to read."""
    form = FileForm()
    if not form.validate_on_submit():
        return _ways(assignment_id, file_form=form), 422
    try:
        fetch_id = fetches.upload(
            session(),
            **_mine(assignment_id),
            name=str(form.file.data.filename),
            # One byte more than may come tells that it is too large.
            data=form.file.data.stream.read(fetches.MOST_BYTES + 1),
        )
    except BadInput as error:
        form.blame(error)
        return _ways(assignment_id, file_form=form), 422
    return _opened(assignment_id, fetch_id)


@page.post("/text")
@allow(Role.ANNOTATOR)
def paste(assignment_id: int) -> ResponseReturnValue:
    """Keep a text that somebody pastes."""
    form = TextForm()
    if not form.validate_on_submit():
        return _ways(assignment_id, text_form=form), 422
    try:
        fetch_id = fetches.paste(session(), **_mine(assignment_id), given=form.given())
    except BadInput as error:
        form.blame(error)
        return _ways(assignment_id, text_form=form), 422
    return _opened(assignment_id, fetch_id)


@page.post("/found")
@allow(Role.ANNOTATOR)
def open_found(assignment_id: int) -> ResponseReturnValue:
    """Open what a search has found."""
    document_id, fetch_id = FoundForm().ids()
    if document_id is not None:
        opened = fetches.open_document(session(), **_mine(assignment_id), document_id=document_id)
    elif fetch_id is not None:
        opened = fetches.open_again(session(), **_mine(assignment_id), fetch_id=fetch_id)
    else:
        raise NotFound("That source is not there. Search again.")
    return _opened(assignment_id, opened)


def _mine(assignment_id: int) -> dict[str, Any]:
    return {"assignment_id": assignment_id, "annotator_id": me().id}


def _opened(assignment_id: int, fetch_id: int) -> ResponseReturnValue:
    return redirect(url_for("sources.one", assignment_id=assignment_id, fetch_id=fetch_id))


def _ways(assignment_id: int, **forms: Any) -> str:
    item = desk_item(session(), assignment_id, me().id)
    words = request.args.get("words", "").strip()
    fresh = {
        "address_form": AddressForm(formdata=None),
        "file_form": FileForm(formdata=None),
        "text_form": TextForm(formdata=None),
    }
    return render_template(
        "desk/add_source.html",
        assignment_id=assignment_id,
        item=item,
        words=words,
        found=search(session(), words, me().id) if words else (),
        found_form=FoundForm(formdata=None),
        fetching=settings().fetching,
        **{**fresh, **forms},
    )
