"""Limits: counted over replicas, over failures, and only as long as the window."""

import asyncio
from datetime import timedelta

import pytest

from src.database import Database
from src.errors import TooManyRequestsError
from src.services.rate_limits import Limit, RateLimits
from tests.conftest import rows

THREE = Limit("tests", 3, timedelta(minutes=15))


async def test_one_too_many_is_refused_on_any_replica(database_url: str) -> None:
    replicas = [Database(database_url) for _ in range(2)]
    limits = [RateLimits(one, is_on=True) for one in replicas]
    attempts = [limits[number % 2].count(THREE, "me") for number in range(10)]
    answers = await asyncio.gather(*attempts, return_exceptions=True)
    refused = [one for one in answers if isinstance(one, TooManyRequestsError)]
    assert len(refused) == 7
    assert {0 < one.seconds <= 901 for one in refused} == {True}
    await limits[0].count(THREE, "you")
    for one in replicas:
        await one.close()


async def test_looking_counts_nothing(database: Database) -> None:
    limits = RateLimits(database, is_on=True)
    for _ in range(3):
        await limits.check(THREE, "me")
        await limits.count(THREE, "me")
    with pytest.raises(TooManyRequestsError):
        await limits.check(THREE, "me")


async def test_a_window_ends(database: Database, database_url: str) -> None:
    limits = RateLimits(database, is_on=True)
    for _ in range(3):
        await limits.count(THREE, "me")
    rows(database_url, "UPDATE rate_limit SET begun_at = begun_at - interval '16 minutes'")
    await limits.check(THREE, "me")
    await limits.count(THREE, "me")


async def test_nobody_is_named_in_the_table(database: Database, database_url: str) -> None:
    await RateLimits(database, is_on=True).count(THREE, "ada@example.com")
    assert "ada" not in str(rows(database_url, "SELECT key FROM rate_limit"))


async def test_it_can_be_turned_off(database: Database, database_url: str) -> None:
    limits = RateLimits(database, is_on=False)
    for _ in range(5):
        await limits.count(THREE, "me")
        await limits.check(THREE, "me")
    assert rows(database_url, "SELECT * FROM rate_limit") == []
