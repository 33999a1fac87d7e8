"""Names in a table that a person would take for one, and words that stand for a missing label."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

#: What programs and people write where a label is missing, in lower case.
MISSING_WORDS = frozenset(
    {"na", "n/a", "n.a.", "#n/a", "<na>", "nan", "null", "none", "nil", "missing", "undefined"}
    | {"-", "--", "–", "—", "?", ".", "...", "(blank)", "(empty)"}
)
#: What shows nothing: joiners, marks of direction, soft hyphens, and what follows a form.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)


def missing_words(labels: Iterable[str]) -> list[str]:
    """Return the labels that look like a missing value, such as “NA”."""
    return [label for label in labels if _folded(label) in MISSING_WORDS]


def lookalikes(names: Iterable[Hashable]) -> list[tuple[str, ...]]:
    """Return groups of names that differ only in case, blanks, unseen characters or Unicode form.

    Names that are no strings, such as ids, have none.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if isinstance(name, str):
            groups[_folded(name)].append(name)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def spelled(group: Iterable[str]) -> list[str]:
    """Return lookalikes as a person can tell them apart: where they are drawn alike, all that is
    not ASCII is spelled out.
    """
    names = list(group)
    if len({_drawn(name) for name in names}) == len(names):
        return names
    return [name.encode("ascii", "backslashreplace").decode() for name in names]


def _folded(name: str) -> str:
    return " ".join(_drawn(name).casefold().split())


def _drawn(name: str) -> str:
    return name if name.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKC", name))
