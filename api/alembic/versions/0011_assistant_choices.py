"""Which model answers a person, and a key of their own for it."""

import sqlalchemy as sa

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "assistant_choice",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("model", sa.String(), nullable=True),
        sa.Column("sealed_key", sa.String(), nullable=True),
        sa.Column("key_end", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("assistant_choice")
