"""No index of the tags of all people: a filter goes by its own account, whose tasks are few."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. The code before it goes on: it finds the same tasks by the account."""
    op.drop_index("task_tags", table_name="task")


def downgrade() -> None:
    """Take back."""
    op.create_index("task_tags", "task", ["tags"], postgresql_using="gin")
