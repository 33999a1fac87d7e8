"""`doctor`: examine the installation, and say what to do."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click

from annotator.cli.context import plain_errors, settings, unchecked_database
from annotator.examinations.examination import Installation
from annotator.examinations.registry import examine
from annotator.settings import instance_folder
from annotator.terms import many

if TYPE_CHECKING:
    from annotator.examinations.registry import Examined


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, one line for each examination.")
@plain_errors
def doctor(*, as_json: bool) -> None:
    """Examine database, files, settings and worker; change nothing, and say what to do."""
    installation = Installation(unchecked_database(), settings(), instance_folder(), os.environ)
    problems = 0
    for examined in examine(installation):
        problems += sum(one.serious for one in examined.found or ())
        click.echo(_as_json(examined) if as_json else _as_text(examined))
    if problems:
        raise click.ClickException(f"The examination found {many(problems, 'problem')}.")


def _as_text(examined: Examined) -> str:
    lines = [f"{examined.state:8} {examined.examination.key:10} {examined.examination.title}"]
    for one in examined.found or ():
        lines += [f"{'':19} {one.words}", f"{'':19} -> {one.advice}"]
    return "\n".join(lines)


def _as_json(examined: Examined) -> str:
    found = examined.found
    return json.dumps(
        {
            "key": examined.examination.key,
            "title": examined.examination.title,
            "state": examined.state,
            "found": [
                {"words": one.words, "advice": one.advice, "serious": one.serious}
                for one in found or ()
            ],
        },
        ensure_ascii=False,
    )
