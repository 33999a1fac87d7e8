"""Each import contract of pyproject.toml catches what it is there for."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from annotator.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
]

#: For each contract, a module that breaks it: its path and what it imports.
OFFENCES = {
    "Imports only go down": ("models/offence.py", "from annotator.queries.sets import claim_sets"),
    "Inside queries, imports only go down": (
        "queries/corpus/offence.py",
        "from annotator.queries.review import reviews",
    ),
    "Inside operations, imports only go down": (
        "operations/offence/__init__.py",
        "from annotator.operations import locks",
    ),
    "Inside text, imports only go down": (
        "text/segments/offence.py",
        "from annotator.text.english import reading",
    ),
    "No circle between the modules of a package, not even for types": (
        "checks/finding.py",
        (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
            "    from annotator.checks.pace import too_fast"
        ),
    ),
    "Commands know nothing of HTTP": (
        "cli/offence.py",
        "from annotator.http import transaction",
    ),
    "Pages and commands never touch tables": (
        "web/pages/offence.py",
        "from annotator.models import Claim",
    ),
    "Only these modules see claims that not everybody may see": (
        "queries/corpus/offence.py",
        "from annotator.models.any_claims import AnyClaim",
    ),
    "Only these modules count judgements without asking who reads": (
        "queries/corpus/offence.py",
        "from annotator.queries.visibility.completeness import complete",
    ),
    "Only these modules see documents of imports that are not done, and withdrawn ones": (
        "queries/sources/offence.py",
        "from annotator.models.any_documents import AnyDocument",
    ),
    "The pure packages know no database and no web": ("agreement/offence.py", "import sqlalchemy"),
    "No transaction waits for a password hash: operations and queries never make one": (
        "operations/people/offence.py",
        "from annotator.passwords import new_password",
    ),
    "Flask and its forms live in pages and commands alone": (
        "operations/derived/offence.py",
        "import flask",
    ),
    "Pages do not know each other": (
        "web/pages/offence.py",
        "from annotator.web.pages import desk",
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of our code and of its contracts, to be broken."""
    shutil.copytree(
        ROOT / "annotator",
        tmp_path / "annotator",
        ignore=shutil.ignore_patterns("*.pyc", "static", "texts"),
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_has_an_offence() -> None:
    assert set(CONTRACTS) == set(OFFENCES)


def test_each_contract_is_broken_by_its_offence(copy: Path) -> None:
    for path, imported in OFFENCES.values():
        _add(copy, path, imported)
    told = _linted(copy)
    assert [name for name in CONTRACTS if f"{name} BROKEN" not in told] == []


def test_a_module_utils_that_hands_a_model_to_a_page_has_no_place(copy: Path) -> None:
    _add(copy, "utils.py", "from annotator.models import Claim")
    _add(copy, "web/pages/offence.py", "from annotator.utils import Claim")
    assert "Imports only go down BROKEN" in _linted(copy)


def _add(copy: Path, path: str, imported: str) -> None:
    """Put an import into a module, which is made where there is none."""
    module = copy / "annotator" / path
    module.parent.mkdir(parents=True, exist_ok=True)
    before = module.read_text(encoding="utf-8") if module.exists() else ""
    module.write_text(f"{before}\n{imported}\n", encoding="utf-8")


def _linted(copy: Path) -> str:
    """Return what the linter says of a copy, one line a contract."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
    ]
    done = subprocess.run(
        [*command, "--no-cache"], cwd=copy, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    return " ".join(done.stdout.split())
