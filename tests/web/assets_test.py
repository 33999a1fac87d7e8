"""Assets: each under an address with its hash, scripts with their modules, styles in layers."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from annotator.web import assets, create_app, styles
from annotator.web.bundles import ScriptError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask

    from tests.visitor import Visitor

NAMES = ("claimbook.css", "pages/desk.css", "desk.js", "icons.svg", "mark.svg", *assets.EARLY)


@pytest.mark.parametrize("name", NAMES)
def test_an_asset_has_its_hash_in_its_name_and_may_be_kept(
    app: Flask, visitor: Callable[..., Visitor], name: str
) -> None:
    address = _address(app, name)
    answer = visitor().get(address)
    assert hashlib.sha256(answer.data).hexdigest()[:10] in address.rsplit("/", 1)[1]
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["desk.js", "claimbook.css", "desk/points.js", "../settings.py"])
def test_what_is_no_address_of_an_asset_is_not_found(
    visitor: Callable[..., Visitor], path: str
) -> None:
    assert visitor().get(f"/assets/{path}").status_code == 404


def test_a_script_is_sent_with_all_its_modules(app: Flask, visitor: Callable[..., Visitor]) -> None:
    answer = visitor().get(_address(app, "desk.js"))
    assert answer.content_type == "text/javascript; charset=utf-8"
    assert '$modules["desk/points.js"]' in answer.text


def test_no_module_is_left_out_of_all_scripts(app: Flask, visitor: Callable[..., Visitor]) -> None:
    sent = "".join(
        visitor().get(_address(app, file.name)).text for file in assets.FOLDER.glob("*.js")
    )
    for path in assets.FOLDER.rglob("*.js"):
        assert f'$modules["{path.relative_to(assets.FOLDER).as_posix()}"]' in sent


def test_the_application_does_not_start_with_a_faulty_module(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desk.js").write_text('import { a } from "./times.js";\n')
    (tmp_path / "times.js").write_text("export function b() {}\n")
    monkeypatch.setattr(assets, "FOLDER", tmp_path)
    monkeypatch.setattr(assets, "_by_name", assets._by_name.__wrapped__)
    settings, database = app.extensions["claimbook"]
    with pytest.raises(ScriptError, match=r"desk\.js imports a from times\.js"):
        create_app(settings, database)


def test_the_style_holds_every_file_in_the_layer_of_its_place(
    app: Flask, visitor: Callable[..., Visitor]
) -> None:
    sent = visitor().get(_address(app, "claimbook.css")).text
    folder = assets.FOLDER / "styles"
    files = [path.relative_to(folder) for path in sorted(folder.rglob("*.css"))]
    assert {path.parts[0].removesuffix(".css") for path in files} == set(styles.LAYERS)
    shared = [path for path in files if path.parts[0] != "pages"]
    assert sent.count("@layer ") == len(shared) + 1
    assert sent.count("{") == sent.count("}")


def test_a_page_loads_the_sheet_of_its_folder_alone(
    app: Flask, visitor: Callable[..., Visitor]
) -> None:
    page = visitor("rita").text("/sets/#1/review")
    assert re.findall(r'rel="stylesheet" href="([^"]+)"', page) == [
        _address(app, name) for name in ("claimbook.css", "pages/review.css")
    ]
    sent = visitor().get(_address(app, "pages/review.css")).text
    assert sent.startswith("@layer pages {")
    assert sent.count("{") == sent.count("}")


def test_every_font_of_the_style_exists_and_every_font_is_in_the_style(
    app: Flask, visitor: Callable[..., Visitor]
) -> None:
    sent = visitor().get(_address(app, "claimbook.css")).text
    named = re.findall(r"url\(([^)]+)\)", sent)
    assert len(named) == len(list(assets.FOLDER.glob("fonts/*.woff2")))
    assert {visitor().get(f"/assets/{path}").status_code for path in named} == {200}


def _address(app: Flask, name: str) -> str:
    with app.test_request_context():
        return assets.asset(name)
