"""The steps of an extraction, in their order, by language. Each reads and adds to the draft."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from annotator.text.assembly import candidates, quoting, repeats
from annotator.text.english import reading, speakers, wordings, worthiness
from annotator.text.parsing import parser
from annotator.text.segments import furniture, quotations, sentences, signatures, turns
from annotator.text.universal import french
from annotator.text.universal import reading as universal_reading
from annotator.text.universal import speakers as universal_speakers

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.text.draft import ExtractionDraft
    from annotator.text.universal.grammar import Grammar

    Step = Callable[[ExtractionDraft], None]


def segment(draft: ExtractionDraft) -> None:
    """Sentences, and the furniture among them."""
    language = base_of(draft.language)
    spans = sentences.split_sentences(draft.text, language)
    has_stops = language not in UNSTOPPED
    draft.sentences, draft.bodies = furniture.mark(draft.text, spans, has_stops=has_stops)


def quote(draft: ExtractionDraft) -> None:
    """What stands between quotation marks."""
    draft.quotations = quotations.find(draft.text)


ENGLISH: tuple[Step, ...] = (
    segment,
    quote,
    signatures.find,
    turns.find,
    reading.read,
    quoting.complete,
    speakers.resolve,
    candidates.propose,
    repeats.link,
    wordings.offer,
    worthiness.weigh,
)
#: No parser, no word lists: sentences, quotations, and each sentence as a claim.
PLAIN: tuple[Step, ...] = (segment, quote, candidates.whole_sentences, repeats.link)


def by_grammar(language: str, grammar: Grammar) -> tuple[Step, ...]:
    """Return the steps of a language whose parser gives Universal Dependencies; nothing is
    weighed.
    """
    return (
        segment,
        quote,
        signatures.find,
        turns.find,
        partial(universal_reading.read, language=language, grammar=grammar),
        quoting.complete,
        partial(universal_speakers.resolve, naming=grammar.naming),
        candidates.propose,
        repeats.link,
    )


STEPS: dict[str, tuple[Step, ...]] = {
    "en": ENGLISH,
    "fr": by_grammar("fr", french.GRAMMAR),
}
#: Languages whose model is no part of the core: without it they get the plain steps.
EXTRAS = frozenset(("fr",))
#: Written without stops: a reader finds the sentences, no rule does. Thai and Lao.
UNSTOPPED = frozenset(("th", "lo"))

Reach = Literal["claims", "sentences", "paragraphs"]


def reach_of(language: str) -> Reach:
    """Return what a text of the language gives: claims with their speakers, its sentences, or only
    its paragraphs.
    """
    if steps_for(language) is not PLAIN:
        return "claims"
    return "paragraphs" if base_of(language) in UNSTOPPED else "sentences"


def lacks_model(language: str) -> bool:
    """Return True if there are rules for the language whose model is not installed here."""
    base = base_of(language)
    return base in EXTRAS and not parser.is_installed(base)


def steps_for(language: str) -> tuple[Step, ...]:
    """Return the steps for a language tag; an unknown one, or an extra one not installed, gets
    PLAIN.
    """
    return PLAIN if lacks_model(language) else STEPS.get(base_of(language), PLAIN)


def shortfall(language: str, extractor: str) -> str | None:
    """Return why a text was not read by rules of its language, as a person reads it; None where it
    was.

    `extractor` is what the extraction says that it was made by: its model is named there.
    """
    base = base_of(language)
    if base in UNSTOPPED:
        return (
            f"The language “{base}” is written without stops, so no sentences are found: each"
            " paragraph is offered as a claim."
        )
    if base not in STEPS:
        return (
            f"There are no rules for the language “{base}” yet, so each sentence is offered as"
            " a claim."
        )
    if base in EXTRAS and f" {base}_" not in extractor:
        return (
            f"The rules for the language “{base}” need the model {parser.MODELS[base][0]}, which"
            " was not installed when this was read, so each sentence is offered as a claim."
            f" “make language-{base}” installs it; texts that come in after that are read by the"
            " rules."
        )
    return None


def base_of(language: str) -> str:
    """Return the language of a tag: that of "en-GB" is "en"."""
    return language.split("-")[0].split("_")[0].lower()
