"""Sources: the words that name the speaker, in the sentence of the cue. Token indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.parsing.trees import below, tokens_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from annotator.text.parsing.trees import Part

SUBJECTS = ("nsubj", "nsubjpass")
#: Relations over which a verb without a subject takes the one of the verb above it.
CLIMBED = ("conj", "advcl", "xcomp", "pcomp", "prep", "dep", "ccomp", "parataxis")
#: Words before a noun phrase that are not part of the speaker.
BEFORE = frozenset(
    ("even", "but", "and", "yet", "or", "when", "as", "while", "only", ",", "if", "so")
)

#: Verbs before "as saying".
QUOTING = ("quote", "cite", "record", "hear", "report")

#: What divides an apposition from its noun.
DIVIDING = frozenset((",", "-", "--", "–", "—"))
LOOSE = frozenset(("and", "or", ":", ";"))


def subject_of(verb: Token, reports: frozenset[int]) -> Token | None:
    """Return the speaker: the verb's own subject, or that of the verb it is joined to.

    `reports` are the reporting verbs of the sentence: a participle ("noting that ...") inside of a
    content belongs to the verb that reports the content and not to a subject within it.
    """
    if verb.pos_ == "NOUN":
        return owner(verb)
    if verb.pos_ == "ADJ":
        return own_subject(verb.head)
    own = own_subject(verb)
    if own is not None:
        return own
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return verb.head
    quoted = quoted_as(verb)
    if quoted is not None:
        return quoted
    current = verb
    for _ in range(8):
        if current.dep_ not in CLIMBED or current.head.i == current.i:
            return None
        inside = current.dep_ in ("advcl", "conj") and governor(current, reports)
        current = inside or current.head
        found = own_subject(current)
        if found is not None and found.i != verb.i:
            return found
    return None


def quoted_as(verb: Token) -> Token | None:
    """Return Ada Maro in "quoted Ada Maro as saying" and "Ada Maro was heard as saying"."""
    above = verb.head.head
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or above.lemma_ not in QUOTING:
        return None
    return next((c for c in above.children if c.dep_ in ("dobj", "nsubjpass")), None)


def owner(noun: Token) -> Token | None:
    """Return whose claim it is: "her claim", "the claim by the mayor"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def governor(token: Token, reports: frozenset[int]) -> Token | None:
    """Return the reporting verb whose content holds the verb that `token` hangs from."""
    current = token.head
    for _ in range(6):
        if current.i in reports:
            return None
        if current.dep_ == "ccomp" and current.head.i in reports:
            return current.head
        if current.dep_ not in ("conj", "advcl", "xcomp"):
            return None
        current = current.head
    return None


def own_subject(verb: Token) -> Token | None:
    """Return the subject that hangs from the verb itself; of a passive one, its agent."""
    passive = any(
        child.dep_ == "auxpass" and not child.lower_.startswith("'") for child in verb.children
    )
    for child in verb.children:
        if child.dep_ == "agent":
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return noun
    if passive:
        return None
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child
    return None


def words_of(noun: Token, cue: Part) -> Part:
    """Return the whole noun phrase, with what stands in apposition; without words that only join.

    Before its cue it takes the comma that closes the apposition; behind it, that comma is not its.
    """
    behind = bool(cue) and noun.i > max(cue)
    kept = sorted(token.i for token in noun.subtree if token.i not in cue)
    doc = noun.doc
    while kept and (doc[kept[0]].lower_ in BEFORE or is_sign(doc[kept[0]])):
        kept.pop(0)
    loose = LOOSE | DIVIDING if behind else LOOSE
    while kept and doc[kept[-1]].lower_ in loose:
        kept.pop()
    closing = kept[-1] + 1 if kept else len(doc)
    divided = any(doc[i].lower_ in DIVIDING for i in kept[1:-1])
    if divided and closing + 1 in cue and doc[closing].lower_ in DIVIDING:
        kept.append(closing)
    return frozenset(kept)


def is_sign(token: Token) -> bool:
    """Return True for a quotation mark or a picture in front of a name; not for "$" or "(the"."""
    return not (token.is_currency or any(character.isalnum() for character in token.text))


def referent_of(verb: Token, source: Part) -> Part:
    """Return what "which", "it" or "he" goes back to within the sentence, if that can be told."""
    if len(source) != 1:
        return frozenset()
    word = verb.doc[min(source)]
    if word.tag_ in ("WDT", "WP") or word.lower_ == "that":
        clause = next((t for t in (verb, *verb.ancestors) if t.dep_ == "relcl"), None)
        if clause is None or clause.head.pos_ not in ("NOUN", "PROPN", "PRON"):
            return frozenset()
        dropped = below(clause)
        return words_of(clause.head, frozenset(dropped))
    subject = main_subject(verb.doc)
    if word.tag_ != "PRP" or subject is None or subject.i >= word.i:
        return frozenset()
    return words_of(subject, frozenset())


def main_subject(doc: Doc) -> Token | None:
    """Return the subject of the sentence, unless it is a pronoun."""
    root = next((t for t in tokens_of(doc) if t.head.i == t.i), None)
    children = root.children if root is not None else ()
    subject = next((child for child in children if child.dep_ in SUBJECTS), None)
    return subject if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None


def subjects(doc: Doc) -> list[Token]:
    """Return the nouns that are subjects of any clause."""
    return [t for t in tokens_of(doc) if t.dep_ in SUBJECTS and t.pos_ in ("NOUN", "PROPN")]


def words_of_subject(subject: Token) -> Part:
    """Return the words of a subject without what a relative clause tells of it."""
    told = (below(child) for child in subject.children if child.dep_ == "relcl")
    return words_of(subject, frozenset().union(*told))


def is_impersonal(verb: Token) -> bool:
    """Return True for "it was noted that ...": not for what "should be noted", which the writer
    says.
    """
    helpers = {child.dep_: child for child in verb.children}
    subject = helpers.get("nsubjpass")
    if subject is not None and subject.lower_ != "it":
        return False
    return "auxpass" in helpers and "agent" not in helpers and "aux" not in helpers
