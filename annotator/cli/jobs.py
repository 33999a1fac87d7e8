"""`jobs`: what waits for the worker, what it runs, and what failed."""

from __future__ import annotations

import click

from annotator.cli.context import database, plain_errors
from annotator.cli.values import Number, OneOf
from annotator.operations.jobs import waiting
from annotator.queries.jobs.jobs import PAGE_SIZE, JobRecord
from annotator.queries.jobs.jobs import jobs as listed
from annotator.queries.visibility.blindness import ANYBODY
from annotator.terms import JobState

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
@click.argument("job_id", metavar="ID", type=NUMBER)
@plain_errors
def retry(job_id: int) -> None:
    """Let a failed or cancelled job wait again."""
    with database().writing() as session:
        waiting.retry(session, job_id=job_id)
        session.commit()
    click.echo(f"Job {job_id} waits again.")


@jobs.command("cancel")
@click.argument("job_id", metavar="ID", type=NUMBER)
@plain_errors
def cancel(job_id: int) -> None:
    """Cancel a job; one that runs stops at its next step."""
    with database().writing() as session:
        ended = waiting.cancel(session, job_id=job_id)
        session.commit()
    click.echo(f"Job {job_id} is cancelled." if ended else f"Job {job_id} stops at its next step.")


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
