"""Versions of a guideline: read, and compared with the one in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World


def test_an_earlier_version_is_read_and_compared_with_the_one_in_force(
    visitor: Callable[..., Visitor], world: World
) -> None:
    fields = {"name": "Verania", "overlap": "2", "state": "open"}
    editor, ann = visitor("ed"), visitor("ann")
    assert "Versions" not in ann.words("/sets/#1/guideline")
    editor.send("/sets/#1/edit", {**fields, "guideline": "Be *fair*.\n\nCite two sources."})
    editor.send("/sets/#1/edit", {**fields, "guideline": "Be *fair*.\n\nCite three sources."})
    earlier = ann.text("/sets/#1/guideline?version=2")
    assert "<em>fair</em>" in earlier
    assert "<del>Cite two sources.</del>" in earlier
    assert "<ins>Cite three sources.</ins>" in earlier
    assert "Changes since version" not in ann.text("/sets/#1/guideline?version=3")
    assert "Changes since version" not in ann.text("/sets/#1/guideline?version=x")
