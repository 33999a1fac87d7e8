"""`sets release`, `sets releases` and `sets release-file`: a set as it leaves the house."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import click

from annotator.actions import Action
from annotator.cli.context import database, plain_errors
from annotator.cli.reading import by_reader, reader_named
from annotator.cli.values import OUTPUT, Number, OneOf
from annotator.cli.writing import write_whole
from annotator.operations.audit_log import record
from annotator.operations.releases.derived_files import derive, record_hash
from annotator.operations.releases.releases import keep, prepare
from annotator.queries.audit_log.heads import release_hash
from annotator.queries.people.people import person_named
from annotator.queries.releases import releases as queries
from annotator.queries.sets.claim_sets import set_named
from annotator.records import ReleaseInput
from annotator.storage import chunks
from annotator.terms import ReleaseRule, many, words

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.queries.releases.releases import Differing, KeptFile, OneRelease


@click.command("release")
@click.argument("name")
@click.option(
    "--rule",
    type=OneOf(ReleaseRule),
    default=ReleaseRule.ADJUDICATED.value,
    show_default=True,
)
@click.option(
    "--margin",
    type=Number("how many votes, as 2", least=0),
    help="Votes by which a label leads, for a majority.",
)
@click.option("--soft", is_flag=True, help="Say how many gave each label.")
@click.option(
    "--any-source", is_flag=True, help="Also claims with a source whose text is not kept."
)
@click.option("--by", help="User name of the person who releases the set.")
@plain_errors
def release(
    name: str, rule: str, margin: int | None, soft: bool, any_source: bool, by: str | None
) -> None:
    """Freeze a labelled set, with its report and its files."""
    wanted = ReleaseRule(rule)
    if wanted is ReleaseRule.MAJORITY and margin is None:
        margin = 1
    given = ReleaseInput(wanted, margin, soft, any_source)
    with TemporaryFile() as room:
        with database().reading() as session:
            person = person_named(session, by) if by else None
            reader = reader_named(session, by)
            prepared = prepare(
                session,
                claim_set_id=set_named(session, name),
                given=given,
                made_by=person.name if person else None,
                reader=reader,
                room=room,
            )
        with database().writing() as session:
            made_by_id = person.id if person else None
            release_id = keep(session, prepared=prepared, made_by_id=made_by_id)
            session.commit()
    with database().reading() as session:
        made = queries.release(session, release_id, reader)
        _say(made)
        click.echo(f"{release_hash(session, made.claim_set_id, made.number)}  audit log")
        _say_differences(queries.differences(session, made))


@click.command("releases")
@click.argument("name")
@by_reader
@plain_errors
def releases(name: str, by: str | None) -> None:
    """Show the releases of a set, newest first."""
    with database().reading() as session:
        reader = reader_named(session, by)
        for line in queries.releases_of(session, set_named(session, name), reader):
            margin = f" by {line.margin}" if line.margin else ""
            click.echo(
                f"{line.number}\t{line.made_at.isoformat(timespec='seconds')}"
                f"\t{line.made_by or '-'}\t{line.rule}{margin}\t{many(line.claims, 'claim')}"
            )


@click.command("release-file")
@click.argument("name")
@click.argument("number", type=Number("the number that `sets releases` prints first"))
@click.option(
    "--format", "key", default="jsonl", show_default=True, help="Or another format, or report."
)
@click.option("-o", "--output", type=OUTPUT, help="Else stdout.")
@by_reader
@plain_errors
def release_file(name: str, number: int, key: str, output: Path | None, by: str | None) -> None:
    """Write a file of a release: the same bytes each time."""
    with database().reading() as session:
        release_id = queries.release_numbered(session, set_named(session, name), number)
        found = queries.release(session, release_id, reader_named(session, by))
    kept = next((file for file in found.files if file.key == key), None)
    if kept is None:
        _write_derived(found, key, output)
    else:
        _write_kept(found, kept, output)


def _write_kept(found: OneRelease, kept: KeptFile, output: Path | None) -> None:
    with database().writing() as session:
        record(
            session,
            Action.SET_EXPORTED,
            f"release {found.number}",
            after={"file": kept.name},
            claim_set_id=found.claim_set_id,
        )
        session.commit()
    with database().reading() as session:
        write_whole(queries.content_of(session, found, kept.key), output)


def _write_derived(found: OneRelease, key: str, output: Path | None) -> None:
    with TemporaryFile() as room:
        with database().reading() as session:
            derived = derive(session, found=found, key=key, room=room)
        with database().writing() as session:
            changed = record_hash(session, derived)
            session.commit()
        if changed:
            click.echo(changed, err=True)
        write_whole(chunks.read(derived.written.pieces(room)), output)


def _say(made: OneRelease) -> None:
    left = ", ".join(f"{count} {words(why)}" for why, count in made.report["left_out"].items())
    click.echo(
        f"Release {made.number}: {many(made.report['claims'], 'claim')}; left out: {left or 'none'}"
    )
    for file in made.files:
        click.echo(f"{file.sha256}  {file.name}")


def _say_differences(found: queries.Differences | None) -> None:
    if found is None:
        return
    click.echo(
        f"Since release {found.since}: {found.added.count} added, {found.gone.count} gone,"
        f" {found.changed.count} with another label"
    )
    _name("+", found.added)
    _name("-", found.gone)
    _name("*", found.changed)


def _name(sign: str, found: Differing) -> None:
    for claim_id, text, before, now in found.claims:
        labels = f"{before} -> {now}" if sign == "*" else now
        click.echo(f"{sign} claim {claim_id}\t{labels}\t{text}")
    if found.count > len(found.claims):
        click.echo(f"{sign} and {found.count - len(found.claims)} more")
