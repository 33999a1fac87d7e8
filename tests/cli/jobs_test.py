"""Jobs from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.imports.incoming import IncomingText
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.operations.jobs.waiting import enqueue
from annotator.records import DocumentMetadata

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.world import World


def test_jobs_are_listed_retried_and_cancelled(run: Run, world: World) -> None:
    with world.writing() as session:
        enqueue(session, kind="digging", subjects=[1, 2])
        session.commit()
    world.fail_next("digging", "The ground is frozen.")
    assert "\tdigging\t1\tfailed\ttry 1\t-\t" in run("jobs", "list").stdout
    assert "The ground is frozen." in run("jobs", "list").stdout
    (first,) = (line.split("\t")[0] for line in run("jobs", "list").stdout.splitlines())
    assert f"Job {first} waits again." in run("jobs", "retry", first).stdout
    listed = run("jobs", "list", "--state", "waiting", "--limit", "1")
    assert listed.stdout.startswith(f"{first}\tdigging\t1\twaiting\t")
    assert f"There are more: --after {first}" in listed.stderr
    rest = run("jobs", "list", "--state", "waiting", "--after", first).stdout
    assert "\tdigging\t2\twaiting\t" in rest
    assert f"Job {first} is cancelled." in run("jobs", "cancel", first).stdout
    refused = run("jobs", "cancel", first, code=1)
    assert f"Job {first} is cancelled. Only a waiting or running job" in refused.stderr
    assert "There is no job 999." in run("jobs", "retry", "999", code=1).stderr


def test_all_extractions_are_cancelled_and_retried_at_once(run: Run, world: World) -> None:
    with world.writing() as session:
        import_texts(
            session,
            batch_id=begin_import(session, label="test"),
            incoming=[IncomingText(name=f"{n}.txt", text=f"Fact {n} holds.") for n in range(3)],
            unstated=DocumentMetadata(),
        )
        session.commit()
    assert "3 extractions cancelled." in run("jobs", "cancel", "--extractions").stdout
    assert "0 extractions cancelled." in run("jobs", "cancel", "--extractions").stdout
    assert "3 extractions wait again." in run("jobs", "retry", "--extractions").stdout
    for words in (("cancel",), ("retry", "1", "--extractions")):
        assert "Name one job by its number" in run("jobs", *words, code=2).stderr
