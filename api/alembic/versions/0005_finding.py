"""Saved filters, full-text search, and similar words where the server has pg_trgm."""

import sqlalchemy as sa

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
WORDS = sa.text(
    "((setweight(to_tsvector('simple'::regconfig, (title)::text), 'A'::\"char\")"
    " || setweight(to_tsvector('simple'::regconfig, (notes)::text), 'B'::\"char\"))"
    " || array_to_tsvector(ARRAY[(account_id)::text]))"
)
# Search does without it; whoever may not create extensions must still be able to migrate.
SIMILAR_WORDS = """
DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'no pg_trgm: %', SQLERRM;
END $$
"""


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("filter", sa.String(), nullable=False),
        sa.Column("color", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_saved_filter_account_id"), "saved_filter", ["account_id"])
    op.create_index("task_account", "task", ["account_id", "created_at", "id"])
    op.execute(SIMILAR_WORDS)
    op.create_index(
        "task_words",
        "task",
        [WORDS],
        postgresql_using="gin",
        postgresql_where=sa.text("deleted_at IS NULL"),
    )


def downgrade() -> None:
    """Take back; the extension stays, somebody else may use it."""
    op.drop_index("task_words", table_name="task")
    op.drop_index("task_account", table_name="task")
    op.drop_table("saved_filter")
