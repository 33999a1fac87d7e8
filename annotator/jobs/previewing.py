"""Reading the files of an import: for its preview, and for the import that may follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, cast

from annotator import terms
from annotator.errors import BadInput, Conflict, DeadlinePassed
from annotator.import_states import ImportState
from annotator.imports.part_reader import Answer, PartReader
from annotator.imports.preview import PreviewBuilder
from annotator.imports.questions import NO_ANSWERS
from annotator.jobs.addresses import fetch
from annotator.jobs.apart import Apart
from annotator.jobs.kind import JobKind
from annotator.jobs.preparing import chunks_of, counted, refused
from annotator.language import _, lazy
from annotator.operations.corpus.previews import add_prepared, end_preview
from annotator.operations.corpus.tidying import remove_prepared
from annotator.queries.corpus.uploads import content_of, uploaded_files, waiting_import

if TYPE_CHECKING:
    from annotator.imports.prepared import Chunk
    from annotator.imports.questions import Answers
    from annotator.jobs.preparing import Reader
    from annotator.jobs.run import Run

#: Seconds for one file, or one file of an archive.
PART_SECONDS = 60.0
TOO_LONG = (
    f"Reading it took longer than {PART_SECONDS:g} seconds. Save its text as .txt and import that."
)

_APART: Apart[Answer] = Apart(PartReader().do)


class ReaderApart:
    """Reads parts in a process that is ended when one of them takes too long.

    Then another process opens the file again.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._file: tuple[str, bytes, Answers] = ("", b"", NO_ANSWERS)
        self._is_open = False

    def open(self, name: str, data: bytes, answers: Answers) -> list[str]:
        """Take a file and return the names of its parts."""
        self._file, self._is_open = (name, data, answers), False
        names = cast("list[str]", self._do("open", name, data, answers))
        self._is_open = True
        return names

    def read(self, number: int) -> list[Chunk]:
        """Return the texts of a part."""
        if not self._is_open:
            self.open(*self._file)
        return cast("list[Chunk]", self._do("read", number))

    def _do(self, name: str, *arguments: object) -> Answer:
        until = monotonic() + PART_SECONDS

        def check() -> None:
            self._run.check()
            if monotonic() > until:
                raise DeadlinePassed(TOO_LONG)

        try:
            return _APART.do(check, name, *arguments)
        except Exception:
            self._is_open = False
            raise


def read_apart(run: Run) -> None:
    """Read the files of an upload in a process beside this one."""
    read(run, ReaderApart(run))


def read_here(run: Run) -> None:
    """Read the files of an upload in this process: for tests."""
    read(run, PartReader())


def read(run: Run, reader: Reader) -> None:
    """Read the files of an upload, keep their texts for the import, and count them."""
    with run.database.reading() as session:
        waiting = waiting_import(session, run.subject)
    if waiting.state is not ImportState.READING:
        raise Conflict(_("Import %(id)s is not being read.", id=run.subject))
    # A run that was killed may have read some of it.
    while _forget(run):
        pass
    fetch(run)
    with run.database.reading() as session:
        files = uploaded_files(session, run.subject)
    builder = PreviewBuilder(waiting.options)
    for number, file in enumerate(files):
        run.note(number, len(files))
        with run.database.reading() as session:
            data = content_of(session, file.id)
        builder.begin_file(file.name, file.size)
        if file.failure is not None:
            chunks = refused(file.name, BadInput(file.failure))
        else:
            chunks = chunks_of(reader, file.name, data, waiting.options.answers)
        for texts in counted(run.database, builder, chunks, file.id):
            with run.transaction() as session:
                add_prepared(session, batch_id=run.subject, texts=texts)
    with run.last_transaction() as session:
        end_preview(
            session, batch_id=run.subject, preview=builder.preview(), offered=builder.offered
        )


def _forget(run: Run) -> int:
    with run.transaction() as session:
        return remove_prepared(session, batch_id=run.subject)


PREVIEW = JobKind(
    terms.PREVIEW, lazy("Read the files of an import"), read_apart, deadline=timedelta(hours=2)
)
PREVIEW_HERE = replace(PREVIEW, run=read_here)
