"""Speakers: the list, and one with its names, documents and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint

from annotator.http.access import allow, allow_logged_in
from annotator.queries.corpus.name_registers import SPEAKERS
from annotator.terms import Role
from annotator.web import query
from annotator.web.forms.names import SpeakerForm
from annotator.web.names import NamePages

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("speakers", __name__, url_prefix="/speakers")
pages = NamePages("speakers", SPEAKERS, SpeakerForm)


@page.get("")
@allow_logged_in
@query.reads("words", "after")
def listing() -> ResponseReturnValue:
    """Return the speakers of all documents, in the order of their names."""
    return pages.listing()


@page.get("/<int:row_id>")
@allow_logged_in
@query.reads("after")
def one(row_id: int) -> ResponseReturnValue:
    """Return one speaker."""
    return pages.one(row_id)


@page.post("/<int:row_id>/names")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads("after")
def change(row_id: int) -> ResponseReturnValue:
    """Save the names of a speaker."""
    return pages.change(row_id)


@page.post("/<int:row_id>/merge")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads("after")
def merge(row_id: int) -> ResponseReturnValue:
    """Merge other speakers into this one."""
    return pages.merge(row_id)


@page.post("/<int:row_id>/merges/<int:merge_id>/undo")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def undo(row_id: int, merge_id: int) -> ResponseReturnValue:
    """Undo a merge."""
    return pages.undo(row_id, merge_id)
