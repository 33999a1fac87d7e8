"""patterns of judgements"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from collections.abc import Sequence

revision = '53b36e35664e'
down_revision = '774097b98740'
branch_labels = None
depends_on = None

# The labels that annotators gave to claims that everybody has judged, in the round of their set.
GIVEN = """
SELECT set_claim.claim_set_id, set_claim.id AS set_claim_id, claim_set.round,
       judgement.verdict, judgement.checkability
FROM judgement
JOIN assignment ON assignment.id = judgement.assignment_id
JOIN set_claim ON set_claim.id = assignment.set_claim_id
JOIN claim_set ON claim_set.id = set_claim.claim_set_id AND claim_set.round = assignment.round
WHERE NOT EXISTS (SELECT 1 FROM judgement AS later WHERE later.supersedes_id = judgement.id)
  AND NOT EXISTS (SELECT 1 FROM known_answer WHERE known_answer.set_claim_id = set_claim.id)
  AND (claim_set.state = 'closed' OR set_claim.seats_left = 0 AND NOT EXISTS (
    SELECT 1 FROM assignment AS held
    WHERE held.set_claim_id = set_claim.id AND held.state IN ('reserved', 'active', 'reopened')))
"""
QUESTIONS = ('verdict', 'checkability')


def upgrade() -> None:
    op.create_table('pattern_count',
    sa.Column('claim_set_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('question', sa.Enum('verdict', 'checkability', 'stance', 'evidence', name='question', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('pattern', sa.String(), nullable=False),
    sa.Column('claims', sa.Integer(), nullable=False),
    sa.CheckConstraint('claims >= 0', name=op.f('ck_pattern_count_claims')),
    sa.ForeignKeyConstraint(['claim_set_id'], ['claim_set.id'], name=op.f('fk_pattern_count_claim_set_id')),
    sa.PrimaryKeyConstraint('claim_set_id', 'round', 'question', 'pattern', name=op.f('pk_pattern_count'))
    )
    op.create_table('claim_pattern',
    sa.Column('set_claim_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('question', sa.Enum('verdict', 'checkability', 'stance', 'evidence', name='question', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('pattern', sa.String(), nullable=False),
    sa.CheckConstraint('length(pattern) > 0', name=op.f('ck_claim_pattern_pattern')),
    sa.ForeignKeyConstraint(['set_claim_id'], ['set_claim.id'], name=op.f('fk_claim_pattern_set_claim_id')),
    sa.PrimaryKeyConstraint('set_claim_id', 'round', 'question', name=op.f('pk_claim_pattern'))
    )
    count()


def count() -> None:
    """Count what has been judged so far."""
    connection = op.get_bind()
    given: defaultdict[tuple[int, int, str, int], Counter[str]] = defaultdict(Counter)
    for row in connection.execute(sa.text(GIVEN)).mappings():
        for question in QUESTIONS:
            if row[question] is not None:
                key = row['claim_set_id'], row['round'], question, row['set_claim_id']
                given[key][row[question]] += 1
    patterns = []
    counts: Counter[tuple[object, ...]] = Counter()
    for (claim_set_id, number, asked, set_claim_id), labels in given.items():
        pattern = ' '.join(f'{label}:{times}' for label, times in sorted(labels.items()))
        patterns.append((set_claim_id, number, asked, pattern))
        counts[claim_set_id, number, asked, pattern] += 1
    keep('claim_pattern', 'set_claim_id round question pattern'.split(), patterns)
    keep(
        'pattern_count',
        'claim_set_id round question pattern claims'.split(),
        [(*key, claims) for key, claims in counts.items()],
    )


def keep(table: str, columns: list[str], rows: Sequence[tuple[object, ...]]) -> None:
    """Put rows into a table."""
    op.bulk_insert(
        sa.table(table, *map(sa.column, columns)),
        [dict(zip(columns, row, strict=True)) for row in rows],
    )


def downgrade() -> None:
    op.drop_table('claim_pattern')
    op.drop_table('pattern_count')
