"""`jobs`: what waits for the worker, what it runs, and what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotator.cli.context import database, plain_errors
from annotator.cli.values import Number, OneOf
from annotator.operations.jobs import extractions, waiting
from annotator.queries.jobs.jobs import PAGE_SIZE, JobRecord
from annotator.queries.jobs.jobs import jobs as listed
from annotator.queries.visibility.blindness import ANYBODY
from annotator.terms import JobState, many

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

NUMBER = Number("the number of a job, as 12")


@click.group()
def jobs() -> None:
    """List, retry and cancel the worker's jobs."""


@jobs.command("list")
@click.option("--state", type=OneOf(JobState), default=JobState.FAILED.value, show_default=True)
@click.option("--after", type=NUMBER, help="Continue the list after the job of that number.")
@click.option(
    "--limit",
    type=Number("how many, from 1 to 10000", most=10_000),
    default=PAGE_SIZE,
    show_default=True,
)
@plain_errors
def list_jobs(state: str, after: int | None, limit: int) -> None:
    """Print the jobs of a state; those that ended come with the newest first."""
    with database().reading() as session:
        found = listed(session, JobState(state), ANYBODY, after=after, size=limit)
    for job in found.jobs:
        click.echo(_line(job))
    if found.after is not None:
        click.echo(f"There are more: --after {found.after}", err=True)


@jobs.command("retry")
@click.argument("job_id", metavar="[ID]", type=NUMBER, required=False)
@click.option("--extractions", "of_all", is_flag=True, help="Retry all cancelled extractions.")
@plain_errors
def retry(job_id: int | None, of_all: bool) -> None:
    """Let a failed or cancelled job wait again."""
    number = _one(job_id, of_all)
    if number is None:
        count = _each(extractions.retry_extractions)
        click.echo(f"{many(count, 'extraction')} wait{'s' if count == 1 else ''} again.")
        return
    with database().writing() as session:
        waiting.retry(session, job_id=number)
        session.commit()
    click.echo(f"Job {number} waits again.")


@jobs.command("cancel")
@click.argument("job_id", metavar="[ID]", type=NUMBER, required=False)
@click.option("--extractions", "of_all", is_flag=True, help="Cancel all waiting extractions.")
@plain_errors
def cancel(job_id: int | None, of_all: bool) -> None:
    """Cancel a job; one that runs stops at its next step."""
    number = _one(job_id, of_all)
    if number is None:
        click.echo(f"{many(_each(extractions.cancel_extractions), 'extraction')} cancelled.")
        return
    with database().writing() as session:
        ended = waiting.cancel(session, job_id=number)
        session.commit()
    click.echo(f"Job {number} is cancelled." if ended else f"Job {number} stops at its next step.")


def _one(job_id: int | None, of_all: bool) -> int | None:
    """Return the job that is named, or None for all extractions. Raises UsageError for neither."""
    if (job_id is None) != of_all:
        raise click.UsageError("Name one job by its number, or all with --extractions.")
    return job_id


def _each(change: Callable[[Session], int]) -> int:
    """Change all extractions, some at a time, and return how many: writers wait for each step."""
    total = 0
    while True:
        with database().writing() as session:
            count = change(session)
            session.commit()
        total += count
        if not count:
            return total


def _line(job: JobRecord) -> str:
    progress = "" if job.steps_done is None else f"{job.steps_done}/{job.steps_total or '?'}"
    return "\t".join(
        (
            str(job.id),
            job.kind,
            str(job.subject),
            job.state,
            f"try {job.tries}",
            progress or "-",
            job.created_at.isoformat(timespec="seconds"),
            "withheld until the claim is judged" if job.withheld else job.reason or "-",
        )
    )
