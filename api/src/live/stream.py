"""Follows an account's changes from any position, on any replica."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from src.database import Database
from src.errors import ForbiddenError, SignedOutError
from src.live.pace import Pace
from src.live.wakeups import Wakeups, brief, happens
from src.schemas.changes import ChangePublic
from src.services import access_tokens, change_feed, sessions
from src.services.change_feed import Batch, Position, Start

QUIET = Batch([], is_full=False, is_held_back=False)
AWAY = Batch([], is_full=False, is_held_back=True)
"""What is read of a database that does not answer: look again soon."""

logger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class LiveEvent:
    """What a reader is told."""

    kind: Literal["begin", "reset", "change", "alive"]
    """`begin` says where the stream begins, `reset` the same to a reader that was elsewhere."""
    position: Position | None = None
    change: ChangePublic | None = None


class Streams:
    """The streams of one process; each reads the database by position and queues nothing.

    Args:
        database: Where changes are.
        wakeups: Says when to read.
        pace: How often a stream shows that it lives.
    """

    def __init__(self, database: Database, wakeups: Wakeups, pace: Pace) -> None:
        self._database, self._wakeups, self._pace = database, wakeups, pace
        self._stopping = False

    def stop(self) -> None:
        """End all streams, and those that are still to come, so that readers go elsewhere."""
        self._stopping = True
        self._wakeups.wake_all()

    async def follow(self, token: str | None, event_id: str | None) -> AsyncGenerator[LiveEvent]:
        """Yield an account's changes until the process stops or the session ends.

        Args:
            token: The session whose account is followed.
            event_id: The last event that the reader has; None begins now.

        Raises:
            SignedOutError: Nobody is signed in.
            ForbiddenError: A personal access token may not read.
            TooManyStreamsError: The account has too many streams.
        """
        account_id, begin = await self._begin(token, event_id)
        with self._wakeups.subscription(account_id) as news:
            yield LiveEvent("reset" if begin.is_lost else "begin", begin.position)
            reading = self._read_on(token, account_id, begin.position, news)
            async with contextlib.aclosing(reading) as events:
                async for event in events:
                    yield event

    async def _read_on(
        self, token: str | None, account_id: UUID, position: Position, news: asyncio.Event
    ) -> AsyncGenerator[LiveEvent]:
        alive_at, looks = self._next_sign(), True
        shortest, longest = self._pace.held_back
        pause = shortest
        while not self._stopping:
            # Cleared before reading: what comes in between sets it again.
            news.clear()
            batch = await self._read(account_id, position) if looks else QUIET
            for position, change in batch.changes:  # noqa: PLR1704 - the new position
                yield LiveEvent("change", position, change)
            if _time() >= alive_at:
                if not await self._is_signed_in(token, account_id):
                    return
                alive_at = self._next_sign()
                yield LiveEvent("alive")
            if batch.is_full:
                continue
            pause = min(pause * 2, longest) if batch.is_held_back else shortest
            left = alive_at - _time()
            came = await happens(news, min(pause, left) if batch.is_held_back else left)
            looks = came or batch.is_held_back

    async def _begin(self, token: str | None, event_id: str | None) -> tuple[UUID, Start]:
        async with self._database.session() as session:
            account_id = await _account_of(session, token)
            return account_id, await change_feed.start(session, event_id)

    async def _read(self, account_id: UUID, position: Position) -> Batch:
        try:
            async with self._database.session() as session:
                return await change_feed.after(session, account_id, position)
        except (SQLAlchemyError, OSError) as error:
            logger.warning("feed_away", error=brief(error))
            return AWAY

    async def _is_signed_in(self, token: str | None, account_id: UUID) -> bool:
        try:
            async with self._database.session() as session:
                return await _account_of(session, token) == account_id
        except (SignedOutError, ForbiddenError):
            return False
        except (SQLAlchemyError, OSError):
            return True  # unknown; nothing can be read meanwhile, and it is looked at again

    def _next_sign(self) -> float:
        return _time() + self._pace.keep_alive


async def _account_of(session: AsyncSession, token: str | None) -> UUID:
    # Without a token it is the same as with one that nobody has.
    if token is None or not token.startswith(access_tokens.PREFIX):
        return (await sessions.account_of(session, token or "")).id
    holder = await access_tokens.holder_of(session, token)
    if "read" not in holder.scopes:
        raise ForbiddenError("This token lacks the scope “read”.")
    return holder.account.id


def _time() -> float:
    return asyncio.get_running_loop().time()
