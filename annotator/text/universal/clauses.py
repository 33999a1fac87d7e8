"""Clauses over Universal Dependencies, cut into atomic parts. Token indices.

Here the first member of a coordination carries all others, prepositions hang from their noun, and
an adjective or a noun may head a clause.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from annotator.text.parsing.pieces import MOST, Piece
from annotator.text.parsing.trees import Part, under
from annotator.text.universal import asides
from annotator.text.universal.cues import is_finite, marked, strip
from annotator.text.universal.sources import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.text.universal.grammar import Grammar

#: Relations under which a coordination belongs to the statement itself and is opened.
OPENED = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:arg", "obl:mod", "obl:agent", "obl", "xcomp")
#: Deepest relation that is still opened.
DEEPEST = 25
VERBAL = ("VERB", "AUX")


def cut(head: Token, allowed: Part, grammar: Grammar) -> list[Piece]:
    """Return the clause under `head`, within the `allowed` tokens, as atomic parts."""
    out: list[Piece] = []
    waiting = [(head, allowed, frozenset[int](), "clause")]
    while waiting and len(out) <= MOST:
        top, inside, topic, rule = waiting.pop(0)
        found = list(asides.find(top, inside, grammar))
        left = inside.difference(*(aside.tokens for aside in found))
        parts = list(dict.fromkeys(part for part in variants(top, left, grammar) if part))
        kind = "coordination" if len(parts) > 1 else rule
        beside = rule != "clause"
        out += [Piece(edged(top, part | topic), kind, beside=beside) for part in parts]
        waiting += [(one.head, one.tokens - one.dropped, one.topic, one.rule) for one in found]
    if len(out) > MOST:
        return [Piece(under(head, allowed), "clause")]
    return [piece for piece in out if piece.tokens]


def edged(head: Token, part: Part) -> Part:
    """Return the part without commas and conjunctions at its ends."""
    order = sorted(strip(head.doc, part))
    while order and head.doc[order[0]].pos_ == "CCONJ":
        order.pop(0)
    while order and head.doc[order[-1]].pos_ == "CCONJ":
        order.pop()
    return strip(head.doc, frozenset(order))


def variants(token: Token, allowed: Part, grammar: Grammar, depth: int = 0) -> list[Part]:
    """Return the readings of a subtree, one for each member of the coordinations in it."""
    whole = under(token, allowed)
    if depth > DEEPEST:
        return [whole]
    chain = members(token, allowed, grammar)
    out = own_variants(token, allowed, chain, grammar, depth)
    for member in chain:
        lent = shared(token, member, allowed)
        out += [part | lent for part in own_variants(member, allowed, chain, grammar, depth)]
    return out if len(out) <= MOST else [whole]


def members(token: Token, allowed: Part, grammar: Grammar) -> list[Token]:
    """Return the further members of the coordination that `token` heads, if it may be cut."""
    chain = [c for c in token.children if c.dep_ == "conj" and c.i in allowed]
    return chain if chain and may_part(token, chain, grammar) else []


def may_part(token: Token, chain: list[Token], grammar: Grammar) -> bool:
    """Return False for what holds only together: "entre A et B", "A ou B", "A et B se sont vus"."""
    children = [child for one in (token, *chain) for child in one.children]
    if {child.lower_ for child in children} & (grammar.together | grammar.alternatives):
        return False
    if not any(child.dep_ == "cc" for child in children):
        return is_clause(token) and all(is_clause(one) for one in chain)
    if is_clause(token):
        # "affirme avoir signé et a quitté la salle": the parser joined the wrong verbs.
        bare = is_infinitive(token) and any(is_finite_clause(one) for one in chain)
        return not bare and all(is_clause(one) for one in chain)
    if token.pos_ == "ADJ" or any(one.pos_ in ("ADJ", *VERBAL) for one in chain):
        return False
    mutual = token.head.lemma_.lower() in grammar.mutual
    return not (mutual and token.dep_.startswith("nsubj"))


def is_clause(token: Token) -> bool:
    """Return True for the head of a clause: a verb, or a predicate with its copula or subject."""
    return token.pos_ in VERBAL or any(
        child.dep_ == "cop" or child.dep_.startswith("nsubj") for child in token.children
    )


def is_finite_clause(token: Token) -> bool:
    """Return True for a verb that is finite by itself or by its auxiliary."""
    return is_finite(token) or any(is_finite(child) for child in token.children)


def is_infinitive(token: Token) -> bool:
    """Return True for "signer" and "avoir signé"."""
    helpers = (child for child in token.children if child.dep_.startswith("aux"))
    return any(marked(one, "VerbForm", "Inf") for one in (token, *helpers))


def own_variants(
    token: Token, allowed: Part, chain: list[Token], grammar: Grammar, depth: int
) -> list[Part]:
    """Return the readings of `token` with its children, without the rest of its coordination."""
    fixed = {token.i} & allowed
    choices: list[list[Part]] = []
    for child in token.children:
        if child.i not in allowed or (chain and (child in chain or child.dep_ == "cc")):
            continue
        opened = child.dep_ in OPENED
        readings = variants(child, allowed, grammar, depth + 1) if opened else []
        if len(readings) > 1:
            choices.append(readings)
        else:
            fixed |= under(child, allowed)
    out = [frozenset(fixed).union(*choice) for choice in product(*choices[:2])]
    for choice in choices[2:]:
        out = [part.union(*choice) for part in out]
    return out


def shared(first: Token, member: Token, allowed: Part) -> Part:
    """Return what a later member takes over: a verb the subject and auxiliaries, a noun its
    preposition.

    Nothing that is its own already: "aux civils et aux infrastructures" names both.
    """
    own = {child.dep_ for child in member.children}
    if not is_clause(first):
        cases = [c for c in first.children if c.dep_ == "case" and c.i in allowed]
        lent = [] if "case" in own else cases
        denying = [c for c in first.children if c.dep_ == "det" and marked(c, "PronType", "Neg")]
        return frozenset(c.i for c in [*lent, *([] if "det" in own else denying)])
    if subject_of(member) is not None:
        return frozenset()
    helped = any(dep.startswith("aux") or dep == "cop" for dep in own)
    out: Part = frozenset()
    for child in first.children:
        helper = child.dep_.startswith("aux") and not helped and needs_helper(member)
        if child.dep_.startswith("nsubj") or (helper and child.i < first.i):
            out |= under(child, allowed)
    return out


def needs_helper(member: Token) -> bool:
    """Return True for a participle: "a réparé les routes et ouvert deux ports"."""
    return marked(member, "VerbForm", "Part")
