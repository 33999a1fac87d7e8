"""`audit`: read and verify the audit log."""

from __future__ import annotations

from pathlib import Path

import click

from annotator import dates, heads_file
from annotator.actions import Action
from annotator.cli.context import database, plain_errors
from annotator.cli.reading import by_reader, reader_named
from annotator.cli.values import OUTPUT, Number, OneOf
from annotator.cli.writing import write_whole
from annotator.clock import now
from annotator.queries.audit_log.events import PAGE_SIZE, LoggedEvent, Wanted, trail
from annotator.queries.audit_log.heads import heads as present_heads
from annotator.queries.audit_log.kept_heads import kept_heads
from annotator.queries.audit_log.verification import verify as verified
from annotator.queries.people.people import person_named
from annotator.queries.sets.claim_sets import set_named
from annotator.settings import audit_key
from annotator.terms import many

HASH_LENGTH = 64


@click.group()
def audit() -> None:
    """Read the audit log, and verify that it is unchanged."""


@audit.command("verify")
@click.option("--contents", is_flag=True, help="Compare each row with what events vouch for.")
@click.option("--set", "set_name", help="Only the chain of this set, and what it rests on.")
@click.option(
    "--heads",
    "heads_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file of heads that you kept; else the worker’s, if there is one.",
)
@click.option("--last", help="A hash that was printed earlier: an event must still have it.")
@plain_errors
def verify(contents: bool, set_name: str | None, heads_path: Path | None, last: str | None) -> None:
    """Follow the chains from their beginning and name the first thing that does not hold."""
    kept = last.strip().lower() if last else None
    if kept is not None and (len(kept) != HASH_LENGTH or set(kept) - set("0123456789abcdef")):
        raise click.BadParameter("A hash has 64 digits, 0-9 and a-f.", param_hint="--last")
    heads = heads_file.read(heads_path, audit_key()) if heads_path else kept_heads()
    with database().reading() as session:
        only = set_named(session, set_name) if set_name else None
        found = verified(session, claim_set_id=only, contents=contents, heads=heads, kept=kept)
    for chain in found.chains:
        click.echo(f"{chain.hash}  {chain.words}: {many(chain.events, 'event')}")
    if found.unvouched:
        rows = many(found.unvouched, "row is", "rows are")
        click.echo(f"{rows} older than the log; the next release of their set vouches for them.")
    if found.broken is not None:
        raise click.ClickException(found.broken.words)
    click.echo(f"{many(found.events, 'event holds', 'events hold')}.")


@audit.command("heads")
@click.option("-o", "--output", type=OUTPUT, help="Else stdout.")
@plain_errors
def heads(output: Path | None) -> None:
    """Write the heads of all chains, signed, as the worker does; keep them elsewhere."""
    with database().reading() as session:
        content = heads_file.signed(present_heads(session), now(), audit_key())
    write_whole([content.encode("ascii")], output)


@audit.command("list")
@click.option("--person", help="Only events of this user name.")
@click.option("--action", type=OneOf(Action))
@click.option("--set", "set_name", help="Only what was done in this claim set.")
@click.option(
    "--claim", "claim_id", type=Number("a claim’s number, as 12"), help="Of this claim alone."
)
@click.option("--since", help="From this date on: 2025-12-06, 2025-12 or 2025.")
@click.option("--until", help="Up to and with this date.")
@click.option("--before", help="Before the event of that name, which each line begins with.")
@click.option(
    "--limit",
    type=Number("how many, from 1 to 10000", most=10_000),
    default=PAGE_SIZE,
    show_default=True,
)
@by_reader
@plain_errors
def list_events(
    by: str | None,
    person: str | None,
    action: str | None,
    set_name: str | None,
    claim_id: int | None,
    since: str | None,
    until: str | None,
    before: str | None,
    limit: int,
) -> None:
    """Print events, newest first; without those of claims that the reader may not read yet."""
    begin, end = dates.parse(since), dates.parse(until)
    with database().reading() as session:
        wanted = Wanted(
            reader_named(session, by),
            actor_id=person_named(session, person).id if person else None,
            action=Action(action) if action else None,
            claim_set_id=set_named(session, set_name) if set_name else None,
            claim_id=claim_id,
            since=begin.at if begin else None,
            until=end.end if end else None,
            before=before,
            answers=True,
        )
        found = trail(session, wanted, size=limit)
    for event in found.events:
        click.echo(_line(event))
    if found.earlier is not None:
        click.echo(f"There are earlier ones: --before {found.earlier}", err=True)


def _line(event: LoggedEvent) -> str:
    changes = "; ".join(
        f"{changed.name}: {changed.before or '-'} -> {changed.after or '-'}"
        for changed in event.changes
    )
    return "\t".join(
        (
            event.token,
            event.at.isoformat(timespec="seconds"),
            event.actor or "-",
            event.action,
            event.subject.written,
            event.claim_set[1] if event.claim_set else "-",
            f"claim {event.claim[0]}" if event.claim else "-",
            " ".join(changes.split()),
        )
    )
