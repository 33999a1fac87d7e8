"""first schema

It replaces the sixteen revisions from before the first release and keeps the id of the last one,
so that a database at that revision continues from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from collections.abc import Sequence

revision = "b61f0d93e7a4"
down_revision = None
branch_labels = None
depends_on = None

# A database at one of these must be migrated by the code of LAST_COMMIT first.
SQUASHED = (
    "7e6c2983b405",
    "3f1c0a9d27be",
    "c41d5a90b7e2",
    "ead61ccad60f",
    "0e699976e037",
    "f0e67bd9e1d7",
    "299f6c06a814",
    "774097b98740",
    "53b36e35664e",
    "5b8e0d2f6a41",
    "a3f7c1958e02",
    "72b8de70744b",
    "c9d40b7e15a3",
    "c8d2b6e17f30",
    "e94b07c3a5d8",
)
LAST_COMMIT = "95db85c"

TIME = sa.DateTime(timezone=True)

# In the order in which foreign keys allow their creation.
TABLES = (
    "user_account",
    "user_role",
    "login_session",
    "login_failure",
    "label_scheme",
    "verdict",
    "claim_set",
    "guideline",
    "listed_domain",
    "outlet",
    "import_batch",
    "document",
    "import_item",
    "sentence",
    "agent",
    "attribution",
    "attribution_span",
    "claim",
    "claim_band",
    "mention",
    "mention_span",
    "match",
    "set_claim",
    "known_answer",
    "participation",
    "assignment",
    "progress",
    "draft",
    "source",
    "snapshot",
    "fetch",
    "passage",
    "judgement",
    "judgement_part",
    "evidence_link",
    "finding",
    "hint",
    "hint_opening",
    "disagreement",
    "adjudication",
    "adjudication_reason",
    "adjudication_evidence",
    "reply",
    "sent_back",
    "spot_check",
    "pattern_count",
    "claim_pattern",
    "queue_order",
    "queued_claim",
    "release",
    "released_claim",
    "release_file",
    "release_piece",
    "audit_event",
)

# The tables whose text is searched, with the columns that count.
SEARCHED = {"document": ("title", "text"), "snapshot": ("text",)}
# PostgreSQL limits the words of one text to a megabyte: this many characters always fit.
MOST_CHARACTERS = 250_000

# Each table of a release with the columns that identify a row.
FROZEN_TABLES = {
    "release": ("claim_set_id", "number"),
    "released_claim": ("release_id", "claim_id"),
    "release_file": ("release_id", "key"),
    "release_piece": ("release_id", "key", "number"),
}
FROZEN = "a release is never changed or removed"

APPEND_ONLY = "the audit log only grows: an event is never changed or removed"
FOLLOWS = "an event of the audit log follows the last one"
# The last event has the next lower number, and its hash is the one that this event names.
LAST_NUMBER = "(SELECT coalesce(max(number), 0) FROM audit_event)"
LAST_HASH = f"coalesce((SELECT hash FROM audit_event ORDER BY number DESC LIMIT 1), '{'0' * 64}')"
STRAY = f"NEW.number <> {LAST_NUMBER} + 1 OR NEW.previous <> {LAST_HASH}"

CHECKABLE_NO_FACT = "NEW.worthiness = 'NFS' AND NEW.checkability = 'checkable'"
NO_FACT = "what is no fact is not checkable"

# PostgreSQL: the bodies of the functions that the triggers call.
FUNCTIONS = {
    "refuse_release_change": f"RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'restrict_violation';",
    "refuse_audit_change": f"RAISE EXCEPTION '{APPEND_ONLY}' USING ERRCODE = 'restrict_violation';",
    "refuse_stray_audit_event": (f"IF {STRAY} THEN RAISE EXCEPTION '{FOLLOWS}' USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW;"),
    "refuse_checkable_no_fact": f"RAISE EXCEPTION '{NO_FACT}' USING ERRCODE = 'check_violation';",
}


def upgrade() -> None:
    _people()
    _claim_sets()
    _documents()
    _attributions()
    _claims()
    _set_claims()
    _assignments()
    _sources()
    _judgements()
    _hints()
    _review()
    _patterns_and_queue()
    _releases()
    _audit_log()
    if _on_sqlite():
        _search_on_sqlite()
        _guard_on_sqlite()
    else:
        _search_on_postgresql()
        _guard_on_postgresql()


def downgrade() -> None:
    if _on_sqlite():
        for table in SEARCHED:
            op.drop_table(f"{table}_search")
    for table in reversed(TABLES):
        op.drop_table(table)
    if not _on_sqlite():
        for function in FUNCTIONS:
            op.execute(f"DROP FUNCTION {function}()")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _term(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _index(table: str, columns: Sequence[str]) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)


def _partial_index(name: str, table: str, columns: Sequence[str], where: str, *, unique: bool = False) -> None:
    rows = sa.text(where)
    op.create_index(name, table, columns, unique=unique, postgresql_where=rows, sqlite_where=rows)


def _people() -> None:
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("name", name=op.f("uq_user_account_name")),
        sa.CheckConstraint("length(display_name) BETWEEN 1 AND 200", name=op.f("ck_user_account_display_name")),
        sa.CheckConstraint("name = lower(name) AND length(name) BETWEEN 2 AND 60", name=op.f("ck_user_account_name")),
    )
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", _term("role", "annotator", "reviewer", "editor", "administrator"), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "role", name=op.f("pk_user_role")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_user_role_user_id")),
    )
    op.create_table(
        "login_session",
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_login_session")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_login_session_user_id")),
        sa.CheckConstraint("length(token_sha256) = 64", name=op.f("ck_login_session_token_sha256")),
    )
    _index("login_session", ["user_id"])
    op.create_table(
        "login_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_failure")),
    )
    _index("login_failure", ["name", "address", "at"])


def _claim_sets() -> None:
    op.create_table(
        "label_scheme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_scheme")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_label_scheme_key_version")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_label_scheme_version")),
    )
    op.create_table(
        "verdict",
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scheme_id", "code", name=op.f("pk_verdict")),
        sa.ForeignKeyConstraint(["scheme_id"], ["label_scheme.id"], name=op.f("fk_verdict_scheme_id")),
    )
    op.create_table(
        "claim_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("overlap", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("state", _term("set_state", "open", "closed"), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("known_every", sa.Integer(), nullable=True),
        sa.Column("answers_shown", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("factchecks_allowed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("hints", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_set")),
        sa.UniqueConstraint("name", name=op.f("uq_claim_set_name")),
        sa.ForeignKeyConstraint(["scheme_id"], ["label_scheme.id"], name=op.f("fk_claim_set_scheme_id")),
        sa.CheckConstraint("known_every >= 2", name=op.f("ck_claim_set_known_every")),
        sa.CheckConstraint("length(trim(name)) BETWEEN 1 AND 120", name=op.f("ck_claim_set_name")),
        sa.CheckConstraint("overlap BETWEEN 1 AND 50", name=op.f("ck_claim_set_overlap")),
        sa.CheckConstraint("round >= 1", name=op.f("ck_claim_set_round")),
    )
    op.create_table(
        "guideline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_set_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("markdown", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guideline")),
        sa.UniqueConstraint("claim_set_id", "version", name=op.f("uq_guideline_claim_set_id_version")),
        sa.ForeignKeyConstraint(["claim_set_id"], ["claim_set.id"], name=op.f("fk_guideline_claim_set_id")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_guideline_version")),
    )
    op.create_table(
        "listed_domain",
        sa.Column("claim_set_id", sa.Integer(), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("kind", _term("listing_kind", "unreliable", "satirical"), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("claim_set_id", "domain", name=op.f("pk_listed_domain")),
        sa.ForeignKeyConstraint(["claim_set_id"], ["claim_set.id"], name=op.f("fk_listed_domain_claim_set_id")),
        sa.CheckConstraint("length(trim(domain)) > 0", name=op.f("ck_listed_domain_domain")),
    )


def _documents() -> None:
    op.create_table(
        "outlet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlet")),
        sa.UniqueConstraint("name", name=op.f("uq_outlet_name")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_outlet_name")),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("claim_set_id", sa.Integer(), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
        sa.ForeignKeyConstraint(["claim_set_id"], ["claim_set.id"], name=op.f("fk_import_batch_claim_set_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["user_account.id"], name=op.f("fk_import_batch_created_by_id")),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_batch_id", sa.Integer(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("published_at", TIME, nullable=True),
        sa.Column("published_precision", _term("precision", "year", "month", "day"), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("extraction", _term("extraction_state", "waiting", "done", "failed"), server_default="waiting", nullable=False),
        sa.Column("extraction_failure", sa.String(), nullable=True),
        sa.Column("extractor", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("sha256", name=op.f("uq_document_sha256")),
        sa.ForeignKeyConstraint(["import_batch_id"], ["import_batch.id"], name=op.f("fk_document_import_batch_id")),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_document_outlet_id")),
        sa.CheckConstraint("(extraction = 'failed') = (extraction_failure IS NOT NULL)", name=op.f("ck_document_extraction_failure")),
        sa.CheckConstraint("(extraction = 'done') = (extractor IS NOT NULL)", name=op.f("ck_document_extractor")),
        sa.CheckConstraint("(published_at IS NULL) = (published_precision IS NULL)", name=op.f("ck_document_published")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_document_sha256")),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_document_text")),
        sa.CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name=op.f("ck_document_url")),
    )
    _index("document", ["import_batch_id"])
    _index("document", ["outlet_id"])
    _partial_index("ix_document_waiting", "document", ["id"], "extraction = 'waiting'")
    op.create_table(
        "import_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_batch_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("outcome", _term("import_outcome", "imported", "repeated", "failed"), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_item")),
        sa.UniqueConstraint("import_batch_id", "position", name=op.f("uq_import_item_import_batch_id_position")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_import_item_document_id")),
        sa.ForeignKeyConstraint(["import_batch_id"], ["import_batch.id"], name=op.f("fk_import_item_import_batch_id")),
        sa.CheckConstraint("(outcome = 'failed') = (document_id IS NULL)", name=op.f("ck_import_item_document")),
        sa.CheckConstraint("(outcome = 'failed') = (reason IS NOT NULL)", name=op.f("ck_import_item_reason")),
    )
    _index("import_item", ["document_id"])
    op.create_table(
        "sentence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("furniture", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentence")),
        sa.UniqueConstraint("document_id", "position", name=op.f("uq_sentence_document_id_position")),
        sa.UniqueConstraint("id", "document_id", name=op.f("uq_sentence_id_document_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_sentence_document_id")),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_sentence_span")),
    )


def _attributions() -> None:
    op.create_table(
        "agent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent")),
        sa.UniqueConstraint("name", name=op.f("uq_agent_name")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_agent_name")),
    )
    op.create_table(
        "attribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("manner", _term("manner", "direct", "reported", "mixed"), nullable=False),
        sa.Column("within_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribution")),
        sa.UniqueConstraint("document_id", "position", name=op.f("uq_attribution_document_id_position")),
        sa.UniqueConstraint("id", "document_id", name=op.f("uq_attribution_id_document_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_attribution_document_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["agent.id"], name=op.f("fk_attribution_speaker_id")),
        sa.ForeignKeyConstraint(["within_id", "document_id"], ["attribution.id", "attribution.document_id"], name=op.f("fk_attribution_within_id_document_id")),
        sa.CheckConstraint("within_id <> id", name=op.f("ck_attribution_within")),
    )
    _index("attribution", ["speaker_id"])
    op.create_table(
        "attribution_span",
        sa.Column("attribution_id", sa.Integer(), nullable=False),
        sa.Column("part", _term("span_part", "source", "cue", "content"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("attribution_id", "part", "position", name=op.f("pk_attribution_span")),
        sa.ForeignKeyConstraint(["attribution_id"], ["attribution.id"], name=op.f("fk_attribution_span_attribution_id")),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_attribution_span_span")),
    )


def _claims() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kind", _term("claim_kind", "content", "attribution"), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("replacement", _term("replacement", "reworded", "split"), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("compared", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_claim_made_by_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["claim.id"], name=op.f("fk_claim_replaces_id")),
        sa.CheckConstraint("(replaces_id IS NULL) = (replacement IS NULL)", name=op.f("ck_claim_replacement_given")),
        sa.CheckConstraint("replaces_id <> id", name=op.f("ck_claim_replaces")),
        sa.CheckConstraint("length(trim(text)) > 0", name=op.f("ck_claim_text")),
    )
    _index("claim", ["replaces_id"])
    _partial_index("ix_claim_uncompared", "claim", ["id"], "NOT compared")
    op.create_table(
        "claim_band",
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("value", "claim_id", name=op.f("pk_claim_band")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_band_claim_id")),
    )
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sentence_id", sa.Integer(), nullable=False),
        sa.Column("attribution_id", sa.Integer(), nullable=True),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("worthiness", _term("worthiness", "CFS", "UFS", "NFS"), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("extractor", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
        sa.UniqueConstraint("document_id", "position", name=op.f("uq_mention_document_id_position")),
        sa.ForeignKeyConstraint(
            ["attribution_id", "document_id"], ["attribution.id", "attribution.document_id"], name=op.f("fk_mention_attribution_id_document_id")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_mention_document_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_mention_made_by_id")),
        sa.ForeignKeyConstraint(["sentence_id", "document_id"], ["sentence.id", "sentence.document_id"], name=op.f("fk_mention_sentence_id_document_id")),
        sa.CheckConstraint("(rule = 'person') = (made_by_id IS NOT NULL)", name=op.f("ck_mention_made_by")),
        sa.CheckConstraint("length(quote) > 0", name=op.f("ck_mention_quote")),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_mention_score")),
        sa.CheckConstraint("(worthiness IS NULL) = (score IS NULL)", name=op.f("ck_mention_weighed")),
    )
    _index("mention", ["sentence_id"])
    op.create_table(
        "mention_span",
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("mention_id", "position", name=op.f("pk_mention_span")),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name=op.f("fk_mention_span_mention_id")),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_mention_span_span")),
    )
    op.create_table(
        "match",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("state", _term("match_state", "suggested", "confirmed", "rejected"), nullable=False),
        sa.Column("method", _term("match_method", "extraction", "repeat", "person"), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match")),
        sa.UniqueConstraint("mention_id", "claim_id", name=op.f("uq_match_mention_id_claim_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_match_claim_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_match_made_by_id")),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name=op.f("fk_match_mention_id")),
        sa.CheckConstraint("method <> 'person' OR made_by_id IS NOT NULL", name=op.f("ck_match_made_by")),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_match_score")),
    )
    _index("match", ["claim_id"])
    _partial_index("uq_match_confirmed", "match", ["mention_id"], "state = 'confirmed'", unique=True)


def _set_claims() -> None:
    op.create_table(
        "set_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_set_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seats_left", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("waits_for_id", sa.Integer(), nullable=True),
        sa.Column("round", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_claim")),
        sa.UniqueConstraint("claim_set_id", "claim_id", name=op.f("uq_set_claim_claim_set_id_claim_id")),
        sa.UniqueConstraint("claim_set_id", "position", name=op.f("uq_set_claim_claim_set_id_position")),
        sa.UniqueConstraint("id", "claim_set_id", name=op.f("uq_set_claim_id_claim_set_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_set_claim_claim_id")),
        sa.ForeignKeyConstraint(["claim_set_id"], ["claim_set.id"], name=op.f("fk_set_claim_claim_set_id")),
        sa.ForeignKeyConstraint(
            ["waits_for_id", "claim_set_id"], ["set_claim.id", "set_claim.claim_set_id"], name=op.f("fk_set_claim_waits_for_id_claim_set_id")
        ),
        sa.CheckConstraint("position > 0 OR position < 0 AND waits_for_id IS NOT NULL AND waits_for_id <> id", name=op.f("ck_set_claim_position")),
        sa.CheckConstraint("round >= 1", name=op.f("ck_set_claim_round")),
        sa.CheckConstraint("seats_left >= 0", name=op.f("ck_set_claim_seats_left")),
    )
    _index("set_claim", ["claim_id"])
    _partial_index("ix_set_claim_full", "set_claim", ["claim_set_id"], "seats_left = 0")
    _partial_index("ix_set_claim_open", "set_claim", ["claim_set_id", "position"], "seats_left > 0")
    _partial_index("ix_set_claim_returned", "set_claim", ["claim_set_id", "position"], "returned AND seats_left > 0")
    _index("set_claim", ["waits_for_id"])
    op.create_table(
        "known_answer",
        sa.Column("set_claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_set_id", sa.Integer(), nullable=False),
        sa.Column("purpose", _term("purpose", "normal", "overlap", "calibration", "known_answer"), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column(
            "not_checkable_reason",
            _term("not_checkable_reason", "opinion", "prediction", "question_or_instruction", "too_vague", "unreadable", "out_of_scope", "duplicate"),
            nullable=True,
        ),
        sa.Column("rejection_reason", _term("rejection_reason", "not_a_claim", "wrong_words", "not_atomic", "page_furniture"), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("set_claim_id", name=op.f("pk_known_answer")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_known_answer_made_by_id")),
        sa.ForeignKeyConstraint(["scheme_id"], ["label_scheme.id"], name=op.f("fk_known_answer_scheme_id")),
        sa.ForeignKeyConstraint(["scheme_id", "verdict"], ["verdict.scheme_id", "verdict.code"], name=op.f("fk_known_answer_scheme_id_verdict")),
        sa.ForeignKeyConstraint(
            ["set_claim_id", "claim_set_id"], ["set_claim.id", "set_claim.claim_set_id"], name=op.f("fk_known_answer_set_claim_id_claim_set_id")
        ),
        sa.CheckConstraint("purpose IN ('calibration', 'known_answer')", name=op.f("ck_known_answer_known")),
        sa.CheckConstraint(
            "CASE WHEN verdict IS NULL THEN 0 ELSE 1 END + CASE WHEN not_checkable_reason IS NULL THEN 0 ELSE 1 END + CASE WHEN rejection_reason IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_known_answer_outcome"),
        ),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_known_answer_reason")),
    )
    _index("known_answer", ["claim_set_id", "purpose"])
    _index("known_answer", ["made_by_id"])


def _assignments() -> None:
    op.create_table(
        "participation",
        sa.Column("set_claim_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("part", _term("part", "judges", "decides"), nullable=False),
        sa.PrimaryKeyConstraint("set_claim_id", "user_id", name=op.f("pk_participation")),
        sa.UniqueConstraint("set_claim_id", "user_id", "part", name=op.f("uq_participation_set_claim_id_user_id_part")),
        sa.ForeignKeyConstraint(["set_claim_id"], ["set_claim.id"], name=op.f("fk_participation_set_claim_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_participation_user_id")),
    )
    _index("participation", ["user_id"])
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_set_id", sa.Integer(), nullable=False),
        sa.Column("set_claim_id", sa.Integer(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("purpose", _term("purpose", "normal", "overlap", "calibration", "known_answer"), nullable=False),
        sa.Column("state", _term("assignment_state", "reserved", "active", "reopened", "done", "skipped", "lapsed"), nullable=False),
        sa.Column("skip_reason", _term("skip_reason", "not_enough_information", "not_for_me", "ambiguous", "faulty_text"), nullable=True),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("lease_until", TIME, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("decided_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("id", "set_claim_id", "annotator_id", name=op.f("uq_assignment_id_set_claim_id_annotator_id")),
        sa.UniqueConstraint("set_claim_id", "annotator_id", "round", name=op.f("uq_assignment_set_claim_id_annotator_id_round")),
        sa.ForeignKeyConstraint(["annotator_id"], ["user_account.id"], name=op.f("fk_assignment_annotator_id")),
        sa.ForeignKeyConstraint(["claim_set_id"], ["claim_set.id"], name=op.f("fk_assignment_claim_set_id")),
        sa.ForeignKeyConstraint(
            ["set_claim_id", "claim_set_id"], ["set_claim.id", "set_claim.claim_set_id"], name=op.f("fk_assignment_set_claim_id_claim_set_id")
        ),
        sa.CheckConstraint("(state IN ('done', 'reopened', 'skipped')) = (decided_at IS NOT NULL)", name=op.f("ck_assignment_decided")),
        sa.CheckConstraint("round >= 1", name=op.f("ck_assignment_round")),
        sa.CheckConstraint("turn >= 1", name=op.f("ck_assignment_turn")),
        sa.CheckConstraint("state <> 'skipped' OR skip_reason IS NOT NULL", name=op.f("ck_assignment_why_skipped")),
        sa.CheckConstraint("skip_reason IS NULL OR state IN ('skipped', 'active')", name=op.f("ck_assignment_why_where_skipped")),
    )
    _index("assignment", ["annotator_id"])
    _index("assignment", ["claim_set_id", "annotator_id", "decided_at"])
    _index("assignment", ["claim_set_id", "annotator_id", "state"])
    _index("assignment", ["claim_set_id", "state", "lease_until"])
    op.create_table(
        "progress",
        sa.Column("claim_set_id", sa.Integer(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("judged", sa.Integer(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("claim_set_id", "annotator_id", "round", name=op.f("pk_progress")),
        sa.ForeignKeyConstraint(["annotator_id"], ["user_account.id"], name=op.f("fk_progress_annotator_id")),
        sa.ForeignKeyConstraint(["claim_set_id"], ["claim_set.id"], name=op.f("fk_progress_claim_set_id")),
        sa.CheckConstraint("judged >= 0 AND turns >= 0 AND passed >= 0", name=op.f("ck_progress_counts")),
    )
    _index("progress", ["annotator_id"])
    op.create_table(
        "draft",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("save", sa.String(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("saved_at", TIME, nullable=False),
        sa.Column("tidy_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_draft")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_draft_assignment_id")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_draft_version")),
    )
    _index("draft", ["tidy_at"])


def _sources() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("key", name=op.f("uq_source_key")),
        sa.CheckConstraint("url IS NOT NULL OR title <> ''", name=op.f("ck_source_named")),
        sa.CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name=op.f("ck_source_url")),
    )
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("taken_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint("id", "source_id", name=op.f("uq_snapshot_id_source_id")),
        sa.UniqueConstraint("source_id", "sha256", name=op.f("uq_snapshot_source_id_sha256")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_snapshot_source_id")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_snapshot_sha256")),
        sa.CheckConstraint("length(trim(text)) > 0", name=op.f("ck_snapshot_text")),
    )
    op.create_table(
        "fetch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("set_claim_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("origin", _term("origin", "fetched", "pasted", "uploaded", "found"), nullable=False),
        sa.Column("state", _term("fetch_state", "waiting", "ready", "failed"), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("upload", sa.LargeBinary(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("final_url", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("published_at", TIME, nullable=True),
        sa.Column("published_precision", _term("precision", "year", "month", "day"), nullable=True),
        sa.Column("claim_review", sa.Boolean(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("finished_at", TIME, nullable=True),
        sa.Column("closed_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetch")),
        sa.ForeignKeyConstraint(
            ["assignment_id", "set_claim_id", "asked_by_id"],
            ["assignment.id", "assignment.set_claim_id", "assignment.annotator_id"],
            name=op.f("fk_fetch_assignment_id_set_claim_id_asked_by_id"),
        ),
        sa.ForeignKeyConstraint(["snapshot_id", "source_id"], ["snapshot.id", "snapshot.source_id"], name=op.f("fk_fetch_snapshot_id_source_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_fetch_source_id")),
        sa.CheckConstraint("closed_at IS NULL OR state <> 'waiting'", name=op.f("ck_fetch_closed")),
        sa.CheckConstraint("origin <> 'fetched' OR url IS NOT NULL", name=op.f("ck_fetch_fetched_from")),
        sa.CheckConstraint("final_url LIKE 'http://%' OR final_url LIKE 'https://%'", name=op.f("ck_fetch_final_url")),
        sa.CheckConstraint("(state = 'waiting') = (finished_at IS NULL)", name=op.f("ck_fetch_finished")),
        sa.CheckConstraint("state = 'ready' OR origin IN ('fetched', 'uploaded')", name=op.f("ck_fetch_nothing_to_wait_for")),
        sa.CheckConstraint("(published_at IS NULL) = (published_precision IS NULL)", name=op.f("ck_fetch_published")),
        sa.CheckConstraint("(state = 'failed') = (reason IS NOT NULL)", name=op.f("ck_fetch_reason")),
        sa.CheckConstraint("(state = 'ready') = (snapshot_id IS NOT NULL)", name=op.f("ck_fetch_snapshot")),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_fetch_tries")),
        sa.CheckConstraint("(upload IS NOT NULL) = (origin = 'uploaded' AND state = 'waiting')", name=op.f("ck_fetch_upload")),
        sa.CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name=op.f("ck_fetch_url")),
    )
    _index("fetch", ["assignment_id", "id"])
    _index("fetch", ["snapshot_id", "asked_by_id"])
    _index("fetch", ["source_id"])
    _partial_index("ix_fetch_waiting", "fetch", ["id"], "state = 'waiting'")
    _partial_index("uq_fetch_asked", "fetch", ["assignment_id", "source_id"], "state = 'waiting' AND origin = 'fetched'", unique=True)
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("exact", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("prefix", sa.String(), nullable=True),
        sa.Column("suffix", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint("snapshot_id", "start", "end", name=op.f("uq_passage_snapshot_id_start_end")),
        sa.ForeignKeyConstraint(["snapshot_id", "source_id"], ["snapshot.id", "snapshot.source_id"], name=op.f("fk_passage_snapshot_id_source_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_passage_source_id")),
        sa.CheckConstraint('(snapshot_id IS NULL) = ("end" IS NULL)', name=op.f("ck_passage_end")),
        sa.CheckConstraint("length(trim(exact)) > 0", name=op.f("ck_passage_exact")),
        sa.CheckConstraint("(snapshot_id IS NULL) = (prefix IS NULL)", name=op.f("ck_passage_prefix")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_passage_sha256")),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_passage_span")),
        sa.CheckConstraint("(snapshot_id IS NULL) = (start IS NULL)", name=op.f("ck_passage_start")),
        sa.CheckConstraint("(snapshot_id IS NULL) = (suffix IS NULL)", name=op.f("ck_passage_suffix")),
    )
    _index("passage", ["source_id"])
    _partial_index("uq_passage_quote", "passage", ["source_id", "sha256"], "snapshot_id IS NULL", unique=True)


def _judgements() -> None:
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("set_claim_id", sa.Integer(), nullable=False),
        sa.Column("annotator_id", sa.Integer(), nullable=False),
        sa.Column("part", _term("part", "judges", "decides"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("candidate", _term("candidate_decision", "accepted", "reworded", "split", "merged", "rejected"), nullable=False),
        sa.Column("rejection_reason", _term("rejection_reason", "not_a_claim", "wrong_words", "not_atomic", "page_furniture"), nullable=True),
        sa.Column("wording_id", sa.Integer(), nullable=True),
        sa.Column("checkability", _term("checkability", "checkable", "not_checkable"), nullable=True),
        sa.Column(
            "not_checkable_reason",
            _term("not_checkable_reason", "opinion", "prediction", "question_or_instruction", "too_vague", "unreadable", "out_of_scope", "duplicate"),
            nullable=True,
        ),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("justification", sa.String(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("guideline_id", sa.Integer(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("merged_with_id", sa.Integer(), nullable=True),
        sa.Column("speaker_decision", _term("speaker_decision", "as_found", "corrected", "nobody"), server_default="as_found", nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("worthiness", _term("worthiness", "CFS", "UFS", "NFS"), nullable=True),
        sa.Column("hints", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
        sa.UniqueConstraint("assignment_id", "number", name=op.f("uq_judgement_assignment_id_number")),
        sa.UniqueConstraint("id", "assignment_id", name=op.f("uq_judgement_id_assignment_id")),
        sa.UniqueConstraint("id", "set_claim_id", name=op.f("uq_judgement_id_set_claim_id")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_judgement_supersedes_id")),
        sa.UniqueConstraint("token", name=op.f("uq_judgement_token")),
        sa.ForeignKeyConstraint(
            ["assignment_id", "set_claim_id", "annotator_id"],
            ["assignment.id", "assignment.set_claim_id", "assignment.annotator_id"],
            name=op.f("fk_judgement_assignment_id_set_claim_id_annotator_id"),
        ),
        sa.ForeignKeyConstraint(["guideline_id"], ["guideline.id"], name=op.f("fk_judgement_guideline_id")),
        sa.ForeignKeyConstraint(["merged_with_id"], ["claim.id"], name=op.f("fk_judgement_merged_with_id")),
        sa.ForeignKeyConstraint(["scheme_id"], ["label_scheme.id"], name=op.f("fk_judgement_scheme_id")),
        sa.ForeignKeyConstraint(["scheme_id", "verdict"], ["verdict.scheme_id", "verdict.code"], name=op.f("fk_judgement_scheme_id_verdict")),
        sa.ForeignKeyConstraint(
            ["set_claim_id", "annotator_id", "part"],
            ["participation.set_claim_id", "participation.user_id", "participation.part"],
            name=op.f("fk_judgement_set_claim_id_annotator_id_part"),
        ),
        sa.ForeignKeyConstraint(["speaker_id"], ["agent.id"], name=op.f("fk_judgement_speaker_id")),
        sa.ForeignKeyConstraint(
            ["supersedes_id", "assignment_id"], ["judgement.id", "judgement.assignment_id"], name=op.f("fk_judgement_supersedes_id_assignment_id")
        ),
        sa.ForeignKeyConstraint(["wording_id"], ["claim.id"], name=op.f("fk_judgement_wording_id")),
        sa.CheckConstraint("(candidate IN ('accepted', 'reworded')) = (checkability IS NOT NULL)", name=op.f("ck_judgement_checkable")),
        sa.CheckConstraint("confidence BETWEEN 1 AND 5", name=op.f("ck_judgement_confidence")),
        sa.CheckConstraint("(verdict IS NULL) = (confidence IS NULL)", name=op.f("ck_judgement_confident")),
        sa.CheckConstraint("part = 'judges'", name=op.f("ck_judgement_judges")),
        sa.CheckConstraint("verdict IS NULL OR length(trim(justification)) > 0", name=op.f("ck_judgement_justification")),
        sa.CheckConstraint("(candidate = 'merged') = (merged_with_id IS NOT NULL)", name=op.f("ck_judgement_merged")),
        sa.CheckConstraint("(candidate = 'rejected') = (rejection_reason IS NOT NULL)", name=op.f("ck_judgement_rejection")),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_judgement_seconds")),
        sa.CheckConstraint("(speaker_decision = 'corrected') = (speaker_id IS NOT NULL)", name=op.f("ck_judgement_speaker")),
        sa.CheckConstraint("number = 1 AND supersedes_id IS NULL OR number > 1 AND supersedes_id IS NOT NULL", name=op.f("ck_judgement_supersedes")),
        sa.CheckConstraint("(coalesce(checkability, '') = 'checkable') = (verdict IS NOT NULL)", name=op.f("ck_judgement_verdict")),
        sa.CheckConstraint(
            "coalesce(checkability, '') <> 'not_checkable' OR not_checkable_reason IS NOT NULL OR coalesce(worthiness, '') = 'NFS'",
            name=op.f("ck_judgement_why_not_checkable"),
        ),
        sa.CheckConstraint("not_checkable_reason IS NULL OR coalesce(checkability, '') = 'not_checkable'", name=op.f("ck_judgement_why_where_not_checkable")),
        sa.CheckConstraint("(candidate = 'reworded') = (wording_id IS NOT NULL)", name=op.f("ck_judgement_wording")),
        sa.CheckConstraint("worthiness IS NULL OR candidate IN ('accepted', 'reworded')", name=op.f("ck_judgement_worth_checking")),
    )
    _index("judgement", ["set_claim_id"])
    op.create_table(
        "judgement_part",
        sa.Column("judgement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("judgement_id", "position", name=op.f("pk_judgement_part")),
        sa.UniqueConstraint("judgement_id", "claim_id", name=op.f("uq_judgement_part_judgement_id_claim_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_judgement_part_claim_id")),
        sa.ForeignKeyConstraint(["judgement_id"], ["judgement.id"], name=op.f("fk_judgement_part_judgement_id")),
    )
    _index("judgement_part", ["claim_id"])
    op.create_table(
        "evidence_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("judgement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("stance", _term("stance", "supports", "contradicts", "neutral", "irrelevant"), nullable=False),
        sa.Column("coverage", _term("coverage", "full", "partial"), nullable=False),
        sa.Column("set_number", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("published_at", TIME, nullable=True),
        sa.Column("published_precision", _term("precision", "year", "month", "day"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_link")),
        sa.UniqueConstraint("judgement_id", "passage_id", name=op.f("uq_evidence_link_judgement_id_passage_id")),
        sa.UniqueConstraint("judgement_id", "position", name=op.f("uq_evidence_link_judgement_id_position")),
        sa.ForeignKeyConstraint(["judgement_id"], ["judgement.id"], name=op.f("fk_evidence_link_judgement_id")),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name=op.f("fk_evidence_link_passage_id")),
        sa.CheckConstraint("(published_at IS NULL) = (published_precision IS NULL)", name=op.f("ck_evidence_link_published")),
        sa.CheckConstraint("set_number >= 1", name=op.f("ck_evidence_link_set_number")),
        sa.CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name=op.f("ck_evidence_link_url")),
    )
    _index("evidence_link", ["passage_id"])
    op.create_table(
        "finding",
        sa.Column("judgement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("check_number", sa.Integer(), nullable=False),
        sa.Column("severity", _term("severity", "blocks", "warns", "notes", "logged"), nullable=False),
        sa.Column("evidence", sa.Integer(), nullable=True),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("judgement_id", "position", name=op.f("pk_finding")),
        sa.ForeignKeyConstraint(["judgement_id"], ["judgement.id"], name=op.f("fk_finding_judgement_id")),
        sa.ForeignKeyConstraint(
            ["judgement_id", "evidence"], ["evidence_link.judgement_id", "evidence_link.position"], name=op.f("fk_finding_judgement_id_evidence")
        ),
        sa.CheckConstraint("check_number BETWEEN 1 AND 19", name=op.f("ck_finding_check_number")),
        sa.CheckConstraint("severity <> 'blocks'", name=op.f("ck_finding_kept")),
        sa.CheckConstraint("length(message) > 0", name=op.f("ck_finding_message")),
        sa.CheckConstraint("severity = 'warns' OR reason = ''", name=op.f("ck_finding_reason")),
    )
    _index("finding", ["check_number", "judgement_id"])


def _hints() -> None:
    op.create_table(
        "hint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("decided_id", sa.Integer(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("shown_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hint")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_hint_assignment_id")),
        sa.ForeignKeyConstraint(["decided_id"], ["set_claim.id"], name=op.f("fk_hint_decided_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_hint_snapshot_id")),
        sa.CheckConstraint('(snapshot_id IS NULL) = ("end" IS NULL)', name=op.f("ck_hint_end")),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_hint_rank")),
        sa.CheckConstraint("decided_id IS NOT NULL OR snapshot_id IS NOT NULL", name=op.f("ck_hint_something")),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_hint_span")),
        sa.CheckConstraint("(snapshot_id IS NULL) = (start IS NULL)", name=op.f("ck_hint_start")),
    )
    _index("hint", ["decided_id"])
    _index("hint", ["snapshot_id"])
    _partial_index("uq_hint_claim", "hint", ["assignment_id", "decided_id"], "snapshot_id IS NULL", unique=True)
    _partial_index("uq_hint_passage", "hint", ["assignment_id", "snapshot_id", "start", "end"], "snapshot_id IS NOT NULL", unique=True)
    op.create_table(
        "hint_opening",
        sa.Column("hint_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fetch_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("hint_id", name=op.f("pk_hint_opening")),
        sa.ForeignKeyConstraint(["fetch_id"], ["fetch.id"], name=op.f("fk_hint_opening_fetch_id")),
        sa.ForeignKeyConstraint(["hint_id"], ["hint.id"], name=op.f("fk_hint_opening_hint_id")),
    )
    _index("hint_opening", ["fetch_id"])


def _review() -> None:
    op.create_table(
        "disagreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_set_id", sa.Integer(), nullable=False),
        sa.Column("set_claim_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", _term("disagreement_kind", "candidate", "checkability", "verdict", "stance"), nullable=False),
        sa.Column("state", _term("disagreement_state", "open", "decided", "gone"), nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disagreement")),
        sa.UniqueConstraint("set_claim_id", "round", "kind", name=op.f("uq_disagreement_set_claim_id_round_kind")),
        sa.ForeignKeyConstraint(["claim_set_id"], ["claim_set.id"], name=op.f("fk_disagreement_claim_set_id")),
        sa.ForeignKeyConstraint(
            ["set_claim_id", "claim_set_id"], ["set_claim.id", "set_claim.claim_set_id"], name=op.f("fk_disagreement_set_claim_id_claim_set_id")
        ),
    )
    _index("disagreement", ["claim_set_id", "state", "set_claim_id"])
    op.create_table(
        "adjudication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_claim_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("part", _term("part", "judges", "decides"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column(
            "decision", _term("decision", "one_right", "both_acceptable", "all_wrong", "confirmed", "sent_back", "second_round", "reopened"), nullable=False
        ),
        sa.Column("chosen_judgement_id", sa.Integer(), nullable=True),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column(
            "not_checkable_reason",
            _term("not_checkable_reason", "opinion", "prediction", "question_or_instruction", "too_vague", "unreadable", "out_of_scope", "duplicate"),
            nullable=True,
        ),
        sa.Column("rejection_reason", _term("rejection_reason", "not_a_claim", "wrong_words", "not_atomic", "page_furniture"), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjudication")),
        sa.UniqueConstraint("id", "set_claim_id", name=op.f("uq_adjudication_id_set_claim_id")),
        sa.UniqueConstraint("set_claim_id", "round", "number", name=op.f("uq_adjudication_set_claim_id_round_number")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_adjudication_supersedes_id")),
        sa.UniqueConstraint("token", name=op.f("uq_adjudication_token")),
        sa.ForeignKeyConstraint(
            ["chosen_judgement_id", "set_claim_id"], ["judgement.id", "judgement.set_claim_id"], name=op.f("fk_adjudication_chosen_judgement_id_set_claim_id")
        ),
        sa.ForeignKeyConstraint(["scheme_id"], ["label_scheme.id"], name=op.f("fk_adjudication_scheme_id")),
        sa.ForeignKeyConstraint(["scheme_id", "verdict"], ["verdict.scheme_id", "verdict.code"], name=op.f("fk_adjudication_scheme_id_verdict")),
        sa.ForeignKeyConstraint(["set_claim_id"], ["set_claim.id"], name=op.f("fk_adjudication_set_claim_id")),
        sa.ForeignKeyConstraint(
            ["set_claim_id", "reviewer_id", "part"],
            ["participation.set_claim_id", "participation.user_id", "participation.part"],
            name=op.f("fk_adjudication_set_claim_id_reviewer_id_part"),
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id", "set_claim_id"], ["adjudication.id", "adjudication.set_claim_id"], name=op.f("fk_adjudication_supersedes_id_set_claim_id")
        ),
        sa.CheckConstraint(
            "(decision IN ('one_right', 'both_acceptable', 'confirmed')) = (chosen_judgement_id IS NOT NULL)", name=op.f("ck_adjudication_chosen")
        ),
        sa.CheckConstraint("part = 'decides'", name=op.f("ck_adjudication_decides")),
        sa.CheckConstraint("decision = 'confirmed' OR length(trim(note)) > 0", name=op.f("ck_adjudication_noted")),
        sa.CheckConstraint(
            "CASE WHEN verdict IS NULL THEN 0 ELSE 1 END + CASE WHEN not_checkable_reason IS NULL THEN 0 ELSE 1 END + CASE WHEN rejection_reason IS NULL THEN 0 ELSE 1 END = CASE WHEN decision = 'all_wrong' THEN 1 ELSE 0 END",
            name=op.f("ck_adjudication_outcome"),
        ),
        sa.CheckConstraint("decision <> 'reopened' OR number > 1", name=op.f("ck_adjudication_reopens")),
        sa.CheckConstraint("number = 1 AND supersedes_id IS NULL OR number > 1 AND supersedes_id IS NOT NULL", name=op.f("ck_adjudication_supersedes")),
    )
    _index("adjudication", ["chosen_judgement_id"])
    op.create_table(
        "adjudication_reason",
        sa.Column("adjudication_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            _term(
                "disagreement_reason",
                "slip",
                "missed_evidence",
                "same_evidence_elsewhere",
                "insufficient_evidence",
                "claim_ambiguous",
                "guideline_gap",
                "outside_knowledge",
                "time_scope",
                "genuine_conflict",
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("adjudication_id", "reason", name=op.f("pk_adjudication_reason")),
        sa.ForeignKeyConstraint(["adjudication_id"], ["adjudication.id"], name=op.f("fk_adjudication_reason_adjudication_id")),
    )
    op.create_table(
        "adjudication_evidence",
        sa.Column("adjudication_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("stance", _term("stance", "supports", "contradicts", "neutral", "irrelevant"), nullable=False),
        sa.Column("coverage", _term("coverage", "full", "partial"), nullable=False),
        sa.Column("set_number", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("published_at", TIME, nullable=True),
        sa.Column("published_precision", _term("precision", "year", "month", "day"), nullable=True),
        sa.PrimaryKeyConstraint("adjudication_id", "position", name=op.f("pk_adjudication_evidence")),
        sa.UniqueConstraint("adjudication_id", "passage_id", name=op.f("uq_adjudication_evidence_adjudication_id_passage_id")),
        sa.ForeignKeyConstraint(["adjudication_id"], ["adjudication.id"], name=op.f("fk_adjudication_evidence_adjudication_id")),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name=op.f("fk_adjudication_evidence_passage_id")),
        sa.CheckConstraint("(published_at IS NULL) = (published_precision IS NULL)", name=op.f("ck_adjudication_evidence_published")),
        sa.CheckConstraint("set_number >= 1", name=op.f("ck_adjudication_evidence_set_number")),
        sa.CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name=op.f("ck_adjudication_evidence_url")),
    )
    _index("adjudication_evidence", ["passage_id"])
    op.create_table(
        "reply",
        sa.Column("adjudication_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("annotator_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("set_claim_id", sa.Integer(), nullable=False),
        sa.Column("part", _term("part", "judges", "decides"), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("adjudication_id", "annotator_id", name=op.f("pk_reply")),
        sa.ForeignKeyConstraint(
            ["adjudication_id", "set_claim_id"], ["adjudication.id", "adjudication.set_claim_id"], name=op.f("fk_reply_adjudication_id_set_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["set_claim_id", "annotator_id", "part"],
            ["participation.set_claim_id", "participation.user_id", "participation.part"],
            name=op.f("fk_reply_set_claim_id_annotator_id_part"),
        ),
        sa.CheckConstraint("part = 'judges'", name=op.f("ck_reply_judges")),
        sa.CheckConstraint("length(trim(text)) > 0", name=op.f("ck_reply_text")),
    )
    op.create_table(
        "sent_back",
        sa.Column("adjudication_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("assignment_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("set_claim_id", sa.Integer(), nullable=False),
        sa.Column("judgement_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("adjudication_id", "assignment_id", name=op.f("pk_sent_back")),
        sa.ForeignKeyConstraint(
            ["adjudication_id", "set_claim_id"], ["adjudication.id", "adjudication.set_claim_id"], name=op.f("fk_sent_back_adjudication_id_set_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["judgement_id", "assignment_id"], ["judgement.id", "judgement.assignment_id"], name=op.f("fk_sent_back_judgement_id_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["judgement_id", "set_claim_id"], ["judgement.id", "judgement.set_claim_id"], name=op.f("fk_sent_back_judgement_id_set_claim_id")
        ),
    )
    _index("sent_back", ["assignment_id", "adjudication_id"])
    op.create_table(
        "spot_check",
        sa.Column("set_claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_set_id", sa.Integer(), nullable=False),
        sa.Column("drawn_by_id", sa.Integer(), nullable=False),
        sa.Column("drawn_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("set_claim_id", name=op.f("pk_spot_check")),
        sa.ForeignKeyConstraint(["drawn_by_id"], ["user_account.id"], name=op.f("fk_spot_check_drawn_by_id")),
        sa.ForeignKeyConstraint(
            ["set_claim_id", "claim_set_id"], ["set_claim.id", "set_claim.claim_set_id"], name=op.f("fk_spot_check_set_claim_id_claim_set_id")
        ),
    )
    _index("spot_check", ["claim_set_id", "set_claim_id"])
    _index("spot_check", ["drawn_by_id"])


def _patterns_and_queue() -> None:
    op.create_table(
        "pattern_count",
        sa.Column("claim_set_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("question", _term("question", "verdict", "checkability", "stance", "evidence"), nullable=False),
        sa.Column("pattern", sa.String(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("claim_set_id", "round", "question", "pattern", name=op.f("pk_pattern_count")),
        sa.ForeignKeyConstraint(["claim_set_id"], ["claim_set.id"], name=op.f("fk_pattern_count_claim_set_id")),
        sa.CheckConstraint("claims >= 0", name=op.f("ck_pattern_count_claims")),
    )
    op.create_table(
        "claim_pattern",
        sa.Column("set_claim_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("question", _term("question", "verdict", "checkability", "stance", "evidence"), nullable=False),
        sa.Column("pattern", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("set_claim_id", "round", "question", name=op.f("pk_claim_pattern")),
        sa.ForeignKeyConstraint(["set_claim_id"], ["set_claim.id"], name=op.f("fk_claim_pattern_set_claim_id")),
        sa.CheckConstraint("length(pattern) > 0", name=op.f("ck_claim_pattern_pattern")),
    )
    op.create_table(
        "queue_order",
        sa.Column("claim_set_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counted_at", TIME, nullable=True),
        sa.Column("rests_until", TIME, nullable=False),
        sa.Column("failure", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("claim_set_id", name=op.f("pk_queue_order")),
        sa.ForeignKeyConstraint(["claim_set_id"], ["claim_set.id"], name=op.f("fk_queue_order_claim_set_id")),
        sa.CheckConstraint("length(trim(failure)) > 0", name=op.f("ck_queue_order_failure")),
        sa.CheckConstraint("rests_until >= counted_at", name=op.f("ck_queue_order_rests")),
    )
    op.create_table(
        "queued_claim",
        sa.Column("set_claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_set_id", sa.Integer(), nullable=False),
        sa.Column("state", _term("queue_state", "open", "drawn", "decided"), nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("judgement_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("likely_error", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("set_claim_id", name=op.f("pk_queued_claim")),
        sa.ForeignKeyConstraint(
            ["judgement_id", "set_claim_id"], ["judgement.id", "judgement.set_claim_id"], name=op.f("fk_queued_claim_judgement_id_set_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["set_claim_id", "claim_set_id"], ["set_claim.id", "set_claim.claim_set_id"], name=op.f("fk_queued_claim_set_claim_id_claim_set_id")
        ),
        sa.CheckConstraint("likely_error IS NULL OR place IS NOT NULL AND likely_error BETWEEN 0 AND 1", name=op.f("ck_queued_claim_likely_error")),
        sa.CheckConstraint("place IS NULL OR place >= 0 AND state = 'open'", name=op.f("ck_queued_claim_place")),
    )
    _index("queued_claim", ["claim_set_id", "state", "place", "since", "set_claim_id"])
    _index("queued_claim", ["claim_set_id", "state", "since", "set_claim_id"])
    _partial_index("ix_queued_claim_unplaced", "queued_claim", ["claim_set_id"], "place IS NULL AND state = 'open'")


def _releases() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_set_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rule", _term("release_rule", "adjudicated", "unanimous", "majority"), nullable=False),
        sa.Column("margin", sa.Integer(), nullable=True),
        sa.Column("soft", sa.Boolean(), nullable=False),
        sa.Column("any_source", sa.Boolean(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("claim_set_id", "number", name=op.f("uq_release_claim_set_id_number")),
        sa.ForeignKeyConstraint(["claim_set_id"], ["claim_set.id"], name=op.f("fk_release_claim_set_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_release_made_by_id")),
        sa.CheckConstraint("margin >= 1", name=op.f("ck_release_least_margin")),
        sa.CheckConstraint("(rule = 'majority') = (margin IS NOT NULL)", name=op.f("ck_release_margin")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_release_number")),
    )
    _index("release", ["made_by_id"])
    op.create_table(
        "released_claim",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column(
            "basis", _term("basis", "adjudicated", "unanimous", "majority", "single", "disputed", "being_judged", "not_judged", "known_answer"), nullable=False
        ),
        sa.PrimaryKeyConstraint("release_id", "claim_id", name=op.f("pk_released_claim")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_released_claim_claim_id")),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_released_claim_release_id")),
        sa.CheckConstraint("length(label) > 0", name=op.f("ck_released_claim_label")),
    )
    _index("released_claim", ["claim_id"])
    op.create_table(
        "release_file",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "key", name=op.f("pk_release_file")),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_release_file_release_id")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_release_file_sha256")),
        sa.CheckConstraint("size >= 0 AND pieces >= 0", name=op.f("ck_release_file_size")),
    )
    op.create_table(
        "release_piece",
        sa.Column("release_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "key", "number", name=op.f("pk_release_piece")),
        sa.ForeignKeyConstraint(["release_id", "key"], ["release_file.release_id", "release_file.key"], name=op.f("fk_release_piece_release_id_key")),
    )


def _audit_log() -> None:
    op.create_table(
        "audit_event",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("claim_set_id", sa.Integer(), nullable=True),
        sa.Column("set_claim_id", sa.Integer(), nullable=True),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_event_hash")),
        sa.UniqueConstraint("previous", name=op.f("uq_audit_event_previous")),
        sa.CheckConstraint("length(trim(action)) > 0", name=op.f("ck_audit_event_action")),
        sa.CheckConstraint("length(previous) = 64 AND length(hash) = 64", name=op.f("ck_audit_event_hash")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_audit_event_number")),
        sa.CheckConstraint("set_claim_id IS NULL OR claim_set_id IS NOT NULL", name=op.f("ck_audit_event_set_claim")),
        sa.CheckConstraint("length(trim(subject)) > 0", name=op.f("ck_audit_event_subject")),
    )
    _index("audit_event", ["action", "number"])
    _index("audit_event", ["actor_id", "number"])
    _index("audit_event", ["at", "number"])
    _index("audit_event", ["claim_set_id", "number"])
    _index("audit_event", ["set_claim_id", "number"])


def _search_on_sqlite() -> None:
    for table, columns in SEARCHED.items():
        names = ", ".join(columns)
        old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("old", "new"))
        add = f"INSERT INTO {table}_search (rowid, {names}) VALUES (new.id, {new});"
        remove = f"INSERT INTO {table}_search ({table}_search, rowid, {names}) VALUES ('delete', old.id, {old});"
        op.execute(f"CREATE VIRTUAL TABLE {table}_search USING fts5({names}, content='{table}', content_rowid='id', tokenize='unicode61 remove_diacritics 2')")
        for event, work in (
            ("INSERT", add),
            ("DELETE", remove),
            (f"UPDATE OF {names}", f"{remove} {add}"),
        ):
            name = f"{table}_search_{event.split()[0].lower()}"
            op.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {work} END")


def _search_on_postgresql() -> None:
    for table, columns in SEARCHED.items():
        words = " || ' ' || ".join(columns)
        op.execute(f"ALTER TABLE {table} ADD COLUMN search_words tsvector GENERATED ALWAYS AS (to_tsvector('simple', left({words}, {MOST_CHARACTERS}))) STORED")
        op.execute(f"CREATE INDEX ix_{table}_search_words ON {table} USING gin (search_words)")


def _guard_on_sqlite() -> None:
    for table, unique in FROZEN_TABLES.items():
        # An INSERT OR REPLACE removes a row without asking the triggers of its removal.
        same = " AND ".join(f"{column} = NEW.{column}" for column in unique)
        _refuse(table, "INSERT", FROZEN, f"EXISTS (SELECT 1 FROM {table} WHERE {same})")
        for change in ("UPDATE", "DELETE"):
            _refuse(table, change, FROZEN)
    for change in ("UPDATE", "DELETE"):
        _refuse("audit_event", change, APPEND_ONLY)
    _refuse("audit_event", "INSERT", FOLLOWS, STRAY)
    _refuse("judgement", "INSERT", NO_FACT, CHECKABLE_NO_FACT)


def _refuse(table: str, change: str, message: str, condition: str | None = None) -> None:
    when = f" WHEN {condition}" if condition else ""
    op.execute(f"CREATE TRIGGER {table}_{change.lower()} BEFORE {change} ON {table}{when} BEGIN SELECT RAISE(ABORT, '{message}'); END")


def _guard_on_postgresql() -> None:
    for function, body in FUNCTIONS.items():
        op.execute(f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$")
    for table in FROZEN_TABLES:
        _refuse_changes(table, "refuse_release_change")
    _refuse_changes("audit_event", "refuse_audit_change")
    op.execute("CREATE TRIGGER audit_event_insert BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_stray_audit_event()")
    op.execute(
        f"CREATE TRIGGER judgement_insert BEFORE INSERT ON judgement FOR EACH ROW WHEN ({CHECKABLE_NO_FACT}) EXECUTE FUNCTION refuse_checkable_no_fact()"
    )


def _refuse_changes(table: str, function: str) -> None:
    op.execute(f"CREATE TRIGGER {table}_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {function}()")
