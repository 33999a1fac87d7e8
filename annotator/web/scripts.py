"""Scripts: each file in `static` itself is one, sent with all modules that it imports."""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING

from flask import Blueprint, abort, url_for

from annotator.http.access import allow_anybody
from annotator.settings import ROOT
from annotator.web.bundles import bundle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask
    from flask.typing import ResponseReturnValue

FOLDER = ROOT / "annotator" / "web" / "static"

page = Blueprint("scripts", __name__)


def set_up_scripts(app: Flask) -> None:
    """Serve the scripts. Raises ScriptError for a module that cannot be bundled."""
    scripts()
    app.register_blueprint(page)


@page.get("/scripts/<name>.js")
@allow_anybody
def one(name: str) -> ResponseReturnValue:
    """Return a script. Its address has the hash of its text, so browsers may cache it forever."""
    if name not in scripts():
        abort(404)
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return scripts()[name], 200, {"Content-Type": "text/javascript; charset=utf-8", **kept}


def script(name: str) -> str:
    """Return the address of a script."""
    version = hashlib.sha256(scripts()[name].encode()).hexdigest()[:10]
    return url_for("scripts.one", name=name, v=version)


@functools.cache
def scripts() -> Mapping[str, str]:
    """Return the text of each script by its name."""
    return {path.stem: bundle(FOLDER, path.name) for path in sorted(FOLDER.glob("*.js"))}
