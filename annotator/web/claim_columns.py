"""The columns of a table of claims, which its reader chooses in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.http.access import has
from annotator.language import _, lazy
from annotator.terms import Role
from annotator.web import query

if TYPE_CHECKING:
    from annotator.language import LazyText

#: Who sees how far claims are.
READERS = (Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR)


class ClaimColumn(NamedTuple):
    """A column: its heading, its width, who may see it, and the order that its heading asks for."""

    words: LazyText
    width: str
    roles: tuple[Role, ...] = ()
    order: str = ""
    at_first: bool = True


COLUMNS = {
    "state": ClaimColumn(lazy("Verdict or state"), "w11", READERS),
    "speaker": ClaimColumn(lazy("Speaker"), "w10", order="speaker"),
    "document": ClaimColumn(lazy("Document"), "w12", at_first=False),
    "said": ClaimColumn(lazy("Said"), "w6", order="said"),
    "set": ClaimColumn(lazy("Claim set"), "w10", READERS, at_first=False),
    "judged": ClaimColumn(lazy("Judged"), "w5", READERS),
    "warnings": ClaimColumn(lazy("Warnings"), "w7", READERS),
}


def offered_columns() -> list[str]:
    """Return the columns that the person who is logged in may see."""
    return [name for name, column in COLUMNS.items() if not column.roles or has(*column.roles)]


def shown_columns(asked: str) -> list[str]:
    """Return those that the address names, else those that are shown at first."""
    names = set(asked.split(".")) if asked else {n for n, one in COLUMNS.items() if one.at_first}
    return [name for name in offered_columns() if name in names]


def column_choices(shown: list[str]) -> list[tuple[LazyText, bool, str]]:
    """Return each column as (its heading, whether it is shown, the address's word without it or
    with it).
    """
    return [
        (COLUMNS[name].words, name in shown, _joined(name, shown)) for name in offered_columns()
    ]


def claim_heads(shown: list[str], order: str | None, ticks: str) -> list[dict[str, Any]]:
    """Return the headings of a table of claims, as `components/tables.html: table` takes them; with
    an order they sort, and the one in force sorts the other way round.
    """
    first = [{"words": _("Tick all claims on this page"), "tick": True}] if ticks else []
    state = [_head(name, order) for name in shown if name == "state"]
    claim = {"words": _("Claim"), **_sorting("claim", order)}
    return [*first, *state, claim, *(_head(name, order) for name in shown if name != "state")]


def _head(name: str, order: str | None) -> dict[str, Any]:
    column = COLUMNS[name]
    head = {"words": column.words, "width": column.width, "number": name == "judged"}
    return {**head, **_sorting(column.order, order)}


def _sorting(name: str, order: str | None) -> dict[str, Any]:
    if order is None or not name:
        return {}
    here, down = order.lstrip("-") == name, order.startswith("-")
    other = name if down or not here else f"-{name}"
    direction = "descending" if down else "ascending"
    return {
        "href": query.same_page(order=other, after=""),
        **({"sort": direction} if here else {}),
    }


def _joined(name: str, shown: list[str]) -> str:
    changed = [one for one in COLUMNS if (one in shown) is not (one == name)]
    return ".".join(changed) or "none"
