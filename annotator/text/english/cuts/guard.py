"""The guard: what a part must have to stand as a claim. Each refusal has a reason.

`fault` is asked of every part of every cut, and of what is left whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from annotator.text.english.cuts.parts import QUOTES
from annotator.text.english.joining import FINITE as TENSED
from annotator.text.english.subjects import SUBJECTS, is_many
from annotator.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.text.english.cuts.statement import Statement

Fault = Literal[
    "no subject", "no finite verb", "agreement", "article", "dangling word", "half a pair",
    "garbled", "too short", "fragment",
]  # fmt: skip
FINITE = TENSED | {"MD"}
#: No statement begins or ends with one.
OPENERS = words("and or nor to which who whom whose than")
CLOSERS = words(
    "and or but nor of to the a an with that than as by from into between if in on at for against"
)
DASHES = frozenset(("-", "--", "–", "—"))
#: A verb with a tense under such a relation is a verb that the parser did not see.
BURIED = frozenset(("amod", "compound", "nmod", "dep"))
VOWELS = tuple("aeiou")
#: Written with a vowel and spoken with a consonant, or the other way.
CONSONANT_SOUND = ("uni", "eu", "use", "usu", "one", "once", "ur", "ut", "uk")
VOWEL_SOUND = ("hour", "honest", "honor", "honour", "heir", "8", "11", "18", "f.", "m.", "x")
SPELT_VOWELS = tuple("AEFHILMNORSX")
LEAST = 3
#: They open a clause that says nothing alone.
DEPENDENT = words("if unless whether because since until although though while whereas lest")


def fault(statement: Statement, *, of_a_cut: bool) -> Fault | None:
    """Return why a statement cannot stand; None if it can.

    What a cut made (`of_a_cut`) must also agree; a writer's own sentence may have its own way.
    """
    tokens = [token for token in statement.words if not token.is_punct]
    if len(tokens) < 2:
        return "too short"
    verb = statement.verb
    if verb is None:
        return "fragment"
    found = spoken(statement, verb, tokens)
    if found or not of_a_cut:
        return found
    if not agrees(statement, verb):
        return "agreement"
    if tokens[-1].dep_ == "neg" or (tokens[-1].i == verb.i and verb.pos_ == "AUX"):
        # "The guidance was not", of "in line with forecasts".
        return "fragment"
    if any(not sounds(one, statement) for one in tokens[:-1]):
        return "article"
    if any(t.tag_ in TENSED and t.dep_ in BURIED for t in tokens):
        return "garbled"
    if sum(is_dash(token) for token in statement.words) % 2:
        return "half a pair"
    quotes = sum(token.text in QUOTES for token in statement.words)
    return "half a pair" if quotes % 2 else None


def fault_of_sentence(statement: Statement) -> Fault | None:
    """Return why a writer's entire sentence is no claim: it may have its own way, but a verb."""
    tokens = [token for token in statement.words if not token.is_punct]
    if len(tokens) < LEAST:
        return "too short"
    subjects = [token for token in tokens if token.dep_ in SUBJECTS]
    if not subjects:
        return "no subject"
    # "Children pay nothing", "a hoax claims that ...": the tagger takes some verbs for nouns.
    if any(is_top(token.head) for token in subjects):
        return None
    finite = [token for token in tokens if token.tag_ in FINITE]
    hidden = bool(finite) and any(is_top(token) and token.tag_ == "NNS" for token in tokens)
    return None if hidden or any(is_high(token) for token in finite) else "no finite verb"


def is_top(token: Token) -> bool:
    """Return True for the word from which its sentence hangs."""
    return token.head.i == token.i


def is_high(token: Token) -> bool:
    """Return True for a verb of the sentence itself, not of a clause within it."""
    return is_top(token) or (is_top(token.head) and token.dep_ not in ("relcl", "advcl", "acl"))


def depends(verb: Token, statement: Statement) -> bool:
    """Return True for a condition or a reason that has lost what it holds for: "if it rained"."""
    return any(
        c.dep_ == "mark" and c.lower_ in DEPENDENT and c.i in statement.part for c in verb.lefts
    )


def is_relative(token: Token, statement: Statement, verb: Token) -> bool:
    """Return True for the "which" of "a third of which came from the district"."""
    if token.lower_ not in ("which", "who", "whom", "whose") or token.i > verb.i:
        return False
    clause = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return clause == verb and not any(c.lower_ == "?" for c in statement.words)


def is_opener(token: Token) -> bool:
    """Return True for a word that ties a clause to one before it."""
    if token.lower_ == "that":
        return token.dep_ == "mark"
    return token.lower_ in OPENERS and token.i > 0


def is_dash(token: Token) -> bool:
    """Return True for a dash between words, not for the hyphen in one."""
    return (
        token.text in DASHES
        and bool(token.whitespace_)
        and token.i > 0
        and bool(token.nbor(-1).whitespace_)
    )


def spoken(statement: Statement, verb: Token, tokens: list[Token]) -> Fault | None:
    """Return what a statement lacks to be one at all."""
    if statement.subject is None:
        return "no subject"
    if any(is_relative(token, statement, verb) for token in tokens) or depends(verb, statement):
        return "fragment"
    if not is_finite(statement, verb):
        return "no finite verb"
    if is_opener(tokens[0]) or is_dangling(tokens[-1]):
        return "dangling word"
    if len(tokens) < LEAST and not is_named(statement.subject):
        return "too short"
    return None


def is_dangling(token: Token) -> bool:
    """Return True for a preposition, article or "and" that has lost what follows it."""
    doc = token.doc
    followed = token.i + 1 < len(doc) and not doc[token.i + 1].is_punct
    if token.i + 2 >= len(doc) and doc[-1].lower_ == ":":
        # "The penalties include:" leads into a list.
        return True
    return token.lower_ in CLOSERS and followed and token.dep_ not in ("prt", "advmod")


def is_named(subject: Token | None) -> bool:
    """Return True for a name or a noun, which says something with a verb alone: "Maro resigned"."""
    return subject is not None and subject.tag_.startswith("NN")


def helpers(statement: Statement, verb: Token) -> list[Token]:
    """Return the auxiliaries of a verb in this part, its own and those that it shares."""
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i in statement.part]
    shared = [
        t
        for t in statement.words
        if t.dep_ in ("aux", "auxpass") and t.head.i not in statement.part and t.i < verb.i
    ]
    return sorted([*shared, *own], key=lambda t: t.i)


def is_finite(statement: Statement, verb: Token) -> bool:
    """Return True for a verb in a form that states: "came", "has come", "will come"."""
    aux = helpers(statement, verb)
    if aux:
        return aux[0].tag_ in FINITE
    if verb.tag_ in FINITE:
        return True
    # "The storm injured 40": the tagger takes many a past tense for a participle.
    subject = statement.subject
    past = verb.tag_ == "VBN" and verb.lower_.endswith("ed") and verb.dep_ not in ("acl", "relcl")
    return past and subject is not None and subject.dep_ == "nsubj" and has_object(verb, statement)


def has_object(verb: Token, statement: Statement) -> bool:
    """Return True if a verb has an object or an amount after it."""
    return any(
        c.dep_ in ("dobj", "nummod", "npadvmod") for c in verb.rights if c.i in statement.part
    )


def agrees(statement: Statement, verb: Token) -> bool:
    """Return True unless one is said to do what many do: "the road were closed"."""
    subject = statement.subject
    aux = helpers(statement, verb)
    finite = aux[0] if aux else verb
    if subject is None or subject.dep_ in ("csubj", "csubjpass", "expl") or finite.tag_ == "MD":
        return True
    if subject.i > finite.i:
        return True
    many = is_many(subject) or counts_many(subject, statement)
    one = not many and subject.tag_ in ("NN", "NNP") and subject.lower_ not in COLLECTIVES
    if finite.tag_ == "VBZ" or finite.lower_ == "was":
        return not many or subject.tag_ != "NNS"
    if finite.tag_ == "VBP" or finite.lower_ == "were":
        return not one or subject.lower_ in ("i", "you")
    return True


#: Nouns that take a verb of many.
COLLECTIVES = words("police people staff crew team family couple majority number half lot rest")


def counts_many(subject: Token, statement: Statement) -> bool:
    """Return True for "Maro and Tarro" and "dozens of animals"."""
    return any(c.dep_ == "conj" and c.i in statement.part for c in subject.children)


def sounds(article: Token, statement: Statement) -> bool:
    """Return False for "a actor" and "an writer", where a cut put the two together."""
    if article.lower_ not in ("a", "an"):
        return True
    order = sorted(statement.part)
    at = order.index(article.i)
    if at + 1 >= len(order):
        return False
    if order[at + 1] == article.i + 1:
        return True
    return (article.lower_ == "an") == begins_with_a_vowel(statement.doc[order[at + 1]].text)


def begins_with_a_vowel(word: str) -> bool:
    """Return True for a word that takes "an"."""
    low = word.lower()
    if low.startswith(VOWEL_SOUND):
        return True
    if word.isupper() and len(word) > 1:
        return word.startswith(SPELT_VOWELS)
    return low.startswith(VOWELS) and not low.startswith(CONSONANT_SOUND)
