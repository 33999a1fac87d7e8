"""`export`: a labelled set as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotator.actions import Action
from annotator.cli.context import database, plain_errors
from annotator.cli.reading import by_reader, reader_named, tell_withheld
from annotator.cli.values import OUTPUT, OneOf
from annotator.cli.writing import write_whole
from annotator.exports import FORMATS, format_of
from annotator.operations.audit_log import record
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.queries.sets.claim_sets import set_named
from annotator.queries.visibility.blindness import ANYBODY

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.option("--set", "set_name", required=True, help="The claim set's name.")
@click.option("--format", "key", type=OneOf(known.key for known in FORMATS), default="jsonl")
@click.option("-o", "--output", type=OUTPUT, help="Else stdout.")
@by_reader
@plain_errors
def export(set_name: str, key: str, output: Path | None, by: str | None) -> None:
    """Export a claim set with every mention, judgement, evidence link and decision.

    Claims come without the judgements that their reader may not read yet. The file appears under
    its name when it is whole.
    """
    with database().writing() as session:
        claim_set_id = set_named(session, set_name)
        reader = reader_named(session, by)
        record(
            session,
            Action.SET_EXPORTED,
            f"set {claim_set_id}",
            after={"format": key},
            by=None if reader is ANYBODY else reader,
            claim_set_id=claim_set_id,
        )
        session.commit()
    with database().reading() as session:
        pieces = format_of(key).write(labelled_claims(session, claim_set_id, reader))
        write_whole(pieces, output)
        tell_withheld(session, claim_set_id, reader)
