"""Replicas and browsers for the tests of turns."""

from collections.abc import AsyncIterator

import pytest

from tests.test_agent.provider import Provider, running_provider
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


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with running_provider() as running:
        yield running


@pytest.fixture
def provided(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replicas that start from now on ask the scripted provider."""
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_BASE_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/never")
    monkeypatch.setenv("OPENROUTER_API_KEY", "the-key")
    monkeypatch.setenv("OPENROUTER_MODEL", "test/model")
    monkeypatch.setenv("OPENROUTER_BASE_URL", provider.url)
