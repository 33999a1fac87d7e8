"""Changes of a preview by a person, kept until the import is confirmed: none is lost to another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.cleaning import whole_number
from annotator.errors import BadInput, Conflict, NotFound
from annotator.import_states import ImportState
from annotator.imports import options as stored_options
from annotator.imports.edits import EDITED, ShownText, checked_values, seen_options
from annotator.language import _
from annotator.models import ImportBatch, ImportEdit
from annotator.queries.corpus.previews import rows_with

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from annotator.imports.options import ImportOptions
    from annotator.queries.corpus.previews import PreviewRow
    from annotator.records import DocumentMetadata

#: Stands among the conflicts for what holds for all texts.
OPTIONS = "options"


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row as a person sends it; `seen` is what their page showed before (`ShownText.seen`)."""

    key: str
    seen: str
    values: Mapping[str, str]
    ticked: bool


@dataclass(frozen=True, slots=True)
class OptionsChange:
    """What holds for texts that do not say it, as a person sends it; `seen` as in a row."""

    seen: str
    unstated: DocumentMetadata
    finely: bool


@dataclass(frozen=True, slots=True)
class SentPreview:
    """A page of a preview as a person sends it; `version` is that of the preview they saw."""

    version: int
    rows: Sequence[RowChange] = ()
    options: OptionsChange | None = None


@dataclass(frozen=True, slots=True)
class SavedPreview:
    """What became of a sent preview.

    `touched` are the rows that the person changed, by key; `conflicts` those that others changed,
    too, and OPTIONS; `errors` the wrong fields of a row. Where there are any, nothing was kept.
    `moved` says that others changed something, and `version` is what the person has seen now.
    """

    touched: Mapping[str, ShownText]
    conflicts: tuple[str, ...]
    errors: Mapping[str, Mapping[str, str]]
    moved: bool
    version: int

    @property
    def kept(self) -> bool:
        """Return True if all changes were kept."""
        return not self.conflicts and not self.errors


def save_preview(session: Session, *, batch_id: int, sent: SentPreview) -> SavedPreview:
    """Keep what a person changed in a preview, all or nothing.

    What they left as they saw it stays as others have changed it. Raises NotFound, and Conflict for
    an import that does not wait for its confirmation.
    """
    batch = _previewed(session, batch_id)
    moved = batch.version != sent.version
    read = stored_options.read(batch.options)
    rows = rows_with(session, batch_id, read, [row_key(one.key) for one in sent.rows])
    touched: dict[str, ShownText] = {}
    errors: dict[str, dict[str, str]] = {}
    conflicts = [change.key for change in sent.rows if change.key not in rows]
    for change in sent.rows:
        if (row := rows.get(change.key)) is None:
            continue
        now_sent, wrong = _sent(change, row)
        if wrong:
            errors[change.key] = wrong
        if now_sent.seen not in (row.shown.seen, change.seen) or wrong:
            touched[change.key] = now_sent
            if row.shown.seen != change.seen:
                conflicts.append(change.key)
    after = _changed_options(read, sent.options)
    if after is not None and sent.options and seen_options(read) != sent.options.seen:
        conflicts.append(OPTIONS)
    result = SavedPreview(touched, tuple(conflicts), errors, moved, sent.version)
    if not result.kept or not (touched or after):
        return result
    for key, now_sent in touched.items():
        _keep(session, rows[key], now_sent)
    if after is not None:
        batch.options = stored_options.written(after)
    batch.version += 1
    session.flush()
    return replace(result, version=sent.version if moved else batch.version)


def _changed_options(before: ImportOptions, change: OptionsChange | None) -> ImportOptions | None:
    """Return the options with what a person changed; None if that is nothing."""
    if change is None:
        return None
    after = replace(before, unstated=change.unstated, finely=change.finely)
    return None if seen_options(after) in (change.seen, seen_options(before)) else after


def _previewed(session: Session, batch_id: int) -> ImportBatch:
    """Return an import that waits for its confirmation, locked. Raises NotFound, Conflict."""
    batch = session.get(ImportBatch, batch_id, with_for_update=True, populate_existing=True)
    if batch is None:
        raise NotFound(_("There is no such import."))
    if batch.state is not ImportState.PREVIEWED:
        raise Conflict(_("This import does not wait for its confirmation any more."))
    return batch


def row_key(written: str) -> tuple[int, int]:
    """Return the file and the number that name a row; none has (0, 0)."""
    file_id, _dot, number = written.partition(".")
    return whole_number(file_id) or 0, whole_number(number) or 0


def _sent(change: RowChange, row: PreviewRow) -> tuple[ShownText, dict[str, str]]:
    """Return a row as it was sent, and what is wrong by field."""
    values, wrong = dict(row.shown.values), {}
    for name in EDITED:
        values[name] = change.values.get(name, "")
        try:
            values |= checked_values({name: values[name]})
        except BadInput as error:
            wrong[name] = str(error)
    return ShownText(values, {}, change.ticked), wrong


def _keep(session: Session, row: PreviewRow, sent: ShownText) -> None:
    edit = session.get(ImportEdit, (row.file_id, row.number))
    if edit is None:
        edit = ImportEdit(import_file_id=row.file_id, number=row.number)
        session.add(edit)
    for name in EDITED:
        if sent.values[name] != row.shown.values[name]:
            setattr(edit, name, sent.values[name])
    edit.ticked = sent.ticked
