"""`agreement`: how far annotators agree, in a claim set or in any long table of labels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from annotator.agreement import at_level
from annotator.agreement.report import report
from annotator.agreement.statistic import LEVELS
from annotator.agreement.weighted import weighted
from annotator.cli.agreement_details import details
from annotator.cli.agreement_text import notes, table
from annotator.cli.context import database, plain_errors
from annotator.cli.judged_files import JudgedSet, sets_in
from annotator.cli.reading import by_reader, check_named, reader_named
from annotator.cli.values import FILE, OneOf
from annotator.errors import BadInput
from annotator.imports import label_distances
from annotator.queries.judging.questions import answers
from annotator.queries.sets.claim_sets import set_named
from annotator.terms import Question

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.agreement.report import AgreementReport
    from annotator.agreement.statistic import Level, Statistic


@click.command()
@click.argument("file", required=False, type=FILE)
@click.option("--set", "set_name", help="The judgements of this claim set, instead of a file.")
@click.option(
    "--question",
    type=OneOf(Question),
    default=Question.VERDICT.value,
    show_default=True,
    help="What of a set is measured.",
)
@click.option("--level", type=OneOf(LEVELS), help="What the labels are.  [default: try all]")
@click.option("--labels", default="", help="All labels there may be, from low to high: a,b,c.")
@click.option("--missing", default="", help="Labels that stand for a missing one: NA,-.")
@click.option("--distances", type=FILE, help="A CSV file: how far labels differ.")
@click.option("--ci", is_flag=True, help="With 95 % intervals by claim.")
@click.option("--details", "detailed", is_flag=True, help="In JSON: pairs, labels, people, queue.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@by_reader
@plain_errors
def agreement(
    file: Path | None,
    set_name: str | None,
    question: str,
    level: Level | None,
    labels: str,
    missing: str,
    distances: Path | None,
    ci: bool,
    detailed: bool,
    as_json: bool,
    by: str | None,
) -> None:
    """Print how far annotators agree, in every statistic that applies.

    FILE is a CSV file with the columns item_id, annotator_id and label, and set, gold and replicate
    where there are any.
    """
    if (file is None) == (set_name is None):
        raise BadInput("Name a CSV file, or a claim set by --set; not both.")
    if detailed and not as_json:
        raise BadInput("The details are printed as JSON only: add --json.")
    statistics = at_level(level)
    if distances is not None:
        statistics += weighted(_distances(distances))
    judged = (
        sets_in(file, _listed(labels), frozenset(_listed(missing)))
        if file is not None
        else [_of_set(str(set_name), Question(question), by)]
    )
    found = [(one, _reported(one, file, statistics, ci)) for one in judged]
    if as_json:
        sets = [_record(one, figures, detailed) for one, figures in found]
        click.echo(json.dumps({"sets": sets}, ensure_ascii=False, allow_nan=False))
    else:
        click.echo("\n\n".join(table(*one) for one in found))


def _listed(labels: str) -> list[str]:
    return [label.strip() for label in labels.split(",")] if labels else []


def _reported(
    judged: JudgedSet, file: Path | None, statistics: tuple[Statistic[Any], ...], ci: bool
) -> AgreementReport:
    try:
        return report(judged.judgements, statistics, intervals=ci)
    except BadInput as error:
        raise BadInput(f"{file or 'The set'}: {error}") from error


def _of_set(name: str, question: Question, by: str | None) -> JudgedSet:
    with database().reading() as session:
        claim_set_id, reader = set_named(session, name), reader_named(session, by)
        check_named(session, claim_set_id, reader)
        return JudgedSet(name, answers(session, claim_set_id, question, reader))


def _distances(file: Path) -> dict[tuple[str, str], float]:
    try:
        return label_distances.read(file.read_bytes())
    except BadInput as error:
        raise BadInput(f"{file}: {error}") from error


def _record(judged: JudgedSet, found: AgreementReport, detailed: bool) -> dict[str, object]:
    """Return a set as JSON has it."""
    pattern, figures = found.pattern, [(one.key, figure) for one, figure in found.figures]
    record: dict[str, object] = {
        "set": judged.name,
        "items": pattern.items,
        "annotators": pattern.annotators,
        "judgements": pattern.judgements,
        "statistics": {key: one.value for key, one in figures if one.value is not None},
        "intervals": {key: list(one.interval) for key, one in figures if one.interval},
        "undefined": {key: one.reason for key, one in figures if one.value is None},
        "labels": list(judged.judgements.labels),
        "missing": pattern.missing,
        "labels_an_item": [pattern.fewest, pattern.most],
        "notes": notes(judged, found),
    }
    return {**record, "details": details(judged.judgements)} if detailed else record
