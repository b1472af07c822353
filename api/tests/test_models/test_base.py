"""Ids and instants."""

from datetime import UTC, datetime, timedelta

import pytest

from src.database import Database
from src.models.account import Account
from src.models.base import new_id, now
from tests.conftest import rows


def test_ids_are_sorted_by_the_time_of_their_making() -> None:
    ids = [new_id() for _ in range(1000)]
    assert ids == sorted(ids)
    assert {one.version for one in ids} == {7}


def test_now_is_in_utc() -> None:
    assert now().utcoffset() == timedelta(0)


@pytest.fixture
def far_away(database_url: str) -> str:
    """A database whose sessions are in Kathmandu, as one on somebody's laptop may be."""
    name = database_url.rpartition("/")[2]
    rows(database_url, f"ALTER DATABASE \"{name}\" SET timezone = 'Asia/Kathmandu'")
    return database_url


async def test_instants_are_utc_wherever_the_server_is(far_away: str) -> None:
    database, written = Database(far_away), datetime(2026, 11, 24, 12, tzinfo=UTC)
    try:
        async with database.session() as session:
            account = Account(time_zone="UTC", created_at=written)
            session.add(account)
        async with database.session() as session:
            read = await session.get_one(Account, account.id)
            assert (read.created_at, read.created_at.utcoffset()) == (written, timedelta(0))
    finally:
        await database.close()
