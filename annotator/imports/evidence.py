"""Passages that a reviewer's own outcome rests on: JSON lines, named as exports name them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

from annotator import dates
from annotator.cleaning import clean, one_line, web_address
from annotator.errors import BadInput
from annotator.imports.decoding import decoded
from annotator.imports.jsonl import misfit
from annotator.language import _
from annotator.records import EvidenceInput
from annotator.terms import Coverage, Stance

if TYPE_CHECKING:
    from enum import StrEnum

    Term = TypeVar("Term", bound=StrEnum)

FIELDS = ("url", "title", "publisher", "published", "quote", "stance", "coverage", "note")


def read(data: bytes) -> tuple[EvidenceInput, ...]:
    """Return all links, in their order. Raises BadInput that names the line."""
    lines = enumerate(decoded(data).split("\n"), start=1)
    found = tuple(_link(number, line) for number, line in lines if line.strip())
    if not found:
        raise BadInput(_("It is empty."))
    return found


def _link(number: int, line: str) -> EvidenceInput:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput(
            _("Line %(number)s is not a JSON object: %(why)s", number=number, why=misfit(error))
        ) from error
    if not isinstance(row, dict):
        raise BadInput(_("Line %(number)s is not a JSON object.", number=number))
    wrong = [key for key in row if key not in FIELDS or not isinstance(row[key], str | None)]
    if wrong:
        raise BadInput(
            _(
                "Line %(number)s: “%(value)s” is no text of %(fields)s.",
                number=number,
                value=wrong[0],
                fields=", ".join(FIELDS),
            )
        )
    try:
        return _given({key: row.get(key) or "" for key in FIELDS})
    except BadInput as error:
        raise BadInput(_("Line %(number)s: %(error)s", number=number, error=error)) from error


def _given(row: dict[str, str]) -> EvidenceInput:
    return EvidenceInput(
        url=web_address(row["url"]) if row["url"] else None,
        title=one_line(row["title"]),
        publisher=one_line(row["publisher"]),
        published=dates.parse(row["published"]),
        quote=clean(row["quote"]),
        stance=_term(Stance, "stance", row["stance"]),
        coverage=_term(Coverage, "coverage", row["coverage"] or Coverage.FULL),
        note=one_line(row["note"]),
    )


def _term(kind: type[Term], name: str, written: str) -> Term:
    if written not in set(kind):
        raise BadInput(
            _(
                "the %(name)s is %(kind)s, not “%(written)s”.",
                name=name,
                kind=", ".join(kind),
                written=written,
            )
        )
    return kind(written)
