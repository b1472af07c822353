"""The assistant's token: each effect once, and no destruction without the person's yes."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from mcp import Client
from mcp_types import CallToolResult
from sqlalchemy.exc import OperationalError

from src.database import Database
from src.mcp.calls import CALL_ID
from src.models.base import now
from src.models.tool_call import Approval
from src.models.turn import Turn
from src.schemas.tool_calls import arguments_key
from tests.test_mcp.calling import call as call_without_turn
from tests.test_mcp.calling import failure
from tests.test_mcp.calling import in_turn as call
from tests.test_mcp.conftest import Connect

pytestmark = pytest.mark.anyio


async def allow(
    database: Database, turn_id: UUID, person: UUID, call_id: str, **arguments: object
) -> None:
    """Store the person's yes to one call."""
    async with database.session() as session:
        session.add(
            Approval(
                account_id=person,
                turn_id=turn_id,
                call_id=call_id,
                tool="delete_task",
                arguments=dict(arguments),
                arguments_key=arguments_key(arguments),
                preview={},
                status="approved",
                expires_at=now() + timedelta(hours=1),
            )
        )


async def test_a_call_that_arrives_many_times_has_one_effect(
    connect: Connect, person: UUID, turn_id: UUID
) -> None:
    async with connect(person, turn_id) as client:
        answers = await asyncio.gather(
            *(call(client, "add_task", "c1", title="buy milk") for _ in range(8))
        )
        listed = await client.call_tool("list_tasks", {})
    assert isinstance(listed, CallToolResult)
    assert len(_items(listed)) == 1
    assert len({str(one.structured_content) for one in answers}) == 1
    assert not any(one.is_error for one in answers)


def _items(result: CallToolResult) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (result.structured_content or {})["items"]
    return items


async def test_without_approval_the_assistant_deletes_nothing(
    connect: Connect, person: UUID, turn_id: UUID
) -> None:
    async with connect(person, None) as client:
        task_id = (await call_without_turn(client, "add_task", title="keep me"))["task"]["id"]
    async with connect(person, turn_id) as client:
        refused = await call(client, "delete_task", "c1", task_id=task_id)
        assert refused.is_error
        assert "forbidden" in str(refused.content)
        assert not (await call(client, "get_task", "c2", task_id=task_id)).is_error


async def test_an_approval_is_for_exactly_one_call(
    connect: Connect, person: UUID, turn_id: UUID, database: Database
) -> None:
    async with connect(person, None) as client:
        first, second = [
            (await call_without_turn(client, "add_task", title=title))["task"]["id"]
            for title in ("first", "second")
        ]
    await allow(database, turn_id, person, "c1", task_id=first)
    async with connect(person, turn_id) as client:
        assert (await call(client, "delete_task", "c1", task_id=second)).is_error
        assert (await call(client, "delete_task", "c2", task_id=first)).is_error
        answers = await asyncio.gather(
            *(call(client, "delete_task", "c1", task_id=first) for _ in range(8))
        )
        assert not any(one.is_error for one in answers)
        assert [one["title"] for one in _items(await call(client, "list_tasks", "c3"))] == [
            "second"
        ]


async def test_an_ended_turn_changes_nothing_more(
    connect: Connect, person: UUID, turn_id: UUID, database: Database
) -> None:
    async with database.session() as session:
        (await session.get_one(Turn, turn_id)).status = "failed"
    async with connect(person, turn_id) as client:
        assert (await call(client, "add_task", "c1", title="too late")).is_error
        assert _items(await call(client, "list_tasks", "c2")) == []


async def test_a_call_of_a_turn_must_say_which_it_is(
    connect: Connect, person: UUID, turn_id: UUID
) -> None:
    async with connect(person, turn_id) as client:
        result = await client.call_tool("add_task", {"title": "nameless"})
        assert isinstance(result, CallToolResult)
        assert result.is_error
        assert CALL_ID in str(result.content)


async def test_a_token_of_an_account_that_is_gone_opens_nothing(connect: Connect) -> None:
    async with connect(uuid4(), None) as client:
        assert (await failure(client, "list_tasks"))["code"] == "signed-out"


async def test_a_mistake_of_ours_is_told_without_its_words_and_changes_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the machine")

    monkeypatch.setattr("src.mcp.tools.edits.of_change", fail)
    told = await failure(client, "add_task", title="buy milk")
    assert (told["code"], "secret" in str(told)) == ("internal", False)
    assert (await call_without_turn(client, "list_tasks"))["items"] == []


async def test_a_database_that_does_not_answer_is_told_as_such(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise OperationalError("SELECT 1", {}, OSError())

    monkeypatch.setattr("src.mcp.tools.edits.of_change", fail)
    assert (await failure(client, "add_task", title="buy milk"))["code"] == "unavailable"
