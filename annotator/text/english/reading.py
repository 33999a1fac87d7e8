"""Reading: each sentence is parsed by itself, its attributions are found and its clauses cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.text.draft import DraftClaim, DraftReport, DraftSubject
from annotator.text.english import attributions, clauses, references, relative_dates, sources
from annotator.text.english.cues import lemma_of
from annotator.text.english.subjects import subject_of
from annotator.text.parsing.parsed_sentences import (
    BETWEEN,
    LOOSE,
    each_sentence,
    is_question,
    quoted,
    spans_of,
    tidy,
)
from annotator.text.parsing.trees import below, under

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Token

    from annotator.text.draft import ExtractionDraft
    from annotator.text.english.found import FoundAttribution
    from annotator.text.parsing.trees import Part

STOPS = frozenset((".", "!", "?", "..."))


def read(draft: ExtractionDraft) -> None:
    """Parse every sentence that is not furniture; one too long to parse stays one claim."""
    for index, base, doc in each_sentence(draft, "en"):
        read_sentence(draft, index, base, doc)


def read_sentence(draft: ExtractionDraft, index: int, base: int, doc: Doc) -> None:
    """Add the attributions of one sentence and the claims in and beside them."""
    inside = quoted(draft, base, doc)
    subjects = {noun.i: drafted(draft.text, doc, base, noun) for noun in sources.subjects(doc)}
    draft.actors[index] = list(subjects.values())
    main = sources.main_subject(doc)
    if main is not None:
        draft.subjects[index] = subjects[main.i]
    draft.references += references.find(doc, index, base, inside)
    draft.dates += relative_dates.find(doc, base, inside)
    found = list(attributions.find(doc, inside))
    taken: set[int] = set()
    for one in found:
        report = DraftReport(
            index,
            spans_of(draft.text, doc, base, one.source),
            spans_of(draft.text, doc, base, one.cue),
            tidy(draft.text, spans_of(draft.text, doc, base, one.content), BETWEEN),
            "reported",
            [],
            spans_of(draft.text, doc, base, sources.referent_of(one.verb, one.source)),
            sources.is_impersonal(one.verb),
        )
        report.claims = list(claims_of(draft.text, doc, base, index, one))
        draft.reports.append(report)
        if not one.is_act:
            taken |= one.content | one.cue
        if sources.quoted_as(one.verb) is not None:
            taken |= {one.verb.head.i, one.verb.head.head.i}
    if not (is_question(doc) or is_instruction(doc) or is_mere_name(doc)):
        draft.claims += told_beside(draft.text, doc, base, index, frozenset(taken), inside)


def drafted(text: str, doc: Doc, base: int, noun: Token) -> DraftSubject:
    """Return the subject that a noun heads."""
    spans = spans_of(text, doc, base, sources.words_of_subject(noun))
    is_plural = noun.tag_ in ("NNS", "NNPS")
    return DraftSubject(spans, noun.lower_, noun.pos_ == "PROPN", is_plural)


def told_beside(
    text: str, doc: Doc, base: int, index: int, taken: Part, quoted: Part
) -> Iterator[DraftClaim]:
    """Yield the claims of what no report of the sentence has taken."""
    allowed = frozenset(range(len(doc))) - taken
    if len(allowed) < 3:
        return
    for head, shared in clauses.heads(doc, taken):
        # “They knew,” Senn added, “and did nothing”: not that Senn did.
        lent = shared and head.i in quoted and not shared & quoted
        if not lent:
            yield from cut_claims(text, doc, base, index, head, allowed, shared)


def claims_of(
    text: str, doc: Doc, base: int, index: int, one: FoundAttribution
) -> Iterable[DraftClaim]:
    """Return the atomic claims of one attribution's content."""
    if not one.content or is_asked(doc, one):
        return []
    allowed = frozenset(i for i in one.content if not is_opening(doc[i], one.head))
    return cut_claims(text, doc, base, index, one.head, allowed)


def is_opening(token: Token, head: Token) -> bool:
    """Return True for the "that" in front of a content or of a clause joined to it."""
    if token.dep_ != "mark" or token.lower_ != "that":
        return False
    clause = token.head
    while clause.dep_ == "conj" and clause.i != head.i:
        clause = clause.head
    return clause.i == head.i


def is_asked(doc: Doc, one: FoundAttribution) -> bool:
    """Return True for a question, quoted or retold: it claims nothing."""
    words = [doc[i].lower_ for i in sorted(one.content)]
    while words and words[-1] in ('"', "''", "'"):
        words.pop()
    if words[-1:] == ["?"]:
        return True
    # "asked the council to open the port" asks for something, not whether it is so.
    wished = any(c.dep_ == "aux" and c.lower_ == "to" for c in one.head.children)
    return not wished and lemma_of(one.verb) in ("ask", "wonder", "inquire")


def cut_claims(
    text: str,
    doc: Doc,
    base: int,
    index: int,
    head: Token,
    allowed: Part,
    shared: Part | None = None,
) -> list[DraftClaim]:
    """Return the clause under `head` as claims of sentence `index`."""
    loose = shared
    heads = [head]
    if loose is None:
        head, loose = gathered(doc, head, allowed)
        heads = siblings(doc, head, loose)
        loose = loose.difference(*(under(one, allowed) for one in heads))
        # The parser did not make one clause of it: it stays in one piece.
        if len(loose) > len(allowed) * LOOSE:
            whole = tidy(text, spans_of(text, doc, base, allowed))
            return [DraftClaim(index, whole, "fragment")] if whole else []
    out = []
    for piece in (piece for one in heads for piece in clauses.cut(one, allowed)):
        tokens = piece.tokens if piece.beside else piece.tokens | loose
        spans = tidy(text, spans_of(text, doc, base, tokens))
        if spans and (shared is None or says_something(doc, piece.tokens)):
            out.append(DraftClaim(index, spans, piece.rule))
    return out


def says_something(doc: Doc, tokens: Part) -> bool:
    """Return True for a part with a verb or of some length: a lone name says nothing."""
    return len(tokens) > 2 or (
        len(tokens) > 1 and any(doc[i].pos_ in ("VERB", "AUX") for i in tokens)
    )


def gathered(doc: Doc, head: Token, allowed: Part) -> tuple[Token, Part]:
    """Return the head under which most of the allowed tokens hang, and those that do not."""
    under = below(head) & allowed
    if len(under) >= len(allowed) - 1:
        return head, frozenset()
    if not allowed:
        return head, frozenset()
    tops = [doc[i] for i in allowed if doc[i].head.i not in allowed or doc[i].head.i == i]
    head = max(tops, key=lambda top: len(below(top) & allowed))
    return head, allowed - below(head)


def siblings(doc: Doc, head: Token, loose: Part) -> list[Token]:
    """Return the head with what the parser hangs beside it though it goes on after it: "the roads
    were open, the ports were safe", "pointed to the roads, the ports".
    """
    tops = [doc[i] for i in loose if doc[i].head.i not in loose]
    return sorted([head, *(top for top in tops if is_alike(head, top))], key=lambda top: top.i)


def is_alike(one: Token, other: Token) -> bool:
    """Return True for two clauses, or two nouns, that a comma divides and each of which can
    stand.
    """
    edge = max(one, other, key=lambda top: top.i).left_edge.i
    comma = "," in (one.doc[edge].lower_, one.doc[edge - 1].lower_)
    if one.dep_ == "ccomp" == other.dep_:
        return comma and subject_of(one) is not None and subject_of(other) is not None
    nouns = one.pos_ == other.pos_ == "NOUN"
    return comma and nouns and {one.dep_, other.dep_} <= {"dobj", "pobj"}


def is_mere_name(doc: Doc) -> bool:
    """Return True for words with no verb, no number and no stop: "Contact", "News from Orlest"."""
    return not any(t.pos_ in ("VERB", "AUX") or t.like_num or t.lower_ in STOPS for t in doc)


def is_instruction(doc: Doc) -> bool:
    """Return True for "Open the gate.": a bare verb with no subject heads the sentence."""
    for root in clauses.roots(doc):
        if root.tag_ != "VB" or subject_of(root) is not None:
            return False
        if any(
            c.dep_ in ("aux", "auxpass") and c.lower_ not in ("do", "let") for c in root.children
        ):
            return False
    return len(doc) > 0
