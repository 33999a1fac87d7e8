"""The documents cannot drift from the code: whatever the code offers is named in its document."""

from __future__ import annotations

import pkgutil
import re
import shlex
from typing import TYPE_CHECKING, Any

import click
import pytest

from annotator import checks, imports, schemes, terms
from annotator.actions import Action
from annotator.agreement import STATISTICS
from annotator.cli import COMMANDS
from annotator.exports import FORMATS
from annotator.exports.table import COLUMNS
from annotator.imports.incoming import FIELDS
from annotator.jobs.registry import JOBS
from annotator.models import Base
from annotator.records import (
    DecisionRecord,
    Evidence,
    FindingRecord,
    JudgementRecord,
    LabelledClaim,
    MentionRecord,
)
from annotator.settings import ROOT, Settings
from annotator.storage.database import Database
from annotator.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum
    from pathlib import Path

    from annotator.agreement.statistic import Statistic
    from annotator.checks.finding import Check
    from annotator.jobs.kind import JobKind

DOCUMENTS = (
    *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG", "SECURITY")),
    *sorted((ROOT / "docs").glob("*.md")),
)
#: The change log may name what was removed.
OF_TODAY = tuple(document for document in DOCUMENTS if document.name != "CHANGELOG.md")
#: Where a path in a document may begin.
FOLDERS = (ROOT, ROOT / "annotator", ROOT / "annotator" / "web", ROOT / "annotator" / "text")
REQUIREMENTS = ("requirements.in", "requirements-dev.in")
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
ROLES = tuple(terms.Role)


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _headings(document: str) -> set[str]:
    """The headings of a document with what stands under each left out."""
    return set(re.findall(r"^#+ (.+)$", _outside_of_code(document), re.MULTILINE))


def _outside_of_code(document: str) -> str:
    return re.sub(r"^```.*?^```$", "", document, flags=re.MULTILINE | re.DOTALL)


def _anchors(document: str) -> set[str]:
    """What a link into the document may end in."""
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _headings(document))
    return {heading.replace(" ", "-") for heading in plain}


def _section(document: str, heading: str) -> str:
    """What stands under a heading, up to the next of the same or a higher level."""
    begin = re.search(rf"^(#+) {re.escape(heading)}$", document, re.MULTILINE)
    assert begin is not None, f"there is no heading “{heading}”"
    level = len(begin[1])
    end = re.search(rf"^#{{1,{level}}} ", document[begin.end() :], re.MULTILINE)
    return document[begin.end() :][: end.start() if end else None]


def _links(document: Path) -> Iterator[tuple[bool, str]]:
    for picture, target in LINK.findall(_outside_of_code(document.read_text(encoding="utf-8"))):
        if "://" not in target and not target.startswith("mailto:"):
            yield bool(picture), target


def _dependencies(name: str) -> list[str]:
    lines = (line.strip() for line in _read(name).splitlines())
    return [
        re.split(r"[<>=!~;\[ ]", line, maxsplit=1)[0]
        for line in lines
        if line and not line.startswith(("#", "-"))
    ]


def _commands() -> Iterator[tuple[str, click.Command]]:
    for command in COMMANDS:
        yield str(command.name), command
        if isinstance(command, click.Group):
            for inner in command.commands.values():
                yield f"{command.name} {inner.name}", inner


@pytest.mark.parametrize("key", [known.key for known in FORMATS])
def test_each_export_format_is_described(key: str) -> None:
    assert key in _headings(_read("docs/formats.md"))


def test_each_column_of_the_csv_export_is_described_in_its_order() -> None:
    table = _section(_read("docs/formats.md"), "csv")
    assert tuple(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == COLUMNS


def test_each_field_of_the_json_export_is_described() -> None:
    described = _section(_read("docs/formats.md"), "jsonl")
    for record in (
        LabelledClaim,
        MentionRecord,
        JudgementRecord,
        Evidence,
        FindingRecord,
        DecisionRecord,
    ):
        for name in record.__dataclass_fields__:
            assert f"`{name}`" in described, f"{record.__name__}.{name}"


@pytest.mark.parametrize("kind", JOBS, ids=lambda kind: str(kind.key))
def test_each_kind_of_job_is_described(kind: JobKind) -> None:
    described = _section(_read("docs/operations.md"), "Jobs")
    assert f"| `{kind.key}` | {kind.title} |" in described


@pytest.mark.parametrize("suffix", imports.SUFFIXES)
def test_each_kind_of_file_that_can_be_imported_is_described(suffix: str) -> None:
    headings = " and ".join(_headings(_read("docs/formats.md")))
    assert suffix in headings.split(" and ")


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_of_an_import_is_described(field: str) -> None:
    assert f"| `{field}` |" in _section(_read("docs/formats.md"), "Import")


@pytest.mark.parametrize("statistic", STATISTICS, ids=lambda statistic: str(statistic.key))
def test_each_statistic_is_described(statistic: Statistic[Any]) -> None:
    described = _section(_read("docs/agreement.md"), statistic.name)
    assert f"`{statistic.key}`" in described
    assert "**Source:**" in described
    assert "**Undefined**" in described


@pytest.mark.parametrize("key", schemes.SCHEMES)
def test_each_label_scheme_is_described_as_it_is(key: str) -> None:
    scheme = schemes.shipped(key)
    described = _section(_read("docs/schemes.md"), f"`{key}`: {scheme.name}")
    assert f"Version {scheme.version}." in described
    for label in scheme.verdicts:
        assert f"| `{label.code}` | {label.name} | {label.sign} | {label.meaning} |" in described


@pytest.mark.parametrize(
    "kind",
    [
        terms.CandidateDecision,
        terms.RejectionReason,
        terms.Checkability,
        terms.NotCheckableReason,
        terms.Stance,
        terms.Coverage,
        terms.SkipReason,
        terms.DisagreementKind,
        terms.Decision,
        terms.DisagreementReason,
        terms.Worthiness,
    ],
    ids=lambda kind: str(kind.__name__),
)
def test_each_label_beside_the_verdict_is_named(kind: type[StrEnum]) -> None:
    described = _section(_read("docs/schemes.md"), "Labels beside the verdict")
    for term in kind:
        assert f"`{term}`" in described


@pytest.mark.parametrize("basis", terms.Basis)
def test_each_basis_of_a_label_is_described(basis: terms.Basis) -> None:
    assert f"| `{basis}` |" in _section(_read("docs/formats.md"), "Label and basis")


@pytest.mark.parametrize("action", Action)
def test_each_action_of_the_trail_is_described(action: Action) -> None:
    assert f"`{action}`" in _section(_read("docs/audit.md"), "What is recorded")


def test_each_check_is_described_in_the_order_in_which_they_run() -> None:
    described = re.findall(r"^## `(\w+)`$", _read("docs/checks.md"), re.MULTILINE)
    assert described == [check.key for check in checks.CHECKS]


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: str(check.key))
def test_each_check_is_described_with_its_number_and_severity(check: Check) -> None:
    described = _section(_read("docs/checks.md"), f"`{check.key}`")
    number = (
        f"Number {check.number}, {check.severity}" if check.number else "not one of the nineteen"
    )
    assert number in described


@pytest.mark.parametrize("name", [name for name, _ in _commands()])
def test_each_command_is_described_with_its_options(name: str) -> None:
    command = dict(_commands())[name]
    described = _section(_read("docs/commands.md"), name)
    for parameter in command.params:
        for option in parameter.opts if isinstance(parameter, click.Option) else ():
            assert f"`{option}`" in described


def test_no_command_and_no_option_is_described_that_does_not_exist() -> None:
    known = dict(_commands())
    options = {o for command in known.values() for p in command.params for o in p.opts}
    described = _read("docs/commands.md")
    headings = re.findall(r"^#{2,3} (.+)$", _outside_of_code(described), re.MULTILINE)
    assert sorted(headings) == sorted(known)
    assert set(re.findall(r"`(--?[\w-]+)`", described)) - {"--help"} <= options


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.name))
def test_each_command_line_in_a_document_is_one_that_the_commands_take(document: Path) -> None:
    known = dict(_commands())
    text = document.read_text(encoding="utf-8")
    for line in re.findall(r"flask --app app ([a-z][^\n`;]*)", text):
        words = shlex.split(line.rstrip(".,"))
        inner = " ".join(words[:2])
        command = known.get(inner) or known[words[0]]
        given = {word for word in words if word.startswith("-")}
        assert given <= {option for parameter in command.params for option in parameter.opts}, line


@pytest.mark.parametrize("name", [name for file in REQUIREMENTS for name in _dependencies(file)])
def test_each_dependency_has_its_reason(name: str) -> None:
    lines = re.findall(
        r"^\| `([\w.-]+)(?:\[\w+\])?` \| \S", _read("docs/decisions.md"), re.MULTILINE
    )
    assert name in lines


def test_no_dependency_has_a_reason_that_is_not_there_any_more() -> None:
    lines = re.findall(r"^\| `([\w.-]+)(?:\[\w+\])?` \|", _read("docs/decisions.md"), re.MULTILINE)
    assert sorted(lines) == sorted(n for file in REQUIREMENTS for n in _dependencies(file))


def test_each_decision_says_what_why_and_when() -> None:
    text = _read("docs/decisions.md")
    for question in re.findall(r"^### (.+\?)$", text, re.MULTILINE):
        entry = _section(text, question)
        assert all(part in entry for part in ("**Chosen:**", "**Why:**", "**Others:**")), question
        assert re.search(r"\*\*Date:\*\* \d{4}-\d{2}-\d{2}\.$", entry.strip()), question


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_each_table_is_described(table: str) -> None:
    assert f"| `{table}` |" in _read("docs/tables.md")


def test_each_heading_of_tables_names_a_module_of_models() -> None:
    for name in re.findall(r"^## .*\(`(.*)`\)$", _read("docs/tables.md"), re.MULTILINE):
        assert (ROOT / "annotator" / "models" / name).is_file(), name


def test_each_setting_is_described() -> None:
    read = re.findall(r'"(CLAIMBOOK_\w+|DATABASE_URL|SECRET_KEY)"', _read("annotator/settings.py"))
    described = _section(_read("docs/administration.md"), "Settings")
    assert set(re.findall(r"^\| `(\w+)` \|", described, re.MULTILINE)) == set(read)


def test_each_address_is_described_with_those_who_may_see_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'never-opened.sqlite'}"
    app = create_app(Settings(url, "for tests"), Database(url))
    rows = re.findall(
        r"^\| (`/.*) \| (.+) \|$",
        _section(_read("docs/roles.md"), "Views and their rules"),
        re.MULTILINE,
    )
    described = {
        address: who for addresses, who in rows for address in re.findall(r"`(\S+)`", addresses)
    }
    served = {
        re.sub(r"<token:\w+>", "TOKEN", re.sub(r"<int:\w+>", "N", rule.rule))
        .replace("<key>", "FORMAT")
        .replace("<name>", "NAME")
        .replace("<path:address>", "ADDRESS")
        .replace("<token>", "TOKEN"): _who(
            getattr(app.view_functions[rule.endpoint], "allowed")  # noqa: B009
        )
        for rule in app.url_map.iter_rules()
    }
    assert described == served


def _who(allowed: frozenset[terms.Role] | None) -> str:
    if allowed is None:
        return "anybody"
    if allowed == frozenset(ROLES):
        return "everybody who is logged in"
    return ", ".join(role for role in ROLES if role in allowed)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.name))
def test_each_link_leads_to_a_file_and_a_heading_that_exist(document: Path) -> None:
    for picture, target in _links(document):
        path, _, anchor = target.partition("#")
        file = document.parent / path if path else document
        if not picture:
            assert file.is_file(), target
        if anchor:
            assert anchor in _anchors(file.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.name))
def test_each_picture_in_a_document_exists(document: Path) -> None:
    for picture, target in _links(document):
        assert not picture or (document.parent / target).is_file(), target


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_each_make_command_in_a_document_is_one_that_the_makefile_has(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+)(?:-%)?:", _read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", _read(document), re.MULTILINE))
    assert {"run", "test"} <= named <= targets


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_each_file_that_a_document_sends_people_to_exists(document: str) -> None:
    for path in re.findall(
        r"`((?:annotator|templates|tests|docs|migrations)/[\w./-]*)`", _read(document)
    ):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("document", OF_TODAY, ids=lambda document: str(document.name))
def test_each_module_that_a_document_names_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for path in re.findall(r"`(\w[\w./-]*/\w+\.(?:py|js))`", text):
        assert any((folder / path).is_file() for folder in FOLDERS), path
    for name in re.findall(r"`((?:operations|queries|jobs|storage|text|terms)(?:\.\w+)+)`", text):
        if not name.endswith(".py"):
            pkgutil.resolve_name(f"annotator.{name}")


def test_each_list_that_the_readme_names_is_in_the_file_it_names() -> None:
    row = (
        r"module in `(annotator/[\w/]+/)`, a (?:line|name) in `([A-Z]+)`"
        r" in (?:its `(__init__\.py)`|`annotator/\w+/(\w+\.py)`)"
    )
    found = re.findall(row, _read("README.md"))
    assert "JOBS" in {name for _, name, _, _ in found}
    for folder, name, *files in found:
        assert re.search(rf"^{name}\b", _read(folder + "".join(files)), re.MULTILINE), name


def test_the_licence_is_the_whole_apache_licence() -> None:
    text = _read("LICENSE")
    assert "Apache License\n                           Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
