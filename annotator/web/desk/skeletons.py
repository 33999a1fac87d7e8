"""Claims to which nothing was done yet: drawn once, with holes for what is each one's own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from flask import url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from annotator.terms import AssignmentState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from annotator.queries.desk.desk import DeskItem
    from annotator.schemes import Scheme

    Draw = Callable[[DeskItem, Mapping[str, str]], str]

#: Stand where a claim's own numbers go; no claim and no assignment has them.
_ASSIGNMENT, _CLAIM, _OTHER = 999_999_991, 999_999_992, 999_999_993
#: The text between the holes and the names of the holes, in turns.
_DRAWN: dict[tuple[str, Scheme, bool, int], list[Markup]] = {}
_MOST_DRAWN = 64


def is_untouched(item: DeskItem) -> bool:
    """Whether nothing was written about a claim yet, and no text was opened that may be cited."""
    opened_again = item.state is AssignmentState.REOPENED or item.skipped_for
    return not (item.draft or item.sources or opened_again)


def untouched(item: DeskItem, own: Mapping[str, str], draw: Draw) -> str:
    """The part of the desk that belongs to an untouched claim.

    `own` are further values that are each claim's own, as text or Markup. `draw` draws a claim
    with them in full.
    """
    values = {**own, **_of(item)}
    address = url_for("desk.item", assignment_id=_ASSIGNMENT)
    key = address, item.claim_set.scheme, item.claim_set.hints, item.elsewhere
    pieces = _DRAWN.get(key)
    if pieces is None:
        if len(_DRAWN) >= _MOST_DRAWN:
            _DRAWN.clear()
        drawn = draw(_anybodys(item), {name: _hole(name) for name in own})
        pieces = _DRAWN[key] = _split(drawn, values)
    return Markup("").join(values[piece] if at % 2 else piece for at, piece in enumerate(pieces))


def _of(item: DeskItem) -> dict[str, str]:
    """What fills the holes that every claim has."""
    return {
        "assignment": str(item.assignment_id),
        "claim": str(item.claim_id),
        "guard": generate_csrf(),
        "language": item.document.language,
        "others": _options(item.others),
        "speakers": _options((name, "") for name in item.speakers),
        "text": item.text,
    }


def _anybodys(item: DeskItem) -> DeskItem:
    """A claim with holes for its words, in a document with one other claim."""
    other = replace(item.here, claim_id=_OTHER, quote=_hole("quote"), speaker=_hole("speaker"))
    return replace(
        item,
        assignment_id=_ASSIGNMENT,
        claim_id=_CLAIM,
        text=_hole("text"),
        document=replace(item.document, language=_hole("language"), claims=(other,)),
        here=replace(item.here, claim_id=_CLAIM),
    )


def _split(drawn: str, names: Iterable[str]) -> list[Markup]:
    """What was drawn with holes, cut at them."""
    for words, name in {
        str(_ASSIGNMENT): "assignment",
        str(_CLAIM): "claim",
        generate_csrf(): "guard",
        _options([(_OTHER, _hole("quote"))]): "others",
        _options([(_hole("speaker"), "")]): "speakers",
    }.items():
        drawn = drawn.replace(words, _hole(name))
    cut = re.split(_hole(f"({'|'.join(names)})"), drawn)
    return [Markup(piece) for piece in cut]  # noqa: S704 - our templates drew it


def _options(choices: Iterable[tuple[object, str]]) -> Markup:
    """Choices as a list offers them, each as (value, words)."""
    drawn = (
        f'<option value="{escape(value)}">{escape(words)}</option>' for value, words in choices
    )
    return Markup("".join(drawn))  # noqa: S704 - escaped


def _hole(name: str) -> str:
    # Signs for private use, which no template has.
    return f"\ue000{name}\ue001"
