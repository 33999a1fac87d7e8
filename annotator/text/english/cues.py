"""Cues: the words that report speech. Token indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.english import cue_words
from annotator.text.parsing.trees import below

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.text.parsing.trees import Part

#: Adverbs that join sentences or ask and belong to no cue.
NOT_IN_CUE = frozenset(("when", "so", "how", "why", "where", "however", "too", "instead", "as"))

CARRYING = frozenset(("VERB", "ADJ", "AUX"))


def lemma_of(token: Token) -> str:
    """Return the lemma in lower case, mended where the tagger is known to be wrong."""
    lemma = token.lemma_.lower()
    return cue_words.MENDED.get(lemma, lemma)


def cue_of(verb: Token, preposition: Token | None = None) -> Part:
    """Return the words of the cue: the verb with what cannot be taken from it.

    That is its auxiliaries and negation, its particle, an adverb beside it, the verb that carries
    it ("went on to say"), the preposition of its frame, and where it was said ("in a statement").
    """
    kept = {verb.i}
    for child in verb.children:
        if belongs(verb, child):
            kept |= below(child)
    kept |= between(verb, kept)
    if verb.pos_ == "ADJ":
        kept |= cue_of(verb.head)
    kept |= carried(verb)
    if preposition is not None and preposition.head.i != verb.i:
        kept |= set(range(verb.i, preposition.i + 1))
    elif preposition is not None and preposition.i - 1 in kept:
        kept.add(preposition.i)
    after = max(kept) + 1
    if after < len(verb.doc) and verb.doc[after].lower_ == ":":
        kept.add(after)
    return frozenset(kept)


def between(verb: Token, kept: set[int]) -> set[int]:
    """Return "is once again asking": the adverbs between an auxiliary and its verb."""
    gap = range(min(kept) + 1, verb.i)
    if len(gap) <= 4 and all(verb.doc[i].pos_ in ("ADV", "PART", "AUX", "SCONJ") for i in gap):
        return set(gap)
    return set()


def carried(verb: Token) -> set[int]:
    """Return "went on *to say*", "was ready *to endorse*": the words that only carry the verb."""
    carrier = verb.head
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    near = 0 < verb.i - carrier.i <= 4
    if verb.dep_ != "xcomp" or not infinitive or not near or carrier.pos_ not in CARRYING:
        return set()
    out = set(range(carrier.i, verb.i)) | {c.i for c in carrier.children if belongs(carrier, c)}
    if carrier.pos_ == "ADJ" and carrier.i - carrier.head.i <= 3:
        above = carrier.head
        out |= set(range(above.i, carrier.i)) | {c.i for c in above.children if belongs(above, c)}
    return out


def belongs(verb: Token, child: Token) -> bool:
    """Return True if a child of the verb is part of the cue."""
    if child.dep_ in ("aux", "auxpass", "neg"):
        return 0 < verb.i - child.i <= 4 or (child.i - verb.i) == 1
    if child.dep_ == "prt":
        return 0 < child.i - verb.i <= 2
    if child.dep_ == "advmod":
        return abs(child.i - verb.i) == 1 and child.lower_ not in NOT_IN_CUE and lone(child)
    return False


def lone(token: Token) -> bool:
    """Return True for a word with nothing hanging from it."""
    return token.left_edge.i == token.right_edge.i
