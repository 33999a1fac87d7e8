"""Brackets: a claim does without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.parsing.trees import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from annotator.text.parsing.trees import Part


def brackets(doc: Doc, allowed: Part) -> Iterator[tuple[int, int]]:
    """Yield where round brackets open and close, both tokens included."""
    opened, tokens = -1, tokens_of(doc)
    for i in sorted(allowed):
        if tokens[i].text == "(":
            opened = i
        elif tokens[i].text == ")" and opened >= 0:
            yield opened, i
            opened = -1


def bracketed(doc: Doc, allowed: Part) -> Part:
    """Return the tokens in round brackets, unless nothing stands outside of them."""
    out = frozenset(i for first, last in brackets(doc, allowed) for i in range(first, last + 1))
    return out if len(out) < len(allowed) else frozenset()
