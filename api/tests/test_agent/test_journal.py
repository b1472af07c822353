"""Events as rows: gathered, in order, fenced by the lease."""

import asyncio
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from src.agent.errors import LeaseLostError
from src.agent.hub import Hub
from src.agent.journal import GATHER_SECONDS, Journal, storable
from src.database import Database
from src.models.turn import BEGINNING
from src.schemas import ui_parts
from src.schemas.turns import SoFar
from src.services.turn_store import TurnStore
from tests.test_services.turns import begin_turn

pytestmark = pytest.mark.anyio


@pytest.fixture
async def turn_id(database: Database) -> UUID:
    return await begin_turn(database, owner="me")


@pytest.fixture
def store(database: Database) -> TurnStore:
    return TurnStore(database, "me")


@pytest.fixture
def journal(store: TurnStore, turn_id: UUID) -> Journal:
    return Journal(store, Hub(), turn_id, SoFar())


async def parts(store: TurnStore, turn_id: UUID) -> list[ui_parts.UiPart]:
    """What follows the turn's beginning."""
    events = (await store.events(turn_id, 0)).events
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    return [event.part for event in events[BEGINNING:]]


async def test_words_are_gathered_and_the_block_is_closed(
    journal: Journal, store: TurnStore, turn_id: UUID
) -> None:
    for piece in ("You ", "have ", "none."):
        await journal.text(piece)
    await journal.write(ui_parts.finish())
    assert await parts(store, turn_id) == [
        ui_parts.text_start("text-1"),
        ui_parts.text_delta("text-1", "You have none."),
        ui_parts.text_end("text-1"),
        ui_parts.finish(),
    ]


async def test_words_are_written_without_waiting_for_more(
    journal: Journal, store: TurnStore, turn_id: UUID
) -> None:
    await journal.text("slowly ")
    while len(await parts(store, turn_id)) < 2:
        await asyncio.sleep(GATHER_SECONDS)
    await journal.text("spoken")
    await journal.flush()
    deltas = [part["delta"] for part in await parts(store, turn_id) if "delta" in part]
    assert deltas == ["slowly ", "spoken"]


async def test_each_block_of_text_has_its_own_id(
    journal: Journal, store: TurnStore, turn_id: UUID
) -> None:
    for words in ("one", "two"):
        await journal.text(words)
        await journal.write(ui_parts.tool_denied(words))
    starts = [part["id"] for part in await parts(store, turn_id) if part["type"] == "text-start"]
    assert starts == ["text-1", "text-2"]


async def test_the_end_of_a_turn_is_written_once(journal: Journal) -> None:
    await journal.write(ui_parts.finish(), status="complete")
    with pytest.raises(LeaseLostError):
        await journal.write(ui_parts.finish(), status="failed")


async def test_a_replica_without_the_lease_writes_nothing(
    database: Database, store: TurnStore, turn_id: UUID
) -> None:
    ghost = Journal(TurnStore(database, "ghost"), Hub(), turn_id, SoFar())
    with pytest.raises(LeaseLostError):
        await ghost.write(ui_parts.finish())
    await ghost.text("boo")
    await asyncio.sleep(GATHER_SECONDS * 2)
    with pytest.raises(LeaseLostError):
        await ghost.write()
    assert await parts(store, turn_id) == []


async def test_many_writers_of_one_turn_leave_no_gap(
    journal: Journal, store: TurnStore, turn_id: UUID
) -> None:
    await asyncio.gather(*(journal.write(ui_parts.tool_denied(str(at))) for at in range(20)))
    assert {part["toolCallId"] for part in await parts(store, turn_id)} == set(map(str, range(20)))


async def test_readers_are_handed_what_is_written(store: TurnStore, turn_id: UUID) -> None:
    hub = Hub()
    journal = Journal(store, hub, turn_id, SoFar())
    with hub.subscription(turn_id) as told:
        assert told.take(BEGINNING) is None
        await journal.write(ui_parts.tool_denied("a"))
        await journal.write(ui_parts.finish(), status="complete")
        stored = await store.events(turn_id, BEGINNING)
        assert told.take(BEGINNING) == stored


def test_whatever_is_nested_becomes_storable_too() -> None:
    dirty: JsonValue = {"a\x00": ["b\x00", {"c": "\ud800"}], "d": 5, "e": None}
    assert storable(dirty) == {"a": ["b", {"c": "?"}], "d": 5, "e": None}


@given(st.text(st.characters(categories=None), max_size=50))
def test_any_text_becomes_storable(text: str) -> None:
    clean = storable(text)
    assert "\x00" not in clean
    clean.encode()
