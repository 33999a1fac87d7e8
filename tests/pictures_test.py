"""Pictures of the documentation: each is drawn by the command, and shown."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from annotator.settings import ROOT
from pictures import PICTURES

if TYPE_CHECKING:
    from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: What pages looked like before the design system: nothing draws it again.
KEPT = "design/before-"


def test_every_picture_of_the_documentation_is_drawn_by_the_command_and_shown() -> None:
    files = {path.relative_to(ROOT / "docs").as_posix() for path in ROOT.glob("docs/**/*.png")}
    drawn = {picture.file for picture in PICTURES}
    assert {file for file in files if not file.startswith(KEPT)} == drawn
    shown = set()
    for document in (*ROOT.glob("docs/*.md"), ROOT / "README.md"):
        found = re.findall(r"\]\((?:docs/)?([\w/.-]+\.png)\)", document.read_text(encoding="utf-8"))
        shown |= set(found)
    assert files == shown


@pytest.mark.browser
def test_the_command_draws_a_picture(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pictures", "design/login.png", "--into", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "design/login.png\n"
    assert (tmp_path / "design" / "login.png").read_bytes().startswith(SIGNATURE)
