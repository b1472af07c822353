"""What every client of somebody else's needs: a person's own token."""

from uuid import UUID

import pytest

from src.database import Database
from tests.test_mcp.test_personal_tokens import token


@pytest.fixture
async def secret(database: Database, person: UUID) -> str:
    return await token(database, person, "mcp", "write")
