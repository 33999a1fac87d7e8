"""Frames: a reporting verb together with what it reports, as the parser has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.text.english import cue_words
from annotator.text.english.cues import lemma_of
from annotator.text.parsing.trees import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token


#: Tokens after a verb among which its quotation may begin.
REACH = 15


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb, the head of what it reports, and the preposition between them if there is one."""

    verb: Token
    head: Token
    preposition: Token | None = None
    fronted: bool = False
    nominal: bool = False
    quotation: frozenset[int] = frozenset()


def find(doc: Doc, quoted: frozenset[int]) -> Iterator[Frame]:
    """Yield one frame at most for each verb. What stands in quotation marks is content, not cue."""
    for token in tokens_of(doc):
        if token.pos_ in ("VERB", "AUX"):
            if token.i in quoted and not is_retold(token):
                continue
            frame = None if is_reduced(token) else around_verb(token, quoted)
        elif token.i in quoted:
            continue
        else:
            frame = of_noun(token) if token.pos_ == "NOUN" else of_adjective(token)
        if frame:
            yield frame


def around_verb(verb: Token, quoted: frozenset[int]) -> Frame | None:
    """Return the frame of a verb, by the parse or else by the quotation next to it."""
    if verb.head.lemma_ == "let":
        return None
    if lemma_of(verb) == "quote":
        return around_quotation(verb, quoted) or of_verb(verb)
    return of_verb(verb) or beside(verb) or around_quotation(verb, quoted) or before_colon(verb)


def before_colon(verb: Token) -> Frame | None:
    """Return "She continued:" at the end of a sentence: what she says follows in the next
    paragraph.
    """
    doc = verb.doc
    ends = doc[-1].lower_ == ":" and verb.i >= len(doc) - 6
    return Frame(verb, verb) if ends and lemma_of(verb) in cue_words.QUOTE else None


def is_retold(verb: Token) -> bool:
    """Return True for a report within another speaker's quotation: "The president said that
    ...".
    """
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is None or not any(c.lower_ == "that" for c in clause.children):
        return False
    return any(c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN") for c in verb.children)


def of_noun(noun: Token) -> Frame | None:
    """Return "the claim that the road was open", not "said in a statement that ..."."""
    lemma = lemma_of(noun)
    above = noun.head.head
    if lemma not in cue_words.NOUN_CLAUSE or (
        lemma in cue_words.MEDIA and lemma_of(above) in cue_words.CLAUSE
    ):
        return None
    clause = next((c for c in noun.children if c.i > noun.i and is_that_clause(c)), None)
    return Frame(noun, clause) if clause else None


def of_adjective(adjective: Token) -> Frame | None:
    """Return "was confident that the road would open" and "was critical of the fee"."""
    if adjective.dep_ != "acomp":
        return None
    lemma = lemma_of(adjective)
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        if child.dep_ == "ccomp" and lemma in cue_words.ADJECTIVE_CLAUSE:
            return Frame(adjective, child)
        if child.dep_ == "prep" and lemma in cue_words.ADJECTIVE_FRAMES.get(child.lower_, ()):
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            return Frame(adjective, inner[0], child, nominal=True) if inner else None
    return None


def of_verb(verb: Token) -> Frame | None:
    """Return the frame of a verb: a clause first, then an object, then a preposition or an
    infinitive.
    """
    lemma = lemma_of(verb)
    children = list(verb.children)
    clauses = [c for c in children if c.dep_ == "ccomp"]
    later = [c for c in clauses if c.i > verb.i]
    if later and lemma in cue_words.CLAUSE:
        return Frame(verb, subject_before(verb, later[0]))
    if clauses and not later and lemma in cue_words.QUOTE:
        return Frame(verb, clauses[-1], fronted=True)
    if lemma in cue_words.CLAUSE and (within := in_a_medium(verb)):
        return Frame(verb, within)
    for child in children:
        if child.i < verb.i:
            continue
        frame = of_child(verb, lemma, child)
        if frame:
            return frame
    return None


def in_a_medium(verb: Token) -> Token | None:
    """Return the clause of "said in a statement that ...", which the parser hangs from the
    statement.
    """
    for word in verb.subtree:
        if word.lemma_.lower() in cue_words.MEDIA and word.head.head.i == verb.i:
            return next((c for c in word.children if is_that_clause(c)), None)
    return None


def is_that_clause(token: Token) -> bool:
    """Return True for a clause that hangs from a noun and begins with "that"."""
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)
    return marked and token.dep_ in ("acl", "ccomp", "relcl")


def subject_before(verb: Token, clause: Token) -> Token:
    """Return the clause's head, or the noun before it that the parser took for the verb's
    object.
    """
    if any(child.dep_ in ("nsubj", "nsubjpass", "expl", "mark") for child in clause.children):
        return clause
    nouns = [c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < clause.i]
    return nouns[0] if nouns and lemma_of(verb) not in ("tell", "ask", "assure") else clause


def is_reduced(verb: Token) -> bool:
    """Return True for "the road, also called ...": a participle without a speaker."""
    if verb.tag_ != "VBN" or verb.dep_ not in ("acl", "advcl", "relcl", "amod"):
        return False
    return not any(child.dep_ in ("aux", "auxpass", "agent", "nsubj") for child in verb.children)


def of_child(verb: Token, lemma: str, child: Token) -> Frame | None:
    """Return the frame that a verb makes with one child after it."""
    if lemma == "quote" and any(c.dep_ == "prep" and c.lower_ == "as" for c in verb.children):
        return None
    if lemma == "express" and child.dep_ == "dobj" and (voiced := of_voice(verb, child)):
        return voiced
    if child.dep_ in ("dobj", "oprd") and lemma in cue_words.OBJECT:
        return Frame(verb, child, nominal=True)
    if child.dep_ == "prep" and lemma in cue_words.FRAMES.get(child.lower_, ()):
        inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
        named = next((c for c in verb.children if c.dep_ == "dobj" and c.i < child.i), None)
        if child.lower_ == "as" and named is not None:
            return Frame(verb, named, nominal=True)
        return Frame(verb, inner[0], child, nominal=True) if inner else None
    if child.dep_ == "xcomp":
        gerund = child.tag_ == "VBG"
        listed = cue_words.GERUND if gerund else cue_words.INFINITIVE
        return Frame(verb, child, nominal=True) if lemma in listed else None
    return None


def beside(verb: Token) -> Frame | None:
    """Return "The aim, she said, is peace" and "as she noted": the clause stands around the
    report.
    """
    if lemma_of(verb) not in cue_words.QUOTE or verb.head.i == verb.i:
        return None
    children = {child.dep_: child for child in verb.children}
    if "nsubj" not in children:
        return None
    compared = "mark" in children and children["mark"].lower_ == "as"
    if verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and compared):
        return Frame(verb, verb.head, fronted=True)
    return None


def around_quotation(verb: Token, quoted: frozenset[int]) -> Frame | None:
    """Return a reporting verb next to a quotation that the parser did not join to it."""
    if lemma_of(verb) not in cue_words.QUOTE or not quoted:
        return None
    first = min([verb.i, *(c.left_edge.i for c in verb.children if c.dep_ == "nsubj")])
    ahead = first - 1
    while ahead >= 0 and ahead not in quoted and verb.doc[ahead].is_punct:
        ahead -= 1
    after = range(verb.i + 1, min(verb.i + REACH, len(verb.doc)))
    behind = next((i for i in after if i in quoted), -1)
    if ahead not in quoted and behind < 0:
        return None
    words = run_of(ahead, quoted) | run_of(behind, quoted)
    if ahead not in quoted:
        words |= led_in(verb, behind)
    start = ahead if ahead in quoted else behind
    return Frame(verb, verb.doc[start], fronted=start < verb.i, quotation=frozenset(words))


def run_of(start: int, quoted: frozenset[int]) -> set[int]:
    """Return the quoted tokens around one of them."""
    if start not in quoted:
        return set()
    first = last = start
    while first - 1 in quoted:
        first -= 1
    while last + 1 in quoted:
        last += 1
    return set(range(first, last + 1))


def led_in(verb: Token, behind: int) -> set[int]:
    """Return "said that the port was “wide open”": the words between the verb and the quotation."""
    between = verb.doc[verb.i + 1 : behind]
    marks = [token.i for token in between if token.lower_ == "that"]
    told = marks or any(token.pos_ in ("VERB", "AUX") for token in between)
    return set(range(marks[0] if marks else verb.i + 1, behind)) if told else set()


def of_voice(verb: Token, noun: Token) -> Frame | None:
    """Return "expressed concern about the fee": the noun belongs to the cue."""
    for child in noun.children:
        inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
        if child.dep_ == "prep" and inner and child.i - verb.i <= 4:
            return Frame(verb, inner[0], child, nominal=True)
        if is_that_clause(child):
            return Frame(verb, child)
    return None


def is_joined(verb: Token) -> bool:
    """Return True for a cue that goes on from an earlier one: ", noting that", "and added that"."""
    if verb.tag_ == "VB" or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return False
    i = verb.i - 1
    while i > 0 and (verb.doc[i].dep_ in ("advmod", "aux", "neg") or verb.doc[i].is_quote):
        i -= 1
    return i >= 0 and verb.doc[i].lower_ in (",", "and", "but")
