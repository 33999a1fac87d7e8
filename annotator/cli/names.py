"""`speakers` and `outlets`: names that mean the same, merged from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotator.cli.context import database, plain_errors
from annotator.operations.audit_log import act_as
from annotator.operations.corpus import merges
from annotator.queries.corpus.known_names import known_name, row_of
from annotator.queries.corpus.name_registers import OUTLETS, SPEAKERS
from annotator.queries.people.people import person_named
from annotator.terms import many

if TYPE_CHECKING:
    from annotator.queries.corpus.name_registers import NameRegister

_BY = click.option("--by", help="User name of the person who merges, for the audit log.")


@click.group()
def speakers() -> None:
    """Merge names of one speaker."""


@click.group()
def outlets() -> None:
    """Merge names of one outlet."""


@speakers.command("merge")
@click.argument("name")
@click.argument("into")
@_BY
@plain_errors
def merge_speakers(name: str, into: str, by: str | None) -> None:
    """Make NAME a further name of the speaker INTO."""
    _merge(SPEAKERS, name, into, by, "attribution")


@outlets.command("merge")
@click.argument("name")
@click.argument("into")
@_BY
@plain_errors
def merge_outlets(name: str, into: str, by: str | None) -> None:
    """Make NAME a further name of the outlet INTO."""
    _merge(OUTLETS, name, into, by, "document")


def _merge(register: NameRegister, name: str, into: str, by: str | None, moved: str) -> None:
    with database().writing() as session:
        if by is not None:
            act_as(session, person_named(session, by).id)
        into_id = row_of(session, register, into)
        merge_id = merges.merge(
            session, register, name_id=row_of(session, register, name), into_id=into_id
        )
        session.flush()
        found = known_name(session, register, into_id)
        count = next(line.moved for line in found.merges if line.id == merge_id)
        session.commit()
    click.echo(f"“{name}” is a further name of “{found.line.name}”: {many(count, moved)} moved.")
