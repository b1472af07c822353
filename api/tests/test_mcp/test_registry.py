"""The catalogue: what each tool says of itself, and that it keeps its word."""

from uuid import UUID

import jsonschema
import pytest
from mcp import Client

from src.database import Database
from src.mcp.registry import NEEDS_APPROVAL, TOOLS
from src.services.previews import PREVIEWS
from tests.test_agent.replicas import Replica
from tests.test_mcp.calling import Json, add, ask, call, error_of
from tests.test_mcp.test_personal_tokens import connected, token

pytestmark = pytest.mark.anyio

READING: dict[str, Json] = {
    "list_tasks": {},
    "get_task": {"task_id": "it"},
    "search_tasks": {"text": "water"},
    "agenda": {},
    "overview": {},
    "statistics": {},
    "list_changes": {},
}
CHANGING: dict[str, Json] = {
    "add_task": {"title": "one more", "subtasks": ["part"]},
    "update_task": {"task_id": "it", "title": "water all"},
    "complete_task": {"task_id": "it"},
    "reopen_task": {"task_id": "it"},
    "duplicate_task": {"task_id": "it"},
    "archive_task": {"task_id": "it"},
    "move_task": {"task_id": "it"},
    "save_project": {"name": "Yard"},
    "save_filter": {"name": "Soon", "filter": "today"},
    "delete_filter": {"name": "Soon"},
    "change_tasks": {"action": "complete", "filter": "water"},
    "import_tasks": {"text": "buy milk"},
    "delete_task": {"task_id": "it"},
    "restore_task": {"task_id": "it"},
    "delete_project": {"project": "Garden"},
    "undo": {},
}
"""In an order in which each can do its work."""
ADDS, SETS, DESTROYS = (False, False), (False, True), (True, True)
HINTS = {
    "add_task": ADDS,
    "duplicate_task": ADDS,
    "import_tasks": ADDS,
    "undo": ADDS,
    "change_tasks": DESTROYS,
    "delete_task": DESTROYS,
    "delete_project": DESTROYS,
    "delete_filter": DESTROYS,
}
"""Destructive, idempotent; those that change something and are not here are SETS."""


def with_id(arguments: Json, task_id: str) -> Json:
    return {name: task_id if value == "it" else value for name, value in arguments.items()}


@pytest.fixture
async def task_id(client: Client) -> str:
    """A task with something in every field."""
    await call(client, "save_project", name="Garden")
    return await add(
        client,
        "water",
        notes="n" * 400,
        project="Garden",
        due_date="2026-12-01",
        due_time="09:00",
        recurrence="FREQ=DAILY",
        reminders=[5],
        tags=["home"],
    )


async def test_each_tool_says_what_it_is(client: Client) -> None:
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert tools.keys() == READING.keys() | CHANGING.keys()
    for name, tool in tools.items():
        hints = tool.annotations
        assert hints is not None
        assert hints.open_world_hint is False
        assert hints.read_only_hint is (True if name in READING else None), name
        if name in CHANGING:
            assert (hints.destructive_hint, hints.idempotent_hint) == HINTS.get(name, SETS), name
        assert tool.title
        assert tool.description
        assert len(tool.description) < 300, name
        for argument, schema in tool.input_schema["properties"].items():
            assert schema.get("description"), (name, argument)
        assert tool.input_schema["additionalProperties"] is False
        assert "work" not in tool.input_schema["properties"]


async def test_the_listing_is_small(client: Client) -> None:
    tools = (await client.list_tools()).tools
    whole = sum(len(tool.model_dump_json(by_alias=True, exclude_none=True)) for tool in tools)
    shown = {"name", "description", "input_schema"}
    read = sum(len(tool.model_dump_json(by_alias=True, include=shown)) for tool in tools)
    assert read < 18_000
    assert whole < 52_000


async def test_each_answer_fits_its_schema(client: Client, task_id: str) -> None:
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    for name, arguments in (CHANGING | READING).items():
        given = with_id(arguments, task_id)
        jsonschema.validate(given, tools[name].input_schema)
        answer = await call(client, name, **given)
        checker = jsonschema.Draft202012Validator(
            tools[name].output_schema or False,
            format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
        )
        checker.validate(answer)
        assert answer.get("action") != "none", name


@pytest.mark.parametrize("tool", CHANGING)
async def test_what_changes_something_needs_the_scope_write(
    replica: Replica, database: Database, person: UUID, client: Client, task_id: str, tool: str
) -> None:
    before = await call(client, "list_changes")
    async with connected(replica, await token(database, person, "mcp")) as reader:
        error = error_of(await ask(reader, tool, **with_id(CHANGING[tool], task_id)))
    assert (error["code"], "write" in error["message"]) == ("forbidden", True)
    assert await call(client, "list_changes") == before


def test_each_tool_that_asks_has_a_preview() -> None:
    assert PREVIEWS.keys() == NEEDS_APPROVAL


def test_what_destroys_asks() -> None:
    destroys = {entry.name for entry in TOOLS if entry.annotations.destructive_hint}
    assert destroys <= NEEDS_APPROVAL
