"""What events are about: a subject such as "document 12", with the name that people know it by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import Agent, Claim, Document, ImportBatch, Outlet, User
from annotator.tokens import PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import InstrumentedAttribute, Session

#: The name of each kind, by the word that its subjects begin with; the set of an event stands in it
#: already.
NAMES: dict[str, InstrumentedAttribute[str]] = {
    "account": User.display_name,
    "claim": Claim.text,
    "document": Document.title,
    "import": ImportBatch.label,
    "outlet": Outlet.name,
    "speaker": Agent.name,
}
_COUNTED = re.compile(r"([a-z]+) ([0-9]{1,15})")
_BY_TOKEN = re.compile(rf"(.+) ({PATTERN})")
#: Of a token, enough to tell two of them apart on a page.
_SHORT = 6


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about, `written` as the log has it; `name` and `number` are None for a kind
    that has none, or a row that is gone or hidden.
    """

    written: str
    kind: str = ""
    number: int | None = None
    name: str | None = None

    @property
    def short(self) -> str:
        """Return it as a page shows it, where no name stands for it."""
        found = _BY_TOKEN.fullmatch(self.written)
        return f"{found[1]} {found[2][:_SHORT]}…" if found else self.written


def subjects(session: Session, written: Iterable[str]) -> dict[str, Subject]:
    """Return each subject with its name: one statement for each kind."""
    found = {one: _parsed(one) for one in written}
    for kind, name in NAMES.items():
        numbers = {one.number for one in found.values() if one.kind == kind}
        if not numbers:
            continue
        model = name.class_
        rows = session.execute(select(model.id, name.label("name")).where(model.id.in_(numbers)))
        names = {row.id: row.name for row in rows}
        for key, one in found.items():
            if one.kind == kind and one.number in names:
                found[key] = Subject(one.written, kind, one.number, names[one.number])
    return found


def _parsed(written: str) -> Subject:
    match = _COUNTED.fullmatch(written)
    if match is None or match[1] not in NAMES:
        return Subject(written)
    return Subject(written, match[1], int(match[2]))
