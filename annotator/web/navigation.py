"""Navigation: the parts of the site, each for those who may use it."""

from __future__ import annotations

from typing import NamedTuple

from annotator.http.access import has
from annotator.language import lazy
from annotator.terms import Role


class _Part(NamedTuple):
    """A part of the site: where it begins, the blueprints that belong to it, and for whom it is."""

    words: object
    endpoint: str
    blueprints: tuple[str, ...]
    roles: tuple[Role, ...] = ()


PARTS = (
    _Part(
        lazy("Sets"),
        "home.home",
        (
            *("home", "claim_sets", "desk", "sources", "hints", "history", "review"),
            *("agreement", "known_answers", "releases"),
        ),
    ),
    _Part(lazy("Documents"), "documents.listing", ("documents", "claims")),
    _Part(lazy("Import"), "imports.choose", ("imports",), (Role.EDITOR, Role.ADMINISTRATOR)),
    _Part(
        lazy("Audit log"),
        "audit_log.listing",
        ("audit_log",),
        (Role.REVIEWER, Role.ADMINISTRATOR),
    ),
    _Part(lazy("People"), "people.listing", ("people",), (Role.ADMINISTRATOR,)),
    _Part(lazy("Jobs"), "jobs.listing", ("jobs",), (Role.ADMINISTRATOR,)),
)


def navigation() -> list[_Part]:
    """Return the parts that the person who is logged in may use."""
    return [part for part in PARTS if not part.roles or has(*part.roles)]
