"""What every template may use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import labels, language, terms
from annotator.actions import Action
from annotator.exports import FORMATS
from annotator.http import access, cookies
from annotator.pseudonyms import letter
from annotator.suggestions import landmarks
from annotator.text import shortfall
from annotator.text.english.speaker_words import STANDING_IN
from annotator.web import query
from annotator.web.assets import asset, early_fonts, page_sheet
from annotator.web.claim_columns import claim_heads, column_choices
from annotator.web.desk import highlights, keys
from annotator.web.desk.script_texts import script_texts
from annotator.web.markdown import rendered
from annotator.web.navigation import navigation, set_tabs
from annotator.web.times import clock_time, coming, day, known_part, moment
from annotator.web.unseen import mark_in_templates, turning_signs

if TYPE_CHECKING:
    from flask import Flask

    from annotator.queries.corpus.documents import Spans
    from annotator.queries.desk.desk import DeskItem
    from annotator.text.extraction import Span

STANCE_SIGNS = {"supports": "✓", "contradicts": "✗", "neutral": "~", "irrelevant": "–"}
STANCE_TONES = {
    "supports": "for",
    "contradicts": "against",
    "neutral": "open",
    "irrelevant": "open",
}


def set_up_templates(app: Flask) -> None:
    """Give the templates the field's words and the person who reads."""
    mark_in_templates(app)
    app.jinja_env.globals.update(
        asset=asset,
        early_fonts=early_fonts,
        page_sheet=page_sheet,
        cited_paragraphs=cited_paragraphs,
        desk_marks=desk_marks,
        claim_heads=claim_heads,
        claim_states=labels.CLAIM_STATES,
        column_choices=column_choices,
        formats=FORMATS,
        has=access.has,
        heading=highlights.heading,
        keycap=keys.keycap,
        keys=keys.KEYS,
        keys_hidden=cookies.keys_hidden,
        no_verdicts=labels.NO_VERDICTS,
        paragraphs=highlights.paragraphs,
        plain_paragraphs=highlights.plain_paragraphs,
        asked=query.asked,
        same_page=query.same_page,
        script_texts=script_texts,
        shortfall=shortfall,
        logged_in=access.logged_in,
        navigation=navigation,
        set_tabs=set_tabs,
        turning_signs=turning_signs,
        standing_in=STANDING_IN,
        stances=tuple(terms.Stance),
        stance_signs=STANCE_SIGNS,
        stance_tones=STANCE_TONES,
    )
    app.jinja_env.filters.update(
        letter=letter,
        markdown=rendered,
        moment=moment,
        clock_time=clock_time,
        coming=coming,
        day=day,
        action_label=lambda code: labels.label(Action(code)),
        heading=labels.heading,
        known_part=known_part,
        number=language.number,
        release_rule=lambda code: labels.label(terms.ReleaseRule(code)),
        label=labels.label,
    )


def desk_marks(item: DeskItem) -> list[highlights.Mark]:
    """Return the claim on the desk with its speaker and cue, its names and dates, the page's
    furniture.
    """
    here = item.here
    start, end = here.sentence
    said, language = item.document.text[start:end], item.document.language
    # Who says it is marked as that already.
    speakers = [(first - start, last - start) for first, last in here.source]
    named = [
        name
        for name in landmarks.names(said, language)
        if not any(name.start < last and first < name.end for first, last in speakers)
    ]
    return [
        *_marks(here.spans, "claim"),
        *_marks(here.source, "speaker"),
        *_marks(here.cue, "cue"),
        *_marks(_from(start, named), "name"),
        *_marks(_from(start, landmarks.dates(said)), "date"),
        *_marks(item.document.furniture, "furniture"),
    ]


def cited_paragraphs(text: str, spans: Spans) -> list[list[highlights.HighlightRun]]:
    """Return a source's text with its cited passages."""
    return highlights.paragraphs(text, _marks(spans, "passage"))


def _from(start: int, spans: list[Span]) -> Spans:
    """Return spans of a text that begins at `start` of the whole."""
    return tuple((start + span.start, start + span.end) for span in spans)


def _marks(spans: Spans, kind: str) -> list[highlights.Mark]:
    return [highlights.Mark(start, end, kind) for start, end in spans]
