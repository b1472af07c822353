"""What the tests of the services share."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from src.models.account import Account
from tests.test_services.planning import Person


@pytest.fixture
def person(session: AsyncSession, account: Account) -> Person:
    """Somebody in Berlin."""
    return Person(session, account)
