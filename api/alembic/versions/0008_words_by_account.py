"""The words of search begin with their account, so that each looks through its own only."""

import sqlalchemy as sa

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEPT = sa.text("deleted_at IS NULL")
# Parts of addresses and of names of files are words too. The end of the id is its random part.
# A lexeme of more than 2046 bytes would be refused.
FUNCTION = r"""
CREATE FUNCTION words_of(account_id uuid, title varchar, notes varchar) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT array_to_tsvector(coalesce(
        array_agg(right(account_id::text, 12) || ':' || lexeme), '{}'))
    FROM unnest(to_tsvector('simple', translate(title || ' ' || notes, './:@_-', '      ')))
    WHERE octet_length(lexeme) < 2000;
END
"""
OWN_WORDS = sa.text("words_of(account_id, title, notes)")
WORDS = sa.text(
    "((setweight(to_tsvector('simple'::regconfig, (title)::text), 'A'::\"char\")"
    " || setweight(to_tsvector('simple'::regconfig, (notes)::text), 'B'::\"char\"))"
    " || array_to_tsvector(ARRAY[(account_id)::text]))"
)


def upgrade() -> None:
    """Apply. The code before it goes on: it searches the tasks of the account one by one."""
    op.execute(FUNCTION)
    op.create_index(
        "task_own_words", "task", [OWN_WORDS], postgresql_using="gin", postgresql_where=KEPT
    )
    op.drop_index("task_words", table_name="task")


def downgrade() -> None:
    """Take back."""
    op.create_index("task_words", "task", [WORDS], postgresql_using="gin", postgresql_where=KEPT)
    op.drop_index("task_own_words", table_name="task")
    op.execute("DROP FUNCTION words_of(uuid, varchar, varchar)")
