"""Reading: each sentence is parsed by itself, its attributions are found and its clauses cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.text.draft import DraftClaim, DraftReport, DraftSubject
from annotator.text.english import (
    assertions,
    attributions,
    references,
    relative_dates,
    remainders,
    repairs,
    sources,
)
from annotator.text.english.cuts import asides, cutting, guard, predicates
from annotator.text.english.cuts.brackets import bracketed
from annotator.text.english.cuts.parts import QUOTES, edged
from annotator.text.english.cuts.statement import Statement, tops
from annotator.text.english.joining import VERBAL
from annotator.text.english.subjects import subject_of
from annotator.text.parsing.parsed_sentences import (
    BETWEEN,
    each_sentence,
    is_question,
    quoted,
    spans_of,
    tidy,
)
from annotator.text.parsing.trees import under
from annotator.word_lists import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from annotator.text.draft import ExtractionDraft
    from annotator.text.english.cuts.cutting import Cutting
    from annotator.text.english.found import FoundAttribution
    from annotator.text.extraction import Spans
    from annotator.text.parsing.trees import Part

STOPS = frozenset((".", "!", "?", "..."))
#: What one does by saying so.
COURTESIES = words("thank ask beg invite congratulate wish apologise apologize move propose refer")
#: Fewest tokens beside the reports of a sentence that may say something.
LEAST = 3


def read(draft: ExtractionDraft) -> None:
    """Parse every sentence that is not furniture; one too long to parse stays one claim."""
    for index, base, doc in each_sentence(draft, "en"):
        repairs.mend(doc)
        SentenceReading(draft, index, base, doc, quoted(draft, base, doc)).read()


@dataclass(slots=True)
class SentenceReading:
    """One parsed sentence of a draft: `base` is where it begins in the text, `quoted` the tokens
    in quotation marks.
    """

    draft: ExtractionDraft
    index: int
    base: int
    doc: Doc
    quoted: Part

    def read(self) -> None:
        """Add the attributions of the sentence, and the claims in and beside them."""
        self.note_subjects()
        self.draft.references += references.find(self.doc, self.index, self.base, self.quoted)
        self.draft.dates += relative_dates.find(self.doc, self.base, self.quoted)
        found = attributions.find(self.doc, self.quoted)
        reports = [self.report_of(one) for one in found]
        self.draft.reports += reports
        claimed = [one for one in found if self.is_claimed(one, found)]
        taken: set[int] = set()
        for one, report in zip(found, reports, strict=True):
            if is_asked(self.doc, one):
                taken |= taken_by(one) | one.source
            if one not in claimed:
                continue
            if any(other is not one and other.cue <= one.content for other in claimed):
                taken |= one.cue | one.source
                continue
            report.claims = self.claims_of(one)
            if report.claims:
                taken |= taken_by(one)
        if not (is_question(self.doc) or any(says(self.doc) for says in NO_CLAIMS)):
            waiting = [pair for pair in zip(found, reports, strict=True) if not pair[1].claims]
            self.tell_beside(frozenset(taken), waiting)

    def note_subjects(self) -> None:
        """Add what the sentence is about, for the pronouns after it."""
        subjects = {noun.i: self.drafted(noun) for noun in sources.subjects(self.doc)}
        self.draft.actors[self.index] = list(subjects.values())
        main = sources.main_subject(self.doc)
        if main is not None:
            self.draft.subjects[self.index] = subjects[main.i]

    def drafted(self, noun: Token) -> DraftSubject:
        """Return the subject that a noun heads."""
        spans = self.places(sources.words_of_subject(noun))
        is_plural = noun.tag_ in ("NNS", "NNPS")
        return DraftSubject(spans, noun.lower_, noun.pos_ == "PROPN", is_plural)

    def places(self, tokens: Part) -> Spans:
        """Return the spans of tokens in the text."""
        return spans_of(self.draft.text, self.doc, self.base, tokens)

    def report_of(self, one: FoundAttribution) -> DraftReport:
        """Return an attribution with its places in the text."""
        return DraftReport(
            self.index,
            self.places(one.source),
            self.places(one.cue),
            tidy(self.draft.text, self.places(one.content), BETWEEN),
            "reported",
            [],
            self.places(sources.referent_of(one.verb, one.source)),
            sources.is_impersonal(one.verb),
        )

    def is_claimed(self, one: FoundAttribution, found: list[FoundAttribution]) -> bool:
        """Return True for a content that its source claims, and that no other report holds."""
        if not one.content or is_asked(self.doc, one):
            return False
        if any(one is not other and self.is_within(one, other) for other in found):
            return False
        return assertions.is_asserted(one) and not (is_question(self.doc) and not self.quoted)

    def is_within(self, one: FoundAttribution, other: FoundAttribution) -> bool:
        """Return True for a report in the content of another; "according to the paper" only
        passes it on.
        """
        passes = passes_on(other) and not one.cue & self.quoted
        return one.cue <= other.content and not passes

    def claims_of(self, one: FoundAttribution) -> list[DraftClaim]:
        """Return the claims of a content; none where it cannot stand without its report."""
        allowed = frozenset(i for i in one.content if not is_opening(self.doc[i], one.head))
        first = min(allowed, default=0)
        if self.doc[first].lower_ == "that" and self.doc[first].tag_ in ("IN", "WDT"):
            # Of "told reporters in Orlest that ...", which the parser hangs elsewhere.
            allowed -= {first}
        allowed -= bracketed(self.doc, allowed)
        whole = Statement(self.doc, edged(self.doc, allowed))
        found = self.strands(whole)
        out = []
        for cut in found:
            for statement in cut.statements:
                fault = guard.fault(statement, of_a_cut=len(found) > 1)
                if fault:
                    self.draft.turned_back[fault] += 1
                    return []
                out.append(self.claim(statement, cut))
        return [claim for claim in out if claim.spans]

    def strands(self, whole: Statement) -> list[Cutting]:
        """Return a content cut; in one piece where the parser did not make one clause of it."""
        heads = [top for top in tops(self.doc, whole.part) if not is_between(top)]
        heads = heads or tops(self.doc, whole.part)
        if len(heads) == 1 or all(is_clause(top) for top in heads):
            return [
                cutting.cut(self.doc, under(top, whole.part), finely=self.draft.finely)
                for top in heads
            ]
        return [cutting.Cutting([whole], is_loose=True)]

    def tell_beside(self, taken: Part, waiting: list[tuple[FoundAttribution, DraftReport]]) -> None:
        """Add the claims of what no report of the sentence has taken."""
        everything = frozenset(range(len(self.doc)))
        allowed = everything - taken
        if len(allowed) < LEAST:
            return
        self.tell_of_sources(taken, waiting)
        # "It was found in a field and police said ...": not "in a field and police".
        allowed -= remainders.around(self.doc, taken) | self.marks_around(taken)
        speaking = {one.verb.i: remainders.subject_in(self.doc, one.source) for one, _ in waiting}
        for head, nearest in remainders.heads(self.doc, taken):
            # "Maro said that it was open, and blamed the rain": Maro did.
            shared = (nearest and speaking.get(head.i)) or nearest
            # “They knew,” Senn added, “and did nothing”: not that Senn did.
            if shared and head.i in self.quoted and not shared & self.quoted:
                continue
            if predicates.refutes(head) and taken:
                found = cutting.Cutting([Statement(self.doc, edged(self.doc, everything))])
            else:
                part = before_report(under(head, allowed), head, taken) | shared
                found = cutting.cut(self.doc, part, finely=self.draft.finely)
            self.tell(found, waiting, is_whole=not taken)

    def marks_around(self, taken: Part) -> Part:
        """Return the quotation marks whose words are taken."""
        marks = (t.i for t in self.doc if taken and t.text in QUOTES)
        return frozenset(i for i in marks if {i - 1, i - 2, i + 1} & taken)

    def tell_of_sources(
        self, taken: Part, waiting: list[tuple[FoundAttribution, DraftReport]]
    ) -> None:
        """Add what is said of a speaker besides: "Maro, who leads the council, said ..."."""
        for token in self.doc if taken else ():
            if token.dep_ == "relcl" and token.head.head.i in taken and token.i not in taken:
                everything = Statement(self.doc, frozenset(range(len(self.doc))) - taken)
                parts = asides.relative(token, everything)
                if parts is not None:
                    aside = cutting.tidied(self.doc, parts[1])
                    self.tell(cutting.cut(self.doc, aside), waiting, is_whole=False)

    def tell(
        self,
        found: Cutting,
        waiting: list[tuple[FoundAttribution, DraftReport]],
        *,
        is_whole: bool,
    ) -> None:
        """Add the statements of a clause as claims, each a report if its verb is a cue."""
        self.draft.turned_back.update(found.turned_back)
        for statement in found.statements:
            kept = self.kept(statement, is_whole=is_whole and len(found.statements) == 1)
            if kept is None:
                continue
            claim = self.claim(kept, found)
            if not claim.spans:
                continue
            spine = kept.spine()
            for one, report in waiting:
                if one.verb not in spine:
                    continue
                report.is_report = True
                report.is_expression = one.nominal and not one.is_deed
                report.claims.append(claim)
                break
            else:
                self.draft.claims.append(claim)

    def kept(self, statement: Statement, *, is_whole: bool) -> Statement | None:
        """Return a statement that can stand; the writer's entire sentence is asked for less."""
        fault = guard.fault(statement, of_a_cut=False)
        if fault and is_whole:
            statement = Statement(self.doc, edged(self.doc, frozenset(range(len(self.doc)))))
            fault = guard.fault_of_sentence(statement)
        if fault:
            self.draft.turned_back[fault] += 1
        return None if fault else statement

    def claim(self, statement: Statement, cut: Cutting) -> DraftClaim:
        """Return a statement with its place in the text."""
        spans = self.places(statement.part)
        return DraftClaim(
            self.index,
            tidy(self.draft.text, spans),
            statement.rule,
            doubts=cut.doubts(statement),
            kept_whole=cutting.is_kept_whole(statement),
            fell_back=cut.fell_back,
        )


def before_report(part: Part, head: Token, taken: Part) -> Part:
    """Return the part up to the report behind its verb: what follows may belong to the report."""
    edge = min((i for i in taken if i > head.i), default=len(head.doc))
    return frozenset(i for i in part if i < edge)


def passes_on(one: FoundAttribution) -> bool:
    """Return True for "according to her office" and ", the paper wrote": where it was read."""
    if not one.content:
        return False
    return one.verb.lower_ == "according" or min(one.cue | one.source) > max(one.content)


def taken_by(one: FoundAttribution) -> Part:
    """Return the words of a report that the sentence does not say itself."""
    above = sources.quoted_as(one.verb)
    carrier = frozenset((one.verb.head.i, one.verb.head.head.i)) if above else frozenset()
    source = one.source if one.verb.lower_ == "according" else frozenset()
    return one.content | one.cue | carrier | source


def is_between(token: Token) -> bool:
    """Return True for a comma or an "and" that hangs from nothing in its content."""
    return token.is_punct or token.dep_ in ("cc", "mark")


def is_clause(token: Token) -> bool:
    """Return True for a verb with its own subject."""
    return token.pos_ in VERBAL and subject_of(token) is not None


def is_opening(token: Token, head: Token) -> bool:
    """Return True for the "that" in front of a content or of a clause joined to it."""
    if token.dep_ != "mark" or token.lower_ != "that":
        return False
    clause = token.head
    while clause.dep_ == "conj" and clause.i != head.i:
        clause = clause.head
    return clause.i == head.i


def is_asked(doc: Doc, one: FoundAttribution) -> bool:
    """Return True for a question within quotation marks: it claims nothing."""
    words = [doc[i].lower_ for i in sorted(one.content)]
    while words and words[-1] in ('"', "''", "'"):
        words.pop()
    return words[-1:] == ["?"]


def is_courtesy(doc: Doc) -> bool:
    """Return True for "I thank the chair" and "Here are the results:", which claim nothing."""
    root = next(remainders.roots(doc), None)
    if root is None:
        return False
    subject = subject_of(root)
    lemma = root.lemma_.lower()
    if lemma == "be" and doc[0].lower_ == "here":
        return True
    mine = subject is not None and subject.lower_ in ("i", "we")
    return mine and lemma in COURTESIES and root.tag_ not in ("VBD", "VBN")


def is_mere_name(doc: Doc) -> bool:
    """Return True for words with no verb, no number and no stop: "Contact", "News from Orlest"."""
    return not any(t.pos_ in VERBAL or t.like_num or t.lower_ in STOPS for t in doc)


def is_instruction(doc: Doc) -> bool:
    """Return True for "Open the gate.": a bare verb with no subject heads the sentence."""
    for root in remainders.roots(doc):
        if root.tag_ != "VB" or subject_of(root) is not None:
            return False
        if any(
            c.dep_ in ("aux", "auxpass") and c.lower_ not in ("do", "let") for c in root.children
        ):
            return False
    return len(doc) > 0


#: Kinds of sentences that claim nothing.
NO_CLAIMS = (is_instruction, is_courtesy, is_mere_name)
