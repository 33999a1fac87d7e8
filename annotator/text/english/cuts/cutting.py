"""Cutting: the statements of a clause, each surely implied and able to stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.text.english.cuts import (
    adjectives,
    asides,
    circumstances,
    connectives,
    examples,
    guard,
    nominals,
    phrases,
    predicates,
)
from annotator.text.english.cuts.brackets import bracketed
from annotator.text.english.cuts.coordinations import headed_by
from annotator.text.english.cuts.parts import QUOTES, edged, unquoted
from annotator.text.english.cuts.statement import Statement
from annotator.text.english.repairs import is_mended

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token

    from annotator.text.extraction import Doubt
    from annotator.text.parsing.trees import Part

    Cut = Callable[[Statement], list[Part] | None]
    FinerCut = Callable[[Token, Part], list[Part]]

#: Most statements out of one; a sentence that would give more is cut at its verbs only.
MOST = 6
#: At clauses and verbs, in this order; each is told apart completely before the next.
AT_VERBS: tuple[tuple[str, Cut], ...] = (
    ("aside", asides.told_apart),
    ("clause", predicates.clauses),
    ("predicate", predicates.predicates),
)
#: Within a clause.
AT_NOUNS: tuple[tuple[str, Cut], ...] = (
    ("example", examples.told_apart),
    ("coordination", nominals.told_apart),
    ("coordination", phrases.told_apart),
)
CUTS = (*AT_VERBS, *AT_NOUNS)
#: A choice: adjectives, and circumstances one by one. Of a verb and its part.
FINER: tuple[tuple[str, FinerCut], ...] = (
    ("adjective", adjectives.parted),
    ("adjective", adjectives.origin),
    ("circumstance", circumstances.told_apart),
)


@dataclass(slots=True)
class Cutting:
    """What came of a clause: its statements, and how often the guard turned a part back."""

    statements: list[Statement]
    turned_back: Counter[str] = field(default_factory=Counter)
    fell_back: str | None = None
    is_loose: bool = False

    def doubts(self, statement: Statement) -> tuple[Doubt, ...]:
        """Return what may be wrong with the parse of a statement."""
        out: list[Doubt] = ["repair"] if is_mended(statement.doc) else []
        if self.is_loose or any(token.dep_ == "dep" for token in statement.words):
            out.append("attachment")
        return tuple(out)


def cut(doc: Doc, allowed: Part, *, finely: bool = False) -> Cutting:
    """Return the `allowed` tokens, which are one clause, as statements.

    Every cut is made completely or not at all: if one of its parts cannot stand, it is undone.
    """
    part = allowed - bracketed(doc, allowed)
    whole = Statement(doc, unquoted(doc, edged(doc, part)))
    out = Cutting([])
    found = cut_by(whole, CUTS, out)
    if len(found) > MOST:
        out = Cutting([])
        found = cut_by(whole, AT_VERBS, out)
    out.statements = [without_connectives(one) for one in found]
    if finely:
        out.statements = [fine for one in out.statements for fine in cut_finely(one)]
    return out


def cut_finely(statement: Statement) -> list[Statement]:
    """Return a statement told apart by its adjectives and circumstances."""
    out = [statement]
    for rule, tell in FINER:
        out = [fine for one in out for fine in parted(one, rule, tell)]
    return out


def parted(statement: Statement, rule: str, tell: FinerCut) -> list[Statement]:
    """Return the parts of one finer cut, if all of them can stand."""
    parts = tell(statement.verb, statement.part) if statement.verb is not None else []
    some = [Statement(statement.doc, part, rule) for part in parts]
    if len(some) < 2 or any(guard.fault(one, of_a_cut=True) for one in some):
        return [statement]
    return some


def cut_by(
    statement: Statement, cuts: tuple[tuple[str, Cut], ...], out: Cutting
) -> list[Statement]:
    """Return the statement as the first cut that holds parts it, each part cut again."""
    for rule, tell in cuts:
        parts = tell(statement)
        if parts is None or len(parts) < 2:
            continue
        if (rule, tell) in AT_VERBS:
            parts = [unmarked(statement.doc, part) for part in parts]
        some = [Statement(statement.doc, tidied(statement.doc, part), rule) for part in parts]
        faults = [fault for one in some if (fault := guard.fault(one, of_a_cut=True))]
        if not faults:
            return [piece for one in some for piece in cut_by(one, cuts, out)]
        out.turned_back.update(faults[:1])
        out.fell_back = faults[0]
    return [statement]


def unmarked(doc: Doc, part: Part) -> Part:
    """Return a part without the quotation mark whose other half is in another part."""
    marks = {i for i in part if doc[i].text in QUOTES}
    return part - marks if len(marks) == 1 else part


def tidied(doc: Doc, part: Part) -> Part:
    """Return a part without the commas and dashes next to what was cut out of it."""
    inner = {i for i in part if doc[i].lower_ in asides.SIGNS and not {i - 1, i + 1} <= part}
    return edged(doc, part - inner)


def without_connectives(statement: Statement) -> Statement:
    """Return the statement without "also" and "however"."""
    verb = statement.verb
    if verb is None:
        return statement
    part = connectives.dropped(verb, statement.part)[0]
    return Statement(statement.doc, part, statement.rule)


def is_kept_whole(statement: Statement) -> bool:
    """Return True for a statement that holds several verbs or nouns together on purpose."""
    spine = statement.spine()
    joined = any(headed_by(verb, statement.part) is not None for verb in spine)
    return joined or nominals.is_coordinated(statement)
