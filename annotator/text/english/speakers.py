"""Speakers: who "He", "The President" and "The statement" are. Over the whole document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.text.assembly.enclosures import Enclosures
from annotator.text.english import descriptions, groups, pronouns
from annotator.text.english import speaker_words as lists
from annotator.text.english.interviews import Interview
from annotator.text.english.named_sources import people_in
from annotator.text.english.nouns import head_of
from annotator.text.english.papers import Papers, owned
from annotator.text.english.story import Speaker, Story
from annotator.text.extraction import ExtractedAttribution
from annotator.text.spans import joined

if TYPE_CHECKING:
    from annotator.text.draft import DraftReport, ExtractionDraft

#: What is told of a speaker besides: "the ministry (it owns the port)", "officials, who met Maro".
ASIDE = re.compile(r"\s*\([^()]*\)|,? (?:who|which|whose)\b.*\Z|, \w+ing\b.*\Z", re.DOTALL)
#: "Maro's" before a noun that reports: "Maro's claim that ...".
OWNER = re.compile(r"(?:['’]s|(?<=s)['’])\Z")
#: Pronouns that go back to a noun of their sentence or to a body or people told of before.
THINGS = frozenset(("it", "they", "them", "which", "who", "that"))


def resolve(draft: ExtractionDraft) -> None:
    """Turn every report into an attribution with its speaker named and its place in others."""
    draft.reports.sort(key=lambda report: report.cue[0].start if report.cue else 0)
    speakers = EnglishSpeakers(draft)
    enclosures = Enclosures(draft.reports)
    inside = [enclosures.around(number) for number in range(len(draft.reports))]
    known: dict[int, Speaker] = {}
    for number, (report, within) in enumerate(zip(draft.reports, inside, strict=True)):
        outer = (draft.reports[within], known[within]) if within in known else None
        known[number] = speakers.speaker(report, *(outer or (None, None)))
        draft.attributions.append(
            ExtractedAttribution(
                report.source,
                report.cue,
                report.content,
                known[number].name,
                report.manner,
                within,
                resolved=known[number].resolved,
                chosen=known[number].chosen,
                is_report=report.is_report,
                is_expression=report.is_expression,
            )
        )


class EnglishSpeakers:
    """Names the speakers of a text in the order of their reports."""

    def __init__(self, draft: ExtractionDraft) -> None:
        self.story = Story(draft)
        self.papers = Papers(self.story)
        self.interview = Interview(self.story)

    def speaker(
        self, report: DraftReport, outer: DraftReport | None, around: Speaker | None
    ) -> Speaker:
        """Return who speaks; `around` is the speaker of the report `outer` around this one."""
        source = joined(self.story.text, report.source).strip(" ,")
        found = (
            self.sourced(source, report, outer, around)
            if source
            else self.unnamed(report, outer, around)
        )
        if source and found.name:
            self.papers.note(report.cue[-1], found.name)
        self.story.add(found, report)
        return found

    def unnamed(
        self, report: DraftReport, outer: DraftReport | None, around: Speaker | None
    ) -> Speaker:
        """Return who a report without a source goes back to: whose turn it is, and for "it was
        noted" the previous speaker.
        """
        if outer is not None and around is not None and outer.is_turn and not report.impersonal:
            return around
        return Speaker(self.story.last_name if report.impersonal else None)

    def sourced(
        self,
        source: str,
        report: DraftReport,
        outer: DraftReport | None,
        around: Speaker | None,
    ) -> Speaker:
        """Return the speaker behind the words of a source."""
        low = source.lower()
        quoting = around if outer is not None and outer.manner != "reported" else None
        if report.is_turn and (asked := self.interview.speaker(source)):
            return asked
        if low in ("i", "we", "i myself"):
            in_turn = outer is not None and outer.is_turn
            is_told = quoting is not None and (in_turn or low != "we")
            return quoting if quoting is not None and is_told else Speaker(source, resolved=False)
        if low in lists.PRONOUNS:
            return self.pronoun(low, report, outer, around) or Speaker(source, resolved=False)
        if low in THINGS:
            return self.thing(low, report) or Speaker(source, resolved=False)
        if low == "you" and quoting is not None:
            # “As you say, it is open,” Maro said: she says so as well.
            return quoting
        if low in lists.DEMONSTRATIVES or low in ("you", "he or she"):
            return Speaker(source, resolved=False)
        return self.described(source, report)

    def described(self, source: str, report: DraftReport) -> Speaker:
        """Return the speaker whom a noun phrase names or describes; else its own words."""
        place = report.cue[0].start
        plain = OWNER.sub("", ASIDE.sub("", source)) or source
        people = people_in(plain, self.story.people)
        if len(people) == 1:
            return Speaker(people[0].name, people[0])
        if people:
            return Speaker(" and ".join(person.name for person in people), is_plural=True)
        group = groups.members(plain, self.story.text, place, self.story.recent(place))
        known = (
            group
            or self.papers.issuer_of(plain, place, report.sentence)
            or owned(self.story, plain, place, report.sentence)
        )
        if known:
            return Speaker(known, is_plural=group is not None)
        found = descriptions.described(self.story, plain, place, report.sentence)
        if found is not None:
            return found
        noun = head_of(plain.split())
        is_plural = noun.endswith("s") and noun.lower() not in lists.OFFICES
        return Speaker(plain, noun=noun if noun.istitle() else noun.lower(), is_plural=is_plural)

    def pronoun(
        self,
        word: str,
        report: DraftReport,
        outer: DraftReport | None,
        around: Speaker | None,
    ) -> Speaker | None:
        """Return whom "he" or "she" means: the speaker of the report around it, or one told of
        before.

        Not the speaker whose very words they are: those say "I" of themselves.
        """
        gender = lists.PRONOUNS[word]
        quoted = outer is not None and outer.manner == "direct"
        person = around.person if around is not None else None
        if person is not None and not quoted and person.gender in (None, gender):
            return around
        place = report.source[0].start
        without = person if quoted else None
        return pronouns.by_gender(self.story, gender, place, report.sentence, without)

    def thing(self, word: str, report: DraftReport) -> Speaker | None:
        """Return the noun that "which" goes back to, or the body or people that "it" or "they"
        mean.
        """
        if report.referent:
            words = joined(self.story.text, report.referent).strip(" ,")
            found = self.described(words, report)
            if word in ("which", "who", "that") or pronouns.agrees(word, found):
                return found
        return pronouns.by_number(self.story, word, report.sentence)
