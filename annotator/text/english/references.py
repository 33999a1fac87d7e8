"""References: the nouns and pronouns of a sentence that may stand for someone, as it is parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.symbols import AUX, NOUN, PRON, PROPN, VERB

from annotator.text.draft import DraftReference
from annotator.text.english.nouns import is_person_noun
from annotator.text.english.subjects import SUBJECTS, is_many, subject_of
from annotator.text.extraction import Span
from annotator.text.parsing.trees import tokens_of
from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from annotator.text.draft import ReferenceKind, ReferenceRole
    from annotator.text.parsing.trees import Part

PRONOUNS = words(
    """
    he him his himself she her hers herself it its itself they them their theirs themselves
    i me my mine myself we us our ours ourselves
    """
)
NOUNS = frozenset(("NOUN", "PROPN"))
#: With one of these a noun means no person in particular.
GENERAL = words("any every each no")
#: A noun with one of these says itself which one it is.
TELLING = frozenset(
    ("prep", "relcl", "acl", "poss", "amod", "nummod", "appos", "conj", "compound", "nmod")
)
#: "I have" is "she has": the verbs whose form is no mere "s".
WITH_SHE = {"am": "is", "'m": " is", "’m": " is", "have": "has", "'ve": " has", "’ve": " has"}
WITH_SHE |= {"do": "does", "go": "goes", "was": "was"}
HISSING = ("s", "x", "z", "ch", "sh")


def find(doc: Doc, index: int, base: int, quoted: Part) -> Iterator[DraftReference]:
    """Yield the references of one sentence in their order; `base` is where it starts."""
    has_i = any(token.text == "I" for token in tokens_of(doc))
    for token in tokens_of(doc):
        kind = kind_of(token, has_i)
        if kind is None:
            continue
        # Of other names only where they stand is asked.
        described = kind == "noun" or (kind == "name" and is_person_noun(token.lower_))
        bare = described and is_bare(token)
        first = article_of(token) if bare else leftmost(token)
        yield DraftReference(
            sentence=index,
            span=Span(base + first.idx, base + token.idx + len(token)),
            kind=kind,
            phrase=phrase_of(token, kind),
            role=role_of(token),
            main=is_main(token),
            many=is_many(token),
            quoted=token.i in quoted,
            bare=bare,
            alone=not described or is_alone(token),
        )


def kind_of(token: Token, has_i: bool) -> ReferenceKind | None:
    """Return what a token refers by; None for one that refers to nothing by itself."""
    part = token.pos
    if part == PRON:
        is_personal = token.lower_ in PRONOUNS and token.tag_ in ("PRP", "PRP$")
        return "pronoun" if is_personal else None
    if part in (NOUN, PROPN):
        if token.i < token.head.i and token.dep_ in ("compound", "nmod"):
            return None
        if part == PROPN:
            return "name"
        return "noun" if is_person_noun(token.lower_.removesuffix("s")) else None
    if has_i and part in (VERB, AUX) and token.tag_ == "VBP" and speaks_of_itself(token):
        return "verb"
    return None


def speaks_of_itself(verb: Token) -> bool:
    """Return True for "have" in "I have come" and "open" in "I go and open"."""
    top = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    subject = subject_of(top)
    while subject is None and top.dep_ == "conj":
        top = top.head
        subject = subject_of(top)
    return subject is not None and subject.lower_ == "i"


def leftmost(noun: Token) -> Token:
    """Return the first word of a name or a compound: "Ada" of "Ada Maro"."""
    if noun.pos not in (NOUN, PROPN) or noun.n_lefts == 0:
        return noun
    parts = (c for c in noun.lefts if c.dep_ in ("compound", "nmod", "amod", "nummod"))
    return next(parts, noun)


def phrase_of(token: Token, kind: ReferenceKind) -> str:
    """Return the words of a reference in lower case; of a verb, its form with "she"."""
    if kind == "verb":
        return with_she(token.lower_)
    first = leftmost(token)
    return str(token.doc[first.i : token.i + 1].text if first is not token else token.text).lower()


def with_she(verb: str) -> str:
    """Return the form of a present verb with "I" as it is with "she"."""
    if verb in WITH_SHE:
        return WITH_SHE[verb]
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(HISSING) else f"{verb}s"


def role_of(token: Token) -> ReferenceRole:
    """Return what a reference is to its verb; what is joined or added to it is the same."""
    token = first_of(token)
    if token.dep_ in ("appos", "attr", "oprd", "npadvmod", "nmod", "compound"):
        return "beside"
    if token.dep_ == "poss":
        return "owner"
    return "subject" if token.dep_ in SUBJECTS else "object"


def is_main(token: Token) -> bool:
    """Return True for what belongs to the verb of the main clause, or to one joined to it."""
    verb = first_of(token).head
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "ROOT" and verb.pos_ in ("VERB", "AUX")


def is_bare(noun: Token) -> bool:
    """Return True for "the minister" and "the prime minister", which say nothing more."""
    if article_of(noun).lower_ != "the":
        return False
    return not any(
        c.dep_ in TELLING and not (c.dep_ in ("compound", "amod") and c.i < noun.i)
        for c in noun.children
    )


def article_of(noun: Token) -> Token:
    """Return the article of a noun, or the noun if it has none."""
    return next((c for c in noun.lefts if c.dep_ == "det"), noun)


def is_alone(noun: Token) -> bool:
    """Return True for a noun that means someone, and is not said of a name: not "the driver, Ben
    Senn", nor "any driver".
    """
    if any(child.lower_ in GENERAL for child in noun.children):
        return False
    noun = first_of(noun)
    # "Known as a driver": the person is another noun.
    if noun.dep_ == "pobj" and noun.head.lower_ == "as":
        return False
    if noun.dep_ in ("appos", "attr", "oprd", "compound", "nmod"):
        return False
    return not any(c.dep_ in ("appos", "compound") and c.pos_ == "PROPN" for c in noun.children)


def first_of(noun: Token) -> Token:
    """Return the first of nouns that are joined: "Maro" of "Tarro" in "Maro and Tarro"."""
    while noun.dep_ == "conj" and noun.head.pos_ in NOUNS:
        noun = noun.head
    return noun
