"""Two replicas of the live stream on one database."""

from collections.abc import AsyncIterator

import pytest

from src.database import Database
from src.live.live import Live
from tests.test_live.people import TOLD, Person, new_person


@pytest.fixture
async def person(database: Database) -> Person:
    return await new_person(database)


@pytest.fixture
async def live(database: Database) -> AsyncIterator[Live]:
    """The live stream of the process that the person's changes are made in."""
    running = Live(database, TOLD)
    async with running.running():
        yield running


@pytest.fixture
async def elsewhere(database_url: str) -> AsyncIterator[Live]:
    """Another replica, which is told of changes and never looks for them."""
    database = Database(database_url)
    running = Live(database, TOLD)
    async with running.running():
        yield running
    await database.close()
