"""edits of candidates

What editors decide on candidate claims, and the place of a mention in its list. A claim can be dropped: it comes back with the downgrade.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "8f2b64d07e1c"
down_revision = "9a1f6d30c7b8"
branch_labels = None
depends_on = None

BEFORE = ("public", "waiting", "private", "withdrawn")
KINDS = ("kept", "dropped", "reworded", "split", "joined", "speaker")
NAMED = "(attribution_id IS NULL) = (speaker_before IS NULL) AND (attribution_id IS NULL) = (speaker_after IS NULL)"


def upgrade() -> None:
    _replace_checks(
        (*BEFORE, "dropped"),
        "visibility IN ('public', 'withdrawn', 'dropped')",
        "visibility NOT IN ('private', 'dropped')",
    )
    op.add_column("mention", sa.Column("place", sa.Integer(), nullable=True))
    op.execute("UPDATE mention SET place = position")
    with op.batch_alter_table("mention") as mention:
        mention.alter_column("place", existing_type=sa.Integer(), nullable=False)
        mention.create_index("ix_mention_place", ["document_id", "place", "position"])
    op.create_table(
        "claim_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, name="edit_kind", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column("attribution_id", sa.Integer(), nullable=True),
        sa.Column("speaker_before", sa.String(), nullable=True),
        sa.Column("speaker_after", sa.String(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name=op.f("ck_claim_edit_undone")),
        sa.CheckConstraint("(kind = 'speaker') = (attribution_id IS NOT NULL)", name=op.f("ck_claim_edit_speaker")),
        sa.CheckConstraint(NAMED, name=op.f("ck_claim_edit_names")),
        sa.CheckConstraint("length(trim(speaker_after)) > 0", name=op.f("ck_claim_edit_speaker_after")),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_claim_edit_{column}"))
            for column, table in (
                ("document_id", "document"),
                ("attribution_id", "attribution"),
                ("made_by_id", "user_account"),
                ("undone_by_id", "user_account"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_edit")),
    )
    op.create_index(op.f("ix_claim_edit_document_id"), "claim_edit", ["document_id"])
    op.create_index(op.f("ix_claim_edit_attribution_id"), "claim_edit", ["attribution_id"])
    op.create_table(
        "claim_edit_part",
        sa.Column("edit_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("result", sa.Boolean(), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_claim_edit_part_position")),
        sa.ForeignKeyConstraint(["edit_id"], ["claim_edit.id"], name=op.f("fk_claim_edit_part_edit_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_edit_part_claim_id")),
        sa.PrimaryKeyConstraint("edit_id", "claim_id", name=op.f("pk_claim_edit_part")),
    )
    op.create_index(op.f("ix_claim_edit_part_claim_id"), "claim_edit_part", ["claim_id"])


def downgrade() -> None:
    op.drop_table("claim_edit_part")
    op.drop_table("claim_edit")
    with op.batch_alter_table("mention") as mention:
        mention.drop_index("ix_mention_place")
        mention.drop_column("place")
    op.execute("UPDATE claim SET visibility = 'public' WHERE visibility = 'dropped'")
    _replace_checks(BEFORE, "visibility IN ('public', 'withdrawn')", "visibility <> 'private'")


def _replace_checks(visibilities: tuple[str, ...], whole: str, in_set: str) -> None:
    one_of = f"visibility IN ({', '.join(map(repr, visibilities))})"
    for name, others in (
        ("claim", {"has_whole": f"{whole} OR replaces_id IS NOT NULL"}),
        ("set_claim", {"is_a_claim": in_set}),
    ):
        with op.batch_alter_table(name) as table:
            for constraint, condition in {"visibility": one_of, **others}.items():
                table.drop_constraint(op.f(f"ck_{name}_{constraint}"), type_="check")
                table.create_check_constraint(op.f(f"ck_{name}_{constraint}"), condition)
