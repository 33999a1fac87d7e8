"""Holes: what stands in a skeleton where each claim has its own text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn, Self

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Characters for private use, which no template contains.
_OPEN, _CLOSE = "\ue000", "\ue001"
_HOLE = re.compile(f"{_OPEN}([a-z_]+){_CLOSE}")
#: What Python itself needs of an object, and what prints one.
_ALLOWED = frozenset(
    (
        *("__class__", "__delattr__", "__dir__", "__doc__", "__getattribute__", "__getstate__"),
        *("__init__", "__init_subclass__", "__new__", "__reduce__", "__reduce_ex__", "__repr__"),
        *("__setattr__", "__sizeof__", "__str__", "__subclasshook__"),
    )
)
_CONVERSIONS = ("__bool__", "__float__", "__index__", "__int__", "__radd__")


class UndeclaredUse(RuntimeError):
    """A skeleton asks for more than its holes and what all its claims share."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The desk's skeleton cannot use {what}: one drawing serves many claims, sets and"
            " people. Declare a hole for it beside the skeletons, or draw it with each claim."
        )


class Hole(str):
    """A text that differs between claims. Templates and forms can print it, and nothing else."""

    __slots__ = ()

    def __new__(cls, name: str) -> Self:
        """Create the hole of this name."""
        return super().__new__(cls, f"{_OPEN}{name}{_CLOSE}")

    def __str__(self) -> str:
        """Return the hole itself, so that what a form prints stays a hole."""
        return self

    def __html__(self) -> Markup:
        """Return the mark at which the drawing is cut."""
        return Markup(str.__str__(self))  # noqa: S704 - no character of it needs escaping


def _refusal(name: str) -> Callable[..., NoReturn]:
    def refuse(self: Hole, *_: Any, **__: Any) -> NoReturn:
        raise UndeclaredUse(f"{name.strip('_')} of the hole {self!r}")

    return refuse


# A test, a length or a filter would see the mark in place of the claim's text.
for _name in {*dir(str), *_CONVERSIONS} - _ALLOWED:
    setattr(Hole, _name, _refusal(_name))


class Repeated:
    """A list that differs between claims. It can be iterated, and has one entry in a skeleton."""

    def __init__(self, entry: object) -> None:
        self._entry = entry

    def __iter__(self) -> Iterator[object]:
        yield self._entry

    def __bool__(self) -> NoReturn:
        """Refuse: another claim's list may be empty."""
        raise UndeclaredUse("whether a list of the claim is empty")

    def __len__(self) -> NoReturn:
        """Refuse: another claim's list has another length."""
        raise UndeclaredUse("the length of a list of the claim")


def cut(drawn: str) -> tuple[Markup, ...]:
    """Split a drawing at its holes: text and names of holes in turns.

    Raises UndeclaredUse if a part of a hole is left.
    """
    pieces = _HOLE.split(drawn)
    for text in pieces[::2]:
        if _OPEN in text or _CLOSE in text:
            raise UndeclaredUse(f"a part of a hole: “{text[:200]}”")
    return tuple(Markup(piece) for piece in pieces)  # noqa: S704 - our templates drew it
