"""Jobs: what waits for the worker, what it runs, and what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from annotator.http.access import allow, me
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.jobs.registry import JOBS
from annotator.language import _, ngettext
from annotator.operations.jobs import extractions, waiting
from annotator.queries.jobs.jobs import extraction_counts, jobs
from annotator.terms import JobState, Role
from annotator.web import query

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("jobs", __name__, url_prefix="/jobs")

LISTED = (JobState.FAILED, JobState.RUNNING, JobState.WAITING, JobState.CANCELLED)
TITLES = {kind.key: kind.title for kind in JOBS}


@page.get("")
@allow(Role.ADMINISTRATOR)
@query.reads(*LISTED)
def listing() -> ResponseReturnValue:
    """Return the jobs of each state, from the one that the address names on."""
    lists = [jobs(session(), state, me().id, after=query.number(state)) for state in LISTED]
    return render_template(
        "jobs/list.html",
        lists=lists,
        titles=TITLES,
        extractions=extraction_counts(session()),
        most_at_once=extractions.MOST_AT_ONCE,
    )


@page.post("/extractions/cancel")
@allow(Role.ADMINISTRATOR)
def cancel_extractions() -> ResponseReturnValue:
    """Cancel the extractions that wait."""
    count = extractions.cancel_extractions(session())
    text = ngettext("%(count)s extraction cancelled.", "%(count)s extractions cancelled.", count)
    notice(text, "done")
    return redirect(url_for("jobs.listing"))


@page.post("/extractions/retry")
@allow(Role.ADMINISTRATOR)
def retry_extractions() -> ResponseReturnValue:
    """Let cancelled extractions wait again."""
    count = extractions.retry_extractions(session())
    notice(
        ngettext("%(count)s extraction waits again.", "%(count)s extractions wait again.", count),
        "done",
    )
    return redirect(url_for("jobs.listing"))


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
