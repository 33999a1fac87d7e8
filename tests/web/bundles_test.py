"""Bundles: modules in the order of their imports, and what cannot be bundled."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.web.bundles import ScriptError, bundle

if TYPE_CHECKING:
    from pathlib import Path

#: What one file holds, beside `other.js`, and what the refusal names.
REFUSED = (
    ('import { b } from "./missing.js";', "missing.js: no such file"),
    ('import { a } from "../../outside.js";', "outside.js: no such file"),
    ('import { c } from "./other.js";', "imports c from other.js"),
    ('import { hidden } from "./other.js";', "imports hidden from other.js"),
    ('import { a } from "./main.js";', "main.js → main.js"),
    ('import { a, a } from "./other.js";', "two of one name: a"),
    ('import { a } from "./other.js";\nimport { a } from "./other.js";', "two of one name: a"),
    ('import { a } from "./other.js";\nexport function a() {}', "two of one name: a"),
    ('import a from "./other.js";', "main.js, line 1: “import a from"),
    ('import * as a from "./other.js";', "line 1: “import"),
    ('import { a as b } from "./other.js";', "line 1: “import"),
    ('import "./other.js";', "line 1: “import"),
    ('import { a } from "other.js";', "line 1: “import"),
    ("import { a } from './other.js';", "line 1: “import"),
    ('// First.\n\nconst b = 1;\nimport { a } from "./other.js";', "line 4: “import"),
    ('import { a } from "./other.js";\nconst b = import("./other.js");', "line 2: “import("),
    ("const b = 1;\n\nexport default b;", "line 3: “export default"),
    ("const b = 1;\nexport { b };", "line 2: “export"),
    ("export let b = 1;", "line 1: “export let"),
    ("export const { b } = {};", "line 1: “export const"),
    ('export * from "./other.js";', "line 1: “export"),
    ("const b = `one\n// two`;", "a template literal goes over several lines"),
)


def test_a_module_comes_once_after_all_that_it_imports(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {
            "main.js": 'import {\n  a,\n} from "./one.js";\nimport { b } from "./in/two.js";\na();',
            "one.js": '// One.\n\nimport { b } from "./in/two.js";\n\nexport function a() {}\n',
            "in/two.js": 'import { C } from "../three.js";\nexport const b = new C();\n',
            "three.js": "export class C {}\nexport async function d() {}\n",
            "unused.js": "export default 1;\n",
        },
    )
    made = bundle(tmp_path, "main.js")
    assert _order(made) == ["three.js", "in/two.js", "one.js", "main.js"]
    assert 'const { C } = $modules["three.js"];' in made
    assert "return { C, d };" in made
    assert not re.search(r"^(import|export)\b", made, re.MULTILINE)


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_cannot_be_bundled_is_named(tmp_path: Path, text: str, message: str) -> None:
    other = "export function a() {}\nfunction hidden() {}\n"
    (tmp_path.parent / "outside.js").write_text(other)
    _write(tmp_path, {"main.js": f"{text}\n", "other.js": other})
    with pytest.raises(ScriptError, match=re.escape(message)):
        bundle(tmp_path, "main.js")


@given(st.dictionaries(st.integers(0, 5), st.frozensets(st.integers(0, 5))))
def test_imports_either_have_an_order_or_are_refused(
    tmp_path_factory: pytest.TempPathFactory, imports: dict[int, frozenset[int]]
) -> None:
    folder = tmp_path_factory.mktemp("modules")
    for number in range(6):
        lines = [f'import {{ a{to} }} from "./{to}.js";\n' for to in imports.get(number, ())]
        (folder / f"{number}.js").write_text(f"{''.join(lines)}export const a{number} = 1;\n")
    needed = {0}
    while more := {to for one in needed for to in imports.get(one, ())} - needed:
        needed |= more
    try:
        TopologicalSorter({one: imports.get(one, frozenset()) for one in needed}).prepare()
    except CycleError:
        with pytest.raises(ScriptError, match="import each other"):
            bundle(folder, "0.js")
        return
    order = [int(path.removesuffix(".js")) for path in _order(bundle(folder, "0.js"))]
    assert sorted(order) == sorted(needed)
    for one in order:
        assert all(order.index(to) < order.index(one) for to in imports.get(one, ()))


def _write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)


def _order(made: str) -> list[str]:
    return re.findall(r'^\$modules\["([^"]+)"\] = ', made, re.MULTILINE)
