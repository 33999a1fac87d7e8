"""Navigation: the parts of the site and those of a set, each for those who may use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flask import request, url_for

from annotator.http.access import has, me
from annotator.http.transaction import looking
from annotator.language import _, lazy, number
from annotator.queries.sets.counts import counts_of
from annotator.terms import Role

if TYPE_CHECKING:
    from annotator.queries.sets.counts import SetCounts


class _Part(NamedTuple):
    """A part of the site: where it begins, the blueprints that belong to it, and for whom it is."""

    words: object
    endpoint: str
    blueprints: tuple[str, ...]
    roles: tuple[Role, ...] = ()


PARTS = (
    _Part(lazy("Home"), "home.home", ("home",)),
    _Part(
        lazy("Sets"),
        "claim_sets.listing",
        (
            *("claim_sets", "claim_withdrawals", "desk", "sources", "hints", "history", "review"),
            *("agreement", "known_answers", "releases"),
        ),
    ),
    _Part(
        lazy("Documents"),
        "documents.listing",
        (
            *("documents", "candidates", "document_changes", "bin"),
            *("imports", "imported_claims"),
        ),
    ),
    _Part(lazy("Claims"), "claims_table.listing", ("claims", "claims_table", "topics")),
    _Part(lazy("Speakers"), "speakers.listing", ("speakers", "outlets")),
    _Part(
        lazy("Audit log"),
        "audit_log.listing",
        ("audit_log",),
        (Role.REVIEWER, Role.ADMINISTRATOR),
    ),
    _Part(lazy("People"), "people.listing", ("people",), (Role.ADMINISTRATOR,)),
    _Part(lazy("Jobs"), "jobs.listing", ("jobs",), (Role.ADMINISTRATOR,)),
)

#: The tabs of a set. A page belongs to the first that names its endpoint or its blueprint.
TABS = (
    _Part(lazy("Claims"), "claim_sets.one", ("claim_withdrawals",)),
    _Part(lazy("Your judgements"), "history.mine", ("history",), (Role.ANNOTATOR,)),
    _Part(lazy("Review"), "review.queue", ("review",), (Role.REVIEWER,)),
    _Part(lazy("Agreement"), "agreement.labels", ("agreement",), (Role.REVIEWER,)),
    _Part(
        lazy("Known answers"),
        "known_answers.listing",
        ("known_answers",),
        (Role.EDITOR, Role.ADMINISTRATOR),
    ),
    _Part(
        lazy("Releases"),
        "releases.listing",
        ("releases",),
        (Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR),
    ),
    _Part(lazy("Guideline"), "claim_sets.guideline", ()),
    _Part(lazy("Members"), "members.edit", ("members",), (Role.EDITOR, Role.ADMINISTRATOR)),
    _Part(lazy("Settings"), "claim_sets.edit", ("claim_sets",), (Role.EDITOR, Role.ADMINISTRATOR)),
)


class Tab(NamedTuple):
    """A tab as `components/page.html: tabs` shows it; `counted` is in words or None."""

    words: str
    address: str
    here: bool
    counted: str | None


def navigation() -> list[_Part]:
    """Return the parts that the person who is logged in may use."""
    return [part for part in PARTS if not part.roles or has(*part.roles)]


def set_tabs(claim_set_id: int) -> list[Tab]:
    """Return the pages of a set for the person who is logged in, and which one this request is of.

    Looked up without keeping a writer waiting, since a page with a refused form has them too.
    """
    counts = counts_of(looking(), claim_set_id, me().id)
    offered = [
        part
        for part in TABS
        if (not part.roles or has(*part.roles))
        and (counts.reviews or part.endpoint != "review.queue")
    ]
    here = next((part for part in offered if _is_of(part)), None)
    return [
        Tab(
            words=str(part.words),
            address=url_for(part.endpoint, claim_set_id=claim_set_id),
            here=part is here,
            counted=_count(part, counts),
        )
        for part in offered
    ]


def _is_of(part: _Part) -> bool:
    return request.endpoint == part.endpoint or request.blueprint in part.blueprints


def _count(part: _Part, counts: SetCounts) -> str | None:
    if part.endpoint == "claim_sets.one":
        return number(counts.claims)
    if part.endpoint == "review.queue" and counts.to_decide:
        return _("%(count)s to decide", count=counts.to_decide)
    if part.endpoint == "releases.listing" and counts.releases is not None:
        return number(counts.releases)
    return None
