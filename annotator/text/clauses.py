"""Clauses cut into atomic parts: coordinated verbs and coordinated nouns give one part for each.

"Verania repaired its roads and opened two ports" gives two parts with one subject; "no harm had
been done to civilians and infrastructure" gives two with one verb. Parts are sets of token indices.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from annotator.text import asides
from annotator.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

Part = frozenset[int]

SUBJECTS = asides.SUBJECTS
#: Relations under which a coordination belongs to the statement itself and is opened.
OPENED = frozenset(
    (
        "nsubj",
        "nsubjpass",
        "dobj",
        "attr",
        "acomp",
        "xcomp",
        "oprd",
        "prep",
        "agent",
        "pobj",
        "pcomp",
    )
)
#: Words that hold their coordination together.
TOGETHER = frozenset(
    ("between", "among", "amid", "both", "either", "together", "respectively", "&", "versus", "per")
)
DENYING = frozenset(("no", "neither", "any"))
#: Verbs that two do with one another.
MUTUAL = words(
    """
    meet agree disagree discuss differ share sign exchange marry talk negotiate cooperate compete
    fight clash divorce debate merge team ally unite collaborate
    """
)
#: Nouns that name what is between two.
BONDS = words(
    """
    relationship relation relations ties history agreement partnership border talk treaty dialogue
    friendship alliance deal difference link bond cooperation conflict dispute
    """
)
#: Most parts that one statement is cut into; more is a table or an accident.
MOST = 12
#: Deepest relation that is still opened: beyond it lies noise.
DEEPEST = 25
EDGES = frozenset(
    (",", ";", ":", ".", "-", "--", "–", "—", "and", "or", "but", "nor", "as well as")
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One atomic part and the phenomenon that cut it out ("clause" when nothing did)."""

    tokens: Part
    rule: str


def cut(head: Token, allowed: Part) -> list[Piece]:
    """The clause under `head`, within the `allowed` tokens, as atomic parts."""
    out: list[Piece] = []
    waiting = [(head, allowed - bracketed(head.doc, allowed), frozenset[int](), "clause")]
    while waiting and len(out) <= MOST:
        top, inside, topic, rule = waiting.pop(0)
        found = list(asides.find(top, inside))
        rest = inside.difference(*(aside.tokens for aside in found))
        parts = list(dict.fromkeys(part for part in variants(top, rest) if part))
        kind = "coordination" if len(parts) > 1 else rule
        out += [Piece(edged(head.doc, part | topic), kind) for part in parts]
        waiting += [
            (aside.head, aside.tokens - aside.dropped, aside.topic, aside.rule) for aside in found
        ]
    if len(out) > MOST:
        return [Piece(frozenset(token.i for token in head.subtree if token.i in allowed), "clause")]
    return [piece for piece in out if piece.tokens]


def bracketed(doc: Doc, allowed: Part) -> Part:
    """The tokens in round brackets: dates and short names, which a claim does without."""
    out: set[int] = set()
    opened = -1
    for i in sorted(allowed):
        if doc[i].lower_ == "(":
            opened = i
        elif doc[i].lower_ == ")" and opened >= 0:
            out |= set(range(opened, i + 1))
            opened = -1
    return frozenset(out) if len(out) < len(allowed) else frozenset()


def edged(doc: Doc, part: Part) -> Part:
    """The part without commas and "and" at its ends."""
    order = sorted(part)
    while order and doc[order[0]].lower_ in EDGES:
        order.pop(0)
    while order and doc[order[-1]].lower_ in EDGES:
        order.pop()
    return frozenset(order)


def variants(token: Token, allowed: Part, depth: int = 0) -> list[Part]:
    """The readings of a subtree, one for each member of the coordinations in it."""
    whole = frozenset(one.i for one in token.subtree if one.i in allowed)
    if depth > DEEPEST:
        return [whole]
    chain = members(token, allowed)
    first = lent(token, chain, allowed)
    out = [part | first for part in own_variants(token, allowed, bool(chain), depth)]
    for member in chain:
        shared = shared_with(token, member, allowed)
        out += [part | shared for part in own_variants(member, allowed, True, depth)]
    return out if len(out) <= MOST else [whole]


def members(token: Token, allowed: Part) -> list[Token]:
    """The further members of the coordination that `token` heads, if it may be cut."""
    chain: list[Token] = []
    current: Token | None = token
    while current is not None:
        following = [c for c in current.children if is_member(c) and c.i in allowed]
        chain += following
        current = following[-1] if following else None
    return chain if chain and may_part(token, chain) else []


def is_member(token: Token) -> bool:
    """True for a further member of a coordination."""
    return token.dep_ == "conj" or (token.dep_ == "appos" and asides.is_listed(token))


def may_part(token: Token, chain: list[Token]) -> bool:
    """False for what holds only together: "between A and B", "A or B came", "A and B met"."""
    joins = {child.lower_ for one in (token, *chain) for child in one.children}
    if token.head.lower_ in TOGETHER or joins & TOGETHER:
        return False
    verbal = token.pos_ in ("VERB", "AUX")
    if not verbal and (joins & {"but", "rather", "than"} or any_denied(chain)):
        return False
    if joins & {"or", "nor"} and not is_denied(token):
        return False
    return verbal or token.dep_ not in SUBJECTS or not is_mutual(token.head)


def any_denied(chain: list[Token]) -> bool:
    """True for "roads, not ports"."""
    return any(child.dep_ == "neg" for one in chain for child in one.children)


def is_denied(token: Token) -> bool:
    """True under a negation: "has not built roads or ports" denies both."""
    if any(child.lower_ in DENYING for child in token.children):
        return True
    for above in (token, *token.ancestors):
        if any(child.dep_ == "neg" for child in above.children):
            return True
        if above.dep_ in ("ccomp", "ROOT", "advcl", "relcl"):
            break
    return False


def is_mutual(verb: Token) -> bool:
    """True for "A and B met" and "A and B are partners": neither does so alone."""
    if verb.lemma_.lower() in MUTUAL:
        return True
    objects = [c for c in verb.children if c.dep_ in ("attr", "dobj")]
    plural = any(c.dep_ == "attr" and c.tag_ in ("NNS", "NNPS") for c in objects)
    return plural or any(c.lemma_.lower() in BONDS for c in objects)


def own_variants(token: Token, allowed: Part, coordinated: bool, depth: int) -> list[Part]:
    """The readings of `token` with its children, without the rest of its coordination."""
    fixed = {token.i} & allowed
    choices: list[list[Part]] = []
    for child in token.children:
        if child.i not in allowed:
            continue
        if coordinated and (is_member(child) or child.dep_ in ("cc", "preconj") or is_loose(child)):
            continue
        readings = variants(child, allowed, depth + 1) if child.dep_ in OPENED else []
        if len(readings) > 1:
            choices.append(readings)
        else:
            fixed |= {one.i for one in child.subtree if one.i in allowed}
    out = [frozenset(fixed).union(*choice) for choice in product(*choices[:2])]
    for choice in choices[2:]:
        rest = frozenset().union(*choice)
        out = [part | rest for part in out]
    return out


def is_loose(child: Token) -> bool:
    """True for the commas and dashes between the members, not for the hyphen in a word."""
    if child.dep_ != "punct" or child.lower_ not in EDGES:
        return False
    return child.lower_ in {",", ";", ":"} or bool(child.whitespace_)


def lent(first: Token, chain: list[Token], allowed: Part) -> Part:
    """The object that the first of two verbs shares: "mends and sells *old ships*"."""
    if not chain or first.pos_ != "VERB" or chain[0].i - first.i > 3:
        return frozenset()
    if any(
        child.i > first.i and child.dep_ not in ("cc", "conj", "punct") for child in first.children
    ):
        return frozenset()
    lender = chain[-1]
    return frozenset(
        token.i
        for child in lender.children
        if child.i > lender.i and child.dep_ in ("dobj", "prep", "agent")
        for token in child.subtree
        if token.i in allowed
    )


def shared_with(first: Token, member: Token, allowed: Part) -> Part:
    """What a later member takes over: a verb the subject and auxiliaries, a noun its "no"."""
    if first.pos_ not in ("VERB", "AUX"):
        own = any(child.dep_ == "det" for child in member.children)
        denying = [c.i for c in first.children if c.lower_ in DENYING and c.i in allowed]
        return frozenset() if own else frozenset(denying)
    if any(c.dep_ in SUBJECTS for c in member.children):
        return frozenset()
    shared: set[int] = set()
    for child in first.children:
        if child.i > member.i:
            continue
        if child.dep_ in SUBJECTS or needs(first, member, child):
            shared |= {one.i for one in child.subtree if one.i in allowed}
    return frozenset(shared)


def needs(first: Token, member: Token, child: Token) -> bool:
    """True when `child` is an auxiliary of the first verb that the later one cannot do without."""
    if child.dep_ not in ("aux", "auxpass", "neg"):
        return False
    if any(c.dep_ in ("aux", "auxpass") for c in member.children):
        return False
    # "has not built roads or sold ships" denies both; "has not come, sent a letter" does not.
    if any(c.lower_ in ("or", "nor") for one in (first, member) for c in one.children):
        return True
    if any(c.dep_ == "neg" for c in first.children) or first.tag_ not in ("VBN", "VB", "VBG"):
        return False
    passive = any(c.dep_ == "auxpass" for c in first.children)
    bare = not any(c.dep_ == "dobj" for c in member.children)
    # "was named and awarded": the tagger takes the second for a past tense.
    return first.tag_ == member.tag_ or (passive and bare and member.tag_ == "VBD")


def roots(doc: Doc) -> Iterator[Token]:
    """The tokens that a sentence hangs from; the parser may see two."""
    return (token for token in doc if token.head.i == token.i)


def heads(doc: Doc, taken: Part) -> Iterator[tuple[Token, Part]]:
    """The verbs of what a sentence says itself, each with the subject that it shares.

    A root that is a cue says nothing itself, but what is joined to it may: "said that ..., and
    left the room".
    """
    for root in roots(doc):
        if root.i not in taken:
            yield root, frozenset()
            continue
        for token in root.subtree:
            chained = token.dep_ == "conj" and token.head.i in taken and token.i not in taken
            if chained and token.pos_ == "VERB":
                yield token, shared_with(token.head, token, frozenset(range(len(doc))))
