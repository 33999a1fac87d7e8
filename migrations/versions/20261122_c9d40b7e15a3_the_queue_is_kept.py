"""the queue is kept"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = 'c9d40b7e15a3'
down_revision = '72b8de70744b'
branch_labels = None
depends_on = None

# The claims that may be read and differ, were drawn, or are decided; their places are counted by
# the worker.
QUEUE = """
INSERT INTO queued_claim (set_claim_id, claim_set_id, state, since, judgement_id)
SELECT set_claim_id, claim_set_id,
       CASE WHEN differs THEN 'open' WHEN decided THEN 'decided' ELSE 'drawn' END,
       coalesce(differs_since, drawn_at), judgement_id
FROM (
  SELECT set_claim.id AS set_claim_id, set_claim.claim_set_id,
         EXISTS (SELECT 1 FROM disagreement
                 WHERE disagreement.set_claim_id = set_claim.id AND disagreement.state = 'open')
           AS differs,
         EXISTS (SELECT 1 FROM adjudication
                 WHERE adjudication.set_claim_id = set_claim.id
                   AND adjudication.round = set_claim.round
                   AND adjudication.decision
                       IN ('one_right', 'both_acceptable', 'confirmed', 'all_wrong')
                   AND NOT EXISTS (SELECT 1 FROM adjudication AS later
                                   WHERE later.supersedes_id = adjudication.id)) AS decided,
         (SELECT min(opened_at) FROM disagreement
          WHERE disagreement.set_claim_id = set_claim.id) AS differs_since,
         (SELECT drawn_at FROM spot_check
          WHERE spot_check.set_claim_id = set_claim.id) AS drawn_at,
         (SELECT max(judgement.id) FROM judgement
          WHERE judgement.set_claim_id = set_claim.id) AS judgement_id
  FROM set_claim
  JOIN claim_set ON claim_set.id = set_claim.claim_set_id
  WHERE claim_set.state = 'closed' OR set_claim.seats_left = 0
    AND NOT EXISTS (SELECT 1 FROM assignment AS held
                    WHERE held.set_claim_id = set_claim.id
                      AND held.state IN ('reserved', 'active', 'reopened'))
    AND NOT EXISTS (SELECT 1 FROM known_answer WHERE known_answer.set_claim_id = set_claim.id)
) AS readable
WHERE differs OR decided OR drawn_at IS NOT NULL
"""


def upgrade() -> None:
    op.create_table('queue_order',
    sa.Column('claim_set_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('counted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('rests_until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('failure', sa.String(), nullable=True),
    sa.CheckConstraint('length(trim(failure)) > 0', name=op.f('ck_queue_order_failure')),
    sa.CheckConstraint('rests_until >= counted_at', name=op.f('ck_queue_order_rests')),
    sa.ForeignKeyConstraint(['claim_set_id'], ['claim_set.id'], name=op.f('fk_queue_order_claim_set_id')),
    sa.PrimaryKeyConstraint('claim_set_id', name=op.f('pk_queue_order'))
    )
    op.create_table('queued_claim',
    sa.Column('set_claim_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('claim_set_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('open', 'drawn', 'decided', name='queue_state', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('judgement_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=True),
    sa.Column('likely_error', sa.Double(), nullable=True),
    sa.CheckConstraint("place IS NULL OR place >= 0 AND state = 'open'", name=op.f('ck_queued_claim_place')),
    sa.CheckConstraint('likely_error IS NULL OR place IS NOT NULL AND likely_error BETWEEN 0 AND 1', name=op.f('ck_queued_claim_likely_error')),
    sa.ForeignKeyConstraint(['judgement_id', 'set_claim_id'], ['judgement.id', 'judgement.set_claim_id'], name=op.f('fk_queued_claim_judgement_id_set_claim_id')),
    sa.ForeignKeyConstraint(['set_claim_id', 'claim_set_id'], ['set_claim.id', 'set_claim.claim_set_id'], name=op.f('fk_queued_claim_set_claim_id_claim_set_id')),
    sa.PrimaryKeyConstraint('set_claim_id', name=op.f('pk_queued_claim'))
    )
    op.execute(QUEUE)
    op.create_index(op.f('ix_queued_claim_claim_set_id_state_place_since_set_claim_id'), 'queued_claim', ['claim_set_id', 'state', 'place', 'since', 'set_claim_id'], unique=False)
    op.create_index(op.f('ix_queued_claim_claim_set_id_state_since_set_claim_id'), 'queued_claim', ['claim_set_id', 'state', 'since', 'set_claim_id'], unique=False)
    unplaced = sa.text("place IS NULL AND state = 'open'")
    op.create_index('ix_queued_claim_unplaced', 'queued_claim', ['claim_set_id'], unique=False, postgresql_where=unplaced, sqlite_where=unplaced)


def downgrade() -> None:
    op.drop_table('queued_claim')
    op.drop_table('queue_order')
