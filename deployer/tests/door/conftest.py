"""What every test of the door needs."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from tests.door.behind import Behind


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def behind() -> Behind:
    return Behind()


@pytest.fixture
async def client() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session
