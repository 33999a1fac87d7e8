"""Assets: what pages load beside themselves. The address of each has the hash of its content, so
browsers may keep it forever.

- Each file of `static` itself whose name ends in .js is a script, sent with its modules.
- `claimbook.css` is what all pages share of `static/styles`; `pages/NAME.css` is for the templates
  of one folder.
- Fonts and pictures are sent as they are.
"""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, url_for
from jinja2 import pass_context

from annotator.http.access import allow_anybody
from annotator.settings import ROOT
from annotator.web import bundles, styles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from flask import Flask
    from jinja2.runtime import Context

FOLDER = ROOT / "annotator" / "web" / "static"
STYLE = "claimbook.css"
#: The letters of an English page: asked for before the style that names them has arrived.
EARLY = tuple(
    f"fonts/{face}-latin.woff2"
    for face in ("serif-400-normal", "serif-400-italic", "sans-400-normal", "sans-600-normal")
)
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_FONT = re.compile(r"(?<=url\()fonts/[\w.-]+(?=\))")

page = Blueprint("assets", __name__)


@dataclass(frozen=True, slots=True)
class _Asset:
    """A content and the address under `/assets/` that its hash gives it."""

    content: bytes
    address: str
    kind: str


def set_up_assets(app: Flask) -> None:
    """Serve the assets. Raises ScriptError for a module that cannot be bundled, KeyError for a
    font that does not exist.
    """
    _by_name()
    app.register_blueprint(page)


@page.get("/assets/<path:address>")
@allow_anybody
def one(address: str) -> Response:
    """Return an asset."""
    found = _by_address().get(address)
    if found is None:
        abort(404)
    answer = Response(found.content, content_type=found.kind)
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def asset(name: str) -> str:
    """Return the address of an asset. Raises KeyError for a name that none has."""
    return url_for("assets.one", address=_by_name()[name].address)


@pass_context
def page_sheet(context: Context) -> str | None:
    """Return the address of the sheet for the template that is drawn; None if it has none."""
    name = _sheet((context.name or "").partition("/")[0].removesuffix(".html"))
    return asset(name) if name in _by_name() else None


def early_fonts() -> list[str]:
    """Return the addresses of the fonts that every page in English needs."""
    return [asset(name) for name in EARLY]


@functools.cache
def _by_address() -> Mapping[str, _Asset]:
    return {found.address: found for found in _by_name().values()}


@functools.cache
def _by_name() -> Mapping[str, _Asset]:
    files = [*sorted(FOLDER.glob("*.svg")), *sorted(FOLDER.glob("fonts/*.woff2"))]
    found = {_name(file): _asset(_name(file), file.read_bytes()) for file in files}
    for file in sorted(FOLDER.glob("*.js")):
        found[file.name] = _asset(file.name, bundles.bundle(FOLDER, file.name).encode())
    style = _FONT.sub(lambda font: found[font[0]].address, styles.joined(FOLDER / "styles"))
    found[STYLE] = _asset(STYLE, style.encode())
    for name, sheet in styles.of_pages(FOLDER / "styles").items():
        found[_sheet(name)] = _asset(_sheet(name), sheet.encode())
    return found


def _sheet(name: str) -> str:
    return f"pages/{name}.css"


def _name(file: Path) -> str:
    return file.relative_to(FOLDER).as_posix()


def _asset(name: str, content: bytes) -> _Asset:
    stem, ending = name.rsplit(".", 1)
    version = hashlib.sha256(content).hexdigest()[:10]
    return _Asset(content, f"{stem}.{version}.{ending}", _KINDS[f".{ending}"])
