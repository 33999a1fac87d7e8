"""The bin: what was withdrawn, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from annotator.errors import NotFound
from annotator.http.access import allow
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.language import _
from annotator.operations.bin.kinds import BIN
from annotator.terms import Role
from annotator.web import query

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.operations.bin.kinds import BinKind

page = Blueprint("bin", __name__, url_prefix="/bin")


@page.get("")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def first() -> ResponseReturnValue:
    """Return what was withdrawn of the first kind."""
    return redirect(url_for("bin.listing", name=BIN[0].key))


@page.get("/<name>")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads("before")
def listing(name: str) -> ResponseReturnValue:
    """Return what was withdrawn of a kind, newest first."""
    kind = _kind(name)
    found = kind.listed(session(), query.number("before"))
    return render_template("bin/list.html", kinds=BIN, kind=kind, found=found)


@page.post("/<name>/<int:subject>/restore")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def restore(name: str, subject: int) -> ResponseReturnValue:
    """Put something back."""
    _kind(name).restore(session(), subject)
    notice(_("Restored."), "done")
    return redirect(url_for("bin.listing", name=name))


def _kind(name: str) -> BinKind:
    for kind in BIN:
        if kind.key == name:
            return kind
    raise NotFound(_("There is no such page of the bin."))
