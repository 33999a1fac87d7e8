"""The scripts of a page, written as several short files and sent as one.

The files of one script share a scope, as the parts of one module: a browser then makes one request
where imports would make one for each file.
"""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING

from flask import Blueprint, abort, url_for

from annotator.http.access import allow_anybody
from annotator.settings import ROOT

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

FOLDER = ROOT / "annotator" / "web" / "static"
#: Each script and its files in `static`, in their order: a new file is a name here.
SCRIPTS = {
    "desk": (
        "times.js",
        *("desk/work.js", "desk/claim.js", "desk/points.js", "desk/rows.js"),
        *("desk/passages.js", "desk/sources.js", "desk/closing.js", "desk/findings.js"),
        *("desk/keys.js", "desk/guideline.js"),
        *("desk/server.js", "desk/outbox.js", "desk/begun.js"),
        *("desk/saving.js", "desk/kept.js"),
        *("desk/items.js", "desk/submitting.js", "desk/conflict.js"),
        "desk/start.js",
    ),
    "times": ("times.js",),
}

page = Blueprint("scripts", __name__)


@page.get("/scripts/<name>.js")
@allow_anybody
def one(name: str) -> ResponseReturnValue:
    """A script. Its address carries its content's hash, so a browser may keep it for ever."""
    if name not in SCRIPTS:
        abort(404)
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return joined(name), 200, {"Content-Type": "text/javascript; charset=utf-8", **kept}


def script(name: str) -> str:
    """The address of a script."""
    version = hashlib.sha256(joined(name).encode()).hexdigest()[:10]
    return url_for("scripts.one", name=name, v=version)


@functools.cache
def joined(name: str) -> str:
    """The files of a script, one after the other."""
    return "\n".join((FOLDER / file).read_text(encoding="utf-8") for file in SCRIPTS[name])
