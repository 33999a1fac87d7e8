"""the whole way of a claim"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '7e6c2983b405'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('agent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.CheckConstraint('length(trim(name)) > 0', name=op.f('ck_agent_name')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agent')),
    sa.UniqueConstraint('name', name=op.f('uq_agent_name'))
    )
    op.create_table('label_scheme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('definition', sa.String(), nullable=False),
    sa.CheckConstraint('version >= 1', name=op.f('ck_label_scheme_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_label_scheme')),
    sa.UniqueConstraint('key', 'version', name=op.f('uq_label_scheme_key_version'))
    )
    op.create_table('login_failure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_login_failure'))
    )
    op.create_index(op.f('ix_login_failure_name_address_at'), 'login_failure', ['name', 'address', 'at'], unique=False)

    op.create_table('outlet',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.CheckConstraint('length(trim(name)) > 0', name=op.f('ck_outlet_name')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outlet')),
    sa.UniqueConstraint('name', name=op.f('uq_outlet_name'))
    )
    op.create_table('source',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('url', sa.String(), nullable=True),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('publisher', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("url IS NOT NULL OR title <> ''", name=op.f('ck_source_named')),
    sa.CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name=op.f('ck_source_url')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_source')),
    sa.UniqueConstraint('key', name=op.f('uq_source_key'))
    )
    op.create_table('user_account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('display_name', sa.String(), nullable=False),
    sa.Column('password_hash', sa.String(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('length(display_name) BETWEEN 1 AND 200', name=op.f('ck_user_account_display_name')),
    sa.CheckConstraint('name = lower(name) AND length(name) BETWEEN 2 AND 60', name=op.f('ck_user_account_name')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_account')),
    sa.UniqueConstraint('name', name=op.f('uq_user_account_name'))
    )
    op.create_table('claim',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('kind', sa.Enum('content', 'attribution', name='claim_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.Column('replacement', sa.Enum('reworded', 'split', name='replacement', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(replaces_id IS NULL) = (replacement IS NULL)', name=op.f('ck_claim_replacement_given')),
    sa.CheckConstraint('length(trim(text)) > 0', name=op.f('ck_claim_text')),
    sa.CheckConstraint('replaces_id <> id', name=op.f('ck_claim_replaces')),
    sa.ForeignKeyConstraint(['made_by_id'], ['user_account.id'], name=op.f('fk_claim_made_by_id')),
    sa.ForeignKeyConstraint(['replaces_id'], ['claim.id'], name=op.f('fk_claim_replaces_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claim'))
    )
    op.create_index(op.f('ix_claim_replaces_id'), 'claim', ['replaces_id'], unique=False)

    op.create_table('claim_set',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('description', sa.String(), nullable=False),
    sa.Column('overlap', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('scheme_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('open', 'closed', name='set_state', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('length(trim(name)) BETWEEN 1 AND 120', name=op.f('ck_claim_set_name')),
    sa.CheckConstraint('overlap BETWEEN 1 AND 50', name=op.f('ck_claim_set_overlap')),
    sa.CheckConstraint('round >= 1', name=op.f('ck_claim_set_round')),
    sa.ForeignKeyConstraint(['scheme_id'], ['label_scheme.id'], name=op.f('fk_claim_set_scheme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claim_set')),
    sa.UniqueConstraint('name', name=op.f('uq_claim_set_name'))
    )
    op.create_table('login_session',
    sa.Column('token_sha256', sa.String(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('length(token_sha256) = 64', name=op.f('ck_login_session_token_sha256')),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_login_session_user_id')),
    sa.PrimaryKeyConstraint('token_sha256', name=op.f('pk_login_session'))
    )
    op.create_index(op.f('ix_login_session_user_id'), 'login_session', ['user_id'], unique=False)

    op.create_table('passage',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('exact', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.CheckConstraint('length(sha256) = 64', name=op.f('ck_passage_sha256')),
    sa.CheckConstraint('length(trim(exact)) > 0', name=op.f('ck_passage_exact')),
    sa.ForeignKeyConstraint(['source_id'], ['source.id'], name=op.f('fk_passage_source_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passage')),
    sa.UniqueConstraint('source_id', 'sha256', name=op.f('uq_passage_source_id_sha256'))
    )
    op.create_table('user_role',
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('annotator', 'reviewer', 'editor', 'administrator', name='role', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_user_role_user_id')),
    sa.PrimaryKeyConstraint('user_id', 'role', name=op.f('pk_user_role'))
    )
    op.create_table('verdict',
    sa.Column('scheme_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['scheme_id'], ['label_scheme.id'], name=op.f('fk_verdict_scheme_id')),
    sa.PrimaryKeyConstraint('scheme_id', 'code', name=op.f('pk_verdict'))
    )
    op.create_table('guideline',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('claim_set_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('markdown', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('version >= 1', name=op.f('ck_guideline_version')),
    sa.ForeignKeyConstraint(['claim_set_id'], ['claim_set.id'], name=op.f('fk_guideline_claim_set_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guideline')),
    sa.UniqueConstraint('claim_set_id', 'version', name=op.f('uq_guideline_claim_set_id_version'))
    )
    op.create_table('import_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('claim_set_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['claim_set_id'], ['claim_set.id'], name=op.f('fk_import_batch_claim_set_id')),
    sa.ForeignKeyConstraint(['created_by_id'], ['user_account.id'], name=op.f('fk_import_batch_created_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_batch'))
    )
    op.create_table('set_claim',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('claim_set_id', sa.Integer(), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('seats_left', sa.Integer(), nullable=False),
    sa.CheckConstraint('seats_left >= 0', name=op.f('ck_set_claim_seats_left')),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_set_claim_claim_id')),
    sa.ForeignKeyConstraint(['claim_set_id'], ['claim_set.id'], name=op.f('fk_set_claim_claim_set_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_set_claim')),
    sa.UniqueConstraint('claim_set_id', 'claim_id', name=op.f('uq_set_claim_claim_set_id_claim_id')),
    sa.UniqueConstraint('claim_set_id', 'position', name=op.f('uq_set_claim_claim_set_id_position')),
    sa.UniqueConstraint('id', 'claim_set_id', name=op.f('uq_set_claim_id_claim_set_id'))
    )
    op.create_index(op.f('ix_set_claim_claim_id'), 'set_claim', ['claim_id'], unique=False)
    op.create_index('ix_set_claim_open', 'set_claim', ['claim_set_id', 'position'], unique=False, postgresql_where=sa.text('seats_left > 0'), sqlite_where=sa.text('seats_left > 0'))

    op.create_table('assignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('claim_set_id', sa.Integer(), nullable=False),
    sa.Column('set_claim_id', sa.Integer(), nullable=False),
    sa.Column('annotator_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.Enum('normal', 'overlap', 'calibration', 'known_answer', name='purpose', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('state', sa.Enum('active', 'done', 'skipped', 'lapsed', name='assignment_state', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('skip_reason', sa.Enum('not_enough_information', 'not_for_me', 'ambiguous', 'faulty_text', name='skip_reason', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(state = 'skipped') = (skip_reason IS NOT NULL)", name=op.f('ck_assignment_skip_reason_given')),
    sa.CheckConstraint('round >= 1', name=op.f('ck_assignment_round')),
    sa.ForeignKeyConstraint(['annotator_id'], ['user_account.id'], name=op.f('fk_assignment_annotator_id')),
    sa.ForeignKeyConstraint(['claim_set_id'], ['claim_set.id'], name=op.f('fk_assignment_claim_set_id')),
    sa.ForeignKeyConstraint(['set_claim_id', 'claim_set_id'], ['set_claim.id', 'set_claim.claim_set_id'], name=op.f('fk_assignment_set_claim_id_claim_set_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment')),
    sa.UniqueConstraint('id', 'set_claim_id', 'annotator_id', name=op.f('uq_assignment_id_set_claim_id_annotator_id')),
    sa.UniqueConstraint('set_claim_id', 'annotator_id', 'round', name=op.f('uq_assignment_set_claim_id_annotator_id_round'))
    )
    op.create_index(op.f('ix_assignment_annotator_id'), 'assignment', ['annotator_id'], unique=False)
    op.create_index(op.f('ix_assignment_claim_set_id_annotator_id_state'), 'assignment', ['claim_set_id', 'annotator_id', 'state'], unique=False)
    op.create_index(op.f('ix_assignment_claim_set_id_state_lease_until'), 'assignment', ['claim_set_id', 'state', 'lease_until'], unique=False)

    op.create_table('disagreement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('claim_set_id', sa.Integer(), nullable=False),
    sa.Column('set_claim_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('candidate', 'checkability', 'verdict', 'stance', name='disagreement_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('state', sa.Enum('open', 'decided', 'gone', name='disagreement_state', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['claim_set_id'], ['claim_set.id'], name=op.f('fk_disagreement_claim_set_id')),
    sa.ForeignKeyConstraint(['set_claim_id', 'claim_set_id'], ['set_claim.id', 'set_claim.claim_set_id'], name=op.f('fk_disagreement_set_claim_id_claim_set_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_disagreement')),
    sa.UniqueConstraint('set_claim_id', 'round', 'kind', name=op.f('uq_disagreement_set_claim_id_round_kind'))
    )
    op.create_index(op.f('ix_disagreement_claim_set_id_state_set_claim_id'), 'disagreement', ['claim_set_id', 'state', 'set_claim_id'], unique=False)

    op.create_table('document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('import_batch_id', sa.Integer(), nullable=False),
    sa.Column('outlet_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('author', sa.String(), nullable=True),
    sa.Column('url', sa.String(), nullable=True),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_precision', sa.Enum('year', 'month', 'day', name='precision', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('extraction', sa.Enum('waiting', 'done', 'failed', name='extraction_state', native_enum=False, create_constraint=True, length=40), server_default='waiting', nullable=False),
    sa.Column('extraction_failure', sa.String(), nullable=True),
    sa.Column('extractor', sa.String(), nullable=True),
    sa.CheckConstraint("(extraction = 'done') = (extractor IS NOT NULL)", name=op.f('ck_document_extractor')),
    sa.CheckConstraint("(extraction = 'failed') = (extraction_failure IS NOT NULL)", name=op.f('ck_document_extraction_failure')),
    sa.CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name=op.f('ck_document_url')),
    sa.CheckConstraint('(published_at IS NULL) = (published_precision IS NULL)', name=op.f('ck_document_published')),
    sa.CheckConstraint('length(sha256) = 64', name=op.f('ck_document_sha256')),
    sa.CheckConstraint('length(text) > 0', name=op.f('ck_document_text')),
    sa.ForeignKeyConstraint(['import_batch_id'], ['import_batch.id'], name=op.f('fk_document_import_batch_id')),
    sa.ForeignKeyConstraint(['outlet_id'], ['outlet.id'], name=op.f('fk_document_outlet_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document')),
    sa.UniqueConstraint('sha256', name=op.f('uq_document_sha256'))
    )
    op.create_index(op.f('ix_document_import_batch_id'), 'document', ['import_batch_id'], unique=False)
    op.create_index(op.f('ix_document_outlet_id'), 'document', ['outlet_id'], unique=False)
    op.create_index('ix_document_waiting', 'document', ['id'], unique=False, postgresql_where=sa.text("extraction = 'waiting'"), sqlite_where=sa.text("extraction = 'waiting'"))

    op.create_table('participation',
    sa.Column('set_claim_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.Enum('judges', 'decides', name='part', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.ForeignKeyConstraint(['set_claim_id'], ['set_claim.id'], name=op.f('fk_participation_set_claim_id')),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_participation_user_id')),
    sa.PrimaryKeyConstraint('set_claim_id', 'user_id', name=op.f('pk_participation')),
    sa.UniqueConstraint('set_claim_id', 'user_id', 'part', name=op.f('uq_participation_set_claim_id_user_id_part'))
    )
    op.create_index(op.f('ix_participation_user_id'), 'participation', ['user_id'], unique=False)

    op.create_table('attribution',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('speaker_id', sa.Integer(), nullable=True),
    sa.Column('manner', sa.Enum('direct', 'reported', 'mixed', name='manner', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('within_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('within_id <> id', name=op.f('ck_attribution_within')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_attribution_document_id')),
    sa.ForeignKeyConstraint(['speaker_id'], ['agent.id'], name=op.f('fk_attribution_speaker_id')),
    sa.ForeignKeyConstraint(['within_id', 'document_id'], ['attribution.id', 'attribution.document_id'], name=op.f('fk_attribution_within_id_document_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attribution')),
    sa.UniqueConstraint('document_id', 'position', name=op.f('uq_attribution_document_id_position')),
    sa.UniqueConstraint('id', 'document_id', name=op.f('uq_attribution_id_document_id'))
    )
    op.create_index(op.f('ix_attribution_speaker_id'), 'attribution', ['speaker_id'], unique=False)

    op.create_table('import_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('import_batch_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('outcome', sa.Enum('imported', 'repeated', 'failed', name='import_outcome', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('document_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(outcome = 'failed') = (document_id IS NULL)", name=op.f('ck_import_item_document')),
    sa.CheckConstraint("(outcome = 'failed') = (reason IS NOT NULL)", name=op.f('ck_import_item_reason')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_import_item_document_id')),
    sa.ForeignKeyConstraint(['import_batch_id'], ['import_batch.id'], name=op.f('fk_import_item_import_batch_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_item')),
    sa.UniqueConstraint('import_batch_id', 'position', name=op.f('uq_import_item_import_batch_id_position'))
    )
    op.create_index(op.f('ix_import_item_document_id'), 'import_item', ['document_id'], unique=False)

    op.create_table('judgement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('assignment_id', sa.Integer(), nullable=False),
    sa.Column('set_claim_id', sa.Integer(), nullable=False),
    sa.Column('annotator_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.Enum('judges', 'decides', name='part', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('supersedes_id', sa.Integer(), nullable=True),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('candidate', sa.Enum('accepted', 'reworded', 'rejected', name='candidate_decision', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('rejection_reason', sa.Enum('not_a_claim', 'wrong_words', 'not_atomic', 'page_furniture', name='rejection_reason', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('wording_id', sa.Integer(), nullable=True),
    sa.Column('checkability', sa.Enum('checkable', 'not_checkable', name='checkability', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('not_checkable_reason', sa.Enum('opinion', 'prediction', 'question_or_instruction', 'too_vague', 'unreadable', 'out_of_scope', 'duplicate', name='not_checkable_reason', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('scheme_id', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.String(), nullable=True),
    sa.Column('justification', sa.String(), nullable=False),
    sa.Column('confidence', sa.Integer(), nullable=True),
    sa.Column('seconds', sa.Integer(), nullable=True),
    sa.Column('guideline_id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(candidate = 'rejected') = (checkability IS NULL)", name=op.f('ck_judgement_checkable')),
    sa.CheckConstraint("(candidate = 'rejected') = (rejection_reason IS NOT NULL)", name=op.f('ck_judgement_rejection')),
    sa.CheckConstraint("(candidate = 'reworded') = (wording_id IS NOT NULL)", name=op.f('ck_judgement_wording')),
    sa.CheckConstraint("(coalesce(checkability, '') = 'checkable') = (verdict IS NOT NULL)", name=op.f('ck_judgement_verdict')),
    sa.CheckConstraint("(coalesce(checkability, '') = 'not_checkable') = (not_checkable_reason IS NOT NULL)", name=op.f('ck_judgement_not_checkable')),
    sa.CheckConstraint("part = 'judges'", name=op.f('ck_judgement_judges')),
    sa.CheckConstraint('(verdict IS NULL) = (confidence IS NULL)', name=op.f('ck_judgement_confident')),
    sa.CheckConstraint('confidence BETWEEN 1 AND 5', name=op.f('ck_judgement_confidence')),
    sa.CheckConstraint('number = 1 AND supersedes_id IS NULL OR number > 1 AND supersedes_id IS NOT NULL', name=op.f('ck_judgement_supersedes')),
    sa.CheckConstraint('seconds >= 0', name=op.f('ck_judgement_seconds')),
    sa.CheckConstraint('verdict IS NULL OR length(trim(justification)) > 0', name=op.f('ck_judgement_justification')),
    sa.ForeignKeyConstraint(['assignment_id', 'set_claim_id', 'annotator_id'], ['assignment.id', 'assignment.set_claim_id', 'assignment.annotator_id'], name=op.f('fk_judgement_assignment_id_set_claim_id_annotator_id')),
    sa.ForeignKeyConstraint(['guideline_id'], ['guideline.id'], name=op.f('fk_judgement_guideline_id')),
    sa.ForeignKeyConstraint(['scheme_id', 'verdict'], ['verdict.scheme_id', 'verdict.code'], name=op.f('fk_judgement_scheme_id_verdict')),
    sa.ForeignKeyConstraint(['scheme_id'], ['label_scheme.id'], name=op.f('fk_judgement_scheme_id')),
    sa.ForeignKeyConstraint(['set_claim_id', 'annotator_id', 'part'], ['participation.set_claim_id', 'participation.user_id', 'participation.part'], name=op.f('fk_judgement_set_claim_id_annotator_id_part')),
    sa.ForeignKeyConstraint(['supersedes_id', 'assignment_id'], ['judgement.id', 'judgement.assignment_id'], name=op.f('fk_judgement_supersedes_id_assignment_id')),
    sa.ForeignKeyConstraint(['wording_id'], ['claim.id'], name=op.f('fk_judgement_wording_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_judgement')),
    sa.UniqueConstraint('assignment_id', 'number', name=op.f('uq_judgement_assignment_id_number')),
    sa.UniqueConstraint('id', 'assignment_id', name=op.f('uq_judgement_id_assignment_id')),
    sa.UniqueConstraint('id', 'set_claim_id', name=op.f('uq_judgement_id_set_claim_id')),
    sa.UniqueConstraint('supersedes_id', name=op.f('uq_judgement_supersedes_id')),
    sa.UniqueConstraint('token', name=op.f('uq_judgement_token'))
    )
    op.create_index(op.f('ix_judgement_set_claim_id'), 'judgement', ['set_claim_id'], unique=False)

    op.create_table('sentence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('furniture', sa.String(), nullable=True),
    sa.CheckConstraint('0 <= start AND start < "end"', name=op.f('ck_sentence_span')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_sentence_document_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sentence')),
    sa.UniqueConstraint('document_id', 'position', name=op.f('uq_sentence_document_id_position')),
    sa.UniqueConstraint('id', 'document_id', name=op.f('uq_sentence_id_document_id'))
    )
    op.create_table('adjudication',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('set_claim_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('reviewer_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.Enum('judges', 'decides', name='part', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('supersedes_id', sa.Integer(), nullable=True),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('decision', sa.Enum('one_right', 'both_acceptable', 'all_wrong', name='decision', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('chosen_judgement_id', sa.Integer(), nullable=True),
    sa.Column('scheme_id', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.String(), nullable=True),
    sa.Column('not_checkable_reason', sa.Enum('opinion', 'prediction', 'question_or_instruction', 'too_vague', 'unreadable', 'out_of_scope', 'duplicate', name='not_checkable_reason', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('rejection_reason', sa.Enum('not_a_claim', 'wrong_words', 'not_atomic', 'page_furniture', name='rejection_reason', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(decision = 'all_wrong') = (chosen_judgement_id IS NULL)", name=op.f('ck_adjudication_chosen_judgement')),
    sa.CheckConstraint("CASE WHEN verdict IS NULL THEN 0 ELSE 1 END + CASE WHEN not_checkable_reason IS NULL THEN 0 ELSE 1 END + CASE WHEN rejection_reason IS NULL THEN 0 ELSE 1 END = CASE WHEN decision = 'all_wrong' THEN 1 ELSE 0 END", name=op.f('ck_adjudication_outcome')),
    sa.CheckConstraint("part = 'decides'", name=op.f('ck_adjudication_decides')),
    sa.CheckConstraint('length(trim(note)) > 0', name=op.f('ck_adjudication_note')),
    sa.CheckConstraint('number = 1 AND supersedes_id IS NULL OR number > 1 AND supersedes_id IS NOT NULL', name=op.f('ck_adjudication_supersedes')),
    sa.ForeignKeyConstraint(['chosen_judgement_id', 'set_claim_id'], ['judgement.id', 'judgement.set_claim_id'], name=op.f('fk_adjudication_chosen_judgement_id_set_claim_id')),
    sa.ForeignKeyConstraint(['scheme_id', 'verdict'], ['verdict.scheme_id', 'verdict.code'], name=op.f('fk_adjudication_scheme_id_verdict')),
    sa.ForeignKeyConstraint(['scheme_id'], ['label_scheme.id'], name=op.f('fk_adjudication_scheme_id')),
    sa.ForeignKeyConstraint(['set_claim_id', 'reviewer_id', 'part'], ['participation.set_claim_id', 'participation.user_id', 'participation.part'], name=op.f('fk_adjudication_set_claim_id_reviewer_id_part')),
    sa.ForeignKeyConstraint(['set_claim_id'], ['set_claim.id'], name=op.f('fk_adjudication_set_claim_id')),
    sa.ForeignKeyConstraint(['supersedes_id', 'set_claim_id'], ['adjudication.id', 'adjudication.set_claim_id'], name=op.f('fk_adjudication_supersedes_id_set_claim_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_adjudication')),
    sa.UniqueConstraint('id', 'set_claim_id', name=op.f('uq_adjudication_id_set_claim_id')),
    sa.UniqueConstraint('set_claim_id', 'round', 'number', name=op.f('uq_adjudication_set_claim_id_round_number')),
    sa.UniqueConstraint('supersedes_id', name=op.f('uq_adjudication_supersedes_id')),
    sa.UniqueConstraint('token', name=op.f('uq_adjudication_token'))
    )
    op.create_index(op.f('ix_adjudication_chosen_judgement_id'), 'adjudication', ['chosen_judgement_id'], unique=False)

    op.create_table('attribution_span',
    sa.Column('attribution_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.Enum('source', 'cue', 'content', name='span_part', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.CheckConstraint('0 <= start AND start < "end"', name=op.f('ck_attribution_span_span')),
    sa.ForeignKeyConstraint(['attribution_id'], ['attribution.id'], name=op.f('fk_attribution_span_attribution_id')),
    sa.PrimaryKeyConstraint('attribution_id', 'part', 'position', name=op.f('pk_attribution_span'))
    )
    op.create_table('evidence_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('judgement_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('passage_id', sa.Integer(), nullable=False),
    sa.Column('stance', sa.Enum('supports', 'contradicts', 'neutral', 'irrelevant', name='stance', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('coverage', sa.Enum('full', 'partial', name='coverage', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('set_number', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('url', sa.String(), nullable=True),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('publisher', sa.String(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_precision', sa.Enum('year', 'month', 'day', name='precision', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name=op.f('ck_evidence_link_url')),
    sa.CheckConstraint('(published_at IS NULL) = (published_precision IS NULL)', name=op.f('ck_evidence_link_published')),
    sa.CheckConstraint('set_number >= 1', name=op.f('ck_evidence_link_set_number')),
    sa.ForeignKeyConstraint(['judgement_id'], ['judgement.id'], name=op.f('fk_evidence_link_judgement_id')),
    sa.ForeignKeyConstraint(['passage_id'], ['passage.id'], name=op.f('fk_evidence_link_passage_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence_link')),
    sa.UniqueConstraint('judgement_id', 'passage_id', name=op.f('uq_evidence_link_judgement_id_passage_id')),
    sa.UniqueConstraint('judgement_id', 'position', name=op.f('uq_evidence_link_judgement_id_position'))
    )
    op.create_index(op.f('ix_evidence_link_passage_id'), 'evidence_link', ['passage_id'], unique=False)

    op.create_table('mention',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('sentence_id', sa.Integer(), nullable=False),
    sa.Column('attribution_id', sa.Integer(), nullable=True),
    sa.Column('quote', sa.String(), nullable=False),
    sa.Column('worthiness', sa.Enum('CFS', 'UFS', 'NFS', name='worthiness', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('score', sa.Double(), nullable=False),
    sa.Column('rule', sa.String(), nullable=False),
    sa.Column('extractor', sa.String(), nullable=False),
    sa.CheckConstraint('length(quote) > 0', name=op.f('ck_mention_quote')),
    sa.CheckConstraint('score BETWEEN 0 AND 1', name=op.f('ck_mention_score')),
    sa.ForeignKeyConstraint(['attribution_id', 'document_id'], ['attribution.id', 'attribution.document_id'], name=op.f('fk_mention_attribution_id_document_id')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_mention_document_id')),
    sa.ForeignKeyConstraint(['sentence_id', 'document_id'], ['sentence.id', 'sentence.document_id'], name=op.f('fk_mention_sentence_id_document_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mention')),
    sa.UniqueConstraint('document_id', 'position', name=op.f('uq_mention_document_id_position'))
    )
    op.create_index(op.f('ix_mention_sentence_id'), 'mention', ['sentence_id'], unique=False)

    op.create_table('adjudication_reason',
    sa.Column('adjudication_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Enum('slip', 'missed_evidence', 'same_evidence_elsewhere', 'insufficient_evidence', 'claim_ambiguous', 'guideline_gap', 'outside_knowledge', 'time_scope', 'genuine_conflict', name='disagreement_reason', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.ForeignKeyConstraint(['adjudication_id'], ['adjudication.id'], name=op.f('fk_adjudication_reason_adjudication_id')),
    sa.PrimaryKeyConstraint('adjudication_id', 'reason', name=op.f('pk_adjudication_reason'))
    )
    op.create_table('match',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('mention_id', sa.Integer(), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('suggested', 'confirmed', 'rejected', name='match_state', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('method', sa.Enum('extraction', 'repeat', 'person', name='match_method', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('score', sa.Double(), nullable=True),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("method <> 'person' OR made_by_id IS NOT NULL", name=op.f('ck_match_made_by')),
    sa.CheckConstraint('score BETWEEN 0 AND 1', name=op.f('ck_match_score')),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_match_claim_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['user_account.id'], name=op.f('fk_match_made_by_id')),
    sa.ForeignKeyConstraint(['mention_id'], ['mention.id'], name=op.f('fk_match_mention_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_match')),
    sa.UniqueConstraint('mention_id', 'claim_id', name=op.f('uq_match_mention_id_claim_id'))
    )
    op.create_index(op.f('ix_match_claim_id'), 'match', ['claim_id'], unique=False)
    op.create_index('uq_match_confirmed', 'match', ['mention_id'], unique=True, postgresql_where=sa.text("state = 'confirmed'"), sqlite_where=sa.text("state = 'confirmed'"))

    op.create_table('mention_span',
    sa.Column('mention_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.CheckConstraint('0 <= start AND start < "end"', name=op.f('ck_mention_span_span')),
    sa.ForeignKeyConstraint(['mention_id'], ['mention.id'], name=op.f('fk_mention_span_mention_id')),
    sa.PrimaryKeyConstraint('mention_id', 'position', name=op.f('pk_mention_span'))
    )


def downgrade() -> None:
    op.drop_table('mention_span')
    op.drop_index('uq_match_confirmed', table_name='match', postgresql_where=sa.text("state = 'confirmed'"), sqlite_where=sa.text("state = 'confirmed'"))
    op.drop_index(op.f('ix_match_claim_id'), table_name='match')

    op.drop_table('match')
    op.drop_table('adjudication_reason')
    op.drop_index(op.f('ix_mention_sentence_id'), table_name='mention')

    op.drop_table('mention')
    op.drop_index(op.f('ix_evidence_link_passage_id'), table_name='evidence_link')

    op.drop_table('evidence_link')
    op.drop_table('attribution_span')
    op.drop_index(op.f('ix_adjudication_chosen_judgement_id'), table_name='adjudication')

    op.drop_table('adjudication')
    op.drop_table('sentence')
    op.drop_index(op.f('ix_judgement_set_claim_id'), table_name='judgement')

    op.drop_table('judgement')
    op.drop_index(op.f('ix_import_item_document_id'), table_name='import_item')

    op.drop_table('import_item')
    op.drop_index(op.f('ix_attribution_speaker_id'), table_name='attribution')

    op.drop_table('attribution')
    op.drop_index(op.f('ix_participation_user_id'), table_name='participation')

    op.drop_table('participation')
    op.drop_index('ix_document_waiting', table_name='document', postgresql_where=sa.text("extraction = 'waiting'"), sqlite_where=sa.text("extraction = 'waiting'"))
    op.drop_index(op.f('ix_document_outlet_id'), table_name='document')
    op.drop_index(op.f('ix_document_import_batch_id'), table_name='document')

    op.drop_table('document')
    op.drop_index(op.f('ix_disagreement_claim_set_id_state_set_claim_id'), table_name='disagreement')

    op.drop_table('disagreement')
    op.drop_index(op.f('ix_assignment_claim_set_id_state_lease_until'), table_name='assignment')
    op.drop_index(op.f('ix_assignment_claim_set_id_annotator_id_state'), table_name='assignment')
    op.drop_index(op.f('ix_assignment_annotator_id'), table_name='assignment')

    op.drop_table('assignment')
    op.drop_index('ix_set_claim_open', table_name='set_claim', postgresql_where=sa.text('seats_left > 0'), sqlite_where=sa.text('seats_left > 0'))
    op.drop_index(op.f('ix_set_claim_claim_id'), table_name='set_claim')

    op.drop_table('set_claim')
    op.drop_table('import_batch')
    op.drop_table('guideline')
    op.drop_table('verdict')
    op.drop_table('user_role')
    op.drop_table('passage')
    op.drop_index(op.f('ix_login_session_user_id'), table_name='login_session')

    op.drop_table('login_session')
    op.drop_table('claim_set')
    op.drop_index(op.f('ix_claim_replaces_id'), table_name='claim')

    op.drop_table('claim')
    op.drop_table('user_account')
    op.drop_table('source')
    op.drop_table('outlet')
    op.drop_index(op.f('ix_login_failure_name_address_at'), table_name='login_failure')

    op.drop_table('login_failure')
    op.drop_table('label_scheme')
    op.drop_table('agent')
