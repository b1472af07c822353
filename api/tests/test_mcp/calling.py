"""Calls of tools, and what comes back."""

import json
from typing import Any, cast

from mcp import Client
from mcp_types import CallToolResult, RequestParamsMeta, TextContent

from src.mcp.calls import CALL_ID

type Json = dict[str, Any]


async def ask(client: Client, tool: str, **arguments: object) -> CallToolResult:
    """Whatever a tool answers."""
    result = await client.call_tool(tool, arguments)
    assert isinstance(result, CallToolResult)
    return result


async def in_turn(client: Client, tool: str, call_id: str, **arguments: object) -> CallToolResult:
    """Whatever a tool answers to a call of the assistant."""
    meta = cast("RequestParamsMeta", {CALL_ID: call_id})
    result = await client.call_tool(tool, arguments, meta=meta)
    assert isinstance(result, CallToolResult)
    return result


async def call(client: Client, tool: str, **arguments: object) -> Json:
    """The structured answer of a tool that must not fail."""
    result = await ask(client, tool, **arguments)
    assert not result.is_error, result.content
    found: Json = result.structured_content
    return found


async def failure(client: Client, tool: str, **arguments: object) -> dict[str, str]:
    """The structured error of a tool that must fail."""
    return error_of(await ask(client, tool, **arguments))


def error_of(result: CallToolResult) -> dict[str, str]:
    """The structured error of an answer that must be one."""
    assert result.is_error
    (content,) = result.content
    assert isinstance(content, TextContent)
    error: dict[str, str] = json.loads(content.text)["error"]
    return error


async def add(client: Client, title: str, **fields: object) -> str:
    """Add a task and return its id."""
    added = await call(client, "add_task", title=title, **fields)
    return str(added["task"]["id"])


async def titles(client: Client, **narrowing: object) -> list[str]:
    """The titles of a list."""
    return [one["title"] for one in (await call(client, "list_tasks", **narrowing))["items"]]
