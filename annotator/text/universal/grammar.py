"""Grammars: the words of one language that the rules over Universal Dependencies ask for."""

from __future__ import annotations

from dataclasses import dataclass

Words = frozenset[str]
#: Several words that stand one after the other, as the tokens are.
Phrases = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """The words by which people are introduced and named again. Lower case.

    `offices` hold their holders, the feminine form beside the masculine; `linking` stands
    between an office and its place, where a name behind `genitives` is the place's; `inner` stands
    within a name. `pronouns` give the gender that
    they leave, and `articles` that of the office behind them; "" where it cannot be told.
    """

    offices: dict[str, str]
    honorifics: dict[str, str]
    pronouns: dict[str, str]
    articles: dict[str, str]
    linking: Words
    genitives: Words
    inner: Words
    nobody: Words
    no_names: Words


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of one language, in lower case. Verbs are infinitives, `forms` leads to them.

    `saying` verbs take a clause or a quotation, `promising` ones an infinitive, `stressing` ones a
    noun; `that` opens a clause; `by_name` stands before the speaker ("according to") and never
    before `measures`; `clitics` lean on a verb. `contrasts` join statements that hold by
    themselves; `together`, `alternatives` and the `mutual` verbs hold a coordination together.
    """

    saying: Words
    promising: Words
    stressing: Words
    forms: dict[str, str]
    that: Words
    not_that: Words
    infinitive_marks: Words
    by_name: Phrases
    measures: Words
    clitics: Words
    connectives: Words
    relative_subjects: Words
    relative_objects: Words
    contrasts: Phrases
    together: Words
    alternatives: Words
    mutual: Words
    times: Words
    naming: Naming
