"""The agent of a turn: its instructions, its model, and the MCP server as its only hand."""

import ssl
from functools import cache

import httpx2
from agents import Agent, Model, ModelSettings, set_tracing_disabled
from agents.mcp import MCPServerStreamableHttp, MCPToolMetaContext
from agents.tool_context import ToolContext

from src.agent.instructions import instructions
from src.mcp import tokens
from src.mcp.calls import CALL_ID
from src.mcp.server import NEEDS_APPROVAL
from src.schemas.turns import TurnInput
from src.settings import Settings
from src.telemetry.outgoing import Traced

_TOOL_SECONDS = 15.0
_TOKEN_NAME = "Bearer"  # noqa: S105 (the scheme of the header, no secret)

# Nothing about anybody's tasks goes to a tracing service.
set_tracing_disabled(disabled=True)


def tools_for(turn: TurnInput, settings: Settings) -> MCPServerStreamableHttp:
    """A connection to the MCP server, not yet opened, that acts for the person in this turn."""
    token = tokens.issue(
        tokens.Identity(turn.account_id, turn.id, turn.attempt), settings.secret_key
    )
    return MCPServerStreamableHttp(
        params={
            "url": settings.own_mcp_url,
            "headers": {"Authorization": f"{_TOKEN_NAME} {token}"},
            "timeout": _TOOL_SECONDS,
            "httpx_client_factory": _client,
        },
        name="todo",
        # One listing a turn: the tools do not change while it runs.
        cache_tools_list=True,
        client_session_timeout_seconds=_TOOL_SECONDS,
        # The structured answer alone; the text beside it says the same.
        use_structured_content=True,
        require_approval={"always": {"tool_names": sorted(NEEDS_APPROVAL)}},
        tool_meta_resolver=_call_id,
    )


def build_agent(turn: TurnInput, model: Model, tools: MCPServerStreamableHttp) -> Agent[None]:
    """The agent of a turn; built anew on whichever replica goes on with it."""
    return Agent(
        name="todo",
        instructions=instructions(turn.now, turn.summary, turn.so_far.words),
        model=model,
        # Orders are to be carried out the same way every time.
        model_settings=ModelSettings(
            temperature=0,
            parallel_tool_calls=True,
            include_usage=True,
            preserve_raw_usage=True,  # the cost stands in it
        ),
        mcp_servers=[tools],
    )


def _call_id(context: MCPToolMetaContext) -> dict[str, object]:
    """What lets the server tell a call that arrives again from another one."""
    run = context.run_context
    return meta_of(run.tool_call_id) if isinstance(run, ToolContext) else {}


def meta_of(call_id: str) -> dict[str, object]:
    """Return what goes along with a call, where the model cannot write."""
    return {CALL_ID: call_id}


def _client(
    headers: dict[str, str] | None = None,
    timeout: httpx2.Timeout | None = None,
    auth: httpx2.Auth | None = None,
) -> httpx2.AsyncClient:
    transport = Traced(httpx2.AsyncHTTPTransport(verify=_tls()))
    return httpx2.AsyncClient(headers=headers, timeout=timeout, auth=auth, transport=transport)


@cache
def _tls() -> ssl.SSLContext:
    """The certificates that are trusted: to read them for each turn took a sixth of its time."""
    return httpx2.create_ssl_context()
