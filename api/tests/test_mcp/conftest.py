"""A served MCP endpoint, and real clients of it."""

import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from uuid import UUID

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from src.database import Database
from src.mcp import tokens
from src.models.account import Account
from src.models.conversation import Conversation
from src.settings import settings
from tests.test_agent.replicas import Replica, running_replica
from tests.test_services.turns import begin_turn

type Connect = Callable[[UUID, UUID | None], AbstractAsyncContextManager[Client]]


@pytest.fixture
async def replica(database_url: str) -> AsyncIterator[Replica]:
    async with running_replica(database_url, TODO_ALLOWED_HOSTS="todo-backend, other.test") as one:
        yield one


@pytest.fixture
async def person(database: Database) -> UUID:
    return await new_person(database)


async def new_person(database: Database) -> UUID:
    async with database.session() as session:
        account = Account(time_zone="Europe/Berlin")
        session.add(account)
        await session.flush()
        return account.id


@pytest.fixture
def connect(replica: Replica) -> Connect:
    """Opens an MCP client in somebody's name, and perhaps for a turn."""

    @contextlib.asynccontextmanager
    async def opened(account_id: UUID, turn_id: UUID | None = None) -> AsyncIterator[Client]:
        token = tokens.issue(tokens.Identity(account_id, turn_id), settings().secret_key)
        headers = {"Authorization": f"Bearer {token}"}
        async with httpx2.AsyncClient(headers=headers, timeout=30) as http:
            transport = streamable_http_client(f"{replica.url}/mcp", http_client=http)
            async with Client(transport) as client:
                yield client

    return opened


@pytest.fixture
async def client(connect: Connect, person: UUID) -> AsyncIterator[Client]:
    """The person's own client, with no turn."""
    async with connect(person, None) as opened:
        yield opened


@pytest.fixture
async def turn_id(database: Database, person: UUID) -> UUID:
    """A running turn of the person."""
    async with database.session() as session:
        conversation = Conversation(account_id=person)
        session.add(conversation)
    return await begin_turn(database, conversation=conversation)
