"""Reading an upload: what the preview shows, and a part that hangs or ends its process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from annotator.import_states import ImportState
from annotator.imports.options import ImportOptions
from annotator.imports.questions import NO_ANSWERS
from annotator.jobs import previewing
from annotator.jobs.apart import Apart
from annotator.jobs.previewing import PREVIEW, PREVIEW_HERE
from annotator.jobs.runner import run_waiting
from annotator.models import PreparedChunk
from annotator.models.any_documents import AnyDocument
from annotator.operations.corpus.imports import cancel, confirm
from annotator.queries.corpus.imports import import_of
from annotator.records import DocumentMetadata
from tests.importing import end_import, import_items, state_of, uploaded
from tests.jobs.hanging import work

if TYPE_CHECKING:
    from tests.world import World

TEXTS = b"text\nOne.\nTwo.\nOne.\n\xc2\xa0\n"


def test_a_preview_counts_texts_duplicates_and_what_is_unreadable(world: World) -> None:
    world.import_statements()
    batch_id = uploaded(world, ("a.csv", TEXTS), ("b.txt", b""))
    run_waiting(world.database, PREVIEW_HERE)
    with world.reading() as session:
        found = import_of(session, batch_id)
        assert session.scalar(select(func.count()).select_from(AnyDocument)) == 1
    assert found.state is ImportState.PREVIEWED
    preview = found.preview
    assert preview is not None
    counts = (preview.file_count, preview.texts, preview.repeated, preview.unreadable)
    assert counts == (2, 3, 1, 2)
    assert [text.opening for text in preview.shown] == ["One.", "Two.", "One."]
    assert [text.reason for text in preview.failures] == ["It holds no text.", "It is empty."]
    assert found.offered == 5


@pytest.mark.parametrize("how", ["hangs", "ends"])
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_part_that_hangs_or_ends_its_process_fails_alone(
    world: World, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMBOOK_TEST_PART", how)
    apart = Apart(work)
    # Starting the process is no part of the reading.
    apart.do(lambda: None, "open", "a.zip", b"", NO_ANSWERS)
    monkeypatch.setattr(previewing, "_APART", apart)
    monkeypatch.setattr(previewing, "PART_SECONDS", 10.0 if how == "hangs" else 60.0)
    batch_id = uploaded(world, ("a.zip", b"any"))
    run_waiting(world.database, PREVIEW)
    apart.end()
    with world.reading() as session:
        preview = import_of(session, batch_id).preview
    assert preview is not None
    assert (preview.texts, preview.repeated, preview.unreadable) == (2, 1, 1)
    (failure,) = preview.failures
    assert failure.name == "part 2"
    assert ("longer than" if how == "hangs" else "ended from outside") in failure.reason


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (ImportOptions(DocumentMetadata(title="One")), "belongs to one text"),
        (ImportOptions(DocumentMetadata(url="https://a.example/")), "belongs to one text"),
        (ImportOptions(), "more than 2 texts. Import them in several parts."),
    ],
)
def test_what_cannot_be_one_import_fails_with_its_reason_and_keeps_nothing(
    world: World, options: ImportOptions, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not options.for_one:
        monkeypatch.setattr("annotator.imports.preview.MOST_TEXTS", 2)
    batch_id = uploaded(world, ("a.csv", TEXTS), options=options)
    run_waiting(world.database, PREVIEW_HERE)
    with world.reading() as session:
        found = import_of(session, batch_id)
    assert found.state is ImportState.FAILED
    assert said in str(found.failure)
    with world.writing() as session:
        cancel(session, batch_id=batch_id)
        session.commit()
    end_import(world)
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(PreparedChunk)) == 0


def test_a_text_that_two_imports_bring_stays_when_one_is_cancelled(world: World) -> None:
    first, second = (uploaded(world, (f"{n}.csv", TEXTS)) for n in range(2))
    run_waiting(world.database, PREVIEW_HERE)
    with world.writing() as session:
        for batch_id in (first, second):
            confirm(session, batch_id=batch_id)
        session.commit()
    _write(world, first)
    end_import(world)
    assert state_of(world, second) is ImportState.DONE
    with world.writing() as session:
        cancel(session, batch_id=first)
        session.commit()
    end_import(world)
    outcomes = [outcome for _text, outcome in import_items(world, second)]
    assert outcomes == ["imported", "imported", "repeated", "failed"]
    assert import_items(world, first) == []


def _write(world: World, batch_id: int) -> None:
    """Write an import without its end, as a worker that fails then; its job has failed."""
    from annotator.operations.corpus.documents import documents_with, keep_texts
    from annotator.queries.corpus.previews import texts_after

    with world.writing() as session:
        some = texts_after(session, batch_id, 0, ImportOptions())
        here = documents_with(session, some)
        keep_texts(
            session, batch_id=batch_id, texts=some, after=0, options=ImportOptions(), here=here
        )
        session.commit()
    assert world.fail_next("import", "The disk was full.")
