"""Scripts: each with its modules, in one request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.web import create_app, scripts
from annotator.web.bundles import ScriptError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask

    from tests.visitor import Visitor


def test_a_script_is_sent_with_all_its_modules_and_may_be_cached(
    visitor: Callable[..., Visitor],
) -> None:
    answer = visitor().get("/scripts/desk.js")
    assert answer.content_type == "text/javascript; charset=utf-8"
    assert '$modules["desk/points.js"]' in answer.text
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_script_that_does_not_exist_is_not_found(visitor: Callable[..., Visitor]) -> None:
    assert visitor().get("/scripts/nothing.js").status_code == 404
    assert visitor().get("/scripts/desk/points.js").status_code == 404


def test_no_module_is_left_out_of_all_scripts() -> None:
    sent = "".join(scripts.scripts().values())
    for path in scripts.FOLDER.rglob("*.js"):
        assert f'$modules["{path.relative_to(scripts.FOLDER).as_posix()}"]' in sent


def test_the_application_does_not_start_with_a_faulty_module(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desk.js").write_text('import { a } from "./times.js";\n')
    (tmp_path / "times.js").write_text("export function b() {}\n")
    monkeypatch.setattr(scripts, "FOLDER", tmp_path)
    monkeypatch.setattr(scripts, "scripts", scripts.scripts.__wrapped__)
    settings, database = app.extensions["claimbook"]
    with pytest.raises(ScriptError, match=r"desk\.js imports a from times\.js"):
        create_app(settings, database)
