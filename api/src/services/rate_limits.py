"""Limits on what can be guessed or flooded, counted for all replicas together."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import case, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from src.database import Database
from src.errors import TooManyRequestsError
from src.models.base import now
from src.models.rate_limit import RateLimit
from src.services.hashes import hashed


class Limit(NamedTuple):
    """So many in so long; the window begins with the first one."""

    name: str
    most: int
    window: timedelta


WRONG_PASSWORDS = Limit("wrong passwords of an address", 10, timedelta(minutes=15))
WRONG_SIGN_INS = Limit("wrong sign-ins from a place", 100, timedelta(minutes=15))
REGISTRATIONS = Limit("registrations from a place", 60, timedelta(hours=1))
GUESTS = Limit("guests from a place", 600, timedelta(hours=1))


class RateLimits:
    """Counts in transactions of its own: an attempt counts also when its request fails.

    Args:
        database: Where the counts are.
        is_on: Whether there are limits at all.
    """

    def __init__(self, database: Database, *, is_on: bool) -> None:
        self._database, self._is_on = database, is_on

    async def check(self, limit: Limit, who: str) -> None:
        """Refuse what has reached its limit; nothing is counted.

        Raises:
            TooManyRequestsError: It has; the error says when to come back.
        """
        if not self._is_on:
            return
        async with self._database.session() as session:
            query = select(RateLimit).where(col(RateLimit.key) == _key(limit, who))
            found = await session.scalar(query)
        if found is not None and found.count >= limit.most:
            _refuse(limit, found.begun_at)

    async def count(self, limit: Limit, who: str) -> None:
        """Count one more.

        Raises:
            TooManyRequestsError: It is one too many.
        """
        if not self._is_on:
            return
        moment = now()
        is_over = col(RateLimit.begun_at) <= moment - limit.window
        adding = insert(RateLimit).values(key=_key(limit, who), begun_at=moment, count=1)
        counting = adding.on_conflict_do_update(
            index_elements=[col(RateLimit.key)],
            set_={
                "begun_at": case((is_over, moment), else_=col(RateLimit.begun_at)),
                "count": case((is_over, 1), else_=col(RateLimit.count) + 1),
            },
        )
        returning = counting.returning(col(RateLimit.count), col(RateLimit.begun_at))
        async with self._database.session() as session:
            count, begun_at = (await session.execute(returning)).one()
        if count > limit.most:
            _refuse(limit, begun_at)


def _refuse(limit: Limit, begun_at: datetime) -> None:
    left = begun_at + limit.window - now()
    if left > timedelta():
        minutes = int(left.total_seconds() // 60) + 1
        raise TooManyRequestsError(
            f"Too many attempts. Try again in {minutes} minutes.",
            seconds=int(left.total_seconds()) + 1,
        )


def _key(limit: Limit, who: str) -> str:
    return hashed(f"{limit.name}\n{who}")
