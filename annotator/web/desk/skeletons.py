"""Skeletons: the desk of an untouched claim, drawn once for all claims of a kind.

A skeleton serves many people in many sets. It is drawn in its own Jinja environment, without
request, session and person. Of the claim it sees `SkeletonItem`: the fields that the cache
compares, and holes. Anything else raises UndeclaredUse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from flask import current_app, url_for
from flask_wtf.csrf import generate_csrf
from jinja2 import Undefined
from jinja2.utils import missing
from markupsafe import Markup, escape

from annotator import language
from annotator.tokens import LENGTH, Token
from annotator.web.holes import Hole, Repeated, UndeclaredUse, cut
from annotator.web.unseen import marked_part

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from flask import Flask
    from jinja2 import Environment

    from annotator.queries.desk.desk import DeskItem
    from annotator.schemes import Scheme

    Render = Callable[..., str]
    Draw = Callable[[DeskItem, Mapping[str, str], Render], str]

#: Where an application keeps its skeletons.
EXTENSION = "claimbook-skeletons"
_LARGEST_CACHE = 64
#: Between tags; a text of the claim is a hole.
_INDENT = re.compile(r"\s*\n\s*")
#: What every template may use and what is the same for everybody who reads one language.
_CONSTANTS = (
    *("_", "asset", "dict", "gettext", "keycap", "namespace", "ngettext", "range"),
    *("stance_signs", "stance_tones"),
)
#: What fills the holes that every claim has.
_FILLED_WITH: dict[str, Callable[[DeskItem], str]] = {
    "assignment": lambda item: item.assignment_id,
    "claim": lambda item: str(item.claim_id),
    "former": lambda item: item.former,
    "guard": lambda _: generate_csrf(),
    "language": lambda item: item.document.language,
    "others": lambda item: _options(item.others),
    "speakers": lambda item: _options((name, "") for name in item.speakers),
    "text": lambda item: item.text,
}
#: Ids while an address is built; no row has them.
_IDS = {"assignment_id": Token("z" * LENGTH), "claim_id": 999_999_992}
#: The one entry of each list in a skeleton. WTForms tests whether a label is empty, so this one is
#: the bare mark of its hole.
_OTHER, _SPEAKER = (999_999_993, Hole("other").__html__()), Hole("speaker")


@dataclass(frozen=True, slots=True)
class SkeletonSet:
    """What a skeleton sees of the claim's set."""

    scheme: Scheme
    hints: bool


class SkeletonDocument:
    """What a skeleton sees of the claim's document."""

    language = Hole("language")


@dataclass(frozen=True, slots=True)
class SkeletonItem:
    """What a skeleton sees of its claims. The fields are the cache's key."""

    language_tag: str
    claim_set: SkeletonSet
    elsewhere: int

    # Equal for all untouched claims.
    draft = None
    opened_again = False
    reopened = False
    skipped_for = None
    sources = ()

    assignment_id = Hole("assignment")
    claim_id = Hole("claim")
    document = SkeletonDocument
    former = Hole("former")
    others = Repeated(_OTHER)
    speakers = Repeated(_SPEAKER)
    text = Hole("text")


class _Refused(Undefined):
    """A name or an attribute that a skeleton does not have: asking for it is an error."""

    def __init__(self, hint: Any = None, obj: Any = missing, name: Any = None, *_: Any) -> None:
        if obj is missing:
            raise UndeclaredUse(f"“{name or hint}”")
        raise UndeclaredUse(f"“{name}” of {getattr(obj, '__name__', type(obj).__name__)}")


class Skeletons:
    """The skeletons of one application."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment.overlay(undefined=_Refused)
        self._environment.globals = {
            **{name: environment.globals[name] for name in _CONSTANTS},
            "csrf_token": lambda: Hole("guard"),
            "url_for": _address,
        }
        self._drawn: dict[tuple[str, SkeletonItem], tuple[Markup, ...]] = {}

    def fill(self, item: DeskItem, own: Mapping[str, str], draw: Draw) -> Markup:
        """Return the desk of an untouched claim.

        `own` are further values that each claim has for itself, as text or Markup. `draw` draws a
        claim with them, by the given way to render a template.
        """
        kind = SkeletonItem(
            language.current().tag,
            SkeletonSet(item.claim_set.scheme, item.claim_set.hints),
            item.elsewhere,
        )
        # An address begins with the path at which the application is served.
        key = url_for("desk.item", assignment_id=_IDS["assignment_id"]), kind
        pieces = self._drawn.get(key)
        if pieces is None:
            if len(self._drawn) >= _LARGEST_CACHE:
                self._drawn.clear()
            pieces = self._drawn[key] = self._draw(kind, own, draw)
        values = {**own, **{name: value(item) for name, value in _FILLED_WITH.items()}}
        filled = Markup("").join(
            values[piece] if at % 2 else piece for at, piece in enumerate(pieces)
        )
        return marked_part(filled)

    def _draw(self, kind: SkeletonItem, own: Collection[str], draw: Draw) -> tuple[Markup, ...]:
        # The drawing takes a claim of the desk; what this one lacks is refused.
        drawn = draw(cast("DeskItem", kind), {name: Hole(name) for name in own}, self._render)
        for entries, name in (
            (_options([_OTHER]), "others"),
            (_options([(_SPEAKER, "")]), "speakers"),
        ):
            drawn = drawn.replace(entries, Hole(name).__html__())
        pieces = tuple(
            piece if at % 2 else Markup(_INDENT.sub("\n", piece))  # noqa: S704 - ours
            for at, piece in enumerate(cut(drawn))
        )
        for name in pieces[1::2]:
            if name not in own and name not in _FILLED_WITH:
                raise UndeclaredUse(f"an entry of a list ({name}) other than as a choice")
        return pieces

    def _render(self, template: str, **context: object) -> str:
        return self._environment.get_template(template).render(context)


def set_up_skeletons(app: Flask) -> None:
    """Give the application its skeletons; its templates must have their globals by then."""
    app.extensions[EXTENSION] = Skeletons(app.jinja_env)


def from_skeleton(item: DeskItem, own: Mapping[str, str], draw: Draw) -> Markup:
    """Return the desk of an untouched claim, from the application's skeletons."""
    return cast("Skeletons", current_app.extensions[EXTENSION]).fill(item, own, draw)


def is_untouched(item: DeskItem) -> bool:
    """Return True if nothing was written about the claim and no source was opened for it."""
    return not (item.draft or item.sources or item.opened_again)


def _address(endpoint: str, **ids: Hole) -> str:
    """Return the address of a page that belongs to the claim: its ids are holes."""
    if endpoint.startswith(".") or not all(isinstance(each, Hole) for each in ids.values()):
        raise UndeclaredUse(f"an address of {endpoint} with other values than holes")
    address = url_for(endpoint, **{name: _IDS[name] for name in ids})  # type: ignore[arg-type]
    for name, hole in ids.items():
        address = address.replace(str(_IDS[name]), hole.__html__())
    return address


def _options(choices: Iterable[tuple[object, str]]) -> Markup:
    """Return choices as a list offers them, each as (value, words)."""
    drawn = (
        f'<option value="{escape(value)}">{escape(words)}</option>' for value, words in choices
    )
    return Markup("".join(drawn))  # noqa: S704 - escaped
