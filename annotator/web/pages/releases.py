"""Releases of a set: create one, read its report, download its files."""

from __future__ import annotations

from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, url_for

from annotator.actions import Action
from annotator.errors import BadInput
from annotator.http import downloads
from annotator.http.access import allow, me
from annotator.http.notices import notice
from annotator.http.transaction import alone, database, record_alone, session
from annotator.labels import NO_VERDICTS, label
from annotator.language import _
from annotator.operations.releases.derived_files import derive, record_hash
from annotator.operations.releases.releases import keep, prepare
from annotator.queries.audit_log.heads import release_hash
from annotator.queries.releases import releases as queries
from annotator.queries.releases.derived_files import offered_files
from annotator.queries.releases.releasing import SOURCE_NOT_KEPT
from annotator.queries.sets.claim_sets import claim_set
from annotator.storage import chunks
from annotator.terms import Basis, DisagreementReason, Role
from annotator.web.forms.releases import ReleaseForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Response
    from flask.typing import ResponseReturnValue

    from annotator.queries.releases.releases import OneRelease
    from annotator.schemes import Scheme
    from annotator.storage.chunks import Written
    from annotator.storage.database import Database

page = Blueprint("releases", __name__)


@page.get("/sets/<int:claim_set_id>/releases")
@allow(Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
def listing(claim_set_id: int) -> ResponseReturnValue:
    """Return the releases of a set, and a form for the next one."""
    return _listing(claim_set_id, ReleaseForm())


@page.post("/sets/<int:claim_set_id>/releases/new")
@allow(Role.REVIEWER, Role.ADMINISTRATOR)
def make(claim_set_id: int) -> ResponseReturnValue:
    """Release the set. Its files are written before any writer has to wait."""
    form = ReleaseForm()
    if not form.validate_on_submit():
        return _listing(claim_set_id, form), 422
    with TemporaryFile() as room:
        try:
            with database().reading() as looking:
                prepared = prepare(
                    looking,
                    claim_set_id=claim_set_id,
                    given=form.given(),
                    made_by=me().name,
                    reader=me().id,
                    room=room,
                )
            release_id = keep(session(), prepared=prepared, made_by_id=me().id)
        except BadInput as error:
            form.blame(error)
            return _listing(claim_set_id, form), 422
    notice(_("Release created. It will never change."), "done")
    return redirect(url_for("releases.one", release_id=release_id))


@page.get("/releases/<int:release_id>")
@allow(Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
def one(release_id: int) -> ResponseReturnValue:
    """Return one release: rule, counts, agreement, reasons, files, and what changed since the
    last.
    """
    found = queries.release(session(), release_id, me().id)
    return render_template(
        "releases/one.html",
        release=found,
        claim_set=claim_set(session(), found.claim_set_id),
        offered=offered_files(session(), found),
        differences=queries.differences(session(), found),
        audit_hash=release_hash(session(), found.claim_set_id, found.number),
        **_named(found.report, claim_set(session(), found.claim_set_id).scheme),
    )


@page.get("/releases/<int:release_id>/files/<key>")
@allow(Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
def download(release_id: int, key: str) -> Response:
    """Send a file of a release: one that it keeps, or one that is derived from these."""
    found = queries.release(session(), release_id, me().id)
    file = next((kept for kept in found.files if kept.key == key), None)
    if file is None:
        return _derived(found, key)
    content = _content(database(), found, key)
    sent = downloads.download(content, _file_name(found, file.name), file.media_type)
    record_alone(
        Action.SET_EXPORTED,
        f"release {found.number}",
        after={"file": file.name},
        claim_set_id=found.claim_set_id,
    )
    return sent


def _derived(found: OneRelease, key: str) -> Response:
    """Send a file that is written now, once its hash is recorded."""
    with ExitStack() as stack:
        room = stack.enter_context(TemporaryFile())
        derived = derive(session(), found=found, key=key, room=room)
        alone(lambda writing: record_hash(writing, derived))
        content = _content_in(stack.pop_all(), room, derived.written)
    name = _file_name(found, derived.name)
    return downloads.download(content, name, derived.known.media_type)


def _content_in(opened: ExitStack, room: IO[bytes], written: Written) -> Iterator[bytes]:
    # The download outlives its request, and so must the room.
    with opened:
        yield from chunks.read(written.pieces(room))


def _file_name(found: OneRelease, name: str) -> str:
    return f"{found.report['claim_set']} {name}"


def _named(report: dict[str, Any], scheme: Scheme) -> dict[str, object]:
    """Return what a report counts, each as (words, count), and the words for labels by code."""
    names = {code: str(words) for code, words in NO_VERDICTS.items()}
    names |= {verdict.code: verdict.name for verdict in scheme.verdicts}
    return {
        "names": names,
        "labels": [(names.get(code, code), count) for code, count in report["labels"].items()],
        "bases": [(label(Basis(code)), count) for code, count in report["bases"].items()],
        "left_out": [(_left_out(code), count) for code, count in report["left_out"].items()],
        "reasons": [
            (label(DisagreementReason(code)), count) for code, count in report["reasons"].items()
        ],
    }


def _left_out(code: str) -> str:
    if code == SOURCE_NOT_KEPT:
        return _("no stored text of a source")
    return label(Basis(code))


def _content(source: Database, found: OneRelease, key: str) -> Iterator[bytes]:
    # The download outlives its request, so it has its own session.
    with source.reading() as reading:
        yield from queries.content_of(reading, found, key)


def _listing(claim_set_id: int, form: ReleaseForm) -> str:
    # Looked up apart, so that a form with mistakes keeps no writer waiting.
    with database().reading() as looking:
        return render_template(
            "releases/list.html",
            claim_set=claim_set(looking, claim_set_id),
            releases=queries.releases_of(looking, claim_set_id, me().id),
            form=form,
        )
