"""The texts that the desk's scripts show."""

from __future__ import annotations

import json
import re

from annotator.terms import Stance
from annotator.web.assets import FOLDER
from annotator.web.desk.script_texts import script_texts

_USED = re.compile(r'textFor\(\s*(?:[^)]*\?\s*)?"([\w-]+)"(?:\s*:\s*"([\w-]+)")?')


def test_scripts_use_each_text_and_no_other() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.js"))
    used = {name for names in _USED.findall(scripts) for name in names if name}
    # A script takes a stance from the button that was pressed.
    assert used == set(json.loads(script_texts())) - set(Stance)
