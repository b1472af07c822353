"""Replicas and browsers for the tests of turns."""

from collections.abc import AsyncIterator

import pytest

from tests.test_agent.replicas import Browser, Replica, browsing, running_replica


@pytest.fixture
async def replica(database_url: str) -> AsyncIterator[Replica]:
    async with running_replica(database_url) as running:
        yield running


@pytest.fixture
async def second_replica(replica: Replica, database_url: str) -> AsyncIterator[Replica]:
    """Another replica on the same database; depends on the first to stop before it."""
    del replica
    async with running_replica(database_url) as running:
        yield running


@pytest.fixture
async def browser(replica: Replica) -> AsyncIterator[Browser]:
    async with browsing(replica) as opened:
        yield opened
