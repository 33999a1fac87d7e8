"""A release in another format is written from its native file, and its hash is recorded once."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import zlib
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from annotator.errors import Damaged, NotFound
from annotator.exports import FORMATS, NATIVE, format_of
from annotator.models import AuditEvent, DerivedFile, Release, ReleaseFile, ReleasePiece
from annotator.operations.releases.derived_files import Derived, derive, record_hash
from annotator.operations.releases.releases import keep, prepare
from annotator.operations.sets.claim_sets import change_set
from annotator.queries.releases.derived_files import offered_files
from annotator.queries.releases.releases import release
from annotator.records import ReleaseInput
from annotator.storage import chunks
from annotator.terms import ReleaseRule, SetState
from tests.past import after
from tests.world import judgement

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.queries.releases.releases import OneRelease
    from tests.world import World

CSV = format_of("csv")
NEWER = dataclasses.replace(CSV, version="claimbook-csv/next")


def _released(world: World, *, soft: bool = False) -> int:
    """Two claims judged by two, who differ on the second; a decision makes both go out."""
    world.import_statements("the harbour was open", "the bridge was shut")
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.judge(name)
        world.judge(name, judgement(verdict))
    world.decide("rita", _second_claim(world))
    given = ReleaseInput(ReleaseRule.ADJUDICATED, soft=soft, any_source=True)
    with TemporaryFile() as room:
        with world.reading() as session:
            prepared = prepare(
                session,
                claim_set_id=world.claim_set_id,
                given=given,
                made_by="rita",
                reader=world.people["rita"],
                room=room,
            )
        with world.writing() as session:
            release_id = keep(session, prepared=prepared, made_by_id=world.people["rita"])
            session.commit()
    return release_id


@after(_released)
def test_a_new_release_keeps_its_native_file_and_its_report(world: World) -> None:
    release_id = world.nth(Release)
    with world.reading() as session:
        kept = release(session, release_id, world.people["rita"])
        offered = offered_files(session, kept)
    assert {file.key for file in kept.files} == {NATIVE.key, "report"}
    assert {one.key for one in offered} == {known.key for known in FORMATS} - {NATIVE.key}
    (named,) = kept.report["files"]
    assert named["writer"] == NATIVE.version


def test_a_file_is_derived_from_the_native_file_and_not_from_the_set(world: World) -> None:
    release_id = _released(world, soft=True)
    before = _derived(world, release_id)
    _rename_the_set(world)
    assert _derived(world, release_id) == before
    assert '"refuted 1\nsupported 1"' in before.decode()
    assert "Renamed" not in before.decode()


@after(_released)
def test_the_first_request_records_the_hash_with_the_version_of_the_writer(world: World) -> None:
    release_id = world.nth(Release)
    content = _derived(world, release_id)
    assert _derived(world, release_id) == content
    with world.reading() as session:
        (row,) = session.scalars(select(DerivedFile)).all()
        (csv,) = [
            one
            for one in offered_files(session, _read(world, session, release_id))
            if one.key == "csv"
        ]
    assert (row.writer, row.sha256) == (CSV.version, hashlib.sha256(content).hexdigest())
    assert csv.present is not None
    assert (csv.present.sha256, csv.present.size, csv.earlier) == (row.sha256, len(content), ())


@after(_released)
def test_an_export_of_a_derived_file_is_in_the_audit_log_with_its_hash(world: World) -> None:
    release_id = world.nth(Release)
    content = _derived(world, release_id)
    with world.reading() as session:
        event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1)).one()
    assert (event.action, event.subject) == ("set_exported", "release 1")
    assert json.loads(event.change)["after"] == {
        "file": "release-1.csv",
        "writer": CSV.version,
        "sha256": hashlib.sha256(content).hexdigest(),
    }


@after(_released)
def test_a_newer_writer_that_gives_another_file_says_so(world: World) -> None:
    release_id = world.nth(Release)
    first = hashlib.sha256(_derived(world, release_id)).hexdigest()
    with world.writing() as session:
        other = dataclasses.replace(_written(release_id, b"other"), known=NEWER)
        said = record_hash(session, other)
        session.commit()
    assert said == (
        "release-1.csv is written by claimbook-csv/next now. The file that claimbook-csv/4 wrote"
        f" had another SHA-256: {first}."
    )
    with world.reading() as session:
        (csv,) = [
            one
            for one in offered_files(session, _read(world, session, release_id))
            if one.key == "csv"
        ]
    assert [one.writer for one in csv.earlier] == [NEWER.version]


@after(_released)
def test_another_file_by_the_same_writer_is_refused(world: World) -> None:
    release_id = world.nth(Release)
    _derived(world, release_id)
    with world.writing() as session, pytest.raises(Damaged, match="without a new version"):
        record_hash(session, _written(release_id, b"other"))


@after(_released)
def test_a_native_file_with_another_hash_is_exported_in_no_format(world: World) -> None:
    release_id = world.nth(Release)
    with world.writing() as session:
        if world.database.engine.dialect.name == "sqlite":
            session.execute(text("DROP TRIGGER release_file_update"))
        else:
            session.execute(text("ALTER TABLE release_file DISABLE TRIGGER ALL"))
        session.execute(text(f"UPDATE release_file SET sha256 = '{'0' * 64}'"))
        session.commit()
    with pytest.raises(Damaged, match="Restore the database"):
        _derived(world, release_id)


@after(_released)
def test_a_release_that_keeps_its_csv_offers_no_other(world: World) -> None:
    release_id = world.nth(Release)
    with world.writing() as session:
        row = ReleaseFile(
            release_id=release_id,
            key="csv",
            name="release-1.csv",
            media_type="text/csv",
            sha256=hashlib.sha256(b"as it was").hexdigest(),
            size=9,
            pieces=1,
        )
        session.add(row)
        session.flush()
        piece = zlib.compress(b"as it was")
        session.add(ReleasePiece(release_id=release_id, key="csv", number=0, content=piece))
        session.commit()
    with world.reading() as session:
        assert "csv" not in {
            one.key for one in offered_files(session, _read(world, session, release_id))
        }


@after(_released)
def test_a_format_that_there_is_not_is_not_found(world: World) -> None:
    release_id = world.nth(Release)
    with TemporaryFile() as room, world.reading() as session, pytest.raises(NotFound, match="xlsx"):
        derive(session, found=_read(world, session, release_id), key="xlsx", room=room)


def _read(world: World, session: Session, release_id: int) -> OneRelease:
    return release(session, release_id, world.people["rita"])


def _derived(world: World, release_id: int) -> bytes:
    with TemporaryFile() as room:
        with world.reading() as session:
            derived = derive(session, found=_read(world, session, release_id), key="csv", room=room)
        with world.writing() as session:
            assert record_hash(session, derived) is None
            session.commit()
        return b"".join(chunks.read(derived.written.pieces(room)))


def _written(release_id: int, content: bytes) -> Derived:
    """The release's CSV as a writer that was changed by hand would have it."""
    with TemporaryFile() as room:
        return Derived(release_id, CSV, "release-1.csv", chunks.write([content], room))


def _second_claim(world: World) -> int:
    with world.reading() as session:
        found: int = session.execute(
            text("SELECT id FROM set_claim WHERE position = 2")
        ).scalar_one()
    return found


def _rename_the_set(world: World) -> None:
    with world.writing() as session:
        change_set(
            session,
            claim_set_id=world.claim_set_id,
            name="Renamed",
            description="",
            overlap=2,
            guideline="# Another",
            state=SetState.CLOSED,
        )
        session.commit()
