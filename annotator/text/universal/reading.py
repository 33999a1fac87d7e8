"""Reading over Universal Dependencies: each sentence's reports, and the claims in and beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.draft import DraftClaim, DraftReport
from annotator.text.parsing.parsed_sentences import (
    BETWEEN,
    LOOSE,
    each_sentence,
    is_question,
    quoted,
    spans_of,
    tidy,
)
from annotator.text.parsing.trees import under
from annotator.text.universal import clauses, reports, sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from annotator.text.draft import ExtractionDraft
    from annotator.text.parsing.trees import Part
    from annotator.text.universal.contents import FoundReport
    from annotator.text.universal.grammar import Grammar

#: Fewest words of what a sentence says itself.
SHORTEST = 3


def read(draft: ExtractionDraft, language: str, grammar: Grammar) -> None:
    """Parse every sentence that is not furniture; one too long to parse stays one claim."""
    for index, base, doc in each_sentence(draft, language):
        read_sentence(draft, index, base, doc, grammar)


def read_sentence(
    draft: ExtractionDraft, index: int, base: int, doc: Doc, grammar: Grammar
) -> None:
    """Add the reports of one sentence and the claims in and beside them."""
    found = reports.find(doc, quoted(draft, base, doc), grammar)
    taken: set[int] = set()
    for one in found:
        report = report_of(draft.text, doc, base, index, one, grammar)
        if not is_asked(doc, one):
            allowed = said(doc, one, grammar)
            report.claims = claims(draft.text, doc, base, index, allowed, grammar)
        draft.reports.append(report)
        if not one.nominal:
            taken |= one.content | one.cue | one.source
    if is_question(doc):
        return
    allowed = frozenset(range(len(doc))) - taken
    for head, lent in heads(doc, allowed, found):
        draft.claims += cut_claims(draft.text, doc, base, index, head, allowed, grammar, lent)


def report_of(
    text: str, doc: Doc, base: int, index: int, one: FoundReport, grammar: Grammar
) -> DraftReport:
    """Return what was found, as spans of the text; a pronoun's hyphen is not the source's."""
    referent = sources.referent_of(one.verb, one.source, grammar)
    return DraftReport(
        index,
        tidy(text, spans_of(text, doc, base, one.source), "-"),
        spans_of(text, doc, base, one.cue),
        tidy(text, spans_of(text, doc, base, one.content), BETWEEN),
        "reported",
        [],
        spans_of(text, doc, base, referent),
        one.impersonal,
    )


def said(doc: Doc, one: FoundReport, grammar: Grammar) -> Part:
    """Return the content without the "que" in front of it and of the clauses joined to it."""
    return frozenset(
        i
        for i in one.content
        if doc[i].lower_ not in grammar.that
        or not (i == min(one.content) or doc[i - 1].pos_ == "CCONJ")
    )


def is_asked(doc: Doc, one: FoundReport) -> bool:
    """Return True for a quoted question: it claims nothing."""
    order = [doc[i].lower_ for i in sorted(one.content) if doc[i].lower_ != '"']
    last = max(one.content, default=-1) + 1
    return order[-1:] == ["?"] or doc[last : last + 2].text.lstrip('" ').startswith("?")


def claims(
    text: str, doc: Doc, base: int, index: int, allowed: Part, grammar: Grammar
) -> list[DraftClaim]:
    """Return the claims of a content: of one clause if the parser made one of it, else in one
    piece.
    """
    words = frozenset(i for i in allowed if not doc[i].is_punct)
    if not words:
        return []
    tops = [doc[i] for i in words if doc[i].head.i not in words or doc[i].head.i == i]
    head = max(tops, key=lambda top: len(under(top, words)))
    loose = words - under(head, words)
    if len(loose) > len(words) * LOOSE:
        whole = tidy(text, spans_of(text, doc, base, allowed))
        return [DraftClaim(index, whole, "fragment")] if whole else []
    return cut_claims(text, doc, base, index, head, allowed, grammar, loose)


def cut_claims(
    text: str,
    doc: Doc,
    base: int,
    index: int,
    head: Token,
    allowed: Part,
    grammar: Grammar,
    loose: Part = frozenset(),
) -> list[DraftClaim]:
    """Return the clause under `head` as claims of sentence `index`."""
    out = []
    for piece in clauses.cut(head, allowed, grammar):
        tokens = piece.tokens if piece.beside else piece.tokens | loose
        spans = tidy(text, spans_of(text, doc, base, tokens))
        if spans:
            out.append(DraftClaim(index, spans, piece.rule))
    return out


def heads(doc: Doc, allowed: Part, found: list[FoundReport]) -> Iterator[tuple[Token, Part]]:
    """Yield the heads of what the sentence says itself, each with the subject that it shares.

    A root that is a cue says nothing itself, but a verb joined to it or to what is told may: "a dit
    que ... et a quitté la salle".
    """
    for root in (token for token in doc if token.head.i == token.i):
        if root.i in allowed:
            if len(under(root, allowed)) >= SHORTEST:
                yield root, frozenset()
            continue
        for token in root.subtree:
            if token.dep_ == "conj" and token.i in allowed and clauses.is_finite_clause(token):
                above = {token.head.i}
                joined = [one for one in found if above & (one.content | {one.verb.i})]
                yield token, joined[-1].source if joined else frozenset()
