"""Scripts: short files, sent as one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.web.scripts import FOLDER, SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor


def test_a_script_is_all_of_its_files_in_order(visitor: Callable[..., Visitor]) -> None:
    answer = visitor().get("/scripts/desk.js")
    parts = [(FOLDER / file).read_text(encoding="utf-8") for file in SCRIPTS["desk"]]
    assert answer.text == "\n".join(parts)
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_script_that_does_not_exist_is_not_found(visitor: Callable[..., Visitor]) -> None:
    assert visitor().get("/scripts/nothing.js").status_code == 404


def test_every_file_of_the_desk_is_sent_and_no_name_is_given_twice() -> None:
    files = {f"desk/{path.name}" for path in (FOLDER / "desk").glob("*.js")}
    assert {"times.js", *files} == set(SCRIPTS["desk"])
    named = [
        name
        for file in SCRIPTS["desk"]
        for name in re.findall(
            r"^(?:async )?(?:function|const|let|class) (\w+)",
            (FOLDER / file).read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    ]
    assert len(named) == len(set(named))
