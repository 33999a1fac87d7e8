"""What stands in the desk's form before it is submitted, and what was taken out of it.

A draft is the form's fields as a browser sends them, so that it keeps what is half done too.
What was removed travels in the same fields, each as one value named `removed`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Fields = tuple[tuple[str, str], ...]
What = Literal["source", "everything"]

REMOVED = "removed"
KEPT_FOR = timedelta(days=30)
#: Of one claim. A person who removes more has lost the overview.
MOST_REMOVED = 500
#: What the form itself carries: of one drawing of it, not of what a person does in it.
CARRIED = (
    *("csrf_token", "token", "drawn_at", "shown_for", "version", "save", "unanswered"),
    *("change", "held", "showing"),
)
#: What an empty form says already.
_BY_DEFAULT = re.compile(r"wording|parts|evidence-\d+-(?:coverage|set_number)")
_ROW = re.compile(r"evidence-(\d+)-(.+)")


@dataclass(frozen=True, slots=True)
class DraftInput:
    """A draft as the desk sends it: `version` is the one it was written on, 0 for none.

    `save` names this sending; `unanswered` those before it of which the browser never heard.
    """

    fields: Fields
    version: int
    save: str
    unanswered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """A draft as it is kept."""

    fields: Fields
    version: int
    save: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out of a draft: one source's fields, or those of the whole form."""

    what: What
    at: datetime
    fields: Fields

    @property
    def words(self) -> str:
        """Return what it said, for a line on the page: the first thing that a person wrote."""
        written = dict(self.fields)
        names = ("quote", "title", "url", "evidence-0-quote", "justification")
        return next((written[name] for name in names if written.get(name)), "")

    @property
    def value(self) -> str:
        """Return the entry as the value of one field."""
        content = {"what": self.what, "at": self.at.isoformat(), "fields": self.fields}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def written(fields: Fields) -> str:
    """Return the fields as JSON."""
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Fields:
    """Return the fields that `written` wrote. Raises ValueError for anything else."""
    return _pairs(json.loads(text))


def of_form(sent: Iterable[tuple[str, str]]) -> Fields:
    """Return what a person did in a form that was sent, with ends of lines as the database has
    them.
    """
    return tuple((name, value.replace("\r\n", "\n")) for name, value in sent if name not in CARRIED)


def same(one: Fields, other: Fields) -> bool:
    """Return True if two drafts say the same: neither order nor what is empty counts."""
    return said(one) == said(other)


def said(fields: Fields) -> list[tuple[str, str]]:
    """Return what fields say, in one order for all that say the same."""
    return sorted((n, v) for n, v in fields if v.strip())


def removed(fields: Fields) -> tuple[Removed, ...]:
    """Return what was taken out, in the order in which it was; what cannot be read is none."""
    found = (read_removed(value) for name, value in fields if name == REMOVED)
    return tuple(entry for entry in found if entry is not None)


def remove_source(fields: Fields, row: int, at: datetime) -> Fields:
    """Return the fields without one source, which can be restored."""
    prefix = f"evidence-{row}-"
    taken = tuple((n.removeprefix(prefix), v) for n, v in fields if n.startswith(prefix))
    rest = tuple((n, v) for n, v in fields if not n.startswith(prefix))
    return (*rest, _value(Removed("source", at, taken))) if _says_something(taken) else rest


def start_over(fields: Fields, at: datetime) -> Fields:
    """Return a draft with removed entries only, the whole form among them."""
    standing = tuple((n, v) for n, v in fields if n != REMOVED)
    before = only_removed(fields)
    if not _says_something(standing):
        return before
    return (*before, _value(Removed("everything", at, standing)))


def restore(fields: Fields, number: int, at: datetime) -> Fields:
    """Return the fields with what was taken out back again; what it displaces is taken out
    instead.
    """
    entries = removed(fields)
    if not 0 <= number < len(entries):
        return fields
    wanted = entries[number]
    left = tuple(_value(entry) for entry in entries if entry is not wanted)
    standing = tuple((n, v) for n, v in fields if n != REMOVED)
    if wanted.what == "everything":
        return (*wanted.fields, *start_over((*standing, *left), at))
    row = 1 + max((int(m[1]) for n, v in standing if v and (m := _ROW.match(n))), default=-1)
    return (*standing, *((f"evidence-{row}-{n}", v) for n, v in wanted.fields), *left)


def only_removed(fields: Fields) -> Fields:
    """Return what was taken out, without the rest."""
    return tuple((n, v) for n, v in fields if n == REMOVED)


def forget(fields: Fields, before: datetime) -> Fields:
    """Return the fields without what was taken out before a moment."""
    kept = tuple(_value(entry) for entry in removed(fields) if entry.at > before)
    return (*((n, v) for n, v in fields if n != REMOVED), *kept)


def _says_something(fields: Fields) -> bool:
    return any(
        value.strip() and not _BY_DEFAULT.fullmatch(name) and name not in ("coverage", "set_number")
        for name, value in fields
    )


def _value(entry: Removed) -> tuple[str, str]:
    return REMOVED, entry.value


def read_removed(value: str) -> Removed | None:
    """Return what one field says was taken out; None when it cannot be read."""
    try:
        content = json.loads(value)
        what, at = content["what"], datetime.fromisoformat(content["at"])
        fields = _pairs(content["fields"])
        # A time of another zone may be none in ours.
        in_ours = at.astimezone(UTC) if at.tzinfo else None
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    return Removed(what, in_ours, fields) if in_ours and what in ("source", "everything") else None


def _pairs(content: object) -> Fields:
    pairs: list[Any] = content if isinstance(content, list) else [content]
    if not all(
        isinstance(pair, list) and [type(part) for part in pair] == [str, str] for pair in pairs
    ):
        raise ValueError("a draft is a list of names with their values")
    return tuple((pair[0], pair[1]) for pair in pairs)
