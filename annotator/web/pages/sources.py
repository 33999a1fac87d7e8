"""The sources of a claim on the desk: brought in by address, text, file or search, and read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, url_for

from annotator.errors import BadInput, NotFound, Refused
from annotator.http.access import allow, me
from annotator.http.answers import asked_by_script, for_script
from annotator.http.notices import notice
from annotator.http.transaction import session, settings
from annotator.language import _
from annotator.operations.desk import closed_sources, fetches
from annotator.queries.desk.desk import desk_item
from annotator.queries.sources.fetches import one_source
from annotator.queries.sources.search import search
from annotator.terms import FetchState, Origin, Role
from annotator.tokens import token_in
from annotator.web import query
from annotator.web.forms.sources import AddressForm, FileForm, FoundForm, TextForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.queries.sources.fetches import OpenSource
    from annotator.tokens import Token

page = Blueprint("sources", __name__, url_prefix="/desk/<token:assignment_id>/sources")


@page.get("")
@allow(Role.ANNOTATOR)
@query.reads("words")
def add(assignment_id: Token) -> ResponseReturnValue:
    """Return the ways to bring a source in; with `words`, what a search finds."""
    return _ways(assignment_id)


@page.get("/<token:fetch_id>")
@allow(Role.ANNOTATOR)
@query.reads("start", "end")
def one(assignment_id: Token, fetch_id: Token) -> ResponseReturnValue:
    """Return one source: its text, or how far it is; with `start` and `end`, at that passage."""
    source, text = one_source(session(), assignment_id, fetch_id, me().id)
    place = [query.number(name) for name in ("start", "end")]
    return render_template(
        "desk/source.html",
        assignment_id=assignment_id,
        source=source,
        text=text,
        place=place,
        address_form=_try_again(source),
    )


@page.post("/address")
@allow(Role.ANNOTATOR)
@query.reads("words")
def ask(assignment_id: Token) -> ResponseReturnValue:
    """Ask the worker for what is at an address."""
    form = AddressForm()
    if not settings().fetching:
        raise Refused(
            _("Fetching is switched off on this server. Paste the text or upload a file.")
        )
    if not form.validate_on_submit() or form.page.address is None:
        return _ways(assignment_id, address_form=form), 422
    fetch_id = fetches.ask(
        session(),
        **_mine(assignment_id),
        url=form.page.address,
        instead_of=token_in(form.instead_of.data),
    )
    return _opened(assignment_id, fetch_id)


@page.post("/file")
@allow(Role.ANNOTATOR)
@query.reads("words")
def upload(assignment_id: Token) -> ResponseReturnValue:
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
@query.reads("words")
def paste(assignment_id: Token) -> ResponseReturnValue:
    """Keep a pasted text."""
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
def open_found(assignment_id: Token) -> ResponseReturnValue:
    """Open what a search has found."""
    document_id, fetch_id = FoundForm().ids()
    if document_id is not None:
        opened = fetches.open_document(session(), **_mine(assignment_id), document_id=document_id)
    elif fetch_id is not None:
        opened = fetches.open_again(session(), **_mine(assignment_id), fetch_id=fetch_id)
    else:
        raise NotFound(_("This source does not exist. Search again."))
    return _opened(assignment_id, opened)


@page.post("/<token:fetch_id>/close")
@allow(Role.ANNOTATOR)
def close(assignment_id: Token, fetch_id: Token) -> ResponseReturnValue:
    """Put a source out of the way."""
    closed_sources.close(session(), **_mine(assignment_id), fetch_id=fetch_id)
    if asked_by_script():
        return for_script()
    notice(_("Source closed. You can reopen it under “+ Source”."), "note")
    return redirect(url_for("sources.add", assignment_id=assignment_id))


@page.post("/<token:fetch_id>/reopen")
@allow(Role.ANNOTATOR)
def reopen(assignment_id: Token, fetch_id: Token) -> ResponseReturnValue:
    """Open again what was closed."""
    closed_sources.reopen(session(), **_mine(assignment_id), fetch_id=fetch_id)
    return _opened(assignment_id, fetch_id)


def _try_again(source: OpenSource) -> AddressForm | None:
    """Return the address that could not be fetched, to be corrected and asked for again."""
    failed = source.state is FetchState.FAILED and source.origin is Origin.FETCHED
    if not failed or not settings().fetching:
        return None
    return AddressForm(formdata=None, page=source.url, instead_of=source.id)


def _mine(assignment_id: Token) -> dict[str, Any]:
    return {"assignment_id": assignment_id, "annotator_id": me().id}


def _opened(assignment_id: Token, fetch_id: Token) -> ResponseReturnValue:
    return redirect(url_for("sources.one", assignment_id=assignment_id, fetch_id=fetch_id))


def _ways(assignment_id: Token, **forms: Any) -> str:
    item = desk_item(session(), assignment_id, me().id)
    words = query.asked("words").strip()
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
