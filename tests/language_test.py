"""Texts that people read, in English and in another language."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from annotator import language
from annotator.language import _, lazy, ngettext
from annotator.settings import ROOT, Settings
from annotator.storage.database import Database
from annotator.web import create_app
from tests.pseudo import PSEUDO, accented, write_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKS = ("_", "lazy", "ngettext")


def test_a_message_is_english_until_a_language_is_chosen() -> None:
    assert _("Hello %(name)s, 100 %% done", name="Ada") == "Hello Ada, 100 % done"
    assert str(lazy("Log in")) == "Log in"


def test_a_number_chooses_the_form_of_a_message_and_is_written_in_thousands() -> None:
    def claims(count: int) -> str:
        return ngettext("%(count)s claim", "%(count)s claims", count)

    assert [claims(0), claims(1), claims(2140)] == ["0 claims", "1 claim", "2,140 claims"]


def test_a_number_that_names_something_is_written_as_it_is_typed() -> None:
    assert _("Job %(id)s of %(claims)s", id=2140, claims=2140) == "Job 2140 of 2,140"
    assert str(lazy("claim %(claim_id)s", claim_id=2140)) == "claim 2140"
    assert ngettext("line %(line)s", "line %(line)s", 2, line=2140) == "line 2140"


def test_each_message_is_a_literal_whose_placeholders_have_their_values() -> None:
    """A message that is put together cannot be extracted."""
    for file, call in _marked():
        where = f"{file}:{call.lineno}"
        forms = call.args[:2] if _name(call) == "ngettext" else call.args[:1]
        given = {keyword.arg for keyword in call.keywords} | {"count"}
        for form in forms:
            assert isinstance(form, ast.Constant), f"{where}: not a literal"
            assert isinstance(form.value, str), where
            assert form.value % dict.fromkeys(map(str, given), ""), where


def test_a_page_is_in_the_first_language_of_the_browser_that_has_a_catalogue(
    sqlite_database: Database, tmp_path: Path
) -> None:
    write_catalogue(tmp_path)
    url = sqlite_database.url.render_as_string(hide_password=False)
    app = create_app(
        Settings(database_url=url, secret_key="for tests", translations=tmp_path), sqlite_database
    )
    visitor = app.test_client()

    def page(languages: str) -> str:
        return visitor.get("/login", headers={"Accept-Language": languages}).text

    assert accented("Skip to content") in page(f"de, {PSEUDO}, en;q=0.5")
    assert f'<html lang="{PSEUDO}">' in page(PSEUDO)
    for languages in ("de", "en-US,en;q=0.9,eo;q=0.5", ""):
        assert '<html lang="en-GB">' in page(languages)
        assert "Skip to content" in page(languages)
    assert language.current() == language.ENGLISH


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    found = Database(sqlite_url)
    yield found
    found.dispose()


def _marked() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted((ROOT / "annotator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node) in MARKS:
                yield str(path.relative_to(ROOT)), node


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""
