"""A calendar that other programs subscribe to, under an address that nobody can guess."""

import hashlib
import secrets
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import NotFoundError
from src.models.account import Account
from src.models.task import Task
from src.services import exports
from src.services.hashes import hashed
from src.services.transfer import ical
from src.services.transfer.records import TaskRecord

if TYPE_CHECKING:
    from icalendar import Event

_ALL_DAY, _TIMED = timedelta(days=1), timedelta(minutes=30)


async def make_feed(session: AsyncSession, account: Account) -> str:
    """Give an account a feed and return its secret, which is never stored; an old one ends."""
    secret = secrets.token_urlsafe(32)
    account.feed_hash = hashed(secret)
    session.add(account)
    await session.flush()
    return secret


async def end_feed(session: AsyncSession, account: Account) -> None:
    """End an account's feed."""
    account.feed_hash = None
    session.add(account)
    await session.flush()


async def owner_of(session: AsyncSession, secret: str) -> Account:
    """Return whose feed a secret opens.

    Raises:
        NotFoundError: Nobody's.
    """
    query = select(Account).where(col(Account.feed_hash) == hashed(secret))
    found: Account | None = await session.scalar(query)
    if found is None:
        raise NotFoundError("There is no such calendar.")
    return found


async def version_of(session: AsyncSession, account: Account, *, events: bool) -> str:
    """Return what changes whenever the calendar does, for If-None-Match."""
    query = select(func.count(), func.max(col(Task.updated_at)), func.sum(col(Task.version)))
    found = (await session.execute(query.where(col(Task.account_id) == account.id))).one()
    return hashlib.sha256(f"{events} {tuple(found)}".encode()).hexdigest()[:32]


async def calendar(
    session: AsyncSession, account: Account, *, events: bool
) -> AsyncIterator[bytes]:
    """Yield an account's open tasks as a calendar.

    Args:
        session: The open session.
        account: Whose tasks.
        events: Whether tasks with a date come as events, too: most calendars show no to-dos.
    """
    yield ical.HEAD.encode()
    async for record in exports.records(session, account, "open"):
        yield ical.todo_of(record).to_ical()
        if events and record.due_date:
            yield _event_of(record).to_ical()
    yield ical.TAIL.encode()


def _event_of(record: TaskRecord) -> "Event":
    from icalendar import Event  # noqa: PLC0415 (most processes never see a calendar)

    event, begin = Event(), ical.due_of(record)
    event.add("UID", f"{record.key}-event")
    event.add("DTSTAMP", record.created_at)
    event.add("SUMMARY", record.title)
    event.add("DTSTART", begin)
    event.add("DTEND", begin + (_TIMED if record.due_time else _ALL_DAY))
    if record.notes:
        event.add("DESCRIPTION", record.notes)
    return event
