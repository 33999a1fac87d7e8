"""`demo`: the demonstration set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotator import demonstration
from annotator.cli.context import database, plain_errors
from annotator.queries.corpus.documents import count_documents
from annotator.queries.people.people import count_people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@click.command()
@plain_errors
def demo() -> None:
    """Load the fictional demonstration set into an empty database."""
    click.echo("Loaded." if load_if_empty() else "The database is not empty; nothing was loaded.")


def load_if_empty() -> bool:
    """Load the demonstration into an empty database."""
    with database().reading() as session:
        if not _is_empty(session):
            return False
    passwords = demonstration.hashed_passwords()
    with database().writing() as session:
        if not _is_empty(session):
            return False
        demonstration.load(session, passwords)
        session.commit()
    return True


def _is_empty(session: Session) -> bool:
    return not (count_people(session) or count_documents(session))
