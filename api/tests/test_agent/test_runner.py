"""A turn always ends, however its run does; and readers always get there."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest

from src.agent.errors import ProviderFailedError, TurnFailedError
from src.agent.hub import Hub
from src.agent.journal import Journal
from src.agent.reader import Reader, Sign
from src.agent.runner import TurnRunner
from src.database import Database
from src.models.turn import BEGINNING
from src.schemas import ui_parts
from src.schemas.turns import StoredEvent, TurnInput
from src.services.turn_store import TurnStore
from tests.test_services.turns import begin_turn, new_conversation

pytestmark = pytest.mark.anyio

type Run = Callable[[TurnInput, Journal], Awaitable[None]]


@pytest.fixture
def store(database: Database) -> TurnStore:
    return TurnStore(database, "me")


async def never(_turn: TurnInput, _journal: Journal) -> None:
    raise AssertionError


async def follow(store: TurnStore, runner: TurnRunner, hub: Hub, turn_id: UUID) -> list[str]:
    """The kinds of the events that a reader gets after the turn's beginning."""
    reader = Reader(store, hub, runner)
    events = [event async for event in reader.follow(turn_id, BEGINNING)]
    return [str(event.part["type"]) for event in events if isinstance(event, StoredEvent)]


async def run(store: TurnStore, turn_id: UUID, body: Run) -> list[str]:
    hub = Hub()
    runner = TurnRunner(store, hub, body)
    runner.start(turn_id)
    return await follow(store, runner, hub, turn_id)


async def test_a_run_that_completes(database: Database, store: TurnStore) -> None:
    async def body(turn: TurnInput, journal: Journal) -> None:
        await journal.text(f"You said {turn.text}.")
        await journal.write(ui_parts.finish(), status="complete")

    turn_id = await begin_turn(database)
    kinds = await run(store, turn_id, body)
    assert kinds == ["text-start", "text-delta", "text-end", "finish"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TurnFailedError("That took too long."), "That took too long."),
        (ProviderFailedError("it took too long"), "try again"),
        (RuntimeError("secret detail"), "Something went wrong"),
        (KeyError("secret detail"), "Something went wrong"),
    ],
)
async def test_a_run_that_fails_ends_the_turn_and_tells_why(
    database: Database, store: TurnStore, error: Exception, words: str
) -> None:
    async def body(_turn: TurnInput, journal: Journal) -> None:
        await journal.text("half a sen")
        raise error

    turn_id = await begin_turn(database)
    kinds = await run(store, turn_id, body)
    assert kinds == ["text-start", "text-delta", "text-end", "error", "data-turn", "finish"]
    seen = await store.events(turn_id, 0)
    text = str(seen.events[BEGINNING + 3].part["errorText"])
    assert seen.status == "failed"
    assert words in text
    assert "secret" not in text


async def test_a_stop_ends_the_run_wherever_it_is(database: Database, store: TurnStore) -> None:
    entered = asyncio.Event()

    async def body(_turn: TurnInput, _journal: Journal) -> None:
        entered.set()
        await asyncio.Event().wait()

    hub = Hub()
    runner = TurnRunner(store, hub, body)
    turn_id = await begin_turn(database)
    runner.start(turn_id)
    await entered.wait()
    runner.cancel(turn_id)
    assert await follow(store, runner, hub, turn_id) == ["abort", "data-turn", "finish"]


async def test_a_stop_asked_for_elsewhere_is_seen_by_the_heartbeat(
    database: Database, store: TurnStore
) -> None:
    async def body(_turn: TurnInput, _journal: Journal) -> None:
        await asyncio.Event().wait()

    conversation = await new_conversation(database)
    turn_id = await begin_turn(database, conversation=conversation)
    elsewhere = TurnStore(database, "another")
    await elsewhere.ask_cancel(conversation.account_id, turn_id)
    assert await run(store, turn_id, body) == ["abort", "data-turn", "finish"]


async def test_stopping_what_does_not_run_here_is_harmless(
    database: Database, store: TurnStore
) -> None:
    runner = TurnRunner(store, Hub(), never)
    runner.cancel(await begin_turn(database))
    await runner.drain(0)
    assert runner.drained


async def test_readers_leave_a_process_that_stops(database: Database, store: TurnStore) -> None:
    """The turn runs on another replica; the reader ends without its end, and can go there."""
    turn_id = await begin_turn(database, owner="another")
    hub = Hub()
    runner = TurnRunner(store, hub, never)
    reading = asyncio.create_task(_all(Reader(store, hub, runner), turn_id))
    await asyncio.sleep(0)
    await runner.drain(0)
    assert await reading == []


async def test_a_quiet_turn_shows_signs_of_life(
    database: Database, store: TurnStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("src.agent.reader.HEARTBEAT_SECONDS", 0.0)
    monkeypatch.setattr("src.agent.reader.POLL_SECONDS", 0.01)
    turn_id = await begin_turn(database, owner="another")
    seen: list[StoredEvent | Sign] = []
    runner = TurnRunner(store, Hub(), never)
    async for event in Reader(store, Hub(), runner).follow(turn_id, BEGINNING):
        seen.append(event)
        if len(seen) == 3:
            await runner.drain(0)
    assert seen == [Sign.ALIVE] * 3


async def test_many_readers_get_the_same(database: Database, store: TurnStore) -> None:
    begun = asyncio.Event()

    async def body(_turn: TurnInput, journal: Journal) -> None:
        await begun.wait()
        for number in range(5):
            await journal.write(ui_parts.tool_denied(str(number)))
        await journal.write(ui_parts.finish(), status="complete")

    hub = Hub()
    runner = TurnRunner(store, hub, body)
    turn_id = await begin_turn(database)
    runner.start(turn_id)
    readers = [asyncio.create_task(follow(store, runner, hub, turn_id)) for _ in range(8)]
    begun.set()
    found = await asyncio.gather(*readers)
    assert all(one == ["tool-output-denied"] * 5 + ["finish"] for one in found)


async def _all(reader: Reader, turn_id: UUID) -> list[object]:
    return [event async for event in reader.follow(turn_id, BEGINNING)]
