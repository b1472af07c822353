"""Turns that nobody runs any more, as the database has them."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlmodel import col

from src.database import Database
from src.errors import ForbiddenError
from src.models.account import Account
from src.models.base import now
from src.models.turn import BEGINNING, Turn, TurnEvent
from src.schemas import ui_parts
from src.schemas.tasks import TaskCreate
from src.schemas.tool_calls import INTERRUPTED, Answer, CallKey
from src.schemas.turns import PendingCall, Standing
from src.services import tasks, tool_calls
from src.services.turn_store import TurnStore
from tests.test_services.turns import begin_turn, new_conversation

pytestmark = pytest.mark.anyio


@pytest.fixture
def store(database: Database) -> TurnStore:
    """The replica that takes over."""
    return TurnStore(database, "alive")


async def abandon(database: Database, turn_id: UUID) -> None:
    async with database.session() as session:
        past = now() - timedelta(seconds=1)
        await session.execute(update(Turn).where(col(Turn.id) == turn_id).values(lease_until=past))


async def add(database: Database, turn_id: UUID, call_id: str, attempt: int = 1) -> Answer:
    """What the tool add_task does when a run calls it."""
    async with database.session() as session:
        turn = await session.get_one(Turn, turn_id)
        account = await session.get_one(Account, turn.account_id)

        async def act(_: frozenset[UUID] | None) -> Answer:
            made = await tasks.create_task(
                session, account, TaskCreate(title="milk"), actor="assistant"
            )
            return Answer(
                action="create", summary="Added “milk”.", task=None, change_id=made.change.id
            )

        key = CallKey(turn_id, call_id, "add_task", "arguments", attempt)
        return await tool_calls.once(session, account.id, key, act, needs_approval=False)


async def kinds(store: TurnStore, turn_id: UUID) -> list[str]:
    """Of the events after the turn's beginning."""
    return [str(event.part["type"]) for event in (await store.events(turn_id, BEGINNING)).events]


async def test_only_a_turn_that_nobody_runs_is_taken_over(
    database: Database, store: TurnStore
) -> None:
    turn_id = await begin_turn(database, owner="dead")
    assert not (await store.events(turn_id, 0)).is_unattended
    assert not await store.take_over(turn_id)
    await abandon(database, turn_id)
    assert (await store.events(turn_id, 0)).is_unattended
    assert await store.take_over(turn_id)
    assert not await TurnStore(database, "too late").take_over(turn_id)
    assert (await store.load(turn_id)).attempt == 2
    assert await TurnStore(database, "dead").append(turn_id, [], Standing()) is None


async def test_what_was_done_and_not_told_is_told_and_the_rest_is_not_done(
    database: Database, store: TurnStore
) -> None:
    turn_id = await begin_turn(database, owner="dead")
    began = [ui_parts.tool_input(call, "add_task", {"title": "milk"}) for call in ("c1", "c2")]
    await TurnStore(database, "dead").append(turn_id, began, Standing())
    await add(database, turn_id, "c1")
    await abandon(database, turn_id)
    assert await store.take_over(turn_id)
    assert await kinds(store, turn_id) == [
        "tool-input-available",
        "tool-input-available",
        "tool-output-available",
        "data-receipt",
        "tool-output-error",
    ]
    events = (await store.events(turn_id, 0)).events
    assert events[-1].part["errorText"] == INTERRUPTED
    turn = await store.load(turn_id)
    # The model is told of the first and asked anew for the second.
    assert [item.get("call_id") for item in turn.so_far.items] == ["c1", "c1"]
    assert [deed.action for deed in turn.so_far.deeds] == ["create"]


async def test_a_call_of_the_replica_before_has_no_effect(
    database: Database, store: TurnStore
) -> None:
    turn_id = await begin_turn(database, owner="frozen")
    await abandon(database, turn_id)
    await store.take_over(turn_id)
    with pytest.raises(ForbiddenError, match="Another replica"):
        await add(database, turn_id, "c1", attempt=1)
    assert (await add(database, turn_id, "c2", attempt=2)).summary == "Added “milk”."


async def test_a_turn_that_was_to_stop_stops(database: Database, store: TurnStore) -> None:
    conversation = await new_conversation(database)
    turn_id = await begin_turn(database, owner="dead", conversation=conversation)
    await store.ask_cancel(conversation.account_id, turn_id)
    await abandon(database, turn_id)
    assert not await store.take_over(turn_id)
    assert await kinds(store, turn_id) == ["abort", "data-turn", "finish"]


async def test_a_call_that_waits_for_the_person_is_left_to_them(
    database: Database, store: TurnStore
) -> None:
    turn_id = await begin_turn(database, owner="dead")
    dead = TurnStore(database, "dead")
    call = PendingCall("c1", "delete_task", {"task_id": str(uuid4())})
    await dead.append(turn_id, [ui_parts.tool_input("c1", call.tool, {})], Standing())
    await dead.interrupt(turn_id, [call], "the run", "m")
    async with database.session() as session:
        past = now() - timedelta(seconds=1)
        values = {"status": "running", "lease_until": past}
        await session.execute(update(Turn).where(col(Turn.id) == turn_id).values(values))
    assert await store.take_over(turn_id)
    assert "tool-output-error" not in await kinds(store, turn_id)
    assert (await store.load(turn_id)).run_state == "the run"


async def test_an_answer_that_was_told_is_not_told_again_wherever_its_row_is(
    database: Database, database_url: str, store: TurnStore
) -> None:
    """Rows come in the order of their places on disk, unless they are asked for in another one."""
    turn_id = await begin_turn(database, owner="dead")
    dead = TurnStore(database, "dead")
    told = [ui_parts.tool_input("c1", "add_task", {}), ui_parts.tool_output("c1", {})]
    await dead.append(turn_id, told, Standing())
    await add(database, turn_id, "c1")
    async with database.session() as session:
        # A new version of the row: from here on it lies behind the answer.
        moved = update(TurnEvent).where(
            col(TurnEvent.turn_id) == turn_id, col(TurnEvent.seq) == BEGINNING + 1
        )
        await session.execute(moved.values(created_at=now()))
    await abandon(database, turn_id)
    by_place = Database(
        f"{database_url}?options=-c%20enable_indexscan%3Doff%20-c%20enable_bitmapscan%3Doff"
    )
    assert await TurnStore(by_place, "alive").take_over(turn_id)
    await by_place.close()
    assert await kinds(store, turn_id) == ["tool-input-available", "tool-output-available"]
