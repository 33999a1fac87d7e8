"""Who reads what a command prints: a person, or no more than everyone with an account may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotator.errors import BadInput, Refused
from annotator.queries.people.people import person_named
from annotator.queries.visibility.blindness import ANYBODY, count_withheld
from annotator.queries.visibility.worklist import READERS
from annotator.terms import many

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader

#: The option of every command that shows judgements.
by_reader: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--by", help="User name of the person who reads: they get what the pages show them."
)


def reader_named(session: Session, by: str | None) -> Reader:
    """Return the person of that user name, or ANYBODY without a name. Raises NotFound, Refused for
    an account that is closed or can export nothing.
    """
    if not by:
        return ANYBODY
    found = person_named(session, by)
    if not found.active or not found.roles & READERS:
        raise Refused(
            f"“{by}” cannot read judgements: a reviewer, an editor or an administrator with an open"
            " account can."
        )
    return found.id


def check_named(session: Session, claim_set_id: int, reader: Reader) -> None:
    """Raise BadInput for ANYBODY where annotators can still change judgements: of a part of them
    figures would mislead.
    """
    withheld = count_withheld(session, claim_set_id, reader) if reader is ANYBODY else 0
    if withheld:
        raise BadInput(f"{_told(withheld)} Name who reads: --by NAME.")


def tell_withheld(session: Session, claim_set_id: int, reader: Reader) -> None:
    """Print to stderr how many claims come without their judgements for this reader."""
    withheld = count_withheld(session, claim_set_id, reader)
    if withheld and reader is ANYBODY:
        click.echo(
            f"{_told(withheld)} They come without judgements; --by names a reader.", err=True
        )
    elif withheld:
        click.echo(
            f"{many(withheld, 'claim')} that you judged come without judgements until they are"
            " decided or the set is closed.",
            err=True,
        )


def _told(withheld: int) -> str:
    claims = many(withheld, "claim has", "claims have")
    return f"{claims} judgements that their annotators can still change."
