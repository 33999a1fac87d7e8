"""Verification of the audit log: the links of its chains, their heads, and what events vouch for.

`verify` is all that others call.
"""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from annotator.actions import Action
from annotator.hash_chain import BEGINNING, EARLIER, INSTALLATION, digest
from annotator.models import AuditEvent, ClaimSet
from annotator.queries.audit_log.broken import Broken, chain_words
from annotator.queries.audit_log.contents import compared, strays
from annotator.queries.audit_log.earlier import verify_earlier
from annotator.queries.audit_log.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    #: Chains with the number and the hash of an event that each must still have.
    Heads = Mapping[int, tuple[int, str]]

CHUNK = 5_000
CUT = "the newest events were removed, or the log was rewritten"
_AT = {
    "sqlite": "at",
    "postgresql": "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
}
_EVENTS = """
SELECT chain, number, token, {at}, actor_id, action, subject, claim_set_id, set_claim_id, change,
       vouches, previous, hash
FROM audit_event WHERE {chains} ORDER BY id
"""
_FIELDS = 11


@dataclass(frozen=True, slots=True)
class ChainHead:
    """A chain with how many events hold, and the hash of the last of them."""

    chain: int
    events: int
    hash: str

    @property
    def words(self) -> str:
        """Return what the chain is called."""
        return chain_words(self.chain)


@dataclass(frozen=True, slots=True)
class Verification:
    """What holds, chain by chain, and the first thing that does not.

    `unvouched` counts rows from before the log vouched for rows; None where rows were not compared.
    """

    chains: tuple[ChainHead, ...]
    broken: Broken | None
    unvouched: int | None = None

    @property
    def events(self) -> int:
        """Return how many events hold."""
        return sum(one.events for one in self.chains)


@dataclass
class _Scan:
    """What is known while events go by, in the order of their ids."""

    earlier: str
    heads: dict[int, tuple[int, str]] = field(default_factory=dict)
    #: What an anchor or a kept head says of an event, with who says it.
    expected: dict[tuple[int, int], list[tuple[str, str]]] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)
    released: set[int] = field(default_factory=set)
    kept: str | None = None


def verify(
    session: Session,
    *,
    claim_set_id: int | None = None,
    contents: bool = False,
    heads: Heads | None = None,
    kept: str | None = None,
) -> Verification:
    """Follow the chains to the first thing that does not hold.

    With `claim_set_id`, only the chain of that set, beside those that it rests on. With `contents`,
    each row must be what the last event that speaks of it vouches for. `heads` were kept elsewhere,
    and so was `kept`, the hash of any one event: the log must still have them.
    """
    earlier, broken = verify_earlier(session, contents=contents)
    scan = _Scan(earlier.hash, kept=None if kept in (None, BEGINNING, earlier.hash) else kept)
    if earlier.events:
        scan.heads[EARLIER] = earlier.events, earlier.hash
    if broken is not None:
        return _result(scan, broken)
    for chain, head in (heads or {}).items():
        _expect(scan, chain, head, "the heads that were kept")
    if kept_earlier := _holds_earlier(session, scan):
        return _result(scan, kept_earlier)
    with closing(Ledger()) as ledger:
        taken = ledger if contents else None
        broken = _follow(session, scan, claim_set_id, taken) or _missing(scan, claim_set_id)
        if broken is not None or not contents:
            return _result(scan, broken)
        broken, unvouched = _compare(session, scan, ledger, claim_set_id)
    return _result(scan, broken, unvouched)


def _result(scan: _Scan, broken: Broken | None, unvouched: int | None = None) -> Verification:
    chains = (ChainHead(chain, *head) for chain, head in sorted(scan.heads.items()))
    return Verification(tuple(chains), broken, unvouched)


def _expect(scan: _Scan, chain: int, head: Sequence[Any], who: str) -> None:
    number, hash_ = head
    scan.expected.setdefault((chain, int(number)), []).append((str(hash_), who))


def _holds_earlier(session: Session, scan: _Scan) -> Broken | None:
    """Compare heads that were kept with events of the earlier chain."""
    for chain, number in [place for place in scan.expected if place[0] == EARLIER]:
        at = (AuditEvent.chain == EARLIER) & (AuditEvent.number == number)
        found = session.scalar(select(AuditEvent.hash).where(at))
        broken = _unexpected(scan, chain, number, found)
        if broken is not None:
            return broken
    if scan.kept is not None:
        at = (AuditEvent.chain == EARLIER) & (AuditEvent.hash == scan.kept)
        if session.scalar(select(AuditEvent.id).where(at)) is not None:
            scan.kept = None
    return None


def _follow(
    session: Session, scan: _Scan, claim_set_id: int | None, ledger: Ledger | None
) -> Broken | None:
    """Follow all chains at once, in the order in which their events were written."""
    for chain, head, who in _anchors(session, claim_set_id):
        _expect(scan, chain, head, f"event {who} of the installation’s chain")
    wanted = (
        f"chain IN ({INSTALLATION}, {claim_set_id:d})" if claim_set_id else f"chain <> {EARLIER}"
    )
    for row in _events(session, wanted):
        chain = row[0]
        broken = _break(scan, row) or _unexpected(scan, chain, row[1], row[12])
        if broken is None and ledger is not None and row[10]:
            broken = _taken(ledger, row)
        if broken is not None:
            return broken
        if row[1] == 1 and row[5] == Action.SET_MADE:
            scan.begun.add(chain)
        elif row[5] == Action.RELEASE_MADE:
            scan.released.add(chain)
        scan.heads[chain] = row[1], row[12]
        if row[12] == scan.kept:
            scan.kept = None
    return None


def _events(session: Session, chains: str) -> Iterable[Sequence[Any]]:
    connection = session.connection()
    statement = _EVENTS.format(at=_AT[connection.dialect.name], chains=chains)
    streamed = {"stream_results": True, "max_row_buffer": CHUNK}
    with closing(connection.exec_driver_sql(statement, execution_options=streamed)) as result:
        for rows in result.partitions(CHUNK):
            yield from rows


def _break(scan: _Scan, row: Sequence[Any]) -> Broken | None:
    """Return what is wrong with an event that follows the head of its chain."""
    chain, number = row[0], row[1]
    last, previous = scan.heads.get(chain) or (0, scan.earlier)
    if number != last + 1:
        reason = f"it is missing; the next that is there is event {number}"
        return Broken(reason, chain, last + 1)
    if row[11] != previous:
        return Broken("it names another hash than the event before it has", chain, number)
    if digest(previous, row[:_FIELDS]) != row[12]:
        return Broken("its content is not what its hash was made of", chain, number)
    return None


def _unexpected(scan: _Scan, chain: int, number: int, found: str | None) -> Broken | None:
    """Return what is wrong with an event that an anchor or a kept head speaks of."""
    if (chain, number) not in scan.expected:
        return None
    for hash_, who in scan.expected.pop((chain, number)):
        if hash_ != found:
            reason = f"it has another hash than {who} says: {CUT}"
            return Broken(reason, chain, number)
    return None


def _missing(scan: _Scan, claim_set_id: int | None) -> Broken | None:
    """Return the first head that was anchored or kept, and that no event has."""
    chains = None if claim_set_id is None else {EARLIER, INSTALLATION, claim_set_id}
    for (chain, number), expected in sorted(scan.expected.items()):
        if chains is None or chain in chains:
            return Broken(f"it is missing, but {expected[0][1]} speaks of it: {CUT}", chain, number)
    if scan.kept is not None and claim_set_id is None:
        return Broken(f"No event has the hash that you kept: {CUT}")
    return None


def _taken(ledger: Ledger, row: Sequence[Any]) -> Broken | None:
    try:
        return ledger.take(row[0], row[2], row[10])
    except (ValueError, LookupError, AttributeError):
        return Broken("what it vouches for cannot be read", row[0], row[1])


def _anchors(
    session: Session, claim_set_id: int | None
) -> Iterator[tuple[int, Sequence[Any], str]]:
    """Yield what the installation's chain says of the heads of other chains."""
    anchoring = AuditEvent.action == Action.HEADS_ANCHORED.value
    for row in session.execute(
        select(AuditEvent.change, AuditEvent.token).where(
            AuditEvent.chain == INSTALLATION, anchoring
        )
    ):
        for chain, head in json.loads(row.change)["after"]["heads"].items():
            if claim_set_id is None or int(chain) == claim_set_id:
                yield int(chain), head, row.token


def _compare(
    session: Session, scan: _Scan, ledger: Ledger, claim_set_id: int | None
) -> tuple[Broken | None, int]:
    unvouched = 0
    for found in compared(session, ledger, claim_set_id):
        if isinstance(found, Broken):
            return found, unvouched
        unvouched += 1
    if not unvouched:
        return _without_chain(session, scan, claim_set_id), unvouched
    for chain in sorted(scan.begun | scan.released):
        # Other sets' events may vouch for what this one shares with them.
        own = chain not in scan.released or claim_set_id is not None
        if (stray := strays(session, ledger, chain, own=own)) is not None:
            return stray, unvouched
    return _without_chain(session, scan, claim_set_id), unvouched


def _without_chain(session: Session, scan: _Scan, claim_set_id: int | None) -> Broken | None:
    """Return the first set whose events are gone altogether."""
    first = (AuditEvent.chain == INSTALLATION) & (AuditEvent.number == 1)
    begun = session.scalar(select(AuditEvent.at).where(first))
    if begun is None:
        return None
    # Older sets may have no event yet: an update of Claimbook began the chains.
    newer = select(ClaimSet.id).where(ClaimSet.created_at > begun).order_by(ClaimSet.id)
    for one in session.scalars(newer):
        if one not in scan.heads and claim_set_id in (None, one):
            return Broken(f"it is missing: {CUT}", one, 1)
    return None
