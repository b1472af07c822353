"""Messages that were edited stay, out of sight."""

import sqlalchemy as sa

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. The code before it goes on: it shows what was replaced beside what replaced it."""
    op.add_column("message", sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take back; what was replaced is seen again."""
    op.drop_column("message", "replaced_at")
