"""A statement: the tokens of one clause, and the verbs that say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.text.english.joining import VERBAL
from annotator.text.english.subjects import SUBJECTS
from annotator.text.parsing.trees import tokens_of, under

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from annotator.text.parsing.trees import Part

#: Relations by which one verb carries the next: "promised *to open*", "was accused *of taking*".
CARRIED = frozenset(("xcomp", "pcomp"))


@dataclass(frozen=True, slots=True)
class Statement:
    """The tokens of a statement and the rule that made it.

    A part of a cut may hold a subject whose verb is not in it: "Maro" of "Maro came and left" is
    the subject of "left" too.
    """

    doc: Doc
    part: Part
    rule: str = "clause"
    tops: tuple[Token, ...] = field(init=False)
    verb: Token | None = field(init=False)

    def __post_init__(self) -> None:
        """Find what hangs from nothing else in it, and the verb with which it is made."""
        object.__setattr__(self, "tops", tuple(tops(self.doc, self.part)))
        object.__setattr__(self, "verb", verb_of(self.tops, self.part))

    @property
    def subject(self) -> Token | None:
        """Return the subject of its verb, or the one that it shares."""
        if self.verb is None:
            return None
        if self.verb.dep_ == "relcl" and self.verb.head.i in self.part:
            return self.verb.head
        own = [c for c in self.verb.children if c.dep_ in SUBJECTS and c.i in self.part]
        if own:
            return own[0]
        return next((top for top in self.tops if relation(top) in SUBJECTS), None)

    def spine(self) -> list[Token]:
        """Return its verb and the verbs that this one carries, from the top."""
        if self.verb is None:
            return []
        found = [self.verb]
        for token in found:
            found += [c for c in token.children if c.i in self.part and c.dep_ in CARRIED]
            preps = [c for c in token.children if c.i in self.part and c.dep_ == "prep"]
            found += [
                c for p in preps for c in p.children if c.dep_ == "pcomp" and c.i in self.part
            ]
        return [token for token in found if token.pos_ in VERBAL]

    @property
    def words(self) -> list[Token]:
        """Return its tokens in the order of the text."""
        tokens = tokens_of(self.doc)
        return [tokens[i] for i in sorted(self.part)]


def relation(token: Token) -> str:
    """Return the relation of a token, or of the first member if it is a later one."""
    while token.head.i != token.i and (token.dep_ == "conj" or is_example(token)):
        token = token.head if token.dep_ == "conj" else token.head.head
    return token.dep_


def is_example(token: Token) -> bool:
    """Return True for "Orlest" of "towns such as Orlest" and "towns, including Orlest"."""
    prep = token.head
    return token.dep_ == "pobj" and prep.dep_ == "prep" and prep.lower_ in ("including", "as")


def tops(doc: Doc, part: Part) -> list[Token]:
    """Return the tokens of a part that hang from nothing in it."""
    tokens = tokens_of(doc)
    return [
        t
        for t in (tokens[i] for i in sorted(part))
        if (above := t.head.i) not in part or above == t.i
    ]


def verb_of(tops: Iterable[Token], part: Part) -> Token | None:
    """Return the verb from which most of a part hangs; None if it has none at its top."""
    verbs = [top for top in tops if top.pos_ in VERBAL]
    main = [verb for verb in verbs if verb.dep_ not in ("aux", "auxpass", "advcl")]
    if not verbs:
        # "Ada Maro was born in Orlest", out of ", who was born in Orlest,".
        main = [t for top in tops for t in top.children if is_told_of(t, part)]
    return max(main or verbs, key=lambda verb: len(under(verb, part)), default=None)


def is_told_of(token: Token, part: Part) -> bool:
    """Return True for the verb of a relative clause that has lost its "who"."""
    marks = any(c.tag_ in ("WDT", "WP") and c.i in part for c in token.children)
    return token.dep_ == "relcl" and token.i in part and not marks
