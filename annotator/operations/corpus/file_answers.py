"""Answers of a person to the questions of a preview: the import is read again with them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.clock import now
from annotator.errors import BadInput, Conflict, NotFound
from annotator.import_states import ImportState, QuestionKind
from annotator.imports import options as stored_options
from annotator.imports import preview as stored_preview
from annotator.imports.questions import DAY_FIRST, FileAnswers, header_key
from annotator.language import _
from annotator.models import ImportBatch, TableColumns
from annotator.operations.corpus.imports import read_again

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from annotator.imports.questions import FileQuestion


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What a person answers to the question of this kind about a file: a value, or columns."""

    kind: str
    name: str
    value: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


def answer_questions(session: Session, *, batch_id: int, given: Sequence[GivenAnswer]) -> None:
    """Keep answers and let the worker read the import again; columns are kept for other imports.

    Raises NotFound, BadInput for an answer that no question offers, and Conflict for an import
    that does not wait for its confirmation.
    """
    batch = session.get(ImportBatch, batch_id, with_for_update=True)
    if batch is None:
        raise NotFound(_("There is no such import."))
    if batch.state is not ImportState.PREVIEWED:
        raise Conflict(_("This import does not wait for its confirmation any more."))
    asked = {(one.kind.value, one.name): one for one in _questions(batch)}
    read = stored_options.read(batch.options)
    files = dict(read.answers.files)
    for one in given:
        question = asked.get((one.kind, one.name))
        if question is None:
            raise Conflict(_("The questions have changed since. Look through them again."))
        files[one.name] = _answered(files.get(one.name, FileAnswers()), question, one)
        if question.kind is QuestionKind.COLUMNS:
            _remember(session, question, one)
    answers = replace(read.answers, files=files)
    batch.options = stored_options.written(replace(read, answers=answers))
    read_again(session, batch)


def _questions(batch: ImportBatch) -> Sequence[FileQuestion]:
    return stored_preview.read(batch.preview).questions if batch.preview else ()


def _answered(before: FileAnswers, question: FileQuestion, given: GivenAnswer) -> FileAnswers:
    if question.kind is QuestionKind.COLUMNS:
        if not given.columns.get("text") or not set(given.columns.values()) <= set(
            question.columns
        ):
            raise BadInput(
                _("Choose the column that holds the text of “%(name)s”.", name=given.name)
            )
        return replace(before, columns=dict(given.columns))
    if given.value not in {choice.value for choice in question.choices}:
        raise BadInput(_("Choose an answer for “%(name)s”.", name=given.name))
    if question.kind is QuestionKind.DATE_ORDER:
        return replace(before, day_first=given.value == DAY_FIRST)
    return replace(before, encoding=given.value)


def _remember(session: Session, question: FileQuestion, given: GivenAnswer) -> None:
    key = header_key(question.columns)
    row = session.get(TableColumns, key) or TableColumns(header_key=key)
    row.columns, row.chosen_at = json.dumps(dict(given.columns)), now()
    session.add(row)
    session.flush()
