"""What a reader is told: everything, once, in an order in which nothing comes late."""

import asyncio
from itertools import chain, pairwise
from uuid import UUID

import pytest
from sqlalchemy import text

from src.database import Database
from src.errors import ForbiddenError, SignedOutError, TooManyStreamsError
from src.live.live import Live
from src.live.wakeups import MOST_STREAMS
from src.schemas.access_tokens import Scope, TokenCreate
from src.services import access_tokens, change_feed
from src.services.change_feed import BATCH, Position
from tests.test_live.people import QUICK, Person, new_person, reading, until

pytestmark = pytest.mark.anyio


async def test_a_change_is_told_and_the_past_is_not(live: Live, person: Person) -> None:
    await person.add("before")
    async with reading(live, person) as reader:
        change_id = await person.add("milk")
        await reader.has("milk")
    assert [event.kind for event in reader.events] == ["begin", "change"]
    assert reader.events[1].change is not None
    assert reader.events[1].change.id == change_id


async def test_what_is_rolled_back_is_told_nobody(live: Live, person: Person) -> None:
    async def fail() -> None:
        async with person.database.session() as session:
            await person.add_in(session, "never")
            raise LookupError

    async with reading(live, person) as reader:
        with pytest.raises(LookupError):
            await fail()
        await person.add("milk")
        await reader.has("milk")


async def test_a_change_that_commits_late_is_not_passed_over(live: Live, person: Person) -> None:
    async with reading(live, person) as reader:
        async with person.database.session() as slow:
            await person.add_in(slow, "first, commits late")
            await person.add("second, commits early")
            # Nothing may be told yet: a reader that has the second never gets the first.
            async with person.database.session() as session:
                begin = reader.events[0].position
                assert begin is not None
                batch = await change_feed.after(session, person.account.id, begin)
            assert (batch.changes, batch.is_held_back) == ([], True)
            assert reader.titles == []
        await reader.has("first, commits late", "second, commits early")


async def test_a_change_held_back_by_somebody_else_comes_although_nobody_tells(
    live: Live, person: Person
) -> None:
    async with reading(live, person) as reader:
        async with person.database.session() as other:
            await other.execute(text("SELECT pg_current_xact_id()"))
            await person.add("milk")
            assert reader.titles == []
        await reader.has("milk")


async def test_a_reader_that_begins_beside_an_open_change_is_told_of_it(
    live: Live, person: Person
) -> None:
    async with person.database.session() as slow:
        await person.add_in(slow, "milk")
        async with reading(live, person) as reader:
            await slow.commit()
            live.wakeups.wake_all()
            await reader.has("milk")


async def test_many_writers_at_once_lose_nothing_and_repeat_nothing(
    live: Live, person: Person
) -> None:
    async def write(number: int) -> list[UUID]:
        made = []
        for turn in range(8):
            async with person.database.session() as session:
                made.append(await person.add_in(session, f"{number}.{turn}"))
                await asyncio.sleep(0.01 * ((number + turn) % 3))
        return made

    async with reading(live, person) as reader:
        made = await asyncio.gather(*(write(number) for number in range(6)))
        await until(lambda: len(reader.titles) >= 48)
    told = [event.change.id for event in reader.events if event.change]
    assert sorted(told) == sorted(chain.from_iterable(made))
    positions = [event.position for event in reader.events if event.position]
    assert all(first < second for first, second in pairwise(positions))


async def test_going_on_misses_nothing_and_repeats_nothing(live: Live, person: Person) -> None:
    async with reading(live, person) as reader:
        await person.add("one")
        await person.add("two")
        await reader.has("one", "two")
    await person.add("three")
    first = str(reader.events[1].position)
    for last_id, titles in ((first, ["two", "three"]), (reader.last_id, ["three"])):
        async with reading(live, person, last_id) as again:
            await again.has(*titles)
            assert again.events[0].kind == "begin"


async def test_going_on_from_a_beginning_without_any_change(live: Live, person: Person) -> None:
    async with reading(live, person) as reader:
        pass
    await person.add("while away")
    async with reading(live, person, reader.last_id) as again:
        await again.has("while away")


async def test_more_than_one_batch_is_read_to_the_end(live: Live, person: Person) -> None:
    async with reading(live, person) as reader:
        pass
    titles = [f"{number:03}" for number in range(BATCH * 2 + 1)]
    async with person.database.session() as session:
        for title in titles:
            await person.add_in(session, title)
    async with reading(live, person, reader.last_id) as again:
        await again.has(*titles)


@pytest.mark.parametrize(
    "last_id",
    ["17", "x-y", "-1-00000000-0000-0000-0000-000000000000", str(Position(2**62, UUID(int=1)))],
)
async def test_a_place_of_no_or_another_database_begins_anew(
    live: Live, person: Person, last_id: str
) -> None:
    await person.add("before")
    async with reading(live, person, last_id) as reader:
        await person.add("milk")
        await reader.has("milk")
        assert [event.kind for event in reader.events] == ["reset", "change"]


async def test_nobody_elses_changes_are_told(live: Live, person: Person) -> None:
    stranger = await new_person(person.database)
    async with reading(live, stranger) as theirs, reading(live, person) as reader:
        await stranger.add("theirs")
        await person.add("mine")
        await reader.has("mine")
        await theirs.has("theirs")
    async with reading(live, stranger, str(reader.events[0].position)) as again:
        await again.has("theirs")


async def test_rows_numbered_by_another_server_hold_nothing_back(
    live: Live, person: Person
) -> None:
    await person.add("restored")
    async with person.database.session() as session:
        await session.execute(text("UPDATE task_change SET xid = '4611686018427387904'::xid8"))
    async with reading(live, person) as reader:
        await person.add("milk")
        await reader.has("milk")
        async with person.database.session() as session:
            place = reader.events[-1].position
            assert place is not None
            batch = await change_feed.after(session, person.account.id, place)
        assert (batch.changes, batch.is_held_back) == ([], False)


async def test_rows_from_before_the_feed_are_never_told(live: Live, person: Person) -> None:
    await person.add("old")
    async with person.database.session() as session:
        await session.execute(text("UPDATE task_change SET xid = NULL"))
    async with reading(live, person, str(Position(1, UUID(int=0)))) as reader:
        await person.add("milk")
        await reader.has("milk")


async def test_a_quiet_stream_shows_that_it_lives_and_ends_with_the_session(
    database: Database, person: Person
) -> None:
    live = Live(database, QUICK)
    async with live.running(), reading(live, person) as reader:
        await until(lambda: [event.kind for event in reader.events][-2:] == ["alive"] * 2)
        await person.sign_out()
        await until(lambda: reader.ended)
    assert live.wakeups.accounts == frozenset()


async def test_nobody_follows_without_a_session(live: Live) -> None:
    for token in (None, "", "x" * 43):
        with pytest.raises(SignedOutError):
            await anext(live.streams.follow(token, None))


async def test_a_process_that_stops_ends_its_streams_and_those_still_to_come(
    live: Live, person: Person
) -> None:
    async with reading(live, person) as reader:
        live.streams.stop()
        await until(lambda: reader.ended)
    async with reading(live, person) as late:
        await until(lambda: late.ended)
    assert [event.kind for event in late.events] == ["begin"]


async def test_an_account_has_so_many_streams_and_no_more(live: Live, person: Person) -> None:
    streams = [live.streams.follow(person.token, None) for _ in range(MOST_STREAMS)]
    for stream in streams:
        await anext(stream)
    with pytest.raises(TooManyStreamsError):
        await anext(live.streams.follow(person.token, None))
    stranger = await new_person(person.database)
    async with reading(live, stranger) as theirs:
        assert theirs.events
    await streams.pop().aclose()
    async with reading(live, person) as reader:
        assert reader.events
    for stream in streams:
        await stream.aclose()
    assert live.wakeups.accounts == frozenset()


async def secret_of(person: Person, scope: Scope) -> str:
    async with person.database.session() as session:
        data = TokenCreate(name="script", scopes={scope})
        return (await access_tokens.create_token(session, person.account, data))[1]


async def test_a_program_that_may_read_follows_until_its_token_is_deleted(
    database: Database, person: Person
) -> None:
    live = Live(database, QUICK)
    program = Person(database, person.account, await secret_of(person, "read"))
    async with live.running(), reading(live, program) as reader:
        await person.add("milk")
        await until(lambda: reader.titles == ["milk"])
        async with database.session() as session:
            await access_tokens.delete_all(session, person.account)
        await until(lambda: reader.ended)


@pytest.mark.parametrize("scope", ["write", "mcp"])
async def test_a_program_that_may_not_read_follows_nothing(
    live: Live, person: Person, scope: Scope
) -> None:
    events = live.streams.follow(await secret_of(person, scope), None)
    with pytest.raises(ForbiddenError, match="read"):
        await anext(events)
