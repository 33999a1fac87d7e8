"""`sets`: claim sets from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotator import schemes
from annotator.cli.context import database, plain_errors
from annotator.cli.members import members
from annotator.cli.reading import by_reader, reader_named
from annotator.cli.releases import release, release_file, releases
from annotator.cli.values import FILE, Number, OneOf
from annotator.cli.verifying import verify
from annotator.imports.known_answers import read as read_answers
from annotator.operations.sets import claim_sets as operations
from annotator.operations.sets.known_answers import keep_answers
from annotator.queries.corpus.documents import check_document, claim_ids_found
from annotator.queries.people.people import person_named
from annotator.queries.sets import claim_sets as queries
from annotator.queries.sets.progress import progress_of, sets_for
from annotator.queries.visibility.blindness import ANYBODY
from annotator.terms import Worthiness, many

if TYPE_CHECKING:
    from pathlib import Path

#: Claims in a language without word lists for check-worthiness.
UNWEIGHED = "none"


@click.group()
def sets() -> None:
    """Make claim sets, put claims into them, release them."""


for command in (members, release, releases, release_file, verify):
    sets.add_command(command)


@sets.command("list")
@by_reader
@plain_errors
def list_sets(by: str | None) -> None:
    """Show all sets with how many of their claims everybody has judged."""
    with database().reading() as session:
        reader = reader_named(session, by)
        for line in sets_for(session, user_id=0):
            found = progress_of(session, line.id, reader)
            live = found.claims - found.known
            # How many differ is for a named person, who judged no such claim.
            differ = "-" if reader is ANYBODY and found.withheld else str(found.to_decide)
            click.echo(
                f"{line.name}\t{line.state}\t{found.complete} of {many(live, 'claim')} judged"
                f" by {line.overlap}\t{differ} to decide"
            )


@sets.command("add")
@click.argument("name")
@click.option(
    "--overlap",
    type=Number("how many people, as 2", least=0),
    default=2,
    show_default=True,
    help="People for each claim.",
)
@click.option(
    "--scheme", type=OneOf(schemes.SCHEMES), default=schemes.SCHEMES[0], show_default=True
)
@click.option("--description", default="")
@click.option("--guideline", type=FILE, help="A Markdown file.")
@click.option("--hints", is_flag=True, help="Annotators may have hints shown.")
@plain_errors
def add(
    name: str, overlap: int, scheme: str, description: str, guideline: Path | None, hints: bool
) -> None:
    """Make a set."""
    with database().writing() as session:
        operations.make_set(
            session,
            name=name,
            description=description,
            overlap=overlap,
            scheme=scheme,
            guideline=guideline.read_text(encoding="utf-8") if guideline else "",
            hints=hints,
        )
        session.commit()
    click.echo(f"The set “{name}” is made.")


@sets.command("fill")
@click.argument("name")
@click.option(
    "--document",
    "document_ids",
    type=Number("the number that the page’s address ends in"),
    multiple=True,
    help="Only of this document.",
)
@click.option(
    "--worth",
    type=OneOf([*Worthiness, UNWEIGHED]),
    multiple=True,
    default=(Worthiness.CFS.value,),
    show_default=True,
    help="Only of this check-worthiness; “none” in a language that has no rules for it.",
)
@plain_errors
def fill(name: str, document_ids: tuple[int, ...], worth: tuple[str, ...]) -> None:
    """Put the claims found so far into a set."""
    with database().writing() as session:
        for document_id in document_ids:
            check_document(session, document_id)
        new = operations.add_claims(
            session,
            claim_set_id=queries.set_named(session, name),
            claim_ids=claim_ids_found(
                session, document_ids, [None if w == UNWEIGHED else Worthiness(w) for w in worth]
            ),
        )
        session.commit()
    click.echo(f"{many(new, 'claim')} added to “{name}”.")


@sets.command("known-answers")
@click.argument("name")
@click.argument("file", type=FILE)
@click.option("--by", required=True, help="User name of the author of the answers.")
@plain_errors
def known_answers(name: str, file: Path, by: str) -> None:
    """Read the known answers of a set from a CSV file."""
    with database().writing() as session:
        kept = keep_answers(
            session,
            claim_set_id=queries.set_named(session, name),
            made_by_id=person_named(session, by).id,
            rows=read_answers(file.read_bytes()),
        )
        session.commit()
    click.echo(f"Known answers kept in “{name}”: {kept}.")
