"""Actions: what an event of the audit log records."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """What an event of the audit log records."""

    JUDGEMENT_SUBMITTED = "judgement_submitted"
    JUDGEMENT_REVISED = "judgement_revised"
    JUDGEMENT_REOPENED = "judgement_reopened"
    CLAIM_SKIPPED = "claim_skipped"
    SOURCE_ADDED = "source_added"
    SOURCE_CLOSED = "source_closed"
    SOURCE_REOPENED = "source_reopened"
    CLAIM_MARKED = "claim_marked"
    CANDIDATE_KEPT = "candidate_kept"
    CANDIDATE_DROPPED = "candidate_dropped"
    CANDIDATE_REWORDED = "candidate_reworded"
    CANDIDATE_SPLIT = "candidate_split"
    CANDIDATES_JOINED = "candidates_joined"
    SPEAKER_DECIDED = "speaker_decided"
    EDIT_UNDONE = "edit_undone"
    DECISION_MADE = "decision_made"
    DECISION_REOPENED = "decision_reopened"
    DECISION_ANSWERED = "decision_answered"
    CLAIM_SENT_BACK = "claim_sent_back"
    SECOND_ROUND_BEGUN = "second_round_begun"
    SPOT_CHECK_DRAWN = "spot_check_drawn"
    KNOWN_ANSWER_SET = "known_answer_set"
    KNOWN_ANSWER_REMOVED = "known_answer_removed"
    SET_MADE = "set_made"
    SET_CHANGED = "set_changed"
    SET_OPENED = "set_opened"
    SET_CLOSED = "set_closed"
    CLAIMS_ADDED = "claims_added"
    CLAIM_WITHDRAWN = "claim_withdrawn"
    CLAIM_RESTORED = "claim_restored"
    CLAIM_REMOVED = "claim_removed"
    CLAIM_PLANNED = "claim_planned"
    ACCOUNT_MADE = "account_made"
    ACCOUNT_CHANGED = "account_changed"
    ROLES_CHANGED = "roles_changed"
    ACCOUNT_CLOSED = "account_closed"
    ACCOUNT_OPENED = "account_opened"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    INVITATION_MADE = "invitation_made"
    INVITATION_USED = "invitation_used"
    LOGGED_IN = "logged_in"
    LOGIN_FAILED = "login_failed"
    LOGINS_THROTTLED = "logins_throttled"
    LOGINS_NOT_LISTED = "logins_not_listed"
    TEXTS_IMPORTED = "texts_imported"
    IMPORT_CONFIRMED = "import_confirmed"
    IMPORT_CANCELLED = "import_cancelled"
    EXTRACTION_REPEATED = "extraction_repeated"
    DOCUMENT_CHANGED = "document_changed"
    CLAIM_TOPICS_CHANGED = "claim_topics_changed"
    PUBLICATION_ADDED = "publication_added"
    PUBLICATION_REMOVED = "publication_removed"
    TEXT_CORRECTED = "text_corrected"
    DOCUMENT_WITHDRAWN = "document_withdrawn"
    DOCUMENT_RESTORED = "document_restored"
    DOCUMENT_DELETED = "document_deleted"
    SPEAKER_CHANGED = "speaker_changed"
    SPEAKERS_MERGED = "speakers_merged"
    SPEAKER_MERGE_UNDONE = "speaker_merge_undone"
    OUTLET_CHANGED = "outlet_changed"
    OUTLETS_MERGED = "outlets_merged"
    OUTLET_MERGE_UNDONE = "outlet_merge_undone"
    SET_EXPORTED = "set_exported"
    RELEASE_MADE = "release_made"
    ROWS_VOUCHED = "rows_vouched"
    ROWS_CHANGED = "rows_changed"
    HEADS_ANCHORED = "heads_anchored"
    CLAIMS_EXTRACTED = "claims_extracted"
    SOURCE_FETCHED = "source_fetched"
    JOB_RETRIED = "job_retried"
    JOB_CANCELLED = "job_cancelled"


#: Events that show which annotator works on a claim.
JUDGING = (
    Action.JUDGEMENT_SUBMITTED,
    Action.JUDGEMENT_REVISED,
    Action.JUDGEMENT_REOPENED,
    Action.CLAIM_SKIPPED,
    Action.SOURCE_ADDED,
    Action.SOURCE_FETCHED,
    Action.SOURCE_CLOSED,
    Action.SOURCE_REOPENED,
    Action.DECISION_ANSWERED,
    Action.CLAIM_PLANNED,
)
#: Events that show the known answer of a claim.
ANSWERING = (Action.KNOWN_ANSWER_SET, Action.KNOWN_ANSWER_REMOVED)
#: Events of accounts and log-ins: for administrators, and for the person they are about.
ABOUT_ACCOUNTS = (
    Action.ACCOUNT_MADE,
    Action.ACCOUNT_CHANGED,
    Action.ROLES_CHANGED,
    Action.ACCOUNT_CLOSED,
    Action.ACCOUNT_OPENED,
    Action.PASSWORD_CHANGED,
    Action.INVITATION_MADE,
    Action.INVITATION_USED,
    Action.LOGGED_IN,
    Action.LOGIN_FAILED,
    Action.LOGINS_THROTTLED,
    Action.LOGINS_NOT_LISTED,
)
#: Events of the chains alone: they name heads, whose numbers tell how much others did.
INTERNAL = (Action.HEADS_ANCHORED, Action.ROWS_VOUCHED)
