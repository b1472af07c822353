"""The engine, and sessions that are committed once, at the edge."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

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
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """Yield a session; commit when the body ends well, roll back when it does not."""
        async with self._sessions() as session, session.begin():
            yield session

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


def _connect_args(url: URL) -> dict[str, int | None]:
    args: dict[str, int | None] = {"connect_timeout": CONNECT_SECONDS}
    if "-pooler" in (url.host or "") or url.port == POOLER_PORT:
        # A transaction pooler hands each transaction another connection: prepared
        # statements made on one would be missing on the next.
        args["prepare_threshold"] = None
    return args
