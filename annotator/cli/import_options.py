"""Options of `import` as one record: what files do not say, and answers about them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import click

from annotator import dates
from annotator.cleaning import language_code, web_address
from annotator.cli.values import OneOf
from annotator.errors import BadInput
from annotator.imports.incoming import FIELDS
from annotator.imports.options import ImportOptions
from annotator.imports.questions import Answers, FileAnswers
from annotator.records import DocumentMetadata

if TYPE_CHECKING:
    from collections.abc import Callable

_OPTIONS = (
    click.option("--title", help="For one text that does not say it."),
    click.option("--url", help="For one text that does not say it."),
    click.option("--outlet", help="For texts that do not name theirs."),
    click.option("--date", help="For texts that do not say theirs: 2025-12-06, 2025-12 or 2025."),
    click.option("--language", default="en", show_default=True, help="For texts without one."),
    click.option("--finely", is_flag=True, help="Also cut out adjectives and circumstances."),
    click.option(
        "--accept-guesses",
        is_flag=True,
        help="Keep guessed titles, outlets, dates and authors. Without it they are only shown.",
    ),
    click.option("--encoding", help="Of files that do not tell theirs, as cp1251."),
    click.option(
        "--date-order",
        type=OneOf(("day-first", "month-first")),
        help="How to read 04/03/2026 in a file that does not tell.",
    ),
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="FIELD=COLUMN",
        help="The column of a table for the text, or for a field of it. Repeat it for others.",
    ),
)


def import_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add these options to a command, which gets them as `options`."""

    @functools.wraps(command)
    def with_options(**given: Any) -> None:
        names = ("title", "url", "outlet", "date", "language", "finely", "accept_guesses")
        own = {name: given.pop(name) for name in (*names, "encoding", "date_order", "columns")}
        command(options=_options(own), **given)

    for option in reversed(_OPTIONS):
        with_options = option(with_options)
    return with_options


def _options(given: dict[str, Any]) -> ImportOptions:
    order = given["date_order"]
    answers = FileAnswers(
        encoding=given["encoding"],
        day_first=None if order is None else order == "day-first",
        columns=dict(map(_column, given["columns"])),
    )
    return ImportOptions(
        unstated=DocumentMetadata(
            title=given["title"],
            url=web_address(given["url"]) if given["url"] else None,
            outlet=given["outlet"],
            published=dates.parse(given["date"]),
            language=language_code(given["language"]),
        ),
        finely=given["finely"],
        answers=Answers(everywhere=answers),
        accept_guesses=given["accept_guesses"],
    )


def _column(written: str) -> tuple[str, str]:
    field, sign, column = written.partition("=")
    if field not in ("text", "external_id", *FIELDS) or not (sign and column):
        fields = ", ".join(("text", "external_id", *FIELDS))
        raise BadInput(f"“{written}” names no column. Write FIELD=COLUMN; a field is {fields}.")
    return field, column
