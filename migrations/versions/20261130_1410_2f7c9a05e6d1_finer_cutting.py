"""finer cutting

Whether the statements of a document are cut finely. Those read by earlier rules keep their claims.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2f7c9a05e6d1"
down_revision = "9b3e6d41c7f2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("finely", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("document") as document:
        document.drop_column("finely")
