"""The engine, and sessions that are committed once, at the edge."""

import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from sqlalchemy.util import greenlet_spawn

POOLER_PORT = 6432
CONNECT_SECONDS = 5
CHANGED = "accounts that changed"
IDLE_SECONDS = 0.25
"""A connection that was used more recently is taken to be alive: asking costs a round trip.

A database takes longer to restart than that."""


class Database:
    """One database for one process.

    Args:
        url: A PostgreSQL URL as providers give it, `postgres://` and Neon's included.
        pool_size: Connections that are opened as they are needed, and then kept. At a peak requests
            wait for one: that is quicker than to open another and close it again.
    """

    def __init__(self, url: str, *, pool_size: int = 15) -> None:
        self.url = url
        normalised = normalise(url)
        self.engine: AsyncEngine = create_async_engine(
            normalised,
            pool_size=pool_size,
            max_overflow=0,
            # What people wrote does not belong in a log.
            hide_parameters=True,
            connect_args=_connect_args(normalised),
        )
        # A database that slept (Neon) or restarted leaves dead connections behind.
        event.listen(self.engine.sync_engine, "checkin", _note_use)
        event.listen(self.engine.sync_engine, "checkout", _ping_when_idle)
        self.is_pooled = is_pooled(normalised)
        """Whether a transaction pooler is in between, through which nobody can LISTEN."""
        self.on_commit: Callable[[frozenset[UUID]], None] | None = None
        """Is told the accounts that a committed session has announced."""
        self.around: Callable[[str], AbstractContextManager[None]] = lambda _: nullcontext()
        """Is entered around each quick statement, which the engine's events do not see."""
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """Yield a session; commit when the body ends well, roll back when it does not."""
        async with self._sessions() as session:
            async with session.begin():
                yield session
            changed = frozenset(session.info.get(CHANGED, ()))
        if changed:
            self.tell(changed)

    @asynccontextmanager
    async def quick(self) -> AsyncIterator["Quick"]:
        """Yield a connection without a session, for hot requests of one statement."""
        pooled = await self.engine.raw_connection()
        try:
            connection = pooled.driver_connection
            assert isinstance(connection, psycopg.AsyncConnection)  # noqa: S101 - the driver is ours
            await connection.set_autocommit(True)
            yield Quick(connection, self.around)
            await connection.set_autocommit(False)
        except BaseException:
            # Broken, or left in the middle of an answer: the pool opens another one.
            await greenlet_spawn(pooled.invalidate)
            raise
        finally:
            await greenlet_spawn(pooled.close)

    def tell(self, accounts: frozenset[UUID]) -> None:
        """Let readers know that something of these accounts was changed and is committed."""
        if self.on_commit is not None:
            self.on_commit(accounts)

    async def connect_directly(self) -> psycopg.AsyncConnection:
        """Open a connection beside the pool, which commits each statement; the caller closes it.

        Raises:
            psycopg.OperationalError: The database does not answer.
        """
        url = normalise(self.url).set(drivername="postgresql")
        return await psycopg.AsyncConnection.connect(
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


class Quick:
    """The driver's own connection, on which each statement is a transaction of its own.

    A session's objects, BEGIN and COMMIT would cost more than a small statement does.

    Args:
        connection: In autocommit mode.
        around: Is entered around each statement.
    """

    def __init__(
        self,
        connection: psycopg.AsyncConnection,
        around: Callable[[str], AbstractContextManager[None]],
    ) -> None:
        self._connection, self._around = connection, around

    async def row(self, statement: bytes, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Return the first row of what a statement gives.

        Args:
            statement: With `%(name)s` for each value.
            values: By name; what the statement does not name is left out.

        Raises:
            psycopg.Error: The database refuses it, or is away.
        """
        with self._around(statement.decode()):
            return await (await self._connection.execute(statement, values)).fetchone()


def _note_use(_: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info["used"] = time.monotonic()


def _ping_when_idle(
    connection: DBAPIConnection, entry: ConnectionPoolEntry, _: PoolProxiedConnection
) -> None:
    """Have a connection replaced that died while nobody used it."""
    if time.monotonic() - entry.info.get("used", time.monotonic()) < IDLE_SECONDS:
        return
    cursor = connection.cursor()
    try:
        cursor.execute("SELECT 1")
        connection.rollback()  # or it would begin its first transaction in the middle of this one
    except Exception as error:
        raise DisconnectionError from error
    finally:
        cursor.close()


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
