"""Rows of tables, objects of JSON and entries of feeds as texts with their fields."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annotator.cleaning import clean, one_line
from annotator.errors import BadInput
from annotator.import_states import QuestionKind
from annotator.imports import written_dates
from annotator.imports.incoming import FIELDS, Unreadable, incoming
from annotator.imports.questions import DAY_FIRST, MONTH_FIRST, Choice, FileQuestion
from annotator.imports.written_dates import DateOrderUnknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from annotator.imports.incoming import Guesses, Incoming
    from annotator.imports.questions import Answers

EXTERNAL_ID = "external_id"
#: How files name a field, beside its own name; a dot leads into an object.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (),
    "title": ("headline",),
    "outlet": ("publisher", "publication", "newspaper", "outlet.name", "publisher.name"),
    "author": ("authors", "byline", "author.name", "creator", "dc:creator"),
    "url": ("link", "address", "permalink"),
    "date": ("published", "published_at", "publication_date", "pubdate", "date_published"),
    "language": ("lang",),
    EXTERNAL_ID: ("doc_id", "docid", "document_id", "id", "guid", "uuid", "article_id", "_id"),
}
#: Names that tell less: they are suggested, and a person confirms them.
_LIKELY: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("body", "content", "article", "fulltext", "full_text", "maintext", "articlebody"),
        *("content_text", "story", "paragraph", "claim", "sentence", "tweet", "message"),
        *("texte", "inhalt", "texto", "текст", "description", "summary"),
    ),
    "title": ("head", "heading", "subject", "titel", "titre", "titulo", "título", "заголовок"),
    "outlet": ("source", "site", "sitename", "site_name", "source.name", "medium", "quelle"),
    "author": ("writer", "by", "autor", "auteur", "автор"),
    "url": ("uri", "href", "source_url", "web_url", "canonical"),
    "date": ("datetime", "created_at", "time", "timestamp", "day", "datum", "fecha", "дата"),
    "language": ("sprache", "langue", "idioma"),
    EXTERNAL_ID: ("key", "number", "no", "nr", "ref"),
}
_EXACT = {name: field for field, names in NAMES.items() for name in (field, *names)}
#: Characters of one text's other fields.
MOST_OTHER = 1_000_000
#: Of a question about columns, and of each of its cells.
ROWS_SHOWN, CELL_SHOWN = 5, 200
_SAMPLES = 3


class FieldReader:
    """Reads the texts of one file by the names of their fields, and collects its questions."""

    def __init__(
        self,
        name: str,
        answers: Answers,
        columns: Mapping[str, str] | None = None,
        *,
        of_many: bool = True,
    ) -> None:
        self._name, self._answer = name, answers.of(name)
        self._chosen = {column: field for field, column in (columns or {}).items()}
        self._of_many = of_many
        self._unknown: list[DateOrderUnknown] = []
        self._orders: set[bool] = set()

    def text(
        self, where: str, row: Mapping[str, object], guesses: Guesses | None = None
    ) -> Incoming:
        """Return a text from its names and values; Unreadable for one that is wrong."""
        given: dict[str, str | None] = {}
        other: dict[str, str] = {}
        for name, value in flat(row).items():
            field = self._field_of(name)
            is_id = field != EXTERNAL_ID or isinstance(value, str | int)
            if field and is_id and not given.get(field):
                if not _fits(field, value):
                    reason = "It has no “text”." if field == "text" else f"“{name}” must be text."
                    return Unreadable(where, reason)
                given[field] = _written(value)
                if name == "doc_id":
                    given[name] = given[field]
            elif value is not None and value != "":
                other[clean(name)] = clean(_written(value))
        if "text" not in given or given["text"] is None:
            return Unreadable(where, "It has no “text”.")
        if sum(map(len, other.values())) > MOST_OTHER:
            return Unreadable(
                where, f"Its other fields have more than {MOST_OTHER:,} characters. Remove some."
            )
        return self._kept(where, given, other, guesses)

    def questions(self) -> Iterable[FileQuestion]:
        """Yield what the texts have left open, once for the file."""
        if not self._unknown:
            return
        samples = list(dict.fromkeys(error.written for error in self._unknown))[:_SAMPLES]
        first = self._unknown[0]
        values = (DAY_FIRST, MONTH_FIRST)
        choices = [
            Choice(value, f"{', '.join(samples)}: {reading}")
            for value, reading in zip(values, first.readings, strict=True)
        ]
        if self._orders == {False}:
            choices.reverse()
        yield FileQuestion(QuestionKind.DATE_ORDER, self._name, tuple(choices))

    def _kept(
        self,
        where: str,
        given: dict[str, str | None],
        other: dict[str, str],
        guesses: Guesses | None,
    ) -> Incoming:
        fields = {field: given.get(field) for field in FIELDS}
        try:
            fields["date"] = self._date(fields["date"])
        except DateOrderUnknown as error:
            self._unknown.append(error)
            return Unreadable(where, str(error))
        except BadInput as error:
            return Unreadable(where, str(error))
        external_id = one_line(given.get(EXTERNAL_ID) or "") or None
        fields["title"] = fields["title"] or given.get("doc_id")
        found = incoming(where, given["text"] or "", fields, of_many=self._of_many, guesses=guesses)
        if isinstance(found, Unreadable):
            return found
        return replace(found, external_id=external_id, other_fields=other)

    def _date(self, written: str | None) -> str | None:
        if written and (order := written_dates.order_of(written)) is not None:
            self._orders.add(order)
        found = written_dates.read(written, self._answer.day_first)
        return str(found) if found else None

    def _field_of(self, name: str) -> str | None:
        key = name.strip().lower()
        return self._chosen.get(key) if self._chosen else _EXACT.get(key)


def has_text(names: Iterable[str]) -> bool:
    """Return True if one of these names is that of the text."""
    return "text" in {name.strip().lower() for name in names}


def columns_question(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> FileQuestion:
    """Return the question which column holds the text, with the first rows and what is likely."""
    keys = [column.strip().lower() for column in columns]
    suggested: dict[str, str] = {}
    for field, names in NAMES.items():
        for known in (field, *names, *_LIKELY[field]):
            if known in keys and keys.index(known) not in map(keys.index, suggested.values()):
                suggested[field] = known
                break
    return FileQuestion(
        QuestionKind.COLUMNS,
        name,
        columns=tuple(one_line(column[: 5 * CELL_SHOWN])[:CELL_SHOWN] for column in columns),
        rows=tuple(
            tuple(one_line(cell[: 5 * CELL_SHOWN])[:CELL_SHOWN] for cell in row) for row in rows
        ),
        suggested=suggested,
    )


def flat(row: Mapping[str, object], before: str = "", depth: int = 0) -> dict[str, object]:
    """Return the values with the names that lead to them: “source.name”."""
    found: dict[str, object] = {}
    for key, value in row.items():
        name = f"{before}{key}"
        if isinstance(value, dict) and value and depth < 8:
            found |= flat(value, f"{name}.", depth + 1)
        else:
            found[name] = value
    return found


def _fits(field: str, value: object) -> bool:
    if field == "author":
        return value is None or _people(value) is not None
    if field == "text":
        return isinstance(value, str)
    return isinstance(value, str | int | float | None) and not isinstance(value, bool)


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    people = _people(value)
    return json.dumps(value, ensure_ascii=False, default=str) if people is None else people


def _people(value: object) -> str | None:
    """Return one name, or several as “Ida Quell; Mara Holt”; None where a value is no name."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return None
    found = [one.get("name") if isinstance(one, dict) else one for one in value]
    names = [name for name in found if isinstance(name, str)]
    return "; ".join(names) if len(names) == len(found) else None
