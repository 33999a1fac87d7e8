"""The tree of a parsed sentence: which tokens hang under which; a part is a set of tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Part = frozenset[int]

_KEPT = "tokens below"
_TOKENS = "tokens"


def tokens_of(doc: Doc) -> list[Token]:
    """Return the tokens of a sentence, made once: the parser makes each again whenever asked."""
    if _TOKENS not in doc.user_data:
        doc.user_data[_TOKENS] = list(doc)
    return doc.user_data[_TOKENS]  # type: ignore[no-any-return]


def below(token: Token) -> frozenset[int]:
    """Return the indices of a token and of all that hangs under it.

    Found once for a whole sentence: its rules ask for most of them, and for some many times.
    """
    data = token.doc.user_data
    if _KEPT not in data:
        data[_KEPT] = _all_below(token.doc)
    return data[_KEPT][token.i]  # type: ignore[no-any-return]


def under(token: Token, allowed: Part) -> Part:
    """Return the allowed tokens under a token."""
    return below(token) & allowed


def _all_below(doc: Doc) -> list[frozenset[int]]:
    heads = [token.head.i for token in tokens_of(doc)]
    found: list[set[int]] = [{i} for i in range(len(heads))]
    for i in range(len(heads)):
        above = i
        while heads[above] != above:
            above = heads[above]
            found[above].add(i)
    return [frozenset(one) for one in found]
