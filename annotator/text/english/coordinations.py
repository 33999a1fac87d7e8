"""Coordinations: what is joined by "and", whether it may be told apart, and what it shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english.parts import EDGES
from annotator.text.english.strays import astray, taken_by, taker_of
from annotator.text.english.subjects import SUBJECTS, is_many, is_plural
from annotator.text.parsing.trees import Part, under
from annotator.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Words that hold their coordination together.
TOGETHER = frozenset(
    ("between", "among", "amid", "both", "either", "together", "respectively", "&", "versus", "per")
)
DENYING = words("no neither any")
ARTICLES = words("a an the")
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


def members(token: Token, allowed: Part) -> list[Token]:
    """Return the further members of the coordination that `token` heads, if it may be cut."""
    chain: list[Token] = []
    current: Token | None = token
    while current is not None:
        following = [c for c in current.children if is_member(c) and c.i in allowed]
        following = following or [c for c in taken_by(current) if c.i in allowed]
        chain += following
        current = following[-1] if following else None
    last = astray(chain[-1]) if chain and chain[-1].dep_ == "appos" else None
    if last is not None and last.i in allowed:
        chain.append(last)
    return chain if chain and may_part(token, chain) else []


def between(first: Token, allowed: Part) -> tuple[Part, Part]:
    """Return "In Orlest" in "opened a school in Orlest, a bridge in Tarsk": of the first member
    alone.

    All that hangs from such phrases, and what of it is theirs and no further member.
    """
    chain = members(first, allowed) if first.dep_ == "dobj" else []
    phrases = [
        under(child, allowed)
        for child in first.head.children
        if chain and child.dep_ == "prep" and first.i < child.i < chain[0].left_edge.i
    ]
    hung = frozenset[int]().union(*phrases)
    return hung, hung.difference(*(under(member, allowed) for member in chain))


def is_member(token: Token) -> bool:
    """Return True for a further member of a coordination."""
    if token.dep_ == "appos":
        return taker_of(token) is None and is_listed(token)
    return token.dep_ == "conj"


def is_listed(token: Token) -> bool:
    """Return True for the second of "the roads, the ports and the ferry", which the parser takes
    for an apposition; so for "Maro, Tarro and Senn".
    """
    joins = {child.dep_ for child in token.children if child.i > token.i}
    if token.pos_ != "PROPN":
        return {"conj", "cc"} <= joins or astray(token) is not None
    named = token.head.pos_ == "PROPN" and not any(c.dep_ == "det" for c in token.children)
    return named and ends_in_and(token)


def ends_in_and(token: Token) -> bool:
    """Return True if "and" stands before the last of what is joined to a token."""
    current = token
    while following := [c for c in current.rights if c.dep_ in ("conj", "appos")]:
        if any(child.dep_ == "cc" for child in current.rights):
            return True
        current = following[-1]
    return False


def may_part(token: Token, chain: list[Token]) -> bool:
    """Return False for what holds only together: "between A and B", "A or B came", "A and B
    met".
    """
    joins = {child.lower_ for one in (token, *chain) for child in one.children}
    if token.head.lower_ in TOGETHER or joins & TOGETHER:
        return False
    verbal = token.pos_ in ("VERB", "AUX")
    if not verbal and (joins & {"but", "rather", "than"} or any_denied(chain)):
        return False
    if joins & {"or", "nor"} and not is_denied(token):
        return False
    return verbal or token.dep_ not in SUBJECTS or may_act_alone(token, chain)


def may_act_alone(subject: Token, chain: list[Token]) -> bool:
    """Return False for "A and B met", and for "A and B have come", which reads badly of one."""
    if is_plural(subject.head) and not all(is_many(one) for one in (subject, *chain)):
        return False
    return not is_mutual(subject.head)


def any_denied(chain: list[Token]) -> bool:
    """Return True for "roads, not ports"."""
    return any(child.dep_ == "neg" for one in chain for child in one.children)


def is_denied(token: Token) -> bool:
    """Return True under a negation: "has not built roads or ports" denies both."""
    if any(child.lower_ in DENYING for child in token.children):
        return True
    for above in (token, *token.ancestors):
        if any(child.dep_ == "neg" for child in above.children):
            return True
        if above.dep_ in ("ccomp", "ROOT", "advcl", "relcl"):
            break
    return False


def is_mutual(verb: Token) -> bool:
    """Return True for "A and B met" and "A and B are partners": neither does so alone."""
    if verb.lemma_.lower() in MUTUAL:
        return True
    objects = [c for c in verb.children if c.dep_ in ("attr", "dobj")]
    plural = any(c.dep_ == "attr" and c.tag_ in ("NNS", "NNPS") for c in objects)
    return plural or any(c.lemma_.lower() in BONDS for c in objects)


def is_loose(child: Token) -> bool:
    """Return True for the commas and dashes between the members, not for the hyphen in a word."""
    if child.dep_ != "punct" or child.lower_ not in EDGES:
        return False
    return child.lower_ in {",", ";", ":"} or bool(child.whitespace_)


def lent(first: Token, chain: list[Token], allowed: Part) -> Part:
    """Return the object that the first of two verbs shares: "mends and sells *old ships*"."""
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
    """Return what a later member takes over: a verb the subject and auxiliaries, a noun its
    "no".
    """
    if first.pos_ not in ("VERB", "AUX"):
        return determiner(first, member, allowed)
    if any(c.dep_ in SUBJECTS for c in member.children):
        return frozenset()
    shared: set[int] = set()
    for child in first.children:
        if child.i > member.i:
            continue
        if child.dep_ in SUBJECTS or needs(first, member, child):
            shared |= under(child, allowed)
    return frozenset(shared)


def determiner(first: Token, member: Token, allowed: Part) -> Part:
    """Return "No" of "no roads and ports", "a" of "a singer and writer", for a noun without its
    own.
    """
    if any(child.dep_ in ("det", "poss", "nummod") for child in member.children):
        return frozenset()
    one = member.tag_ == first.tag_ == "NN"
    words_lent = DENYING | ARTICLES if one else DENYING
    following = member.doc[member.left_edge.i]
    return frozenset(
        child.i
        for child in first.children
        if child.lower_ in words_lent and child.i in allowed and sounds(child, following)
    )


def sounds(article: Token, following: Token) -> bool:
    """Return False for "a actor" and "an writer"."""
    if article.lower_ not in ("a", "an"):
        return True
    return (article.lower_ == "an") == (following.lower_[:1] in tuple("aeiou"))


def needs(first: Token, member: Token, child: Token) -> bool:
    """Return True if `child` is an auxiliary of the first verb that the later one cannot do
    without.
    """
    if child.dep_ not in ("aux", "auxpass", "neg"):
        return False
    if member.pos_ == "AUX" or any(c.dep_ in ("aux", "auxpass") for c in member.children):
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
