"""claims may go unweighed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '3f1c0a9d27be'
down_revision = '7e6c2983b405'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('mention') as batch:
        batch.alter_column('worthiness', existing_type=sa.String(40), nullable=True)
        batch.alter_column('score', existing_type=sa.Double(), nullable=True)
        batch.create_check_constraint(op.f('ck_mention_weighed'), '(worthiness IS NULL) = (score IS NULL)')
    # A text without rules for its language had been given the least worth, which nobody weighed.
    op.execute(
        "UPDATE mention SET worthiness = NULL, score = NULL"
        " WHERE score = 0 AND worthiness = 'UFS' AND extractor NOT LIKE '% en!_%' ESCAPE '!'"
    )


def downgrade() -> None:
    # The least that an earlier version can say of a claim that nobody weighed.
    op.execute("UPDATE mention SET worthiness = 'UFS', score = 0 WHERE score IS NULL")
    with op.batch_alter_table('mention') as batch:
        batch.drop_constraint(op.f('ck_mention_weighed'), type_='check')
        batch.alter_column('score', existing_type=sa.Double(), nullable=False)
        batch.alter_column('worthiness', existing_type=sa.String(40), nullable=False)
