"""Repairs of a parse, where the words show what the parser missed. They change the tree itself.

Each is a kind of error that the model makes often; a statement out of a mended sentence is marked
with the doubt "repair".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english.calendar_words import DAYS, MONTHS
from annotator.text.english.joining import FINITE, VERBAL, WITHIN, governor, join, last_member
from annotator.text.english.subjects import SUBJECTS, subject_of
from annotator.text.english.verb_repairs import VERB_REPAIRS
from annotator.text.parsing.trees import tokens_of
from annotator.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MENDED = "mended"
DATING = words("by on in since until during before after from")


def mend(doc: Doc) -> None:
    """Mend what is surely wrong with the tree of a sentence."""
    for token in tokens_of(doc):
        for repair in BY_RELATION.get(token.dep_, ()):
            if repair(token):
                doc.user_data[MENDED] = True


def is_mended(doc: Doc) -> bool:
    """Return True if a repair changed the tree."""
    return MENDED in doc.user_data


def predicate_of_noun(token: Token) -> bool:
    """Join "lives" of "has no children and lives in Tarsk" to its verb, not to the children."""
    noun = token.head
    if token.dep_ != "conj" or token.pos_ not in VERBAL or noun.pos_ in VERBAL:
        return False
    if subject_of(token) is not None or token.i < noun.i:
        return False
    verb = governor(noun, token)
    if verb is None:
        return False
    join(token, verb, noun)
    return True


def participle(token: Token) -> bool:
    """Join "injured 40" of "killed nine, injured 40 and cut power" to the verb before it."""
    verb = token.head
    if token.tag_ != "VBN" or token.dep_ not in ("advcl", "acl", "ccomp") or token.i < verb.i:
        return False
    if verb.tag_ != "VBD" or any(
        c.dep_ in ("auxpass", "aux", "mark", *SUBJECTS) for c in token.children
    ):
        return False
    doc = token.doc
    comma = doc[token.left_edge.i - 1].lower_ in (",", "and", "but")
    if not comma or not any(c.dep_ in ("dobj", "nummod") for c in token.rights):
        return False
    token.dep_, token.tag_ = "conj", "VBD"
    for member in token.conjuncts:
        # "Cut" and "hit" are their own past.
        if member.tag_ == "VB" and not any(c.dep_ == "aux" for c in member.children):
            member.tag_ = "VBD"
    return True


def buried_verb(token: Token) -> bool:
    """Join "supported" of "had not met its duties, and supported separatism", which the parser
    took for an adjective of "separatism".
    """
    noun = token.head
    if token.dep_ != "amod" or token.tag_ not in ("VBD", "VBN") or noun.i < token.i:
        return False
    lost = noun.dep_ == "dep" or (noun.dep_ == "conj" and noun.head.pos_ == "VERB")
    if token.tag_ == "VBN" and not lost:
        return False
    before = token.doc[token.i - 1].lower_ if token.i else ""
    verb = noun.head
    if before not in ("and", ",", "but") or verb.pos_ != "VERB" or verb.i > token.i:
        return False
    token.head = last_member(verb, token)
    token.dep_, token.tag_, token.pos_ = "conj", "VBD", "VERB"
    noun.head, noun.dep_ = token, "dobj"
    return True


def lost_subject(token: Token) -> bool:
    """Read "Orlest" of "Orlest carried out a plan" as the subject that it is."""
    verb = token.head
    if token.dep_ not in ("npadvmod", "dep") or token.pos_ not in ("PROPN", "NOUN"):
        return False
    opens = all(t.is_punct for t in token.doc[: token.left_edge.i])
    near = token.right_edge.i + 1 == verb.i and verb.tag_ in FINITE
    if not opens or not near or subject_of(verb) is not None or token.lower_ in DAYS:
        return False
    token.dep_ = "nsubj"
    return True


def root_as_noun(token: Token) -> bool:
    """Read "increases" of "the budget increases spending but holds taxes" as a verb."""
    if token.tag_ != "NNS" or token.head != token:
        return False
    subject = next((c for c in reversed(list(token.lefts)) if c.dep_ == "compound"), None)
    joined = any(c.dep_ == "conj" and c.tag_ in FINITE for c in token.rights)
    if subject is None or not joined:
        return False
    for child in list(token.lefts):
        if child != subject:
            child.head = subject
    token.pos_, token.tag_, subject.dep_ = "VERB", "VBZ", "nsubj"
    for child in token.rights:
        if child.dep_ == "acl":
            child.dep_ = "dobj"
    return True


def bare_member(token: Token) -> bool:
    """Read "represent" of "lions are alike but represent ..." as a finite verb."""
    if token.tag_ != "VB" or token.dep_ != "conj" or token.head.tag_ not in FINITE:
        return False
    if any(c.dep_ in ("aux", "auxpass") for c in (*token.lefts, *token.head.lefts)):
        return False
    if not any(c.dep_ in ("dobj", "attr", "acomp", "prep", "xcomp", "prt") for c in token.rights):
        return False
    token.tag_ = "VBP" if token.head.tag_ == "VBP" else "VBD"
    return True


def second_subject(token: Token) -> bool:
    """Join the two subjects of "300 homes and 20 shops were flooded"."""
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    first = next((c for c in token.head.lefts if c.dep_ == token.dep_), token)
    joins = [c for c in first.rights if c.dep_ == "cc" and c.i == token.left_edge.i - 1]
    if first.i >= token.i or not joins:
        return False
    token.head, token.dep_ = first, "conj"
    return True


def date_of_noun(token: Token) -> bool:
    """Hang "by 2030" of "open the port and the road by 2030" from the verb."""
    noun = token.head
    if token.dep_ != "prep" or token.lower_ not in DATING or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    if noun.dep_ != "conj" or not any(is_date(c) for c in token.children):
        return False
    verb = noun
    while verb.dep_ in WITHIN and verb.head.i != verb.i:
        verb = verb.head
    if verb.pos_ not in VERBAL or verb.i > token.i:
        return False
    token.head = verb
    return True


def is_date(token: Token) -> bool:
    """Return True for "2030", "Monday" and "May 6"."""
    return (
        token.lower_.rstrip(".") in DAYS
        or token.lower_.rstrip(".") in MONTHS
        or (token.text.isdigit() and len(token) == 4)
    )


def lost_clause(token: Token) -> bool:
    """Give "rose" of "fell to 4 percent and wages rose" its subject, which hangs from "percent"."""
    noun = token.doc[token.i - 1] if token.i else token
    if token.pos_ != "VERB" or token.tag_ not in FINITE or subject_of(token) is not None:
        return False
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ != "conj" or noun.head.pos_ in VERBAL:
        return False
    if token.dep_ not in ("advcl", "dep", "ccomp", "conj", "relcl") or any(
        c.dep_ in ("mark", "advmod") for c in token.lefts
    ):
        return False
    wrong = noun.head
    verb = governor(wrong, token)
    if verb is None or verb.i == token.i:
        return False
    join(token, verb, wrong)
    noun.head, noun.dep_ = token, "nsubj"
    return True


def verb_as_noun(token: Token) -> bool:
    """Read "plans" of "has stopped and plans to sell" as the verb that it is."""
    if token.pos_ != "NOUN" or token.dep_ != "conj" or token.head.pos_ not in VERBAL:
        return False
    if token.tag_ != "NNS" or any(True for _ in token.lefts):
        return False
    if not any(
        c.dep_ in ("xcomp", "acl", "dobj", "relcl") and c.i > token.i for c in token.children
    ):
        return False
    token.pos_, token.tag_ = "VERB", "VBZ"
    for child in token.children:
        if child.dep_ in ("acl", "relcl"):
            child.dep_ = "xcomp"
    return True


#: In this order, since a mended verb may be joined to another; each with the relations of the
#: tokens that it may mend.
REPAIRS = (
    (root_as_noun, words("ROOT")),
    (lost_subject, words("npadvmod dep")),
    (predicate_of_noun, words("conj")),
    (buried_verb, words("amod")),
    (participle, words("advcl acl ccomp")),
    (bare_member, words("conj")),
    (second_subject, words("nsubj nsubjpass")),
    (date_of_noun, words("prep")),
    (lost_clause, words("advcl dep ccomp conj relcl")),
    (verb_as_noun, words("conj")),
    *VERB_REPAIRS,
)
BY_RELATION = {
    relation: tuple(repair for repair, relations in REPAIRS if relation in relations)
    for relation in frozenset().union(*(relations for _, relations in REPAIRS))
}
