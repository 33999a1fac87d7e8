"""A set's policies: fact-checks as evidence, domains to warn of, hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from annotator.actions import Action
from annotator.checks.circumstances import Listing
from annotator.cleaning import one_line
from annotator.errors import BadInput
from annotator.evidence.addresses import host
from annotator.language import _
from annotator.models import ClaimSet, ListedDomain, Progress
from annotator.operations.audit_log import record, record_difference
from annotator.operations.locks import lock_set
from annotator.storage.lock_notes import SetLock
from annotator.terms import ListingKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def change_policy(
    session: Session, *, claim_set_id: int, factchecks_allowed: bool, domains: str
) -> None:
    """Set a set's policy; `domains` has a line for each: `domain kind note`.

    Raises BadInput that names the line, NotFound.
    """
    listed = read_domains(domains)
    claim_set = lock_set(session, claim_set_id, SetLock.SETTINGS)
    before = _policy(session, claim_set)
    claim_set.factchecks_allowed = factchecks_allowed
    session.execute(delete(ListedDomain).where(ListedDomain.claim_set_id == claim_set_id))
    session.add_all(
        ListedDomain(claim_set_id=claim_set_id, domain=line.domain, kind=line.kind, note=line.note)
        for line in listed
    )
    session.flush()
    record_difference(
        session,
        Action.SET_CHANGED,
        f"set {claim_set_id}",
        before,
        _policy(session, claim_set),
        claim_set_id=claim_set_id,
    )


def _policy(session: Session, claim_set: ClaimSet) -> dict[str, object]:
    listed = session.scalars(
        select(ListedDomain)
        .where(ListedDomain.claim_set_id == claim_set.id)
        .order_by(ListedDomain.domain)
    )
    return {
        "factchecks_allowed": claim_set.factchecks_allowed,
        "domains": [[line.domain, line.kind, line.note] for line in listed],
    }


def switch_hints(session: Session, *, claim_set_id: int, hints: bool) -> bool:
    """Return True if annotators may have hints shown from now on; true when that is new amid
    judgements.

    What was judged before stays as it is, and says of itself whether hints were on.
    Raises NotFound.
    """
    claim_set = lock_set(session, claim_set_id, SetLock.SETTINGS)
    if claim_set.hints == hints:
        return False
    claim_set.hints = hints
    record(
        session,
        Action.SET_CHANGED,
        f"set {claim_set_id}",
        before={"hints": not hints},
        after={"hints": hints},
        claim_set_id=claim_set_id,
    )
    session.flush()
    begun = select(Progress.judged).where(
        Progress.claim_set_id == claim_set_id, Progress.judged > 0
    )
    return session.scalar(begun.limit(1)) is not None


def read_domains(lines: str) -> list[Listing]:
    """Return the domains in lines of `domain kind note`; empty ones and those after # are passed
    over.

    An address stands for its host. Raises BadInput that names the line.
    """
    found: dict[str, Listing] = {}
    for number, line in enumerate(lines.splitlines(), start=1):
        words = one_line(line).split(" ", 2)
        if not words[0] or words[0].startswith("#"):
            continue
        listing = _listing(number, *words)
        if listing.domain in found:
            raise BadInput(
                _(
                    "Line %(number)s: %(domain)s stands above already.",
                    number=number,
                    domain=listing.domain,
                ),
                "domains",
            )
        found[listing.domain] = listing
    return list(found.values())


def _listing(number: int, written: str, kind: str = "", note: str = "") -> Listing:
    domain = host(written if "://" in written else f"https://{written}")
    if "." not in domain:
        raise BadInput(
            _(
                "Line %(number)s: “%(value)s” is no domain. Write it as rumours.example.",
                number=number,
                value=written[:80],
            ),
            "domains",
        )
    if kind not in list(ListingKind):
        kinds = " or ".join(ListingKind)
        raise BadInput(
            _(
                "Line %(number)s: say after %(domain)s whether it is %(kinds)s, then a note if "
                "you like.",
                number=number,
                domain=domain,
                kinds=kinds,
            ),
            "domains",
        )
    return Listing(domain, ListingKind(kind), note)
