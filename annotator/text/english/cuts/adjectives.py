"""Adjectives told apart: "a short and steep road", "a Veranian judge"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english.cuts.parts import edged
from annotator.text.english.cuts.weakening import may_weaken
from annotator.text.parsing.trees import under
from annotator.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.text.parsing.trees import Part

#: Relations of the nouns whose adjectives are told apart.
NOUNS = frozenset(("attr", "dobj", "pobj", "nsubj", "nsubjpass"))
#: Words that hold their coordination together.
TOGETHER = words("between among amid both either together respectively & versus per")
#: "A red and white flag" is not a red flag.
COLOURS = words(
    "red white black blue green yellow orange brown grey gray pink purple golden silver"
)


def parted(verb: Token, part: Part) -> list[Part]:
    """Return one part for each adjective of the first noun that has several side by side."""
    doc = verb.doc
    for i in sorted(part):
        group = side_by_side(doc[i], part) if doc[i].dep_ in NOUNS else []
        if len(group) > 1 and may_part(doc[i], group):
            phrases = [phrase(one, group, part) for one in group]
            between = set(range(group[0].left_edge.i, group[-1].i + 1))
            rest = part - {k for k in between if doc[k].lower_ in (",", "and")}
            rest = rest.difference(*phrases)
            return [edged(doc, rest | one) for one in phrases]
    return [part]


def side_by_side(noun: Token, part: Part) -> list[Token]:
    """Return the adjectives before a noun, if commas or "and" stand between them."""
    found = [one for one in noun.lefts if one.dep_ == "amod" and one.i in part]
    joined = [more for one in found for more in one.conjuncts if more.i in part]
    group = sorted({*found, *joined}, key=lambda one: one.i)
    divided = any(one.nbor().lower_ in (",", "and") for one in group[:-1])
    return group if divided else []


def may_part(noun: Token, group: list[Token]) -> bool:
    """Return False for colours, for "or", and for what holds only together."""
    joins = {child.lower_ for one in group for child in one.children if child.dep_ == "cc"}
    if joins - {"and"} or noun.head.lower_ in TOGETHER:
        return False
    return not any(one.lower_ in COLOURS for one in group)


def phrase(adjective: Token, group: list[Token], part: Part) -> Part:
    """Return the adjective with what belongs to it, without the ones that are joined to it."""
    others = [one for one in adjective.children if one in group]
    own = under(adjective, part).difference(*(under(one, part) for one in others))
    doc = adjective.doc
    return frozenset(k for k in own if doc[k].lower_ not in (",", "and"))


def origin(verb: Token, part: Part) -> list[Part]:
    """Return "Maro is a Veranian judge" as what Maro is, and where from; "a Veranian" keeps its
    noun.
    """
    noun = next((c for c in verb.rights if c.dep_ == "attr" and c.i in part), None)
    if verb.lemma_ != "be" or noun is None or noun.tag_ not in ("NN", "NNS"):
        return [part]
    found = [c for c in noun.lefts if c.dep_ == "amod" and c.i in part]
    names = [c for c in found if c.text[:1].isupper()]
    if len(names) != 1 or not may_weaken(verb, part):
        return [part]
    left = frozenset().union(*(under(c, part) for c in noun.lefts if c.dep_ not in ("det", "poss")))
    name = under(names[0], part)
    return [edged(verb.doc, part - name), edged(verb.doc, part - (left - name))]
