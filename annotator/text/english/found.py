"""An attribution as it is found in a parsed sentence. Token indices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.text.english import cue_words, sources
from annotator.text.english.cues import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from annotator.text.parsing.trees import Part

#: Fewest words of a named content that say something without their verb.
LEAST = 3


@dataclass(frozen=True, slots=True)
class FoundAttribution:
    """One attribution; `head` is the token that its content hangs from, `verb` its cue's."""

    source: Part
    cue: Part
    content: Part
    head: Token
    verb: Token
    nominal: bool = False

    @property
    def is_deed(self) -> bool:
        """Return True for "refused to come" and "opposed the fee", which put nothing into words."""
        return self.nominal and lemma_of(self.verb) not in cue_words.EXPRESSIONS

    @property
    def is_act(self) -> bool:
        """Return True if saying it is itself what the sentence tells: "refused to come", and
        "conveyed his thanks", whose content says nothing without its verb.

        So is a report inside of a phrase: "the aim of stressing the costs" belongs to a statement.
        """
        verb = self.verb
        if sources.quoted_as(verb) is not None:
            return False
        if self.is_deed or (self.nominal and len(self.content) < LEAST):
            return True
        return verb.dep_ in (
            "pcomp",
            "amod",
            "csubj",
            "acl",
            "nsubj",
            "dobj",
            "pobj",
            "relcl",
        )
