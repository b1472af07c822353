"""Turns that go on on another replica, what they used, edited approvals, summaries."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("turn", sa.Column("attempt", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("turn", sa.Column("usage", postgresql.JSONB(), nullable=True))
    op.add_column(
        "approval", sa.Column("is_edited", sa.Boolean(), nullable=False, server_default="false")
    )
    op.add_column(
        "conversation", sa.Column("summary", sa.String(), nullable=False, server_default="")
    )
    op.add_column(
        "conversation",
        sa.Column("summary_until", sa.BigInteger(), nullable=False, server_default="0"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_column("conversation", "summary_until")
    op.drop_column("conversation", "summary")
    op.drop_column("approval", "is_edited")
    op.drop_column("turn", "usage")
    op.drop_column("turn", "attempt")
