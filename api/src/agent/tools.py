"""The MCP server as the agent of one turn sees it: its only hand.

A call is one request, and the list of tools is kept for as long as the server allows.
Source: Model Context Protocol, revision 2026-07-28, which needs no handshake.
"""

import contextlib
import ssl
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from functools import cache
from typing import Any, override

import httpx2
from agents import Agent, RunContextWrapper
from agents.agent import AgentBase
from agents.exceptions import UserError
from agents.mcp import MCPServer, MCPToolMetaContext
from agents.tool import Tool as AgentTool
from agents.tool_context import ToolContext
from mcp import Client, MCPError
from mcp.client.streamable_http import streamable_http_client
from mcp_types import (
    CallToolRequest,
    CallToolRequestParams,
    CallToolResult,
    GetPromptResult,
    ListPromptsResult,
    Tool,
)
from mcp_types.version import LATEST_MODERN_VERSION

from src.mcp import tokens
from src.mcp.calls import CALL_ID
from src.mcp.server import NEEDS_APPROVAL
from src.schemas.turns import TurnInput
from src.settings import Settings
from src.telemetry.outgoing import Traced

_SECONDS = 15.0
"""Until a request counts as failed."""
_SCHEME = "Bearer"


class Listing:
    """What the server lists; the same for everybody, so that a process asks once in a while."""

    def __init__(self) -> None:
        self._tools: list[Tool] = []
        self._good_until = 0.0

    async def tools(self, client: Client) -> list[Tool]:
        """Return the tools, as long as the server said that they may be kept.

        Raises:
            UserError: The server does not answer.
        """
        if time.monotonic() >= self._good_until:
            with _told():
                answer = await client.session.list_tools()
            self._tools = answer.tools
            self._good_until = time.monotonic() + answer.ttl_ms / 1_000
        return self._tools


class TurnTools(MCPServer):
    """A connection to the server that acts for the person in one turn.

    Args:
        turn: For whom, and in which turn.
        settings: Where the server is, and with what tokens are signed.
        listing: Of this process.
    """

    def __init__(self, turn: TurnInput, settings: Settings, listing: Listing) -> None:
        super().__init__(
            # The structured answer alone; the text beside it says the same.
            use_structured_content=True,
            require_approval={"always": {"tool_names": sorted(NEEDS_APPROVAL)}},
            tool_meta_resolver=_call_id,
        )
        identity = tokens.Identity(turn.account_id, turn.id, turn.attempt)
        self._http = _client(tokens.issue(identity, settings.secret_key))
        self._client = Client(
            streamable_http_client(settings.own_mcp_url, http_client=self._http),
            mode=LATEST_MODERN_VERSION,
            read_timeout_seconds=_SECONDS,
            cache=None,
        )
        self._listing = listing
        self._open = contextlib.AsyncExitStack()

    @property
    @override
    def name(self) -> str:
        """What the SDK calls it."""
        return "todo"

    @override
    async def connect(self) -> None:
        """Make ready for requests; none is sent yet."""
        await self._open.enter_async_context(self._http)
        await self._open.enter_async_context(self._client)

    @override
    async def cleanup(self) -> None:
        """Close the connection."""
        await self._open.aclose()

    @override
    async def list_tools(
        self, run_context: RunContextWrapper[Any] | None = None, agent: AgentBase | None = None
    ) -> list[Tool]:
        """Return what the agent can do; see `Listing.tools`."""
        return await self._listing.tools(self._client)

    @override
    async def call_tool(
        self,
        tool_name: str,
        arguments: dict[str, Any] | None,
        meta: dict[str, Any] | None = None,
    ) -> CallToolResult:
        """Call a tool; what it refuses is in the result.

        Raises:
            UserError: The server does not answer.
        """
        params = CallToolRequestParams.model_validate(
            {"name": tool_name, "arguments": arguments, "_meta": meta}
        )
        # Not the client's call_tool, which holds each answer against its schema: that took longer
        # than the call, and the server makes answers from the models that its schemas are made of.
        with _told():
            request = CallToolRequest(params=params)
            return await self._client.session.send_request(request, CallToolResult)

    @override
    async def list_prompts(self) -> ListPromptsResult:
        """There are none."""
        return ListPromptsResult(prompts=[])

    @override
    async def get_prompt(
        self, name: str, arguments: dict[str, Any] | None = None
    ) -> GetPromptResult:
        """There are none.

        Raises:
            UserError: Always.
        """
        message = f"There is no prompt {name}."
        raise UserError(message)


@contextlib.asynccontextmanager
async def tools_for(
    turn: TurnInput, settings: Settings, listing: Listing
) -> AsyncIterator[TurnTools]:
    """The tools of a turn, connected while the body runs; see `TurnTools`."""
    tools = TurnTools(turn, settings, listing)
    try:
        await tools.connect()
        yield tools
    finally:
        await tools.cleanup()


class TurnAgent(Agent[None]):
    """An agent whose tools are made from their descriptions once, not before each request."""

    _made: Sequence[AgentTool] | None = None

    @override
    async def get_mcp_tools(self, run_context: RunContextWrapper[Any]) -> list[AgentTool]:
        """Return the tools of the server."""
        if self._made is None:
            self._made = await super().get_mcp_tools(run_context)
        return list(self._made)


def meta_of(call_id: str) -> dict[str, object]:
    """Return what goes along with a call, where the model cannot write."""
    return {CALL_ID: call_id}


def _call_id(context: MCPToolMetaContext) -> dict[str, object]:
    """What lets the server tell a call that arrives again from another one."""
    run = context.run_context
    return meta_of(run.tool_call_id) if isinstance(run, ToolContext) else {}


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Turn errors of the way to the server into one that a run is ended with."""
    try:
        yield
    except (MCPError, httpx2.HTTPError, OSError) as error:
        message = "The server of the tools does not answer."
        raise UserError(message) from error


def _client(token: str) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(
        headers={"Authorization": f"{_SCHEME} {token}"},
        timeout=_SECONDS,
        transport=Traced(httpx2.AsyncHTTPTransport(verify=_tls())),
    )


@cache
def _tls() -> ssl.SSLContext:
    """The certificates that are trusted: to read them for each turn took a sixth of its time."""
    return httpx2.create_ssl_context()
