"""Every tool, called by a real client over HTTP."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from mcp import Client
from mcp_types import CallToolResult, TextContent

from src.database import Database
from tests.test_mcp.conftest import Connect, new_person

pytestmark = pytest.mark.anyio

TOOLS = {
    "add_task": (False, False),
    "list_tasks": (True, None),
    "get_task": (True, None),
    "update_task": (False, False),
    "complete_task": (False, False),
    "reopen_task": (False, False),
    "delete_task": (False, True),
    "undo": (False, False),
}
"""Each with its hints: read-only, destructive."""


async def call(client: Client, tool: str, **arguments: object) -> dict[str, Any]:
    """The structured answer of a tool that must not fail."""
    result = await client.call_tool(tool, arguments)
    assert isinstance(result, CallToolResult)
    assert not result.is_error, result.content
    found: dict[str, Any] = result.structured_content
    return found


async def failure(client: Client, tool: str, **arguments: object) -> dict[str, str]:
    """The structured error of a tool that must fail."""
    result = await client.call_tool(tool, arguments)
    assert isinstance(result, CallToolResult)
    assert result.is_error
    (content,) = result.content
    assert isinstance(content, TextContent)
    error: dict[str, str] = json.loads(content.text[content.text.index("{") :])["error"]
    return error


async def test_the_tools_describe_themselves(connect: Connect, person: UUID) -> None:
    async with connect(person, None) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert tools.keys() == TOOLS.keys()
    for name, (reads, destroys) in TOOLS.items():
        tool = tools[name]
        assert tool.description
        assert tool.output_schema
        assert tool.annotations is not None
        assert bool(tool.annotations.read_only_hint) is reads
        assert tool.annotations.destructive_hint is destroys
        described = [one.get("description") for one in tool.input_schema["properties"].values()]
        assert all(described), name
        assert "context" not in tool.input_schema["properties"]


async def test_a_task_from_its_making_to_its_undone_deletion(
    connect: Connect, person: UUID
) -> None:
    async with connect(person, None) as client:
        added = await call(
            client,
            "add_task",
            title="buy milk",
            due_date="2026-11-25",
            due_time="17:00",
            priority="high",
            tags=["#Home"],
        )
        task_id = added["task"]["id"]
        assert added["task"]["due_at"] == "2026-11-25T16:00:00Z"
        assert added["summary"] == "Added “buy milk”, due 2026-11-25 17:00, high priority, #home."
        moved = await call(
            client, "update_task", task_id=task_id, due_date="2026-11-30", add_tags=["shop"]
        )
        assert (moved["task"]["due_time"], moved["task"]["tags"]) == ("17:00", ["home", "shop"])
        bare = await call(
            client, "update_task", task_id=task_id, clear=["due_date"], remove_tags=["home"]
        )
        assert (bare["task"]["due_date"], bare["task"]["tags"]) == (None, ["shop"])
        assert bare["task"]["priority"] == "high"
        assert (await call(client, "complete_task", task_id=task_id))["task"]["state"] == "done"
        assert (await call(client, "reopen_task", task_id=task_id))["task"]["state"] == "open"
        gone = await call(client, "delete_task", task_id=task_id)
        assert (gone["action"], gone["task"]) == ("delete", None)
        assert (await call(client, "list_tasks"))["items"] == []
        back = await call(client, "undo")
        assert back["summary"] == "Undone: “buy milk” is back."
        assert (await call(client, "get_task", task_id=task_id))["task"]["title"] == "buy milk"


async def test_lists_are_narrowed_and_paged(connect: Connect, person: UUID) -> None:
    async with connect(person, None) as client:
        for day in (1, 2, 3):
            await call(client, "add_task", title=f"day {day}", due_date=f"2026-12-0{day}")
        await call(client, "add_task", title="some day", tags=["home"])
        span = await call(client, "list_tasks", due_from="2026-12-01", due_until="2026-12-02")
        assert [one["title"] for one in span["items"]] == ["day 1", "day 2"]
        tagged = await call(client, "list_tasks", tag="home")
        assert [one["title"] for one in tagged["items"]] == ["some day"]
        undated = await call(client, "list_tasks", due="none")
        assert [one["title"] for one in undated["items"]] == ["some day"]
        found = await call(client, "list_tasks", query="DAY 3")
        assert [one["title"] for one in found["items"]] == ["day 3"]
        first = await call(client, "list_tasks", limit=3)
        rest = await call(client, "list_tasks", limit=3, cursor=first["next_cursor"])
        titles = [one["title"] for one in first["items"] + rest["items"]]
        assert titles == ["day 1", "day 2", "day 3", "some day"]
        assert rest["next_cursor"] is None


async def test_failures_say_what_to_try(connect: Connect, person: UUID) -> None:
    async with connect(person, None) as client:
        missing = await failure(client, "get_task", task_id=str(uuid4()))
        assert missing["code"] == "not-found"
        assert "list_tasks" in missing["try"]
        no_day = await failure(client, "add_task", title="x", due_time="17:00")
        assert no_day["code"] == "invalid"
        assert "day" in no_day["message"]
        nothing = await failure(client, "undo")
        assert nothing["code"] == "not-found"
        cursor = await failure(client, "list_tasks", cursor="nonsense")
        assert cursor["code"] == "invalid"
        nul = await failure(client, "list_tasks", query="a\x00b")
        assert nul["code"] == "invalid"


async def test_arguments_outside_the_schema_are_refused(connect: Connect, person: UUID) -> None:
    async with connect(person, None) as client:
        for tool, arguments in (
            ("add_task", {"title": ""}),
            ("add_task", {"title": "x", "due_date": "tomorrow"}),
            ("add_task", {"title": "x" * 501}),
            ("get_task", {"task_id": "1"}),
            ("list_tasks", {"limit": 1000}),
        ):
            result = await client.call_tool(tool, arguments)
            assert isinstance(result, CallToolResult)
            assert result.is_error, (tool, arguments)
        assert (await call(client, "list_tasks"))["items"] == []


async def test_nobody_reaches_the_tasks_of_another(
    connect: Connect, person: UUID, database: Database
) -> None:
    async with connect(person, None) as client:
        task_id = (await call(client, "add_task", title="secret"))["task"]["id"]
    async with connect(await new_person(database), None) as stranger:
        assert (await call(stranger, "list_tasks", state="all"))["items"] == []
        for tool in ("get_task", "update_task", "complete_task", "reopen_task", "delete_task"):
            assert (await failure(stranger, tool, task_id=task_id))["code"] == "not-found", tool
        assert (await failure(stranger, "undo"))["code"] == "not-found"


async def test_a_token_of_an_account_that_is_gone_opens_nothing(connect: Connect) -> None:
    async with connect(uuid4(), None) as client:
        assert (await failure(client, "list_tasks"))["code"] == "signed-out"
