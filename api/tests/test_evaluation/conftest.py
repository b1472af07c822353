"""A provider to score."""

from collections.abc import AsyncIterator

import pytest

from tests.test_agent.provider import Provider, running_provider
from tests.test_evaluation.scripted import mind


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with running_provider() as running:
        running.mind = mind
        yield running
