"""Personal access tokens, rate limits, and where a person is signed in."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "access_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.Column("last_used_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index(op.f("ix_access_token_account_id"), "access_token", ["account_id"])
    op.create_table(
        "rate_limit",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(op.f("ix_rate_limit_begun_at"), "rate_limit", ["begun_at"])
    op.add_column("login_session", sa.Column("last_seen_at", INSTANT, nullable=True))
    op.add_column("login_session", sa.Column("browser", sa.String(), nullable=True))
    op.add_column("account", sa.Column("feed_hash", sa.String(), nullable=True))
    op.create_unique_constraint("account_feed_hash_key", "account", ["feed_hash"])


def downgrade() -> None:
    """Take back."""
    op.drop_column("account", "feed_hash")
    op.drop_column("login_session", "browser")
    op.drop_column("login_session", "last_seen_at")
    op.drop_table("rate_limit")
    op.drop_table("access_token")
