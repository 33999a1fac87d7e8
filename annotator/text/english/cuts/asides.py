"""Asides: what a sentence says besides, with its own subject. Token indices.

"Ada Maro, who was born in Orlest, opened the port" says two things, and so does "the north grew,
while the south shrank". Appositions and participles stay with their statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english import cue_words
from annotator.text.english.calendar_words import DAYS, MONTHS
from annotator.text.english.cues import lemma_of
from annotator.text.english.cuts import limits
from annotator.text.english.subjects import SUBJECTS
from annotator.text.parsing.asides import is_set_off
from annotator.text.parsing.trees import under
from annotator.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.text.english.cuts.statement import Statement
    from annotator.text.parsing.trees import Part

#: Joins a statement that holds by itself; "if" and "because" do not.
CONTRASTS = words("while whereas although though")
#: "As" and "when" join what happened at one time.
WHEN = words("after when as once")
#: What follows a verb that says something itself.
SAYING_MORE = words("dobj attr acomp prep xcomp ccomp npadvmod advmod prt agent oprd")
TIMES = words("year month week day morning evening night century decade time")
SIGNS = frozenset((",", "-", "--", "–", "—", ";"))


def told_apart(statement: Statement) -> list[Part] | None:
    """Return the statement without its first aside, and the aside; None if it has none."""
    verb = statement.verb
    if verb is None:
        return None
    for token in verb.subtree:
        if token.i not in statement.part or token == verb:
            continue
        parts = next((found for tell in KINDS if (found := tell(token, statement))), None)
        if parts is not None:
            return parts
    return None


def contrast(token: Token, statement: Statement) -> list[Part] | None:
    """Return both halves of "the north grew, while the south shrank"."""
    if token.dep_ != "advcl" or token.head != statement.verb or not is_set_off(token):
        return None
    marks = [c for c in token.children if c.dep_ == "mark" and c.lower_ in CONTRASTS]
    own = [c for c in token.children if c.dep_ in SUBJECTS]
    if not marks or not own or is_while(token, marks[0]):
        return None
    aside = under(token, statement.part)
    return [statement.part - aside, frozenset(i for i in aside if i > marks[0].i)]


def is_while(token: Token, mark: Token) -> bool:
    """Return True for "While the road is being repaired, ...": the time of the rest."""
    opens = token.i < token.head.i
    lasting = token.tag_ == "VBG" or any(c.lower_ == "being" for c in token.children)
    return mark.lower_ == "while" and opens and lasting


def relative(token: Token, statement: Statement) -> list[Part] | None:
    """Return the statement, and "Ada Maro was born in Orlest" for ", who was born in Orlest,"."""
    if token.dep_ != "relcl" or not is_set_off(token):
        return None
    marks = [c for c in token.children if c.tag_ in ("WDT", "WP") and c.dep_ in SUBJECTS]
    aside = under(token, statement.part)
    if not marks or marks[0].lower_ not in ("who", "which") or marks[0].i != min(aside):
        return None
    topic = topic_of(token, statement, min(aside))
    if not topic or not is_closed(statement, aside):
        return None
    return [statement.part - aside, (aside - {marks[0].i}) | topic]


def topic_of(clause: Token, statement: Statement, start: int) -> Part:
    """Return the noun phrase before the comma, if only one noun can be meant."""
    noun = clause.head
    # "The mayor of Orlest, who ...": the parser chose the nearer noun or the farther one.
    above = noun.head.head if noun.dep_ == "pobj" else None
    if above is not None and above.pos_ in ("NOUN", "PROPN") and noun.head.lower_ in ("of", "in"):
        return frozenset()
    if noun.pos_ not in ("NOUN", "PROPN") or (noun.dep_ == "conj" and not is_of_one(clause, noun)):
        return frozenset()
    if any(c.dep_ == "conj" and c.i < start for c in noun.children):
        return frozenset()
    phrase = frozenset(i for i in under(noun, statement.part) if i < start)
    between = statement.doc[max(phrase, default=start) + 1 : start]
    if is_time(noun) or not all(token.is_punct for token in between):
        return frozenset()
    return frozenset(i for i in phrase if statement.doc[i].lower_ not in SIGNS or i + 1 in phrase)


def is_of_one(clause: Token, noun: Token) -> bool:
    """Return True for "ships and a ferry, which carries salt": of the last alone."""
    aux = [c for c in clause.lefts if c.dep_ in ("aux", "auxpass")]
    finite = aux[0] if aux else clause
    one = finite.tag_ == "VBZ" or finite.lower_ == "was"
    return one and noun.tag_ in ("NN", "NNP")


def is_time(noun: Token) -> bool:
    """Return True for "last May" and "the year", of which little is said."""
    return noun.lower_ in MONTHS or noun.lower_ in DAYS or noun.lower_ in TIMES


def is_closed(statement: Statement, aside: Part) -> bool:
    """Return True if a comma or the end of the statement closes the aside."""
    after = max(aside) + 1
    doc = statement.doc
    return after >= len(doc) or doc[after].is_punct or max(statement.part) == max(aside)


def parallel(token: Token, statement: Statement) -> list[Part] | None:
    """Return both halves of "Orlest was open, Tarsk was closed", which the parser hangs one from
    the other.
    """
    verb = token.head
    if token.dep_ != "ccomp" or verb != statement.verb or token.i > verb.i:
        return None
    half = under(token, statement.part)
    end = max(half)
    semicolon = any(t.lower_ == ";" for t in statement.doc[end : end + 3])
    if is_cue(verb) or (is_cue(token) and not semicolon):
        return None
    divided = any(t.lower_ in (",", ";", "and") for t in statement.doc[end : end + 3])
    after = [c for c in verb.children if c.dep_ in SUBJECTS and c.i > max(half)]
    own = any(c.dep_ in SUBJECTS for c in token.children)
    return [half, statement.part - half] if divided and own and after else None


def is_cue(verb: Token) -> bool:
    """Return True for a verb whose clause before it may be its content: "it is open, Maro said"."""
    lemma = lemma_of(verb)
    if lemma in cue_words.QUOTE or lemma in cue_words.CLAUSE:
        return True
    return not any(c.dep_ in SAYING_MORE or c.dep_ == "auxpass" for c in verb.children)


def temporal(token: Token, statement: Statement) -> list[Part] | None:
    """Return both halves of "Orlest took the lead after Maro scored": both happened."""
    verb = statement.verb
    if verb is None or token.dep_ != "advcl" or token.head != verb or not is_past(verb):
        return None
    marks = [c for c in token.lefts if c.dep_ in ("mark", "advmod") and c.lower_ in WHEN]
    aside = under(token, statement.part)
    if not marks or marks[0].i != min(aside) or not is_past(token):
        return None
    if not any(c.dep_ in SUBJECTS and c.pos_ != "PRON" for c in token.children):
        return None
    rest = statement.part - aside
    main = [statement.doc[i] for i in rest]
    if limits.holds_together(main) or any(t.tag_ == "MD" for t in main):
        return None
    return [rest, aside - {marks[0].i}]


def is_past(verb: Token) -> bool:
    """Return True for what happened: "came", "was opened", "had come"."""
    aux = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    return (aux[0] if aux else verb).tag_ == "VBD"


KINDS = (contrast, relative, parallel, temporal)
