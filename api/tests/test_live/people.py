"""People whose tasks change, and readers that follow them."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from src.database import Database
from src.live.live import Live
from src.live.pace import Pace
from src.live.stream import LiveEvent
from src.models.account import Account
from src.schemas.tasks import TaskCreate
from src.services import sessions, tasks

SECONDS = 60
"""Until something that should happen counts as hung."""
NEVER = 3600.0
QUICK = Pace(keep_alive=0.1, poll=0.1, safety=0.1, notify=0.01, reconnect=(0.05, 0.1))
TOLD = Pace(keep_alive=NEVER, poll=NEVER, safety=NEVER, reconnect=(0.05, 0.1))
"""Nothing is looked for: who hears of a change was told of it."""


@dataclass
class Person:
    """Somebody signed in."""

    database: Database
    account: Account
    token: str

    async def add(self, title: str) -> UUID:
        """Add a task and return its change."""
        async with self.database.session() as session:
            return await self.add_in(session, title)

    async def add_in(self, session: AsyncSession, title: str) -> UUID:
        """Add a task in an open session."""
        data = TaskCreate(title=title)
        return (await tasks.create_task(session, self.account, data, actor="web")).change.id

    async def sign_out(self) -> None:
        async with self.database.session() as session:
            await sessions.close_session(session, self.token)


async def new_person(database: Database) -> Person:
    async with database.session() as session:
        account = Account(time_zone="UTC")
        session.add(account)
        await session.flush()
        return Person(database, account, await sessions.open_session(session, account.id))


@dataclass
class Reader:
    """Follows a person and keeps what it is told."""

    events: list[LiveEvent] = field(default_factory=list)
    ended: bool = False

    @property
    def titles(self) -> list[str]:
        return [event.change.title for event in self.events if event.change]

    @property
    def last_id(self) -> str:
        return str([event.position for event in self.events if event.position][-1])

    async def has(self, *titles: str) -> None:
        """Wait until it has been told of exactly these changes, in this order."""
        await until(lambda: len(self.titles) >= len(titles))
        assert self.titles == list(titles)

    async def read(self, events: AsyncGenerator[LiveEvent]) -> None:
        async with contextlib.aclosing(events):
            async for event in events:
                self.events.append(event)
        self.ended = True


@contextlib.asynccontextmanager
async def reading(live: Live, person: Person, last_id: str | None = None) -> AsyncIterator[Reader]:
    """Follow a person until the body ends."""
    reader = Reader()
    following = asyncio.create_task(reader.read(live.streams.follow(person.token, last_id)))
    await until(lambda: bool(reader.events) or following.done())
    try:
        yield reader
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(SECONDS):
        while not happened():
            await asyncio.sleep(0.01)
