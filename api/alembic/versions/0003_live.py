"""The transaction of each change, by which the live feed is ordered."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    # In two steps: a volatile default given with the column would rewrite the whole table.
    op.execute("ALTER TABLE task_change ADD COLUMN xid xid8")
    op.execute("ALTER TABLE task_change ALTER COLUMN xid SET DEFAULT pg_current_xact_id()")
    op.create_index("task_change_feed", "task_change", ["account_id", "xid", "id"], unique=False)


def downgrade() -> None:
    """Take back."""
    op.drop_index("task_change_feed", table_name="task_change")
    op.drop_column("task_change", "xid")
