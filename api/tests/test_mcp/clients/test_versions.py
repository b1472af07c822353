"""JSON-RPC by hand, in each revision of the protocol that clients speak today."""

from typing import Any

import httpx2
import pytest

from tests.test_agent.replicas import Replica

pytestmark = pytest.mark.anyio

WITH_HANDSHAKE = ("2025-03-26", "2025-06-18", "2025-11-25")
STATELESS = "2026-07-28"
ME = {"name": "by hand", "version": "1"}
PREFIX = "io.modelcontextprotocol"
ENVELOPE = {
    f"{PREFIX}/protocolVersion": STATELESS,
    f"{PREFIX}/clientInfo": ME,
    f"{PREFIX}/clientCapabilities": {},
}


class Wire:
    """Posts one message after the other, as a process in the cluster would."""

    def __init__(self, client: httpx2.AsyncClient, secret: str) -> None:
        self._client = client
        self.headers = {
            "authorization": f"Bearer {secret}",
            "accept": "application/json, text/event-stream",
            "host": "todo-backend:8000",
        }

    async def post(
        self, method: str, params: dict[str, Any] | None = None, **headers: str
    ) -> httpx2.Response:
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params or {}}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self._client.post("/mcp", json=message, headers=self.headers | named)

    async def result(
        self, method: str, params: dict[str, Any] | None = None, **headers: str
    ) -> dict[str, Any]:
        answer = await self.post(method, params, **headers)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()["result"]
        return found


@pytest.fixture
async def wire(replica: Replica, secret: str) -> Any:  # noqa: ANN401 (pytest makes the generator)
    async with httpx2.AsyncClient(base_url=replica.url, timeout=30) as client:
        yield Wire(client, secret)


@pytest.mark.parametrize("version", WITH_HANDSHAKE)
async def test_a_client_with_a_handshake(wire: Wire, version: str) -> None:
    hello = {"protocolVersion": version, "capabilities": {}, "clientInfo": ME}
    agreed = await wire.result("initialize", hello)
    assert agreed["protocolVersion"] == version
    assert agreed["capabilities"].keys() == {"tools"}
    assert "data" in agreed["instructions"]
    tools = await wire.result("tools/list", mcp_protocol_version=version)
    assert len(tools["tools"]) == 23
    call = {"name": "add_task", "arguments": {"title": "buy milk"}}
    added = await wire.result("tools/call", call, mcp_protocol_version=version)
    assert added["structuredContent"]["task"]["title"] == "buy milk"
    assert added["content"][0]["type"] == "text"


async def test_a_client_of_the_newest_revision_needs_none(wire: Wire) -> None:
    said = {"mcp_protocol_version": STATELESS}
    found = await wire.result(
        "server/discover", {"_meta": ENVELOPE}, mcp_method="server/discover", **said
    )
    assert STATELESS in found["supportedVersions"]
    tools = await wire.result("tools/list", {"_meta": ENVELOPE}, mcp_method="tools/list", **said)
    assert len(tools["tools"]) == 23
    call = {"name": "add_task", "arguments": {"title": "buy milk"}, "_meta": ENVELOPE}
    names = {"mcp_method": "tools/call", "mcp_name": "add_task"}
    added = await wire.result("tools/call", call, **names, **said)
    assert added["structuredContent"]["task"]["title"] == "buy milk"


async def test_a_revision_that_is_not_there_is_answered_with_one_that_is(wire: Wire) -> None:
    hello = {"protocolVersion": "1999-01-01", "capabilities": {}, "clientInfo": ME}
    assert (await wire.result("initialize", hello))["protocolVersion"] == WITH_HANDSHAKE[-1]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"host": "todo-backend.evil.example"}, 421),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://todo-backend:8000"}, 200),
        ({"authorization": "Bearer todo_pat_nobody"}, 401),
    ],
)
async def test_a_good_token_does_not_help_under_a_foreign_name(
    wire: Wire, headers: dict[str, str], status: int
) -> None:
    assert (await wire.post("tools/list", None, **headers)).status_code == status
