"""Runs migrations, one process at a time."""

import sys
from typing import Literal

from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, Engine, create_engine, pool, text
from sqlalchemy.exc import OperationalError

from alembic import context
from src.database import CONNECT_SECONDS, normalise
from src.models.base import Instant, Xid8
from src.models.tables import TABLES
from src.settings import settings

LOCK = 7_020_417_315
"""Any number of our own: whoever holds this advisory lock migrates, the others wait."""


def render_type(kind: str, found: object, written: AutogenContext) -> str | Literal[False]:
    """Write our own column types as PostgreSQL's: a migration must not import models."""
    if kind == "type" and isinstance(found, Xid8):
        # SQLAlchemy has no name for it; a domain that is not created is written as its bare name.
        written.imports.add("from sqlalchemy.dialects import postgresql")
        return 'postgresql.DOMAIN("xid8", sa.BigInteger(), create_type=False)'
    is_instant = kind == "type" and isinstance(found, Instant)
    return "sa.DateTime(timezone=True)" if is_instant else False


def is_compared(_: object, name: str | None, *__: object) -> bool:
    """Leave out what PostgreSQL writes in other words than we do; tests hold it to its use."""
    return name != "task_words"


def run_migrations() -> None:
    """Migrate the database that the settings name, or that the caller gave."""
    url = normalise(settings().database_url.get_secret_value())
    engine = context.config.attributes.get("connection") or create_engine(
        url, poolclass=pool.NullPool, connect_args={"connect_timeout": CONNECT_SECONDS}
    )
    with _connect(engine) as connection:
        context.configure(
            connection=connection,
            target_metadata=TABLES[0].metadata,
            compare_type=True,
            render_item=render_type,
            include_object=is_compared,
        )
        with context.begin_transaction():
            # Released with the transaction: a killed migration leaves no lock behind.
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            context.run_migrations()


def _connect(engine: Engine) -> Connection:
    """Open a connection, or end with one line: it is what a person reads of a failed job."""
    try:
        return engine.connect()
    except OperationalError as error:
        sys.exit(f"The database does not answer: {' '.join(str(error.orig).split())}")


run_migrations()
