"""Tells all replicas which accounts changed, without holding up whoever changed them.

NOTIFY in a writing transaction would let only one transaction of the whole database commit at a
time. So it is sent after the commit, for many commits at once, in a transaction of its own.
"""

import asyncio
from collections.abc import Collection
from contextvars import Context
from uuid import UUID

import structlog
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from src.database import Database

CHANNEL = "task_changes"
EVERYBODY = "*"
MOST_ACCOUNTS = 200
"""In one notification: PostgreSQL takes less than 8,000 bytes."""

logger = structlog.get_logger()


class Announcer:
    """Sends the notifications of one process.

    Args:
        database: Where they are sent.
        name: The name of this process, which need not listen to itself.
        pause: Seconds between two notifications.
    """

    def __init__(self, database: Database, name: str, pause: float) -> None:
        self._database, self._name, self._pause = database, name, pause
        self._pending: set[UUID] = set()
        self._sending: asyncio.Task[None] | None = None

    def announce(self, accounts: Collection[UUID]) -> None:
        """Have the other processes told that these accounts changed; returns at once."""
        if self._database.is_pooled:
            return  # nobody can listen: all of them poll
        self._pending.update(accounts)
        if self._sending is None or self._sending.done():
            # It works for many requests: it is no part of the one that happened to be the first.
            self._sending = asyncio.create_task(
                self._send_all(), name="announcer", context=Context()
            )

    async def close(self) -> None:
        """Send what is left, and end."""
        if self._sending is not None:
            await self._sending

    async def _send_all(self) -> None:
        while self._pending:
            accounts, self._pending = self._pending, set()
            try:
                await self._send(payload(self._name, accounts))
            except (SQLAlchemyError, OSError) as error:
                # The others find it when they look the next time.
                logger.warning("announcement_lost", error=type(error).__name__)
            await asyncio.sleep(self._pause)

    async def _send(self, text: str) -> None:
        async with self._database.session() as session:
            await session.execute(select(func.pg_notify(CHANNEL, text)))


def payload(name: str, accounts: Collection[UUID]) -> str:
    """Return what is sent: who sends it, and about whom."""
    few = len(accounts) <= MOST_ACCOUNTS
    return f"{name} {','.join(one.hex for one in accounts) if few else EVERYBODY}"


def parse(text: str) -> tuple[str, frozenset[UUID] | None]:
    """Return who sent a payload, and about whom; None means everybody, or that it is not ours."""
    name, _, told = text.partition(" ")
    try:
        return name, frozenset(UUID(one) for one in told.split(","))
    except ValueError:
        return name, None
