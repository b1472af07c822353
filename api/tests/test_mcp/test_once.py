"""A message that is answered again does nothing twice; and what the person is shown of it."""

import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from uuid import UUID

import pytest
from mcp import Client

from src.database import Database
from src.models.turn import Turn
from src.services.turn_store import TurnStore
from tests.test_mcp.calling import add, call, in_turn, titles
from tests.test_mcp.conftest import Connect

pytestmark = pytest.mark.anyio

type Retried = Callable[[], AbstractAsyncContextManager[Client]]


@pytest.fixture
async def assistant(connect: Connect, person: UUID, turn_id: UUID) -> AsyncIterator[Client]:
    async with connect(person, turn_id) as opened:
        yield opened


@pytest.fixture
def store(database: Database) -> TurnStore:
    return TurnStore(database, "me")


@pytest.fixture
def retried(
    database: Database, store: TurnStore, connect: Connect, person: UUID, turn_id: UUID
) -> Retried:
    """The assistant in another turn for the same message, after the first one failed."""

    @contextlib.asynccontextmanager
    async def opened() -> AsyncIterator[Client]:
        async with database.session() as session:
            (await session.get_one(Turn, turn_id)).status = "failed"
        async with connect(person, await store.retry(person, turn_id)) as client:
            yield client

    return opened


CALLS = (
    ("save_project", {"name": "Garden"}),
    ("save_filter", {"name": "Late", "filter": "overdue"}),
    ("add_task", {"title": "move house", "subtasks": ["pack"]}),
)


async def test_a_turn_that_repeats_a_failed_one_gets_what_that_had_done(
    assistant: Client, client: Client, retried: Retried
) -> None:
    first = [await in_turn(assistant, tool, tool, **given) for tool, given in CALLS]
    async with retried() as again:
        second = [await in_turn(again, tool, f"{tool} 2", **given) for tool, given in CALLS]
    assert [one.structured_content for one in first] == [one.structured_content for one in second]
    shown = await call(client, "overview")
    assert (len(shown["projects"]), len(shown["filters"])) == (1, 1)
    assert len(await titles(client)) == 2
    assert len((await call(client, "list_changes"))["items"]) == 3


async def test_what_was_undone_since_is_done_again_and_what_found_nothing_looks_again(
    assistant: Client, client: Client, retried: Retried
) -> None:
    await call(client, "save_project", name="Garden")
    nothing = await in_turn(assistant, "save_project", "c1", name="Garden")
    made = await in_turn(assistant, "add_task", "c2", title="buy milk")
    assert nothing.structured_content["action"] == "none"
    await call(client, "undo", change_id=made.structured_content["change_id"])
    await call(client, "delete_project", project="Garden")
    async with retried() as again:
        await in_turn(again, "save_project", "c3", name="Garden")
        await in_turn(again, "add_task", "c4", title="buy milk")
    assert await titles(client) == ["buy milk"]
    assert len((await call(client, "overview"))["projects"]) == 1


async def test_receipts(assistant: Client, client: Client, store: TurnStore, turn_id: UUID) -> None:
    await in_turn(assistant, "save_filter", "c1", name="Late", filter="overdue")
    kept = await store.receipt(turn_id, "c1")
    assert kept is not None
    assert (kept.action, kept.change_id, kept.undone) == ("create", None, False)
    assert kept.summary == "Saved the filter “Late”: overdue"
    task_id = await add(client, "water", due_date="2026-12-01", recurrence="FREQ=DAILY")
    await in_turn(assistant, "complete_task", "c2", task_id=task_id)
    done = await store.receipt(turn_id, "c2")
    assert done is not None
    assert (done.action, done.title, done.undone) == ("complete", "water", False)
    await call(client, "undo", change_id=str(done.change_id))
    undone = await store.receipt(turn_id, "c2")
    assert undone is not None
    assert undone.undone


async def test_what_changed_nothing_has_no_receipt(
    assistant: Client, client: Client, store: TurnStore, turn_id: UUID
) -> None:
    await call(client, "save_project", name="Garden")
    await in_turn(assistant, "save_project", "c1", name="Garden")
    assert await store.receipt(turn_id, "c1") is None
    await in_turn(assistant, "list_tasks", "c2")
    assert await store.receipt(turn_id, "c2") is None
