"""A server in front of a small world, and clients of it."""

from collections.abc import Callable
from typing import Any

import mcp_types
import pytest
from mcp import Client
from mcp.client._transport import Transport
from mcp.server.mcpserver import MCPServer

from deployer.operations.desk import Options
from deployer.operations.facts import Verb
from deployer.operations.planning import WORKS
from deployer.operations.server import build_server
from tests.operations.world import World

type Connect = Callable[..., Client]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """What the verbs cleanup and build change here."""
    made = World()
    monkeypatch.setitem(WORKS, Verb.CLEANUP, made.work)
    monkeypatch.setitem(WORKS, Verb.BUILD, made.work)
    return made


@pytest.fixture(params=["auto", "legacy"])
def mode(request: pytest.FixtureRequest) -> str:
    """The newest protocol, and the one with sessions that most clients still speak."""
    found: str = request.param
    return found


@pytest.fixture
def connect(mode: str) -> Connect:
    """Open a client of a new server."""

    def open_client(*, allow_changes: bool = True, says: str | None = None) -> Client:
        server = build_server(Options(on="local", allow_changes=allow_changes))
        return client_of(server, mode, says)

    return open_client


def client_of(
    server: MCPServer[dict[str, Any]] | Transport, mode: str, says: str | None = None
) -> Client:
    """Return a client; `says` is what its person answers to questions, None when it cannot ask."""
    if says is None:
        return Client(server, mode=mode)

    async def answer(
        context: object, params: mcp_types.ElicitRequestParams
    ) -> mcp_types.ElicitResult:
        del context
        asked.append(params.message)
        if says == "decline":
            return mcp_types.ElicitResult(action="decline")
        return mcp_types.ElicitResult(action="accept", content={"agree": says == "yes"})

    asked: list[str] = []
    client = Client(server, mode=mode, elicitation_callback=answer)
    client.asked = asked  # type: ignore[attr-defined]
    return client


async def planned(client: Client, verb: str = "cleanup", **arguments: object) -> dict[str, Any]:
    """Return the facts of a plan."""
    answer = await client.call_tool("plan", {"verb": verb, **arguments})
    assert not answer.is_error, answer.content
    assert answer.structured_content
    facts: dict[str, Any] = answer.structured_content["facts"]
    return facts


def text_of(answer: mcp_types.CallToolResult) -> str:
    """Return what an answer says."""
    return "\n".join(one.text for one in answer.content if isinstance(one, mcp_types.TextContent))
