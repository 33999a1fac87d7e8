"""Contents: the words for what is said, as far as the sentence goes. Token indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.parsing.trees import below
from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from annotator.text.parsing.trees import Part

#: Relations of what may follow the first word of a content and still be part of it.
FOLLOWING = (
    "ccomp",
    "dobj",
    "xcomp",
    "oprd",
    "attr",
    "acomp",
    "prep",
    "pcomp",
    "pobj",
)
SUBJECTS = ("nsubj", "nsubjpass", "expl")
CONNECTIVES = words(
    "but and so yet still however indeed meanwhile nevertheless nonetheless moreover"
)
LOOSE = frozenset((",", ";", ":", "-", "--", "–", "—", " ", "..."))


def after(verb: Token, head: Token, stop: int) -> Part:
    """Return the content that follows its verb: from the left edge of `head` to the token
    `stop`.
    """
    start = max(head.left_edge.i, verb.i + 1)
    kept = below(head)
    for child in verb.children:
        if child.i > head.i and child.dep_ in FOLLOWING:
            kept |= below(child)
    start = past_circumstance(verb, head, start)
    return strip(verb.doc, closed(verb.doc, {i for i in kept if start <= i < stop}))


def past_circumstance(verb: Token, head: Token, start: int) -> int:
    """Return where the content begins after "on Friday" in "said on Friday the road was open"."""
    doc = verb.doc
    that = next((c for c in head.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    if that is not None and that.i > verb.i:
        return max(start, that.i)
    first = doc[start]
    if start != verb.i + 1 or first.dep_ not in ("prep", "npadvmod"):
        return start
    clause = head if head.dep_ == "ccomp" else None
    if clause is None or first.head.i not in (clause.i, verb.i):
        return start
    subject = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
    after = first.right_edge.i + 1
    opens = {subject.left_edge.i} if subject is not None else set()
    opens |= {c.i for c in clause.children if c.dep_ == "mark"}
    return after if after in opens else start


def closed(doc: Doc, tokens: set[int]) -> set[int]:
    """Return the tokens with the commas, colons and dashes that stand alone between them."""
    return tokens | {i for i in range(1, len(doc)) if doc[i].is_punct and {i - 1, i + 1} <= tokens}


def raised_subject(verb: Token, raised: bool) -> Part:
    """Return "The talks" in "the talks are expected to fail" and, where `raised`, in "seem to
    fail".
    """
    if not raised and not any(child.dep_ == "auxpass" for child in verb.children):
        return frozenset()
    kinds = SUBJECTS if raised else ("nsubjpass",)
    subject = next((child for child in verb.children if child.dep_ in kinds), None)
    if subject is None or subject.i > verb.i or subject.lower_ == "it":
        return frozenset()
    return strip(verb.doc, below(subject))


def before(verb: Token, head: Token, cue: Part, source: Part) -> Part:
    """Return the content that stands before its verb, or around it."""
    own = below(head) - cue - source
    if not verb.is_ancestor(head):
        own -= below(verb)
    return without_connective(verb.doc, strip(verb.doc, own))


def around(doc: Doc, content: Part, report: Part, reports: frozenset[int]) -> Part:
    """Return the other half of a content when the report stands between commas in the middle of
    it.
    """
    first, last = min(report), max(report)
    if not content or first < 2 or last + 2 >= len(doc) or len(report) <= last - first:
        return frozenset()
    opened, closes = doc[first - 1].lower_ == ",", doc[last + 1].lower_ == ","
    if not closes:
        return frozenset()
    quoted = doc[first - 1].is_quote or doc[first - 2].is_quote
    if min(content) == last + 2 and opened and doc[0].pos_ not in ("VERB", "PUNCT"):
        half = range(first - 1)
    elif first - 2 <= max(content) < first and not quoted and goes_on(doc[last + 2]):
        half = range(last + 2, len(doc))
    else:
        return frozenset()
    if reports.intersection(half) or any(doc[i].is_quote or doc[i].lower_ == ";" for i in half):
        return frozenset()
    return without_connective(doc, strip(doc, half))


def goes_on(token: Token) -> bool:
    """Return True for a word with which a statement goes on after the report in the middle of
    it.
    """
    return token.pos_ == "ADP" or token.lower_ in ("and", "but", "or", "because", "if")


def without_connective(doc: Doc, tokens: Part) -> Part:
    """Return the tokens without "But" or "However," in front: that word is the reporter's."""
    order = sorted(tokens)
    if len(order) < 3 or doc[order[0]].lower_ not in CONNECTIVES:
        return tokens
    return strip(doc, order[1:])


def strip(doc: Doc, tokens: Iterable[int]) -> Part:
    """Return the tokens without stops and commas at both ends; quotation marks stay."""
    order = sorted(tokens)
    while order and doc[order[0]].lower_ in LOOSE:
        order.pop(0)
    while order and (doc[order[-1]].lower_ in LOOSE or doc[order[-1]].lower_ in (".", "!", "?")):
        order.pop()
    return frozenset(order)
