"""Every text follows the words of docs/glossary.md and of our style."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from functools import cache
from typing import TYPE_CHECKING

import pytest

from annotator.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: Words and phrases that we do not write, each with what to write instead.
FORBIDDEN = {
    "whoever": "name who acts",
    "whichever": "name the thing",
    "somebody": "name who acts: an annotator, a person, another process",
    "nobody": "name who does not: no annotator, no other person",
    "anew": "again",
    "afresh": "again",
    "meanwhile": "in between, or leave it out",
    "for ever": "always, or say for how long",
    "none of": "no",
    "that there is": "say it directly",
    "is to be": "must be, or will be",
    "of its own": "its own …",
    "taken in": "imported",
    "goes out": "is exported, is published",
    "wants a look": "has a warning",
    "so often": "say how often",
    "themself": "themselves",
    "log-in name": "user name",
    "blind to one another": "independent, blind",
    "audit trail": "audit log",
    "narrow and order": "filter and sort",
    "as it left the house": "frozen",
}
PATTERN = re.compile(
    r"(?<![\w-])(" + "|".join(map(re.escape, FORBIDDEN)) + r")(?![\w-])", re.IGNORECASE
)
#: These texts quote the words that we do not write.
ABOUT_WORDS = ("docs/glossary.md", "tests/words_test.py")
CODE = ("annotator", "benchmarks", "migrations", "torture")


def test_no_page_uses_a_forbidden_word() -> None:
    assert list(_found(_files("templates", "*.html"), _whole)) == []


def test_no_script_uses_a_forbidden_word() -> None:
    assert list(_found(_files("annotator/web/static", "*.js"), _whole)) == []


def test_no_document_uses_a_forbidden_word() -> None:
    documents = [*ROOT.glob("*.md"), *_files("docs", "*.md")]
    assert list(_found(documents, _whole)) == []


@pytest.mark.parametrize("folder", CODE)
def test_no_code_uses_a_forbidden_word_in_texts_and_comments(folder: str) -> None:
    assert list(_found(_files(folder, "*.py"), _texts)) == []


def test_no_test_uses_a_forbidden_word_in_docstrings_and_comments() -> None:
    assert list(_found(_files("tests", "*.py"), _said)) == []


@pytest.mark.parametrize("word", FORBIDDEN)
def test_the_pattern_finds_each_word_across_a_line_break(word: str) -> None:
    assert PATTERN.search(_joined(f"It was {word.replace(' ', chr(10) + '    # ')}."))


def _files(folder: str, pattern: str) -> list[Path]:
    return sorted((ROOT / folder).rglob(pattern))


def _found(files: list[Path], texts: Callable[[str], list[str]]) -> Iterator[str]:
    """Each forbidden word, with its file and what to write instead."""
    for file in files:
        path = file.relative_to(ROOT).as_posix()
        if path in ABOUT_WORDS:
            continue
        for text in texts(file.read_text(encoding="utf-8")):
            for match in PATTERN.finditer(_joined(text)):
                yield f"{path}: “{match[0]}”: {FORBIDDEN[match[0].casefold()]}"


def _whole(text: str) -> list[str]:
    """Return a page or document without its code."""
    return [re.sub(r"```.*?```|`[^`\n]*`|== \"[a-z_]+\"", "", text, flags=re.DOTALL)]


def _texts(code: str) -> list[str]:
    """Return the strings and comments of a module, without names and word lists."""
    tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    kinds = (tokenize.STRING, tokenize.COMMENT, getattr(tokenize, "FSTRING_MIDDLE", -1))
    return [
        token.string
        for number, token in enumerate(tokens)
        if token.type in kinds and not _is_listed(tokens, number)
    ]


def _said(code: str) -> list[str]:
    """Return the docstrings and comments of a module: a test's texts say what they like."""
    nodes = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    documented = (node for node in ast.walk(ast.parse(code)) if isinstance(node, nodes))
    comments = (
        token.string
        for token in tokenize.generate_tokens(io.StringIO(code).readline)
        if token.type == tokenize.COMMENT
    )
    return [*filter(None, map(ast.get_docstring, documented)), *comments]


def _is_listed(tokens: list[tokenize.TokenInfo], number: int) -> bool:
    """Return True for a code ("nobody") or a text in `words(...)`: no one reads these as prose."""
    if re.fullmatch(r'"[a-z_]+"', tokens[number].string):
        return True
    before = [token.string for token in tokens[max(0, number - 3) : number] if token.string.strip()]
    return before[-2:] == ["words", "("]


@cache
def _joined(text: str) -> str:
    """A text with its line breaks, and the signs of comments at them, as one blank each."""
    return re.sub(r"\s*\n\s*(?:#:?\s)?", " ", text)
