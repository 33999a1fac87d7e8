"""The shape of the code: short files and functions, one class of a name, and who commits."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.settings import ROOT
from tests.addresses import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pytest

FOLDERS = ("annotator", "benchmarks", "tests", "torture")
LONGEST_FILE = 400
LONGEST_FUNCTION = 60

#: Who ends a transaction. A request has one, which `http/transaction.py` commits; these have one of
#: their own, each for its reason.
COMMITS = {
    "annotator/http/transaction.py": "the one commit of a request",
    "annotator/storage/database.py": "ends a read-only transaction on PostgreSQL",
    "annotator/http/identification.py": "counts a try to log in, whose answer may be a refusal",
    "annotator/web/pages/hints.py": "logs the hints that a page shows before it changes anything",
    "annotator/cli/": "a command commits each piece of its work",
    "annotator/jobs/": "a job commits each piece of its work",
}

#: What outlives an answer: a message for the next page, and the cookie.
KEEPS = {"flash", "session"}
#: Who uses it, since it may be kept only once a request is committed.
PROMISES = {
    "annotator/http/notices.py": "says what was done, after the commit",
    "annotator/http/cookies.py": "changes the log-in, after the commit",
}

#: Who uses a table past its class, which alone knows what not everybody may see.
PAST_CLASSES = {
    "annotator/operations/derived/queue_order.py": "updates many rows of the queue at once",
    "annotator/operations/derived/seats.py": "sets the seats of many claims at once",
    "annotator/operations/registers.py": "adds what everybody shares, such as outlets",
    "annotator/storage/upserts.py": "inserts",
}


#: An address with an id, which another database would not have. No row has the id 4711.
WITH_ID = re.compile(rf"(?<![\w#])/({'|'.join(TABLES)})/(?!4711)\d")


def trees(*folders: str) -> dict[str, ast.Module]:
    """Return each module of the folders, parsed, by its path in the repository."""
    files = (file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")))
    return {file.relative_to(ROOT).as_posix(): _tree(file) for file in files}


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def test_no_file_is_longer_than_the_limit(capsys: pytest.CaptureFixture[str]) -> None:
    lengths = {path: _lines(ROOT / path) for path in trees(*FOLDERS)}
    _print(capsys, "file", [n for path, n in lengths.items() if path.startswith("annotator/")])
    assert {path: n for path, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_function_is_longer_than_the_limit(capsys: pytest.CaptureFixture[str]) -> None:
    lengths = dict(_functions())
    _print(capsys, "function", [n for name, n in lengths.items() if name.startswith("annotator/")])
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}


def test_no_two_classes_have_one_name() -> None:
    names = Counter(
        node.name
        for tree in trees("annotator").values()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_only_those_named_here_commit() -> None:
    commits = {path for path, tree in trees("annotator").items() if any(_commits(tree))}
    assert {path for path in commits if not any(path.startswith(one) for one in COMMITS)} == set()
    # An unused exception is removed.
    assert [one for one in COMMITS if not any(path.startswith(one) for path in commits)] == []


def test_only_those_named_here_promise_that_something_is_done() -> None:
    promises = {p for p, tree in trees("annotator").items() if _names_of_flask(tree) & KEEPS}
    assert promises == set(PROMISES)


def test_a_redirect_leads_to_an_address_that_we_made_or_checked() -> None:
    unchecked = [
        f"{path}:{node.lineno}"
        for path, tree in trees("annotator/web", "annotator/http").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "redirect"
        for target in _parts(node.args[0])
        if getattr(getattr(target, "func", None), "id", "") not in ("url_for", "local_path")
    ]
    assert unchecked == []


def test_only_those_named_here_use_a_table_past_its_class() -> None:
    found = {
        path
        for path, tree in trees("annotator").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "__table__"
    }
    assert found == set(PAST_CLASSES)


def test_every_package_says_what_it_is_for_and_who_may_import_it() -> None:
    packages = {p: t for p, t in trees("annotator").items() if p.endswith("/__init__.py")}
    said = {path: (ast.get_docstring(tree) or "").split("\n\n") for path, tree in packages.items()}
    assert [path for path, parts in said.items() if len(parts) != 2] == []


def test_the_architecture_draws_every_package() -> None:
    drawn = (ROOT / "docs/architecture.md").read_text(encoding="utf-8").split("```")[1]
    rooms = [Path(p).parent.name for p in trees("annotator") if p.endswith("/__init__.py")]
    assert [room for room in rooms if f"{room}/" not in drawn] == []


def test_no_test_writes_an_id_into_an_address() -> None:
    written = [
        f"{path}:{node.lineno} {node.value}"
        for path, tree in trees("tests").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and WITH_ID.search(node.value)
    ]
    assert written == []


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _functions() -> Iterator[tuple[str, int]]:
    """Each function by its place, with its length in lines."""
    for path, tree in trees(*FOLDERS).items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1


def _commits(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "commit":
            yield node


def _names_of_flask(tree: ast.Module) -> set[str]:
    """Return what a module imports from Flask, by the name that it has there."""
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "flask"
        for alias in node.names
    }


def _parts(address: ast.expr) -> Sequence[ast.expr]:
    """Return what an address may be: the parts of “one or other”, else itself."""
    return address.values if isinstance(address, ast.BoolOp) else [address]


def _print(capsys: pytest.CaptureFixture[str], what: str, lengths: Sequence[int]) -> None:
    """Print the percentiles, so that a change of shape is seen in the output of `make test`."""
    ordered = sorted(lengths)
    median, ninetieth = ordered[len(ordered) // 2], ordered[len(ordered) * 9 // 10]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{what}: median {median}, 90th percentile {ninetieth}, longest {ordered[-1]} lines\n"
        )
