"""`demo`: the demonstration set."""

from __future__ import annotations

import click

from annotator import demonstration
from annotator.cli.context import database, plain_errors
from annotator.queries.corpus.documents import count_documents
from annotator.queries.people.people import count_people


@click.command()
@plain_errors
def demo() -> None:
    """Load the fictional demonstration set into an empty database."""
    click.echo("Loaded." if load_if_empty() else "The database is not empty; nothing was loaded.")


def load_if_empty() -> bool:
    """Load the demonstration into an empty database."""
    with database().writing() as session:
        if count_people(session) or count_documents(session):
            return False
        demonstration.load(session)
        session.commit()
    return True
