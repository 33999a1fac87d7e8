"""Examples: "ships such as ferries", "two ports, including Orlest". Each is a separate claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english.cuts.weakening import may_weaken
from annotator.text.english.subjects import SUBJECTS, is_many, is_plural
from annotator.text.parsing.trees import under

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.text.english.cuts.statement import Statement
    from annotator.text.parsing.trees import Part


def told_apart(statement: Statement) -> list[Part] | None:
    """Return the part without its examples, and with the examples in the place of their noun."""
    doc, part, verb = statement.doc, statement.part, statement.verb
    mark = next((doc[i] for i in sorted(part) if is_mark(doc[i], part)), None)
    if verb is None or mark is None or not may_weaken(verb, part) or not fits(mark):
        return None
    named = under(mark, part)
    general = frozenset(i for i in under(mark.head, part) if i < mark.i) | {mark.i}
    return [part - named, part - general]


def is_mark(token: Token, part: Part) -> bool:
    """Return True for the "as" of "such as" and for "including", after the noun that they belong
    to.
    """
    if token.dep_ != "prep" or token.head.i not in part or token.head.i > token.i:
        return False
    such = token.lower_ == "as" and token.i > 0 and token.nbor(-1).lower_ == "such"
    # "A treaty, including rules": the rules are no treaty.
    return such or (token.lower_ == "including" and is_many(token.head))


def fits(mark: Token) -> bool:
    """Return False if one example would stand before a verb of many: "ports such as Orlest are"."""
    if mark.head.dep_ not in SUBJECTS or not is_plural(mark.head.head):
        return True
    return all(is_many(child) for child in mark.children if child.dep_ == "pobj")
