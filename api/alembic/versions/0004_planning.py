"""Projects, subtasks, recurrence, reminders, manual order, archive; changes of projects."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
OPEN = sa.text("deleted_at IS NULL AND completed_at IS NULL")
DONE = sa.text("deleted_at IS NULL AND completed_at IS NOT NULL")
PLACE = sa.text("COALESCE(rank, id::text)")
COLUMNS = (
    ("project_id", sa.Uuid()),
    ("parent_id", sa.Uuid()),
    ("start_date", sa.Date()),
    ("recurrence", sa.String()),
    ("recurs_from", sa.String()),
    ("successor_of", sa.Uuid()),
    ("reminded_at", INSTANT),
    ("estimate_minutes", sa.Integer()),
    ("rank", sa.Text(collation="C")),
    ("archived_at", INSTANT),
)
INDEXES: tuple[tuple[str, list[str | sa.TextClause], sa.TextClause, bool], ...] = (
    ("task_done_order", ["account_id", "completed_at", "id"], DONE, False),
    ("task_manual_order", ["account_id", "project_id", PLACE, "id"], OPEN, False),
    ("task_trash", ["account_id", "deleted_at", "id"], sa.text("deleted_at IS NOT NULL"), False),
    ("task_project", ["project_id"], sa.text("project_id IS NOT NULL"), False),
    ("task_parent", ["parent_id"], sa.text("parent_id IS NOT NULL"), False),
    (
        "task_successor",
        ["successor_of"],
        sa.text("successor_of IS NOT NULL AND deleted_at IS NULL"),
        True,
    ),
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "project",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("color", sa.String(), nullable=False),
        sa.Column("rank", sa.Text(collation="C"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("archived_at", INSTANT, nullable=True),
        sa.Column("deleted_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "project_order", "project", ["account_id"], postgresql_where=sa.text("deleted_at IS NULL")
    )
    for name, kind in COLUMNS:
        op.add_column("task", sa.Column(name, kind, nullable=True))
    numbers = postgresql.ARRAY(sa.Integer())
    empty = sa.text("'{}'")
    op.add_column("task", sa.Column("reminders", numbers, server_default=empty, nullable=False))
    _link("task_project_id_fkey", "task", "project", "project_id", "SET NULL")
    _link("task_parent_id_fkey", "task", "task", "parent_id", "CASCADE")
    _link("task_successor_of_fkey", "task", "task", "successor_of", "SET NULL")
    for name, columns, where, unique in INDEXES:
        op.create_index(name, "task", columns, unique=unique, postgresql_where=where)
    _change_of_projects()


def _change_of_projects() -> None:
    op.alter_column("task_change", "task_id", nullable=True)
    op.add_column("task_change", sa.Column("project_id", sa.Uuid(), nullable=True))
    op.add_column("task_change", sa.Column("batch_id", sa.Uuid(), nullable=True))
    _link("task_change_project_id_fkey", "task_change", "project", "project_id", "CASCADE")
    op.create_index(op.f("ix_task_change_project_id"), "task_change", ["project_id"])
    is_batch = sa.text("batch_id IS NOT NULL")
    op.create_index("task_change_batch", "task_change", ["batch_id"], postgresql_where=is_batch)


def _link(name: str, table: str, target: str, column: str, on_delete: str) -> None:
    op.create_foreign_key(name, table, target, [column], ["id"], ondelete=on_delete)


def downgrade() -> None:
    """Take back."""
    op.execute("DELETE FROM task_change WHERE task_id IS NULL")
    for column in ("batch_id", "project_id"):
        op.drop_column("task_change", column)
    op.alter_column("task_change", "task_id", nullable=False)
    for name, *_ in reversed(INDEXES):
        op.drop_index(name, table_name="task")
    op.drop_column("task", "reminders")
    for name, _ in reversed(COLUMNS):
        op.drop_column("task", name)
    op.drop_table("project")
