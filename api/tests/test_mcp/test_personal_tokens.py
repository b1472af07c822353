"""The MCP server with a personal access token, as other AI clients use it."""

import contextlib
from collections.abc import AsyncIterator
from uuid import UUID

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from src.database import Database
from src.models.account import Account
from src.schemas.access_tokens import Scope, TokenCreate
from src.services import access_tokens
from tests.conftest import rows
from tests.test_agent.replicas import Replica


async def token(database: Database, person: UUID, *scopes: Scope) -> str:
    async with database.session() as session:
        account = await session.get_one(Account, person)
        data = TokenCreate(name="client", scopes=set(scopes))
        return (await access_tokens.create_token(session, account, data))[1]


@contextlib.asynccontextmanager
async def connected(replica: Replica, secret: str) -> AsyncIterator[Client]:
    headers = {"Authorization": f"Bearer {secret}"}
    async with httpx2.AsyncClient(headers=headers, timeout=30) as http:
        transport = streamable_http_client(f"{replica.url}/mcp", http_client=http)
        async with Client(transport) as client:
            yield client


async def test_it_acts_for_its_person(
    replica: Replica, database: Database, person: UUID, database_url: str
) -> None:
    secret = await token(database, person, "mcp", "write")
    async with connected(replica, secret) as client:
        added = await client.call_tool("add_task", {"title": "Buy milk"})
        assert not added.is_error
    assert rows(database_url, "SELECT actor FROM task_change") == [("mcp",)]


async def test_without_write_it_only_looks(
    replica: Replica, database: Database, person: UUID
) -> None:
    async with connected(replica, await token(database, person, "mcp")) as client:
        assert not (await client.call_tool("list_tasks", {})).is_error
        refused = await client.call_tool("add_task", {"title": "Buy milk"})
        assert refused.is_error
        assert "scope" in str(refused.content)


@pytest.mark.parametrize("secret", ["todo_pat_unknown", None])
async def test_without_the_scope_mcp_nobody_comes_in(
    replica: Replica, database: Database, person: UUID, secret: str | None
) -> None:
    shown = secret or await token(database, person, "read", "write")
    async with httpx2.AsyncClient() as http:
        answer = await http.post(
            f"{replica.url}/mcp", json={}, headers={"authorization": f"Bearer {shown}"}
        )
    assert answer.status_code == 401
