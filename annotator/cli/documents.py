"""`documents`: correct and withdraw documents from the command line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from annotator.cli.context import database, plain_errors
from annotator.cli.values import Number
from annotator.operations.corpus.edits import edit_document
from annotator.operations.corpus.withdrawals import withdraw_document
from annotator.queries.corpus.document_settings import document_settings
from annotator.queries.corpus.documents import check_document
from annotator.queries.people.people import person_named

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NUMBER = Number("the number that the page’s address ends in")


@click.group()
def documents() -> None:
    """Correct and withdraw documents."""


@documents.command("edit")
@click.argument("document_id", metavar="NUMBER", type=NUMBER)
@click.option("--title")
@click.option("--outlet", help="“” removes it; so do the following.")
@click.option("--date", help="As 2026-03-14, 2026-03 or 2026.")
@click.option("--author")
@click.option("--url")
@click.option("--language", help="A code, as “en”.")
@click.option("--topics", help="All of its topics, separated by commas.")
@click.option("--by", help="User name of the person whom the audit log names.")
@plain_errors
def edit(document_id: int, by: str | None, **given: str | None) -> None:
    """Change what is known of a document; what no option names stays."""
    named = {name: value for name, value in given.items() if value is not None}
    with database().writing() as session:
        check_document(session, document_id)
        known = document_settings(session, document_id)
        changed = edit_document(
            session,
            document_id=document_id,
            seen=None,
            given=replace(known, **named),
            by=_person(session, by),
        )
        session.commit()
    click.echo(f"Document {document_id} {'is changed' if changed else 'stays as it was'}.")


@documents.command("withdraw")
@click.argument("document_id", metavar="NUMBER", type=NUMBER)
@click.option("--reason", default="", help="Why; with a reason it is never deleted.")
@click.option("--by", help="User name of the person whom the audit log names.")
@plain_errors
def withdraw(document_id: int, reason: str, by: str | None) -> None:
    """Take a document and its claims out of every list, search and export."""
    with database().writing() as session:
        check_document(session, document_id)
        who = _person(session, by)
        withdraw_document(session, document_id=document_id, reason=reason, by=who)
        session.commit()
    click.echo(f"Document {document_id} is withdrawn. The page “Bin” restores it.")


def _person(session: Session, by: str | None) -> int | None:
    return person_named(session, by).id if by else None
