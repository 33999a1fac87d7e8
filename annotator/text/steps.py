"""The steps of an extraction, in their order, by language. Each reads and adds to the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text import (
    candidates,
    furniture,
    quotations,
    quoting,
    reading,
    repeats,
    sentences,
    speakers,
    worthiness,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.text.draft import Draft

    Step = Callable[[Draft], None]


def segment(draft: Draft) -> None:
    """Sentences, and the furniture among them."""
    spans = sentences.split_sentences(draft.text)
    draft.sentences, draft.bodies = furniture.mark(draft.text, spans)


def quote(draft: Draft) -> None:
    """What stands between quotation marks."""
    draft.quotations = quotations.find(draft.text)


ENGLISH: tuple[Step, ...] = (
    segment,
    quote,
    reading.read,
    quoting.complete,
    speakers.resolve,
    candidates.propose,
    repeats.link,
    worthiness.weigh,
)
#: No parser, no word lists: sentences, quotations, and each sentence as a claim.
PLAIN: tuple[Step, ...] = (segment, quote, candidates.whole_sentences, repeats.link)

STEPS: dict[str, tuple[Step, ...]] = {"en": ENGLISH}


def has_rules(language: str) -> bool:
    """Whether claims are cut out by rules of the language; without, each sentence is one."""
    return steps_for(language) is not PLAIN


def steps_for(language: str) -> tuple[Step, ...]:
    """The steps for a language tag: "en-GB" is "en"; an unknown one gets the plain steps."""
    return STEPS.get(language.split("-")[0].split("_")[0].lower(), PLAIN)
