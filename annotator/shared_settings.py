"""Settings that several people may change: which version a page showed, and whether it holds.

A page carries the version that it showed. An operation that saves the page compares it, under its
lock, with what is stored by then.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from annotator.errors import Conflict
from annotator.language import _

if TYPE_CHECKING:
    from datetime import date

    from annotator.terms import Role, SetState


class StaleSettings(Conflict):
    """A page that showed an older version was sent; `stored` is what holds by now."""

    def __init__(self, stored: object) -> None:
        super().__init__(
            _("Another person changed these settings after you opened them. Nothing was saved.")
        )
        self.stored = stored


@dataclass(frozen=True, slots=True)
class SetSettings:
    """What can be changed in a claim set; `domains` has a line for each."""

    name: str
    description: str
    overlap: int
    state: SetState
    hints: bool
    guideline: str
    factchecks_allowed: bool
    domains: str


@dataclass(frozen=True, slots=True)
class AccountSettings:
    """What can be changed in an account."""

    display_name: str
    roles: frozenset[Role]
    active: bool


@dataclass(frozen=True, slots=True)
class KnownRules:
    """How a set uses known answers: about one claim in `every`, and whether answers are shown."""

    every: int | None
    shown: bool


@dataclass(frozen=True, slots=True)
class MemberSettings:
    """Who is given the claims of a set and who decides on them: all who have the role, or those who
    were chosen, by the ids of their accounts.
    """

    all_annotators: bool = True
    annotators: frozenset[int] = frozenset()
    all_reviewers: bool = True
    reviewers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """What can be changed in a document, as it is written; "" for what is not known.

    Commas separate `topics`.
    """

    title: str
    outlet: str
    date: str
    author: str
    url: str
    language: str
    topics: str


@dataclass(frozen=True, slots=True)
class ClaimPlan:
    """What editors plan for a claim of a set; without `annotators` it is for all of the set."""

    put_first: bool = False
    due_on: date | None = None
    annotators: frozenset[int] = frozenset()


def version_of(stored: object) -> str:
    """Return the version of settings: a hash of their fields; None is nothing stored yet."""
    said = None if stored is None else [_plain(getattr(stored, f.name)) for f in fields(stored)]  # type: ignore[arg-type]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:24]


def refuse_stale(seen: str | None, stored: object, given: object) -> None:
    """Refuse settings that were changed since the page was drawn that showed the version `seen`.

    None is a command, which shows no version before. Settings that say what is stored by now
    overwrite nothing. Raises StaleSettings.
    """
    if seen is not None and seen != version_of(stored) and given != stored:
        raise StaleSettings(stored)


def _plain(value: object) -> object:
    if isinstance(value, frozenset | tuple | list):
        return sorted(map(str, value)) if isinstance(value, frozenset) else [*map(_plain, value)]
    return None if value is None else str(value)
