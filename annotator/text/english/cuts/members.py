"""Members of a coordination: what stands beside them, and whether each may be told alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.text.english.cuts import limits, weakening
from annotator.text.english.cuts.predicates import conditions
from annotator.text.parsing.trees import under
from annotator.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.text.english.cuts.coordinations import Coordination
    from annotator.text.english.cuts.statement import Statement
    from annotator.text.parsing.trees import Part

#: Words between members that hold them together.
BINDING = words("but nor than not & / plus both either neither rather")
#: Before a name they tell where all of it happened: "arrested a baker and a welder in Orlest".
PLACING = words("in at near outside")
#: What lasts is not placed by its end: "owned a mill and a farm in Orlest".
LASTING = words("be own have hold possess contain include comprise know like love want need")
DETERMINERS = frozenset(("det", "poss", "nummod", "predet"))


def is_bound(found: Coordination) -> bool:
    """Return True unless plain "and" or "or" joins the members."""
    return not found.joins & {"and", "or", "as"} or bool(found.joins & BINDING)


def beside(found: Coordination, statement: Statement) -> tuple[list[Token], list[Token]]:
    """Return the words outside of all members, and those to the left of the first one.

    Conditions, "but not ..." and what bounds the number of one member alone are not among them.
    """
    doc = statement.doc
    opening = conditions(statement.verb, statement.part) if statement.verb else frozenset()
    outside = [doc[i] for i in sorted(statement.part - found.whole - opening)]
    excepted = {i for token in outside if is_exception(token) for i in exception(token)}
    own = {i for i in found.own[0] if is_bound_of_one(doc[i], found)}
    left = [doc[i] for i in sorted(found.own[0] - own) if i < found.first.i]
    return [token for token in outside if token.i not in excepted], left


def is_exception(token: Token) -> bool:
    """Return True for the "not" of "pays for seeds and tools, but not for fuel"."""
    behind_but = token.i > 0 and token.nbor(-1).lower_ == "but"
    return token.dep_ == "neg" and behind_but and token.head.pos_ not in ("VERB", "AUX")


def exception(denial: Token) -> set[int]:
    """Return the words that "but not" excepts."""
    return {token.i for token in denial.head.subtree if token.i >= denial.i}


def is_bound_of_one(token: Token, found: Coordination) -> bool:
    """Return True for "more than" of "more than 300 homes and at least 20 shops"."""
    if token.lower_ not in limits.BOUNDS or token.i > found.first.i:
        return False
    return all(has_number(member) for member in found.members)


def has_number(noun: Token) -> bool:
    """Return True for "300 homes" and "dozens of animals"."""
    counted = noun.lower_ in limits.UNITS or noun.like_num
    return counted or any(child.dep_ == "nummod" for child in noun.lefts)


def place_of_all(found: Coordination, statement: Statement) -> Part:
    """Return "in Orlest" of "arrested a baker and a welder in Orlest"."""
    last, verb = found.members[-1], statement.verb
    if verb is None or found.first.dep_ != "dobj" or verb.lemma_.lower() in LASTING:
        return frozenset()
    if not weakening.is_event(verb) or not all(is_indefinite(m) for m in found.members):
        return frozenset()
    tails = [c for c in last.rights if c.dep_ == "prep" and c.i in statement.part]
    if not tails or any(not is_placing(tail) for tail in tails):
        return frozenset()
    return frozenset[int]().union(*(under(tail, statement.part) for tail in tails))


def is_placing(prep: Token) -> bool:
    """Return True for "in Orlest" and "near the port of Orlest"."""
    return prep.lower_ in PLACING and any(c.pos_ == "PROPN" for c in prep.children)


def is_indefinite(noun: Token) -> bool:
    """Return True for "a baker" and "two bakers"."""
    return any(
        c.dep_ == "nummod" or (c.dep_ == "det" and c.lower_ in ("a", "an")) for c in noun.lefts
    )


def without(found: Coordination, tail: Part) -> Coordination:
    """Return the coordination without a tail that belongs to all of its members."""
    if not tail:
        return found
    return replace(found, own=tuple(own - tail for own in found.own), whole=found.whole - tail)


def may_hide_a_verb(found: Coordination, statement: Statement) -> bool:
    """Return True for "to sell cars and repair clocks": "repair" may be a verb beside "sell"."""
    verb = found.first.head
    if found.first.dep_ != "dobj" or verb.i not in statement.part:
        return False
    return any(is_like(statement.doc[member.left_edge.i], member, verb) for member in found.later)


def is_like(word: Token, member: Token, verb: Token) -> bool:
    """Return True for a bare first word of a member with a form of the verb before it."""
    if word == member or word.head != member or any(c.dep_ in DETERMINERS for c in member.lefts):
        return False
    if word.dep_ == "amod":
        return verb.tag_ in ("VBD", "VBN") and word.lower_.endswith("ed")
    if word.dep_ != "compound" or word.pos_ == "PROPN":
        return False
    if word.tag_ == "NNS":
        return verb.tag_ == "VBZ"
    return verb.tag_ in ("VB", "VBP")


def is_gapped(member: Token, first: Token) -> bool:
    """Return True for "Brask two planes" of "Dorla sent 30 doctors and Brask two planes", and for
    "two" of "were fined for theft and two for fraud": a verb is left out.
    """
    counts = [c.i for c in (*member.lefts, member) if c.dep_ in ("nummod", "det") or c.like_num]
    names = [c.i for c in member.lefts if c.pos_ == "PROPN" and c.dep_ != "poss"]
    if member.like_num and not first.like_num:
        return not has_number(first) or bool(names)
    return bool(counts and names) and min(names) < max(counts)
