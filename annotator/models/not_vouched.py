"""Which tables the audit log does not vouch for, and why."""

from __future__ import annotations

_DERIVED = "counted again from others: `sets verify` compares them"
_PASSING = "kept for a while only"
_TOPIC = "a way to find things; no label rests on it, and each change is an event"
NOT_VOUCHED = {
    "topic": _TOPIC,
    "document_topic": _TOPIC,
    "claim_topic": _TOPIC,
    "audit_event": "the chain itself",
    "claim_band": _DERIVED,
    "claim_note": _DERIVED,
    "claim_pattern": _DERIVED,
    "disagreement": _DERIVED,
    "draft": "an annotator's unfinished text",
    "hint": "what was shown beside a claim; no label rests on it",
    "hint_opening": "what was shown beside a claim; no label rests on it",
    "import_batch": "how texts came in; the texts themselves are vouched for",
    "import_item": "how texts came in; the texts themselves are vouched for",
    "import_edit": "what waits for a confirmation, deleted when its import has ended",
    "import_file": "an upload, deleted when its import has ended",
    "import_file_chunk": "an upload, deleted when its import has ended",
    "prepared_chunk": "texts that wait for an import, deleted when it has ended",
    "job": _PASSING,
    "failed_logins": _PASSING,
    "first_start": _PASSING,
    "invitation": _PASSING,
    "login_session": _PASSING,
    "login_tries": _PASSING,
    **dict.fromkeys(
        (
            *("speaker_merge", "merged_speaker_name", "merged_attribution"),
            *("outlet_merge", "merged_outlet_name", "merged_document"),
            "merged_publication",
        ),
        "how names were merged; the names, and what has them, are vouched for",
    ),
    "outlet_domain": "what an import proposes as the outlet of a text",
    "pattern_count": _DERIVED,
    "progress": _DERIVED,
    "queue_order": _DERIVED,
    "queued_claim": _DERIVED,
    "table_columns": "how a table was read once; no text rests on it",
}
