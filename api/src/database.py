"""The engine, and sessions that are committed once, at the edge."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import UUID

from psycopg import AsyncConnection
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

POOLER_PORT = 6432
CONNECT_SECONDS = 5
CHANGED = "accounts that changed"


class Database:
    """One database for one process.

    Args:
        url: A PostgreSQL URL as providers give it, `postgres://` and Neon's included.
        pool_size: Connections that are kept; half as many again may be opened at a peak.
    """

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = url
        normalised = normalise(url)
        self.engine: AsyncEngine = create_async_engine(
            normalised,
            pool_size=pool_size,
            max_overflow=pool_size // 2,
            # A database that slept (Neon) or restarted leaves dead connections behind.
            pool_pre_ping=True,
            # What people wrote does not belong in a log.
            hide_parameters=True,
            connect_args=_connect_args(normalised),
        )
        self.is_pooled = is_pooled(normalised)
        """Whether a transaction pooler is in between, through which nobody can LISTEN."""
        self.on_commit: Callable[[frozenset[UUID]], None] | None = None
        """Is told the accounts that a committed session has announced."""
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """Yield a session; commit when the body ends well, roll back when it does not."""
        async with self._sessions() as session:
            async with session.begin():
                yield session
            changed = frozenset(session.info.get(CHANGED, ()))
        if changed and self.on_commit is not None:
            self.on_commit(changed)

    async def connect_directly(self) -> AsyncConnection:
        """Open a connection beside the pool, which commits each statement; the caller closes it.

        Raises:
            psycopg.OperationalError: The database does not answer.
        """
        url = normalise(self.url).set(drivername="postgresql")
        return await AsyncConnection.connect(
            url.render_as_string(hide_password=False),
            autocommit=True,
            connect_timeout=CONNECT_SECONDS,
            # A connection that only listens is so known to be dead within half a minute.
            keepalives_idle=15,
            keepalives_interval=5,
            keepalives_count=3,
        )

    async def revision(self) -> str | None:
        """Return the schema revision that the database is at; None before any migration.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: The database does not answer.
        """
        async with self.engine.connect() as connection:
            known = await connection.scalar(text("SELECT to_regclass('alembic_version')::text"))
            if known is None:
                return None
            found: str | None = await connection.scalar(
                text("SELECT version_num FROM alembic_version")
            )
            return found

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


def normalise(url: str) -> URL:
    """Return a provider's URL as one that SQLAlchemy opens with psycopg."""
    return make_url(url).set(drivername="postgresql+psycopg")


def is_pooled(url: URL) -> bool:
    """Whether a URL leads to a transaction pooler, as far as it shows."""
    return "-pooler" in (url.host or "") or url.port == POOLER_PORT


def announce(session: AsyncSession, account_id: UUID) -> None:
    """Let the account's readers know, once this session is committed."""
    session.info.setdefault(CHANGED, set()).add(account_id)


def _connect_args(url: URL) -> dict[str, int | None]:
    args: dict[str, int | None] = {"connect_timeout": CONNECT_SECONDS}
    if is_pooled(url):
        # A transaction pooler hands each transaction another connection: prepared
        # statements made on one would be missing on the next.
        args["prepare_threshold"] = None
    return args
