"""Cues over Universal Dependencies: the reporting verb with the small words that lean on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from annotator.text.parsing.trees import Part
    from annotator.text.universal.grammar import Grammar

QUOTE = '"'


def verb_of(token: Token, grammar: Grammar) -> str:
    """Return the infinitive of a reporting verb's form; "" for any other word."""
    return grammar.forms.get(token.lower_, "")


def is_cue(token: Token, grammar: Grammar) -> bool:
    """Return True for a form that may report; not for "une annonce" and "le pont annoncé en
    mai".
    """
    before = token.doc[token.i - 1] if token.i else None
    helped = before is not None and leans(before, grammar)
    if not verb_of(token, grammar) or marked(token, "VerbForm", "Inf"):
        return False
    if token.pos_ not in ("VERB", "AUX"):
        return before is not None and (helped or before.is_punct)
    return helped or not marked(token, "Tense", "Past") or is_finite(token)


def marked(token: Token, feature: str, value: str) -> bool:
    """Return True if the parser gives the token this value of a feature of Universal
    Dependencies.
    """
    return value in token.morph.get(feature, [])


def is_finite(token: Token) -> bool:
    """Return True for a verb that can head a sentence."""
    return marked(token, "VerbForm", "Fin")


def tense(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Return mood and tense of the first finite verb among the tokens; () if there is none."""
    found = next((token for token in tokens if is_finite(token)), None)
    return () if found is None else (*found.morph.get("Mood", []), *found.morph.get("Tense", []))


def is_gerund(token: Token) -> bool:
    """Return True for "adding that ...": a participle of the present."""
    return marked(token, "VerbForm", "Part") and marked(token, "Tense", "Pres")


def leans(token: Token, grammar: Grammar) -> bool:
    """Return True for an auxiliary, an adverb or a pronoun that may stand within a cue."""
    return (
        token.pos_ in ("AUX", "ADV")
        or token.lower_ in grammar.clitics
        or is_inverted_pronoun(token, grammar)
    )


def is_inverted_pronoun(token: Token, grammar: Grammar) -> bool:
    """Return True for a subject that hangs behind its verb by a hyphen: "-elle" in "dit-elle"."""
    low = token.lower_
    return low.startswith("-") and low.split("-")[-1] in grammar.naming.pronouns


def first_of(verb: Token, grammar: Grammar) -> int:
    """Return where the words of the cue begin: its auxiliaries and what leans on them."""
    doc = verb.doc
    start = int(verb.i)
    while start > 0 and leans(doc[start - 1], grammar):
        start -= 1
    while start < verb.i and doc[start].pos_ == "ADV" and doc[start].lower_ not in grammar.clitics:
        start += 1
    return start


def words_of(verb: Token, grammar: Grammar) -> Part:
    """Return the words of the cue, without the pronoun of "a-t-elle dit" and what joins it."""
    start = first_of(verb, grammar)
    doc = verb.doc
    return frozenset(i for i in range(start, verb.i + 1) if not doc[i].lower_.startswith("-"))


def pronoun_beside(verb: Token, grammar: Grammar) -> int | None:
    """Return the index of "elle" in "a-t-elle dit" and "dit-elle"."""
    doc = verb.doc
    near = range(first_of(verb, grammar), min(verb.i + 3, len(doc)))
    return next((i for i in near if is_inverted_pronoun(doc[i], grammar)), None)


def strip(doc: Doc, tokens: set[int] | Part | range, signs: str = ",;:-–—.!?…") -> Part:
    """Return the tokens without stops and commas at both ends; quotation marks stay."""
    order = sorted(tokens)
    while order and (doc[order[0]].lower_ in signs or doc[order[0]].is_space):
        order.pop(0)
    while order and (doc[order[-1]].lower_ in signs or doc[order[-1]].is_space):
        order.pop()
    return frozenset(order)
