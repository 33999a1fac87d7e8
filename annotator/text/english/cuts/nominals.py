"""Nouns side by side, each told with the rest of its statement: "bought two buses and three vans".

One coordination of a statement, the highest first; what is joined within another noun stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english import cue_words, speaker_words
from annotator.text.english.cues import lemma_of
from annotator.text.english.cuts import limits, members
from annotator.text.english.cuts.coordinations import Coordination, headed_by
from annotator.text.english.cuts.statement import is_example
from annotator.text.english.subjects import is_many
from annotator.text.parsing.trees import under
from annotator.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from annotator.text.english.cuts.statement import Statement
    from annotator.text.parsing.trees import Part

SUBJECT = frozenset(("nsubj", "nsubjpass"))
OBJECT = frozenset(("dobj", "attr", "oprd", "dative"))
NOMINAL = frozenset(("NOUN", "PROPN", "NUM", "PRON"))
ARTICLES = words("a an the")
#: Articles and quantities that hold for all members if they stand before the first alone.
QUANTITIES = words(
    "few fewer more some many several various numerous all both these those most any certain"
)
#: Verbs that two do with one another, or that need two objects.
MUTUAL = words(
    """
    meet agree disagree discuss differ share sign exchange marry talk negotiate cooperate compete
    fight clash divorce debate merge team ally unite collaborate own swap combine link compare mix
    connect join divide split separate distinguish balance blend trade border face play draw
    """
)
#: Nouns that name what is between two.
BONDS = words(
    """
    relationship relation relations ties history agreement partnership border talk treaty dialogue
    friendship alliance deal difference link bond cooperation conflict dispute war trade
    """
)


def told_apart(statement: Statement) -> list[Part] | None:
    """Return one part for each member of the highest coordination that may be cut."""
    for token in units(statement):
        found = headed_by(token, statement.part)
        if found is None:
            continue
        tail = members.place_of_all(found, statement)
        found = members.without(found, tail)
        if may_part(found, statement):
            aside = beside_the_first(found, statement)
            rest = (statement.part - found.whole - aside) | tail
            firsts = (found.own[0] | aside, *found.own[1:])
            return [rest | own | lent(found, k) for k, own in enumerate(firsts)]
    return None


def beside_the_first(found: Coordination, statement: Statement) -> Part:
    """Return "in Orlest" of "opened a school in Orlest, a bridge in Tarsk": of the first alone."""
    inner = range(max(found.own[0]) + 1, min(found.own[1]))
    if statement.verb is None or min(found.own[1]) < statement.verb.i:
        return frozenset()
    between = {i for i in inner if i in statement.part and not statement.doc[i].is_punct}
    return frozenset(between - found.whole)


def units(statement: Statement) -> Iterator[Token]:
    """Yield the nouns of a statement that a verb governs, itself or by a preposition."""
    if statement.subject is not None:
        yield statement.subject
    spine = statement.spine()
    for verb in spine:
        yield from (c for c in verb.rights if c.i in statement.part and is_object(c))
    yield from (top for top in statement.tops if is_example(top))
    for verb in spine:
        for prep in verb.children:
            if prep.i in statement.part and prep.dep_ in ("prep", "agent"):
                yield from (c for c in prep.children if c.dep_ == "pobj" and c.i in statement.part)


def is_object(token: Token) -> bool:
    """Return True for an object; "stopped smoking" has one that the parser takes for a verb's."""
    return token.dep_ in OBJECT or (token.dep_ == "xcomp" and token.pos_ == "NOUN")


def is_coordinated(statement: Statement) -> bool:
    """Return True if a noun of the statement has others beside it."""
    return any(headed_by(token, statement.part) is not None for token in units(statement))


def may_part(found: Coordination, statement: Statement) -> bool:
    """Return True if each member surely makes a true statement in the place of all."""
    if members.is_bound(found) or not is_alike(found) or members.may_hide_a_verb(found, statement):
        return False
    outside, left = members.beside(found, statement)
    return holds_for_each(found, outside, left) and fits(found, statement, outside)


def holds_for_each(found: Coordination, outside: list[Token], left: list[Token]) -> bool:
    """Return False where a word beside the members limits them all at once."""
    if any(limits.ANAPHORS & {t.lower_} for t in outside):
        return False
    if denial_spreads(found, outside):
        return True
    return "or" not in found.joins and not limits.holds_together([*outside, *left])


def fits(found: Coordination, statement: Statement, outside: list[Token]) -> bool:
    """Return False for what the words around the members hold together."""
    first = found.first
    if counts_all(found) or behind_the_last(found) or points_back(found):
        return False
    if first.dep_ == "pobj" and is_office(first.head.head):
        return False
    if any(limits.is_amount(t) for t in amounts_beside(first, outside, statement)):
        return False
    if first.dep_ in SUBJECT:
        if is_mutual(statement) or speaks(statement) or any(limits.is_joint(t) for t in outside):
            return False
    elif first.left_edge.i and first.doc[first.left_edge.i - 1].lower_ == ",":
        # The parser lost an earlier member: "pointed to the port, the road and the bridge".
        return False
    return not any(v.lemma_.lower() in MUTUAL for v in statement.spine()) or first.dep_ == "pobj"


def is_alike(found: Coordination) -> bool:
    """Return True if all members are nouns, and no member is an apposition in disguise."""
    if any(m.pos_ not in NOMINAL for m in found.members):
        return False
    return not any(m.dep_ == "dep" or members.is_gapped(m, found.first) for m in found.later)


def denial_spreads(found: Coordination, outside: list[Token]) -> bool:
    """Return True where all members are denied alike: "not ... A or B", "no harm ... to A and B".

    "Did not close the road and the bridge" may deny only that it closed both.
    """
    no = [t for t in outside if t.lower_ == "no" and t.dep_ == "det"]
    denials = [t for t in outside if limits.is_denial(t)]
    others = [t for t in outside if t.lower_ in limits.SCOPES or limits.is_rank(t)]
    own = {c.lower_ for c in found.first.children}
    if others or len(denials) + ("no" in own) != 1:
        return False
    return bool(no) or "no" in own or ("or" in found.joins and bool(denials))


def counts_all(found: Coordination) -> bool:
    """Return True for "30 passengers and crew": the number is that of all."""
    first = found.first
    counts = [c for c in first.lefts if c.dep_ in ("nummod", "quantmod") or c.lower_ in QUANTITIES]
    if not counts:
        return False
    return any(not has_own_count(member) for member in found.later)


def has_own_count(noun: Token) -> bool:
    """Return True for a noun with its own number, article or possessive."""
    counted = noun.like_num or noun.lower_ in limits.UNITS
    return counted or any(
        c.dep_ in ("nummod", "det", "quantmod") or c.lower_ in QUANTITIES for c in noun.lefts
    )


def behind_the_last(found: Coordination) -> bool:
    """Return True for "ships and boats *from Orlest*": it may be said of all."""
    last = found.members[-1]
    after = max(found.own[-1]) + 1
    if after < len(last.doc) and last.doc[after].tag_ == "TO":
        # "Shares and warrants to buy stock".
        return True
    if any(last.doc[i].dep_ == "conj" and last.doc[i].pos_ == "VERB" for i in found.own[-1]):
        return True
    tails = [
        c
        for c in last.rights
        if c.dep_ in ("prep", "relcl", "acl", "appos") and c.i in found.own[-1]
    ]
    if not tails:
        return False
    earlier = [
        m for m in found.members[:-1] if any(c.dep_ in ("prep", "relcl", "acl") for c in m.rights)
    ]
    named = any(c.dep_ in ("det", "nummod", "poss") for c in last.lefts)
    return not (earlier or (named and tails[0].lower_ == "of"))


def points_back(found: Coordination) -> bool:
    """Return True for "the council and its leader", where "its" needs the first member."""
    doc = found.first.doc
    return any(
        doc[i].lower_ in ("its", "his", "her", "their", "whose") and doc[i].dep_ == "poss"
        for own in found.own[1:]
        for i in own
    )


def is_office(noun: Token) -> bool:
    """Return True for "Minister for Trade and Industry": one office, one name."""
    low = noun.lower_
    capital = noun.text[:1].isupper() and not noun.is_sent_start
    return capital or low in speaker_words.OFFICES or low in speaker_words.INSTITUTIONS


def amounts_beside(first: Token, outside: list[Token], statement: Statement) -> list[Token]:
    """Return the words in which an amount would be that of all members together.

    That of a subject counts for its own object: "two men bought a car and a boat".
    """
    if first.dep_ in SUBJECT:
        return outside
    subject = statement.subject
    spared = under(subject, statement.part) if subject is not None else frozenset()
    return [t for t in outside if t.i not in spared]


def speaks(statement: Statement) -> bool:
    """Return True for a report: what two say together stays theirs."""
    return any(
        lemma_of(verb) in cue_words.CLAUSE | cue_words.OBJECT or lemma_of(verb) == "touch"
        for verb in statement.spine()
    )


def is_mutual(statement: Statement) -> bool:
    """Return True for "A and B met" and "A and B are partners": neither does so alone."""
    for verb in statement.spine():
        if verb.lemma_.lower() in MUTUAL:
            return True
        objects = [
            c for c in verb.rights if c.dep_ in ("attr", "dobj", "acomp") and c.i in statement.part
        ]
        if any(c.dep_ == "attr" and is_many(c) for c in objects):
            return True
        if any(c.lemma_.lower() in BONDS for c in objects):
            return True
    return False


def lent(found: Coordination, k: int) -> Part:
    """Return the "no" or the article of the first member that a later one takes over."""
    member = found.members[k]
    if k == 0 or any(c.dep_ in ("det", "poss", "nummod") for c in member.lefts):
        return frozenset()
    if member.pos_ != found.first.pos_ or member.pos_ == "PROPN":
        return frozenset()
    return frozenset(
        c.i for c in found.first.lefts if c.lower_ in ARTICLES or c.lower_ in ("no", "any")
    )
