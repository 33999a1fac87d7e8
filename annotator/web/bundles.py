"""Bundles: the ES modules of a script as one text, each module in its own scope.

Modules use a part of the language, so that this file needs no parser of JavaScript:

- imports are named and stand at the top: `import { a, b } from "./c.js";`
- a function, a constant or a class is exported where it is declared: `export function a() {`
- a template literal stands in one line, so that a line that begins with `//` is a comment

Comments and indents are left out. All else that imports or exports raises ScriptError, and so do a
circle and an unknown name.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_IMPORT = re.compile(r'import \{\s*([\w$]+(?:,\s*[\w$]+)*),?\s*\} from "(\.{1,2}/[\w./-]+\.js)";\n')
_BEFORE_IMPORTS = re.compile(r"//[^\n]*\n|\s*\n")
_EXPORT = re.compile(r"^export (?=(?:async function|function|const|class) ([\w$]+))", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*//[^\n]*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_OPEN_LITERAL = re.compile(r"^[^`\n]*`(?:[^`\n]*`[^`\n]*`)*[^`\n]*$", re.MULTILINE)
_NOT_READ = re.compile(r"^[ \t]*(?:import|export)\b.*|\bimport\s*[(.].*", re.MULTILINE)


class ScriptError(RuntimeError):
    """A script cannot be made from its modules."""


@dataclass(frozen=True, slots=True)
class _Module:
    """One file: what it imports as (path, names), what it exports, and its text without both."""

    path: str
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    exports: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        """Return the module as a function that runs once and returns the exports."""
        names = [
            f'const {{ {", ".join(names)} }} = $modules["{path}"];' for path, names in self.imports
        ]
        return "\n".join(
            (
                f'$modules["{self.path}"] = (() => {{',
                *names,
                _INDENT.sub("", self.text.strip()),
                f"return {{ {', '.join(self.exports)} }};",
                "})();\n",
            )
        )


def bundle(folder: Path, entry: str) -> str:
    """Return the script of an entry: the modules that it needs, each after those it imports.

    Raises ScriptError for a file that is missing, an import or export that cannot be read, a name
    that is not exported or is taken, and modules that import each other.
    """
    modules: dict[str, _Module] = {}
    _collect(folder, entry, (), modules)
    for module in modules.values():
        _check_names(module, modules)
    return "const $modules = {};\n" + "".join(map(str, modules.values()))


def _collect(
    folder: Path, path: str, importers: tuple[str, ...], found: dict[str, _Module]
) -> None:
    """Add a module to those found, after all that it imports."""
    if path in importers:
        circle = " → ".join((*importers[importers.index(path) :], path))
        raise ScriptError(f"Modules import each other: {circle}. Move what both need to a third.")
    if path in found:
        return
    if path.startswith("..") or not (folder / path).is_file():
        raise ScriptError(f"{importers[-1] if importers else folder} imports {path}: no such file.")
    module = _read(path, (folder / path).read_text(encoding="utf-8"))
    for source, _ in module.imports:
        _collect(folder, source, (*importers, path), found)
    found[path] = module


def _read(path: str, text: str) -> _Module:
    imports, start = [], 0
    while match := _IMPORT.match(text, start) or _BEFORE_IMPORTS.match(text, start):
        if match.re is _IMPORT:
            names = tuple(name.strip() for name in match[1].split(","))
            source = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[2]))
            imports.append((source, names))
        start = match.end()
    body = text[start:]
    exports = tuple(_EXPORT.findall(body))
    rest = _EXPORT.sub("", body)
    if wrong := _NOT_READ.search(rest):
        line = text.count("\n", 0, start) + rest.count("\n", 0, wrong.start()) + 1
        raise ScriptError(
            f"{path}, line {line}: “{wrong[0].strip()}”. Import by name at the top of the file."
            " Export functions, constants and classes where they are declared."
        )
    if _OPEN_LITERAL.search(_COMMENT.sub("", rest)):
        raise ScriptError(f"{path}: a template literal goes over several lines. Write it in one.")
    return _Module(path, tuple(imports), exports, _COMMENT.sub("", rest))


def _check_names(module: _Module, modules: dict[str, _Module]) -> None:
    for path, names in module.imports:
        for name in names:
            if name not in modules[path].exports:
                raise ScriptError(f"{module.path} imports {name} from {path}, which lacks it.")
    taken = _twice(
        name
        for names in (*(names for _, names in module.imports), module.exports)
        for name in names
    )
    if taken:
        raise ScriptError(f"{module.path} has two of one name: {', '.join(taken)}.")


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
