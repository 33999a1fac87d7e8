"""The documentation, as the folder `docs` has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from annotator.errors import NotFound
from annotator.http.access import allow_logged_in
from annotator.language import _
from annotator.settings import ROOT

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("documentation", __name__, url_prefix="/documentation")

#: By name: an address names one of them, never a file.
DOCUMENTS = {file.stem: file for file in (ROOT / "docs").glob("*.md")}
# A mark for commands that write into the document; its reader would see it as text.
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@page.get("/<name>.md")
@allow_logged_in
def one(name: str) -> ResponseReturnValue:
    """Return a document; its links to others lead here too."""
    file = DOCUMENTS.get(name)
    if file is None:
        raise NotFound(_("There is no such document."))
    text = _COMMENT.sub("", file.read_text(encoding="utf-8"))
    return render_template("documentation/one.html", text=text)
