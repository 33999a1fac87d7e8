"""Components: each is one macro with a docstring, its markup stands nowhere else."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest

from annotator.settings import ROOT
from annotator.web import styles
from annotator.web.assets import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
COMPONENTS = [path for path in TEMPLATES if path.parent.name == "components"]
PAGES = [path for path in TEMPLATES if path.parent.name != "components"]
#: Words that any markup may use: how text looks, and where parts of a page stand.
FREE = "parts/words.css"
LAYOUT = {"columns", "in", "p", "quote", "read", "said", "shell", "stack", "typed", "with-aside"}
#: Of what one page loads.
MOST_BYTES, MOST_GZIPPED = 45_000, 12_000

SHEETS = styles.of_pages(FOLDER / "styles")
SHARED = [path for path in (FOLDER / "styles").rglob("*.css") if path.parent.name != "pages"]

_CLASS = re.compile(r'class="([^"]*)"')
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_TEMPLATE = re.compile(r'\{%-?\s*(?:extends|include|import|from)\s+"([^"]+)"')
_SELECTOR = re.compile(r"\.([a-z][a-z0-9-]*)")
_MACRO = re.compile(r"^\{% macro (\w+)", re.MULTILINE)


def test_no_page_repeats_the_markup_of_a_component() -> None:
    components = set().union(*(_classes(path) for path in COMPONENTS)) - _free()
    repeated = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in PAGES
        for name in sorted(_classes(path) & components)
    ]
    assert not repeated, "\n".join(repeated)


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: str(path.name))
def test_each_component_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for macro in _MACRO.finditer(text):
        if not macro[1].startswith("_"):
            assert text[: macro.start()].rstrip().endswith("#}"), macro[1]


def test_every_component_stands_on_the_page_of_the_design_system() -> None:
    shown = (ROOT / "templates" / "design.html").read_text(encoding="utf-8")
    macros = {
        macro
        for path in COMPONENTS
        for macro in _MACRO.findall(path.read_text(encoding="utf-8"))
        if not macro.startswith("_")
    }
    missing = {macro for macro in macros if not re.search(rf"\b{macro}\b", shown)}
    assert not missing - UNSEEN - OF_A_PAGE, sorted(missing)


#: Macros that draw nothing of their own.
UNSEEN = {"described", "errors", "guard", "hidden", "labelled", "post", "sent_again", "tick"}
#: What needs the data of a page: the tests of that page look at it.
OF_A_PAGE = {
    "bar_of_set",
    "highlighted",
    "linked",
    "menu",
    "opening",
    "opening_chip",
    "paged",
    "set_top",
    "summary",
    "tab_row",
    "two_versions",
}


def test_every_class_of_the_style_is_used() -> None:
    used = " ".join(
        path.read_text(encoding="utf-8")
        for path in (*TEMPLATES, *FOLDER.rglob("*.js"), *(ROOT / "annotator" / "web").rglob("*.py"))
    )
    words = set(re.findall(r"[\w-]+", used))
    unused = sorted(
        f"{path.relative_to(FOLDER)}: {name}"
        for path in (FOLDER / "styles").rglob("*.css")
        for name in set(_SELECTOR.findall(_without_comments(path))) - words
        # A template may put the end of a name together.
        if name.rpartition("-")[0] + "-" not in words
    )
    assert not unused, "\n".join(unused)


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_the_styles_of_a_page_are_small(name: str) -> None:
    sent = (styles.joined(FOLDER / "styles").encode(), SHEETS[name].encode())
    assert sum(map(len, sent)) <= MOST_BYTES
    assert sum(len(gzip.compress(sheet)) for sheet in sent) <= MOST_GZIPPED


def test_a_page_uses_no_class_of_a_sheet_that_it_does_not_load() -> None:
    shared = {name for path in SHARED for name in _SELECTOR.findall(_without_comments(path))}
    owned = {
        sheet.stem: set(_SELECTOR.findall(_without_comments(sheet))) - shared
        for sheet in (FOLDER / "styles" / "pages").glob("*.css")
    }
    foreign = [
        f"{page.relative_to(ROOT)}: {sorted(classes & used)} of pages/{sheet}.css"
        for page in PAGES
        if page.parent.name != "macros"
        if (used := set().union(*map(_classes, _behind(page))))
        for sheet, classes in owned.items()
        if sheet != _sheet(page) and classes & used - owned.get(_sheet(page), set())
    ]
    assert not foreign, "\n".join(foreign)


def test_each_sheet_of_pages_is_named_as_their_templates() -> None:
    assert SHEETS.keys() <= {_sheet(page) for page in PAGES}


def test_no_template_has_a_style_of_its_own() -> None:
    found = [path for path in TEMPLATES if re.search(r"\sstyle=|<style", path.read_text("utf-8"))]
    assert found == []


def _free() -> set[str]:
    words = (FOLDER / "styles" / FREE).read_text(encoding="utf-8")
    return LAYOUT | set(_SELECTOR.findall(words))


def _sheet(page: Path) -> str:
    return page.relative_to(ROOT / "templates").parts[0].removesuffix(".html")


def _behind(page: Path) -> set[Path]:
    """The templates that a page is made of."""
    found, waiting = set(), [page]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            named = _TEMPLATE.findall(path.read_text(encoding="utf-8"))
            waiting += [ROOT / "templates" / name for name in named]
    return found


def _classes(path: Path) -> set[str]:
    return set(_named(path.read_text(encoding="utf-8")))


def _named(text: str) -> Iterator[str]:
    """Give the classes of a template: those written out, and those within an expression."""
    for value in _CLASS.findall(text):
        plain = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", value)
        yield from _NAME.findall(plain)


def _without_comments(path: Path) -> str:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"url\([^)]*\)", "", text)
