"""Repairs of verbs: their subjects, and what they are joined to. They change the tree itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english.calendar_words import DAYS, MONTHS
from annotator.text.english.joining import FINITE, VERBAL, governor, join
from annotator.text.english.subjects import SUBJECTS, subject_of
from annotator.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUNS = frozenset(("NOUN", "PROPN"))
#: The relations that a subject gets from a parser that has not seen it.
MISSED = frozenset(("advmod", "npadvmod", "dep", "nmod"))
#: Adverbs that open a sentence and are never the subject.
OPENING = words(
    """
    now then here there so thus also never not still just only perhaps maybe soon once often
    sometimes always again yet even too later today yesterday tomorrow instead rather meanwhile
    """
)
SUBJECT_OF_PASSIVE = "nsubjpass"


def unseen_subject(token: Token) -> bool:
    """Read "Varn" of "Varn has not been charged", an adverb for the parser, as the subject."""
    verb = token.head
    if token.dep_ not in MISSED or verb.pos_ not in VERBAL or subject_of(verb) is not None:
        return False
    low = token.lower_
    if low in OPENING or low in DAYS or low in MONTHS or low.endswith("ly") or token.n_lefts:
        return False
    opens = all(t.is_punct for t in token.doc[: token.i])
    if not opens or token.i + 1 != start_of(verb) or not states(verb):
        return False
    token.tag_, token.pos_ = "NNP", "PROPN"
    give_subject(token, verb)
    return True


def past_behind_a_noun(token: Token) -> bool:
    """Read "leaked" of "the gas leaked from a pipe, they said" as the verb of "gas"."""
    noun = token.head
    if token.tag_ != "VBD" or token.dep_ != "acl" or subject_of(token) is not None:
        return False
    above = noun.head
    if noun.dep_ not in ("npadvmod", "dep") or above.pos_ not in VERBAL or above.i < token.i:
        return False
    token.head, token.dep_ = above, "ccomp"
    give_subject(noun, token)
    return True


def subject_behind_a_date(token: Token) -> bool:
    """Part "2030" and "exports" of "in 2030 exports fell", one phrase for the parser."""
    noun = token.head
    if token.dep_ not in ("nummod", "compound", "nmod") or noun.dep_ != "pobj":
        return False
    prep, verb = noun.head, noun.head.head
    if prep.i or verb.pos_ not in VERBAL or subject_of(verb) is not None:
        return False
    if not is_year(token) and token.lower_ not in DAYS:
        return False
    last = max((t.i for t in token.subtree), default=token.i)
    ranged = [c for c in prep.children if c.dep_ == "conj" and is_year(c)]
    last = max([last, *(c.i for c in ranged)])
    if last + 1 > noun.i or noun.right_edge.i + 1 != start_of(verb):
        return False
    token.head, token.dep_ = prep, "pobj"
    give_subject(noun, verb)
    return True


def second_clause(token: Token) -> bool:
    """Give "fell" of "rose by 8 percent and imports of grain fell" its subject, which the parser
    joined to "percent".

    A verb that shares a subject has "and" or a comma before it; what stands before this one is
    its own.
    """
    if token.pos_ not in VERBAL or not states(token) or subject_of(token) is not None:
        return False
    if token.dep_ not in ("conj", "advcl", "dep", "ccomp"):
        return False
    noun = joined_noun(token)
    if noun is None:
        return False
    wrong = noun.head
    verb = token.head if token.dep_ == "conj" else governor(wrong, token)
    if verb is None or verb.pos_ not in VERBAL or verb.i > noun.i or token.is_ancestor(verb):
        return False
    joins = [c for c in wrong.children if c.dep_ == "cc" and c.i < noun.i]
    join(token, verb, wrong)
    for word in joins[-1:]:
        word.head = token.head
    give_subject(noun, token)
    return True


def joined_noun(verb: Token) -> Token | None:
    """Return the noun that stands just before a verb and is joined to another noun."""
    start = start_of(verb)
    if not start:
        return None
    last = verb.doc[start - 1]
    for noun in (last, *last.ancestors):
        if noun.right_edge.i != last.i:
            return None
        if noun.dep_ == "conj" and noun.pos_ in NOUNS:
            before = noun.doc[noun.left_edge.i - 1].lower_
            apart = noun.head.pos_ not in VERBAL and noun.head.dep_ not in SUBJECTS
            return noun if apart and before in ("and", "but", ",") else None
    return None


def higher_verb(token: Token) -> bool:
    """Join "recalled" of "stopped selling the toy and recalled all" to the verb with a tense."""
    if token.dep_ != "conj" or token.tag_ not in ("VBD", "VBZ") or token.head.pos_ != "VERB":
        return False
    if token.head.tag_ not in ("VB", "VBG") or token.lower_ == token.lemma_.lower():
        return False
    if subject_of(token) is not None or is_stating(token.head):
        return False
    wrong = token.head
    verb = next((t for t in wrong.ancestors if t.pos_ in VERBAL), None)
    while verb is not None and not is_stating(verb):
        verb = next((t for t in verb.ancestors if t.pos_ in VERBAL), None)
    if verb is None or verb.i > token.i:
        return False
    join(token, verb, wrong)
    return True


def participle_of_name(token: Token) -> bool:
    """Join "studied law" of "was born in Orlest, studied law and became a judge" to "was born"."""
    noun = token.head
    if token.dep_ != "amod" or token.tag_ not in ("VBN", "VBD") or noun.dep_ != "appos":
        return False
    if token.i != noun.left_edge.i or token.doc[token.i - 1].lower_ != ",":
        return False
    verb = governor(noun, token) or next((t for t in noun.ancestors if t.pos_ in VERBAL), None)
    later = [c for c in verb.rights if c.dep_ == "conj" and c.i > noun.i] if verb else []
    if verb is None or not later or later[0].pos_ not in VERBAL or verb.i > token.i:
        return False
    token.head = verb
    token.dep_, token.tag_, token.pos_ = "conj", "VBD", "VERB"
    noun.head, noun.dep_ = token, "dobj"
    return True


def list_of_one(token: Token) -> bool:
    """Join "two museums" of "closed a school, two museums and a bath" to the school, which they
    cannot describe: it is one.
    """
    first = token.head
    if token.dep_ != "appos" or first.dep_ not in ("dobj", "pobj") or token.pos_ not in NOUNS:
        return False
    one = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in first.lefts)
    listed = any(c.dep_ == "conj" for c in token.rights) and begins_plainly(token)
    if not one or not listed or token.doc[token.left_edge.i - 1].lower_ != ",":
        return False
    token.dep_ = "conj"
    return True


def lost_member(token: Token) -> bool:
    """Join "two libraries" of "closed a school, two libraries and a pool" to the school."""
    verb = token.head
    if token.dep_ not in ("npadvmod", "dep", "appos") or token.pos_ not in NOUNS:
        return False
    if verb.pos_ not in VERBAL or token.i < verb.i or token.left_edge.i == 0:
        return False
    before = [c for c in verb.rights if c.dep_ == "dobj" and c.i < token.i]
    comma = token.doc[token.left_edge.i - 1].lower_ == ","
    listed = any(c.dep_ == "conj" for c in token.rights) and begins_plainly(token)
    if not before or not comma or not listed or before[-1].right_edge.i + 2 != token.left_edge.i:
        return False
    token.head, token.dep_ = before[-1], "conj"
    return True


def inverted_condition(token: Token) -> bool:
    """Hang "should it fail" of "it would lower rates should it fail" from "lower"."""
    first = token.doc[token.left_edge.i]
    if token.dep_ not in ("ccomp", "conj", "dep") or first.lower_ not in ("should", "had", "were"):
        return False
    subject, doc = subject_of(token), token.doc
    if first.dep_ not in ("aux", "auxpass") or not first.i or doc[-1].lower_ == "?":
        return False
    if subject is None or subject.left_edge.i != first.i + 1 or subject.i > token.i:
        return False
    verb = next((t for t in reversed(doc[: first.i]) if t.pos_ in VERBAL), None)
    if verb is None or doc[first.i - 1].dep_ in ("cc", "mark") or doc[first.i - 1].is_quote:
        return False
    token.head, token.dep_ = verb, "advcl"
    return True


def begins_plainly(noun: Token) -> bool:
    """Return True for "two libraries", False for "Tarro 35 percent", which has lost its verb."""
    return noun.doc[noun.left_edge.i].dep_ in ("det", "nummod") and not any(
        c.pos_ == "PROPN" for c in noun.lefts
    )


def give_subject(noun: Token, verb: Token) -> None:
    """Make a noun the subject of a verb, which then has a tense."""
    passive = any(c.dep_ == "auxpass" for c in verb.lefts)
    noun.head, noun.dep_ = verb, SUBJECT_OF_PASSIVE if passive else "nsubj"
    if not any(c.dep_ in ("aux", "auxpass") for c in verb.lefts) and verb.tag_ == "VBN":
        verb.tag_ = "VBD"


def start_of(verb: Token) -> int:
    """Return where a verb begins: with its first auxiliary."""
    return min([verb.i, *(c.i for c in verb.lefts if c.dep_ in ("aux", "auxpass"))])


def is_stating(verb: Token) -> bool:
    """Return True for a verb with a tense, itself or by its auxiliary."""
    aux = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    return (aux[0] if aux else verb).tag_ in (*FINITE, "MD")


def states(verb: Token) -> bool:
    """Return True for a verb with a tense, or for a form that may be its past."""
    aux = any(c.dep_ in ("aux", "auxpass") for c in verb.lefts)
    return is_stating(verb) or (verb.tag_ == "VBN" and not aux and verb.head.i == verb.i)


def is_year(token: Token) -> bool:
    """Return True for "2030"."""
    return token.text.isdigit() and len(token) == 4


#: Each with the relations of the tokens that it may mend.
VERB_REPAIRS = (
    (unseen_subject, MISSED),
    (past_behind_a_noun, words("acl")),
    (subject_behind_a_date, words("nummod compound nmod")),
    (second_clause, words("conj advcl dep ccomp")),
    (higher_verb, words("conj")),
    (inverted_condition, words("ccomp conj dep")),
    (participle_of_name, words("amod")),
    (list_of_one, words("appos")),
    (lost_member, words("npadvmod dep appos")),
)
