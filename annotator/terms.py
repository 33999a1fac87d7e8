"""The field's words for states and choices: the same in tables, forms, pages and exports."""

from enum import StrEnum


class Role(StrEnum):
    """What a person may do; one person can have several."""

    ANNOTATOR = "annotator"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class Precision(StrEnum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class ExtractionState(StrEnum):
    """Where a document stands on its way to candidate claims."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class JobState(StrEnum):
    """Where a job of the worker stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


#: Kinds of job: documents, fetches and imports show the state of theirs; `JOBS` lists all.
EXTRACTION, FETCH, ORDERING = "extraction", "fetch", "ordering"
PREVIEW, IMPORT, TIDYING = "preview", "import", "tidying"


class ImportOutcome(StrEnum):
    """What became of one text that was offered for import."""

    IMPORTED = "imported"
    REPEATED = "repeated"
    FAILED = "failed"


class Manner(StrEnum):
    """How an attribution gives its content: in the speaker's words, in the reporter's, or both."""

    DIRECT = "direct"
    REPORTED = "reported"
    MIXED = "mixed"


class SpanPart(StrEnum):
    """Which part of an attribution a span belongs to."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


class DateUnit(StrEnum):
    """How far from the document's date another date is: in units, or at the nearest weekday."""

    DAY = "day"
    WEEKDAY_BEFORE = "weekday_before"
    WEEKDAY_AFTER = "weekday_after"
    MONTH = "month"
    YEAR = "year"


class Worthiness(StrEnum):
    """Check-worthiness: check-worthy factual, unimportant factual, not factual (ClaimBuster)."""

    CFS = "CFS"
    UFS = "UFS"
    NFS = "NFS"

    @property
    def answer(self) -> str:
        """Return what it answers to whether the claim is worth checking."""
        return {"CFS": "yes", "UFS": "no", "NFS": "no fact"}[self]


class ClaimKind(StrEnum):
    """What is asked of a claim: is it so, or did they say it."""

    CONTENT = "content"
    ATTRIBUTION = "attribution"


class Doubt(StrEnum):
    """Why the extraction is unsure of a claim.

    It repaired the parse, a phrase may belong to another word, or it chose among several speakers.
    """

    REPAIR = "repair"
    ATTACHMENT = "attachment"
    SPEAKER = "speaker"


class Visibility(StrEnum):
    """Who may see a claim; one that an editor dropped is shown on its document's page alone."""

    PUBLIC = "public"
    WAITING = "waiting"
    PRIVATE = "private"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


class MatchState(StrEnum):
    """How sure it is that a mention says a claim."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    CARRIED = "carried"


class MatchMethod(StrEnum):
    """What joined a mention to a claim."""

    EXTRACTION = "extraction"
    REPEAT = "repeat"
    PERSON = "person"


class SetState(StrEnum):
    """Whether a claim set still takes judgements."""

    OPEN = "open"
    CLOSED = "closed"


class Purpose(StrEnum):
    """Why an annotator was given a claim."""

    NORMAL = "normal"
    OVERLAP = "overlap"
    CALIBRATION = "calibration"
    KNOWN_ANSWER = "known_answer"


#: Why a claim is given to everybody, whose answer is known before.
KNOWN_PURPOSES = (Purpose.CALIBRATION, Purpose.KNOWN_ANSWER)


class AssignmentState(StrEnum):
    """Where an assignment stands.

    A reserved one comes next, a reopened one is being revised, a lapsed one went back to the queue.
    """

    RESERVED = "reserved"
    ACTIVE = "active"
    REOPENED = "reopened"
    DONE = "done"
    SKIPPED = "skipped"
    LAPSED = "lapsed"


#: A claim that an annotator has in one of these is still being judged.
ON_DESK = (AssignmentState.RESERVED, AssignmentState.ACTIVE, AssignmentState.REOPENED)
#: A claim held in one of these counts as judged by them.
JUDGED = (AssignmentState.DONE, AssignmentState.REOPENED)


class SkipReason(StrEnum):
    """Why an annotator passed a claim on."""

    NOT_ENOUGH_INFORMATION = "not_enough_information"
    NOT_FOR_ME = "not_for_me"
    AMBIGUOUS = "ambiguous"
    FAULTY_TEXT = "faulty_text"


class CandidateDecision(StrEnum):
    """What an annotator makes of the candidate before judging it."""

    ACCEPTED = "accepted"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    REJECTED = "rejected"


#: The candidate is one claim, and goes on to be checked.
CLAIMS = (CandidateDecision.ACCEPTED, CandidateDecision.REWORDED)


class SpeakerDecision(StrEnum):
    """Whether the speaker that was found says the claim."""

    AS_FOUND = "as_found"
    CORRECTED = "corrected"
    NOBODY = "nobody"


class RejectionReason(StrEnum):
    """Why a candidate is no claim."""

    NOT_A_CLAIM = "not_a_claim"
    WRONG_WORDS = "wrong_words"
    NOT_ATOMIC = "not_atomic"
    PAGE_FURNITURE = "page_furniture"


class Checkability(StrEnum):
    """Whether a claim can be checked at all: a separate field, never a verdict."""

    CHECKABLE = "checkable"
    NOT_CHECKABLE = "not_checkable"


class NotCheckableReason(StrEnum):
    """Why a claim cannot be checked."""

    OPINION = "opinion"
    PREDICTION = "prediction"
    QUESTION_OR_INSTRUCTION = "question_or_instruction"
    TOO_VAGUE = "too_vague"
    UNREADABLE = "unreadable"
    OUT_OF_SCOPE = "out_of_scope"
    DUPLICATE = "duplicate"


class Stance(StrEnum):
    """What a passage does to a claim; neutral is read and relevant, and decides nothing."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    NEUTRAL = "neutral"
    IRRELEVANT = "irrelevant"


class Coverage(StrEnum):
    """How much of the claim a passage speaks to."""

    FULL = "full"
    PARTIAL = "partial"


class Severity(StrEnum):
    """What a finding does to a judgement; only a warning may be lifted by a reason."""

    BLOCKS = "blocks"
    WARNS = "warns"
    NOTES = "notes"
    LOGGED = "logged"


class ListingKind(StrEnum):
    """Why a set keeps a domain on its list."""

    UNRELIABLE = "unreliable"
    SATIRICAL = "satirical"


class Origin(StrEnum):
    """How an annotator got the text of a source."""

    FETCHED = "fetched"
    PASTED = "pasted"
    UPLOADED = "uploaded"
    FOUND = "found"


class FetchState(StrEnum):
    """The state of a requested text."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class Part(StrEnum):
    """What one person does with one claim of a set: no one decides on what they judged."""

    JUDGES = "judges"
    DECIDES = "decides"


class Question(StrEnum):
    """What agreement is measured on: a separate figure for each, never one for all."""

    VERDICT = "verdict"
    CHECKABILITY = "checkability"
    STANCE = "stance"
    EVIDENCE = "evidence"


class DisagreementKind(StrEnum):
    """What annotators differ in."""

    CANDIDATE = "candidate"
    CHECKABILITY = "checkability"
    VERDICT = "verdict"
    STANCE = "stance"


class DisagreementState(StrEnum):
    """Whether a difference still waits, was decided, or went away by a revision."""

    OPEN = "open"
    DECIDED = "decided"
    GONE = "gone"


class QueueState(StrEnum):
    """What a claim is in the reviewers' queue as: to be decided, drawn to be looked at, decided."""

    OPEN = "open"
    DRAWN = "drawn"
    DECIDED = "decided"


class Decision(StrEnum):
    """What a reviewer does with a claim; a later act of theirs supersedes it.

    `confirmed` is for a claim on which all agree: a spot check found nothing wrong in it.
    """

    ONE_RIGHT = "one_right"
    BOTH_ACCEPTABLE = "both_acceptable"
    ALL_WRONG = "all_wrong"
    CONFIRMED = "confirmed"
    SENT_BACK = "sent_back"
    SECOND_ROUND = "second_round"
    REOPENED = "reopened"


#: Decisions that pick one of the judgements.
CHOOSES = (Decision.ONE_RIGHT, Decision.BOTH_ACCEPTABLE, Decision.CONFIRMED)
#: Decisions by which a claim has its label.
SETTLES = (*CHOOSES, Decision.ALL_WRONG)


class Basis(StrEnum):
    """What the label of a claim rests on, or why it has none yet."""

    ADJUDICATED = "adjudicated"
    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    SINGLE = "single"
    DISPUTED = "disputed"
    BEING_JUDGED = "being_judged"
    NOT_JUDGED = "not_judged"
    KNOWN_ANSWER = "known_answer"


class ReleaseRule(StrEnum):
    """Which label a claim is released with, if any."""

    ADJUDICATED = "adjudicated"
    UNANIMOUS = "unanimous"
    MAJORITY = "majority"


class DisagreementReason(StrEnum):
    """Why annotators differed, as the reviewer sees it."""

    SLIP = "slip"
    MISSED_EVIDENCE = "missed_evidence"
    SAME_EVIDENCE_ELSEWHERE = "same_evidence_elsewhere"
    INSUFFICIENT_EVIDENCE = "insufficient_evidence"
    CLAIM_AMBIGUOUS = "claim_ambiguous"
    GUIDELINE_GAP = "guideline_gap"
    OUTSIDE_KNOWLEDGE = "outside_knowledge"
    TIME_SCOPE = "time_scope"
    GENUINE_CONFLICT = "genuine_conflict"


#: Terms whose own name would not say enough.
_SAID: dict[str, str] = {
    DisagreementKind.CANDIDATE: "whether it is one claim",
    DisagreementKind.CHECKABILITY: "whether it can be checked",
    # Not at all yet, or not by all: saying which would tell what others did.
    Basis.BEING_JUDGED: "not yet judged by all",
    Basis.NOT_JUDGED: "not judged",
}


def words(term: str) -> str:
    """Return the term as a page says it: `not_enough_evidence` is "not enough evidence"."""
    return _SAID.get(term) or term.replace("_", " ")


def many(count: int, one: str, more: str | None = None) -> str:
    """Return "1 claim", "2,140 claims"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"
