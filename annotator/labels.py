"""Name each term as pages, forms and commands show it: `label(Stance.SUPPORTS)` is "supports"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.actions import Action
from annotator.edit_kinds import EditKind
from annotator.import_states import GuessOrigin, QuestionKind
from annotator.language import lazy
from annotator.terms import (
    Basis,
    CandidateDecision,
    Checkability,
    Coverage,
    Decision,
    DisagreementKind,
    DisagreementReason,
    Doubt,
    JobState,
    ListingKind,
    NotCheckableReason,
    Purpose,
    RejectionReason,
    ReleaseRule,
    Role,
    SetState,
    Severity,
    SkipReason,
    SpeakerDecision,
    Stance,
    Worthiness,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from annotator.language import LazyText

#: By kind, since terms of two kinds can have one value and mean two things.
_LABELS: Mapping[type[StrEnum], Mapping[str, LazyText]] = {
    Role: {
        Role.ANNOTATOR: lazy("annotator"),
        Role.REVIEWER: lazy("reviewer"),
        Role.EDITOR: lazy("editor"),
        Role.ADMINISTRATOR: lazy("administrator"),
    },
    Worthiness: {
        Worthiness.CFS: lazy("worth checking"),
        Worthiness.UFS: lazy("minor fact"),
        Worthiness.NFS: lazy("not factual"),
    },
    Doubt: {
        Doubt.REPAIR: lazy("the grammar of the sentence was repaired"),
        Doubt.ATTACHMENT: lazy("a phrase may belong to another word"),
        Doubt.SPEAKER: lazy("the speaker was chosen among several"),
    },
    GuessOrigin: {
        GuessOrigin.FIRST_LINES: lazy("from the first lines"),
        GuessOrigin.DATELINE: lazy("from the dateline"),
        GuessOrigin.FILE_NAME: lazy("from the file name"),
        GuessOrigin.PAGE_HEAD: lazy("from the head of the page"),
        GuessOrigin.PROPERTIES: lazy("from the properties of the file"),
        GuessOrigin.FEED: lazy("from the feed"),
    },
    QuestionKind: {
        QuestionKind.ENCODING: lazy("Which encoding does the file have?"),
        QuestionKind.NAMES: lazy("Which encoding do the names in the archive have?"),
        QuestionKind.DATE_ORDER: lazy("Does the day or the month come first?"),
        QuestionKind.COLUMNS: lazy("Which column holds the text?"),
    },
    EditKind: {
        EditKind.KEPT: lazy("kept"),
        EditKind.DROPPED: lazy("dropped"),
        EditKind.REWORDED: lazy("reworded"),
        EditKind.SPLIT: lazy("split off"),
        EditKind.JOINED: lazy("joined"),
        EditKind.SPEAKER: lazy("speaker corrected"),
    },
    CandidateDecision: {
        CandidateDecision.ACCEPTED: lazy("yes, as written"),
        CandidateDecision.REWORDED: lazy("yes, reworded"),
        CandidateDecision.SPLIT: lazy("several claims"),
        CandidateDecision.MERGED: lazy("same as another claim"),
        CandidateDecision.REJECTED: lazy("not a claim"),
    },
    SpeakerDecision: {
        SpeakerDecision.AS_FOUND: lazy("speaker is right"),
        SpeakerDecision.CORRECTED: lazy("another speaker"),
        SpeakerDecision.NOBODY: lazy("the article itself"),
    },
    RejectionReason: {
        RejectionReason.NOT_A_CLAIM: lazy("not a claim"),
        RejectionReason.WRONG_WORDS: lazy("wrong words"),
        RejectionReason.NOT_ATOMIC: lazy("several claims in one"),
        RejectionReason.PAGE_FURNITURE: lazy("not part of the article"),
    },
    Checkability: {
        Checkability.CHECKABLE: lazy("checkable"),
        Checkability.NOT_CHECKABLE: lazy("not checkable"),
    },
    NotCheckableReason: {
        NotCheckableReason.OPINION: lazy("opinion"),
        NotCheckableReason.PREDICTION: lazy("prediction"),
        NotCheckableReason.QUESTION_OR_INSTRUCTION: lazy("question or instruction"),
        NotCheckableReason.TOO_VAGUE: lazy("too vague"),
        NotCheckableReason.UNREADABLE: lazy("unreadable"),
        NotCheckableReason.OUT_OF_SCOPE: lazy("out of scope"),
        NotCheckableReason.DUPLICATE: lazy("duplicate"),
    },
    Stance: {
        Stance.SUPPORTS: lazy("supports"),
        Stance.CONTRADICTS: lazy("contradicts"),
        Stance.NEUTRAL: lazy("neutral"),
        Stance.IRRELEVANT: lazy("irrelevant"),
    },
    Coverage: {
        Coverage.FULL: lazy("the whole claim"),
        Coverage.PARTIAL: lazy("part of the claim"),
    },
    Severity: {
        Severity.BLOCKS: lazy("problem"),
        Severity.WARNS: lazy("warning"),
        Severity.NOTES: lazy("note"),
    },
    ListingKind: {
        ListingKind.UNRELIABLE: lazy("unreliable"),
        ListingKind.SATIRICAL: lazy("satirical"),
    },
    SetState: {
        SetState.OPEN: lazy("open"),
        SetState.CLOSED: lazy("closed"),
    },
    SkipReason: {
        SkipReason.NOT_ENOUGH_INFORMATION: lazy("not enough information"),
        SkipReason.NOT_FOR_ME: lazy("not for me"),
        SkipReason.AMBIGUOUS: lazy("ambiguous"),
        SkipReason.FAULTY_TEXT: lazy("faulty text"),
    },
    Purpose: {
        Purpose.NORMAL: lazy("normal"),
        Purpose.OVERLAP: lazy("overlap"),
        Purpose.CALIBRATION: lazy("calibration"),
        Purpose.KNOWN_ANSWER: lazy("known answer"),
    },
    DisagreementKind: {
        DisagreementKind.CANDIDATE: lazy("whether it is one claim"),
        DisagreementKind.CHECKABILITY: lazy("whether it can be checked"),
        DisagreementKind.VERDICT: lazy("verdict"),
        DisagreementKind.STANCE: lazy("stance"),
    },
    DisagreementReason: {
        DisagreementReason.SLIP: lazy("slip"),
        DisagreementReason.MISSED_EVIDENCE: lazy("missed evidence"),
        DisagreementReason.SAME_EVIDENCE_ELSEWHERE: lazy("same evidence in another source"),
        DisagreementReason.INSUFFICIENT_EVIDENCE: lazy("insufficient evidence"),
        DisagreementReason.CLAIM_AMBIGUOUS: lazy("ambiguous claim"),
        DisagreementReason.GUIDELINE_GAP: lazy("gap in the guideline"),
        DisagreementReason.OUTSIDE_KNOWLEDGE: lazy("outside knowledge"),
        DisagreementReason.TIME_SCOPE: lazy("different time span"),
        DisagreementReason.GENUINE_CONFLICT: lazy("genuine conflict"),
    },
    Decision: {
        Decision.ONE_RIGHT: lazy("one is right"),
        Decision.BOTH_ACCEPTABLE: lazy("both acceptable"),
        Decision.ALL_WRONG: lazy("all wrong"),
        Decision.CONFIRMED: lazy("confirmed"),
        Decision.SENT_BACK: lazy("returned to annotators"),
        Decision.SECOND_ROUND: lazy("given to new annotators"),
        Decision.REOPENED: lazy("reopened"),
    },
    Basis: {
        Basis.ADJUDICATED: lazy("decided by a reviewer"),
        Basis.UNANIMOUS: lazy("all agree"),
        Basis.MAJORITY: lazy("majority"),
        Basis.SINGLE: lazy("one annotator"),
        Basis.DISPUTED: lazy("disputed"),
        # One label for "no judgements yet" and "not all of them", so that it tells nothing.
        Basis.BEING_JUDGED: lazy("not yet judged by all"),
        Basis.NOT_JUDGED: lazy("not judged"),
        Basis.KNOWN_ANSWER: lazy("known answer"),
    },
    ReleaseRule: {
        ReleaseRule.ADJUDICATED: lazy("decided, or all agree"),
        ReleaseRule.UNANIMOUS: lazy("all agree"),
        ReleaseRule.MAJORITY: lazy("majority"),
    },
    JobState: {
        JobState.WAITING: lazy("waiting"),
        JobState.RUNNING: lazy("running"),
        JobState.DONE: lazy("done"),
        JobState.FAILED: lazy("failed"),
        JobState.CANCELLED: lazy("cancelled"),
    },
    Action: {
        Action.JUDGEMENT_SUBMITTED: lazy("judgement submitted"),
        Action.JUDGEMENT_REVISED: lazy("judgement revised"),
        Action.JUDGEMENT_REOPENED: lazy("judgement reopened"),
        Action.CLAIM_SKIPPED: lazy("claim skipped"),
        Action.SOURCE_ADDED: lazy("source added"),
        Action.SOURCE_CLOSED: lazy("source closed"),
        Action.SOURCE_REOPENED: lazy("source reopened"),
        Action.CLAIM_MARKED: lazy("claim added by hand"),
        Action.CANDIDATE_KEPT: lazy("candidate kept"),
        Action.CANDIDATE_DROPPED: lazy("candidate dropped"),
        Action.CANDIDATE_REWORDED: lazy("candidate reworded"),
        Action.CANDIDATE_SPLIT: lazy("candidate split"),
        Action.CANDIDATES_JOINED: lazy("candidates joined"),
        Action.SPEAKER_DECIDED: lazy("speaker corrected"),
        Action.EDIT_UNDONE: lazy("edit of a candidate undone"),
        Action.DECISION_MADE: lazy("decision made"),
        Action.DECISION_REOPENED: lazy("decision reopened"),
        Action.DECISION_ANSWERED: lazy("decision answered"),
        Action.CLAIM_SENT_BACK: lazy("claim returned to annotators"),
        Action.SECOND_ROUND_BEGUN: lazy("new annotators asked"),
        Action.SPOT_CHECK_DRAWN: lazy("spot check drawn"),
        Action.KNOWN_ANSWER_SET: lazy("known answer set"),
        Action.KNOWN_ANSWER_REMOVED: lazy("known answer removed"),
        Action.SET_MADE: lazy("set created"),
        Action.SET_CHANGED: lazy("set edited"),
        Action.SET_OPENED: lazy("set opened"),
        Action.SET_CLOSED: lazy("set closed"),
        Action.CLAIMS_ADDED: lazy("claims added"),
        Action.CLAIM_WITHDRAWN: lazy("claim withdrawn from its set"),
        Action.CLAIM_RESTORED: lazy("claim restored to its set"),
        Action.CLAIM_REMOVED: lazy("claim deleted from the bin"),
        Action.CLAIM_PLANNED: lazy("claim planned"),
        Action.ACCOUNT_MADE: lazy("account created"),
        Action.ACCOUNT_CHANGED: lazy("account edited"),
        Action.ROLES_CHANGED: lazy("roles changed"),
        Action.ACCOUNT_CLOSED: lazy("account closed"),
        Action.ACCOUNT_OPENED: lazy("account opened"),
        Action.PASSWORD_CHANGED: lazy("password changed"),
        Action.INVITATION_MADE: lazy("invitation created"),
        Action.INVITATION_USED: lazy("invitation used"),
        Action.LOGGED_IN: lazy("logged in"),
        Action.LOGIN_FAILED: lazy("log-in failed"),
        Action.LOGINS_THROTTLED: lazy("log-ins blocked for five minutes"),
        Action.LOGINS_NOT_LISTED: lazy("more failed log-ins"),
        Action.TEXTS_IMPORTED: lazy("texts imported"),
        Action.IMPORT_CONFIRMED: lazy("import confirmed"),
        Action.IMPORT_CANCELLED: lazy("import cancelled"),
        Action.EXTRACTION_REPEATED: lazy("document extracted again"),
        Action.DOCUMENT_CHANGED: lazy("document edited"),
        Action.CLAIM_TOPICS_CHANGED: lazy("topics of a claim changed"),
        Action.PUBLICATION_ADDED: lazy("further publication added"),
        Action.PUBLICATION_REMOVED: lazy("further publication removed"),
        Action.TEXT_CORRECTED: lazy("text corrected"),
        Action.DOCUMENT_WITHDRAWN: lazy("document withdrawn"),
        Action.DOCUMENT_RESTORED: lazy("document restored"),
        Action.DOCUMENT_DELETED: lazy("document deleted from the bin"),
        Action.SPEAKER_CHANGED: lazy("speaker changed"),
        Action.SPEAKERS_MERGED: lazy("speakers merged"),
        Action.SPEAKER_MERGE_UNDONE: lazy("merge of speakers undone"),
        Action.OUTLET_CHANGED: lazy("outlet changed"),
        Action.OUTLETS_MERGED: lazy("outlets merged"),
        Action.OUTLET_MERGE_UNDONE: lazy("merge of outlets undone"),
        Action.SET_EXPORTED: lazy("set exported"),
        Action.RELEASE_MADE: lazy("release created"),
        Action.ROWS_VOUCHED: lazy("rows vouched for"),
        Action.ROWS_CHANGED: lazy("rows changed"),
        Action.HEADS_ANCHORED: lazy("heads anchored"),
        Action.CLAIMS_EXTRACTED: lazy("claims extracted"),
        Action.SOURCE_FETCHED: lazy("source fetched"),
        Action.JOB_RETRIED: lazy("job retried"),
        Action.JOB_CANCELLED: lazy("job cancelled"),
    },
}


#: How far a claim is, as `queries.sets.listed_claims.ClaimLine.state` names it.
CLAIM_STATES: Mapping[str, LazyText] = {
    "candidate": lazy("candidate"),
    "open": lazy("open"),
    "progress": lazy("you judged it"),
    "judged": lazy("judged"),
    "review": lazy("in review"),
    "decided": lazy("decided"),
}

#: Outcomes without a verdict, by their codes in annotator/labelling/outcome.py.
NO_VERDICTS: Mapping[str, LazyText] = {
    "not_checkable": lazy("not checkable"),
    "rejected": lazy("not a claim"),
    "skipped": lazy("skipped"),
    "split": lazy("several claims"),
    "merged": lazy("same as another claim"),
}


def label(term: StrEnum) -> str:
    """Return the words for a term, to stand inside a sentence."""
    return str(_LABELS[type(term)][term])


def heading(text: object) -> str:
    """Return words with a capital letter in front, to stand alone: on a button, in a list."""
    words = str(text)
    return words[:1].upper() + words[1:]
