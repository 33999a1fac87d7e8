"""The candidates of a document as its page draws them: the list beside its part of the text.

A page and a script get the same two panes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import render_template, url_for

from annotator.http.access import has
from annotator.http.transaction import session
from annotator.queries.corpus.candidates import (
    candidate_counts,
    candidate_page,
    dropped_candidates,
    furniture_between,
    one_candidate,
    page_of,
    speakers_named,
)
from annotator.queries.corpus.documents import document_alone
from annotator.queries.desk.claim_notes import findings_on_claims
from annotator.suggestions.halves import halves
from annotator.suggestions.wordings import suggested, words_of
from annotator.terms import Role
from annotator.text.english.speaker_words import STANDING_IN
from annotator.web import query
from annotator.web.desk.highlights import Mark, paragraphs
from annotator.web.forms.candidates import FORMS, RewordForm, SaidByForm, SplitForm

if TYPE_CHECKING:
    from wtforms import Form

    from annotator.checks.finding import CheckFinding
    from annotator.queries.corpus.candidates import (
        CandidateCounts,
        CandidatePage,
        DroppedCandidate,
        ListedCandidate,
    )
    from annotator.queries.corpus.documents import WholeDocument
    from annotator.records import Page
    from annotator.suggestions.wordings import WordingPart
    from annotator.web.desk.highlights import HighlightRun

#: What the addresses of the page and of its decisions read: the list that is shown, and its focus.
PARAMETERS = ("page", "show", "claim", "do", "tick", "marks", "text")
#: A line may have so many characters more than what is shown of it.
LONGEST_LINE = 600
UNDECIDED, DROPPED = "undecided", "dropped"


@dataclass(frozen=True)
class Panes:
    """What both panes show. `here` is the candidate in focus, `form` what is written about it."""

    document: WholeDocument
    counts: CandidateCounts
    listed: CandidatePage | None
    dropped: Page[DroppedCandidate] | None
    findings: dict[int, list[CheckFinding]]
    suggestions: dict[int, tuple[WordingPart, ...]]
    text: list[list[HighlightRun]]
    #: The part of the text that is shown, where it is not the whole.
    part: str | None
    here: int | None
    form: Form | None
    speakers: list[str]

    @property
    def candidates(self) -> tuple[ListedCandidate, ...]:
        """Return the candidates that are listed."""
        return self.listed.rows.items if self.listed else ()

    @property
    def pages(self) -> tuple[int, int]:
        """Return the number of the page that is listed and of the last one."""
        rows = self.listed.rows if self.listed else self.dropped
        return (rows.number, rows.last) if rows else (1, 1)

    def address(self, **changed: Any) -> str:
        """Return the address of this list with some of its parameters changed."""
        return list_address(self.document.id, **changed)

    def decision(self, endpoint: str, **names: Any) -> str:
        """Return the address that takes a decision, and answers with this list."""
        kept = _asked("page", "show", "marks", "text")
        return url_for(f"candidates.{endpoint}", document_id=self.document.id, **names, **kept)

    def ticked(self, candidate: ListedCandidate) -> bool:
        """Return True if a candidate is ticked before a person ticks."""
        asked = query.asked("tick")
        if asked in ("all", "none"):
            return asked == "all" and not candidate.sets
        return candidate.ticked


def list_address(document_id: int, **changed: Any) -> str:
    """Return the address of the page of a document, with the list that this request asks for."""
    kept = {**_asked("page", "show", "marks", "text"), **changed}
    wanted = {name: value for name, value in kept.items() if value not in ("", None)}
    anchor = f"c{changed['claim']}" if changed.get("claim") else None
    return url_for("documents.one", document_id=document_id, **wanted, _anchor=anchor)


def panes(document_id: int, form: Form | None = None, claim_id: int | None = None) -> Panes:
    """Return what the page of a document shows. Raises NotFound.

    `form` is what was written about the candidate, which has the focus then.
    """
    document = document_alone(session(), document_id)
    may_edit = has(Role.EDITOR, Role.ADMINISTRATOR)
    counts = candidate_counts(session(), document_id)
    asked, show = claim_id or query.number("claim"), query.asked("show") if may_edit else ""
    listed = dropped = None
    if show == DROPPED:
        dropped = dropped_candidates(
            session(), document_id, number=query.page_number(), total=counts.dropped
        )
    else:
        undecided = show == UNDECIDED
        listed = candidate_page(
            session(),
            document_id,
            number=_number(document_id, asked, undecided=undecided),
            total=counts.undecided if undecided else counts.every,
            undecided=undecided,
        )
    rows = listed.rows.items if listed else ()
    here = _in_focus(rows, asked) if may_edit else None
    found = next((row for row in rows if row.claim_id == here), None)
    doing = query.asked("do") if found and may_edit and not found.fixed else ""
    if form is None and found and doing in FORMS:
        form = begun(document, found, doing)
    start, end = _stretch(document.text, listed)
    whole = query.asked("text") == "whole" or (start, end) == (0, len(document.text))
    if whole:
        start, end = 0, len(document.text)
    ids = [row.claim_id for row in rows]
    return Panes(
        document=document,
        counts=counts,
        listed=listed,
        dropped=dropped,
        findings=findings_on_claims(session(), ids) if may_edit else {},
        suggestions={row.claim_id: _suggestion(document, row) for row in rows} if may_edit else {},
        text=paragraphs(document.text[start:end], _marks(document.id, rows, start, end)),
        part=None if whole else document.text[start:end],
        here=here,
        form=form,
        speakers=speakers_named(session(), document_id) if isinstance(form, SaidByForm) else [],
    )


def drawn(found: Panes) -> str:
    """Return both panes, for a script that shows them in place of those before."""
    return render_template("documents/panes.html", found=found)


def row_form(document_id: int, claim_id: int, doing: str, form: Form | None = None) -> str:
    """Return the form in which a candidate is reworded, split or given its speaker."""
    document = document_alone(session(), document_id)
    candidate = one_candidate(session(), document_id, claim_id)
    if form is None and candidate is not None:
        form = begun(document, candidate, doing)
    speakers = speakers_named(session(), document_id) if doing == "speaker" else []
    action = url_for(
        f"candidates.{doing}",
        document_id=document_id,
        claim_id=claim_id,
        **_asked("page", "show", "marks", "text"),
    )
    return render_template(
        "documents/row_form.html", form=form, action=action, speakers=speakers, document=document
    )


def begun(document: WholeDocument, candidate: ListedCandidate, doing: str) -> Form:
    """Return a form with what is proposed: the words that stand alone, the halves, the speaker."""
    if doing == "reword":
        words = words_of(_suggestion(document, candidate)) or candidate.text
        return RewordForm(formdata=None, wording=words)
    if doing == "split":
        return SplitForm(formdata=None, parts="\n".join(halves(candidate.text)))
    return SaidByForm(formdata=None, speaker=_guess(document, candidate))


def _asked(*names: str) -> dict[str, Any]:
    return {name: query.asked(name) for name in names if query.asked(name)}


def _number(document_id: int, claim_id: int | None, *, undecided: bool) -> int:
    """Return the page that is asked for, or that has the candidate that is."""
    if claim_id is not None and not query.asked("page") and not undecided:
        return page_of(session(), document_id, claim_id)
    return query.page_number()


def _in_focus(rows: tuple[ListedCandidate, ...], asked: int | None) -> int | None:
    """Return the candidate in focus: that which is asked for, else the first not decided on."""
    ids = [row.claim_id for row in rows]
    if asked in ids:
        return asked
    open_ = [row.claim_id for row in rows if row.edit is None and not row.fixed]
    return next(iter([*open_, *ids]), None)


def _stretch(text: str, listed: CandidatePage | None) -> tuple[int, int]:
    """Return the stretch of the text that belongs to the listed candidates, from line to line."""
    start, end = 0, len(text)
    if listed and listed.rows.items:
        if listed.rows.number > 1:
            start = _line_of(text, listed.rows.items[0].found.sentence[0])
        if listed.next_start is not None:
            last = listed.rows.items[-1].found.sentence[1]
            line = text.find("\n", last)
            line = len(text) if line < 0 else line
            # To the end of the line of the last one, if the next page begins in it.
            end = max(_line_of(text, listed.next_start), min(line, last + LONGEST_LINE))
    return start, end


def _line_of(text: str, place: int) -> int:
    """Return where the line of a place begins, unless that is far away."""
    start = text.rfind("\n", 0, place) + 1
    return start if place - start <= LONGEST_LINE else place


def _marks(document_id: int, rows: tuple[ListedCandidate, ...], start: int, end: int) -> list[Mark]:
    """Return the marks of the shown candidates, from where the shown text begins."""
    spans = (
        (kind, row.claim_id, span)
        for row in rows
        for kind, found in (
            ("other", row.found.spans),
            ("speaker", row.found.source),
            ("cue", row.found.cue),
        )
        for span in found
    )
    furniture = furniture_between(session(), document_id, start, end)
    return [
        *(Mark(first - start, last - start, kind, owner) for kind, owner, (first, last) in spans),
        *(Mark(first - start, last - start, "furniture") for first, last in furniture),
    ]


def _suggestion(document: WholeDocument, row: ListedCandidate) -> tuple[WordingPart, ...]:
    """Return the wording that stands alone; empty where the words do."""
    found = row.found
    return suggested(document.text, found.spans, found.insertions, document.metadata.published)


def _guess(document: WholeDocument, candidate: ListedCandidate) -> str:
    """Return the speaker, or the one named in the document whom the words of the source may mean:
    a name with one of these words, else the only one.
    """
    known = candidate.found.speaker
    if known and known.lower() not in STANDING_IN:
        return known
    named = speakers_named(session(), document.id)
    source = {word.casefold() for word in document.words(candidate.found.source).split()}
    fitting = [name for name in named if source & {word.casefold() for word in name.split()}]
    fitting = fitting or (named if len(named) == 1 else [])
    return fitting[0] if fitting else ""
