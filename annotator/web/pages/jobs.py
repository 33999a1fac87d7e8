"""Jobs: what waits for the worker, what it runs, and what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from annotator.http.access import allow, me
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.jobs.registry import JOBS
from annotator.language import _
from annotator.operations.jobs import waiting
from annotator.queries.jobs.jobs import jobs
from annotator.terms import JobState, Role
from annotator.web import query

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("jobs", __name__, url_prefix="/jobs")

LISTED = (JobState.FAILED, JobState.RUNNING, JobState.WAITING)
TITLES = {kind.key: kind.title for kind in JOBS}


@page.get("")
@allow(Role.ADMINISTRATOR)
@query.reads(*LISTED)
def listing() -> ResponseReturnValue:
    """Return the jobs of each state, from the one that the address names on."""
    lists = [jobs(session(), state, me().id, after=query.number(state)) for state in LISTED]
    return render_template("jobs/list.html", lists=lists, titles=TITLES)


@page.post("/<int:job_id>/retry")
@allow(Role.ADMINISTRATOR)
def retry(job_id: int) -> ResponseReturnValue:
    """Let a failed job wait again."""
    waiting.retry(session(), job_id=job_id)
    notice(_("Job %(id)s waits again.", id=job_id), "done")
    return redirect(url_for("jobs.listing"))


@page.post("/<int:job_id>/cancel")
@allow(Role.ADMINISTRATOR)
def cancel(job_id: int) -> ResponseReturnValue:
    """Cancel a job."""
    if waiting.cancel(session(), job_id=job_id):
        notice(_("Job %(id)s is cancelled.", id=job_id), "done")
    else:
        notice(_("Job %(id)s stops at its next step.", id=job_id), "done")
    return redirect(url_for("jobs.listing"))
