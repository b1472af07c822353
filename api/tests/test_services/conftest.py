"""What the tests of the services share."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from src.models.account import Account
from tests.test_services.planning import Person


@pytest.fixture
def person(session: AsyncSession, account: Account) -> Person:
    """Somebody in Berlin."""
    return Person(session, account)


@pytest.fixture
async def somebody_else(session: AsyncSession) -> Person:
    """Another person, with tasks of their own."""
    found = Account(time_zone="Asia/Tokyo")
    session.add(found)
    await session.flush()
    return Person(session, found)
