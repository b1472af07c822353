"""Replicas hear of each other's changes, through dead connections and where nobody can listen."""

import asyncio
import contextlib
import gc
from uuid import uuid4

import pytest

from src.database import Database
from src.live.announcer import MOST_ACCOUNTS, Announcer, parse, payload
from src.live.listener import Listener
from src.live.live import Live
from src.live.pace import Pace
from src.live.wakeups import Wakeups
from tests.conftest import rows
from tests.test_live.people import NEVER, QUICK, SECONDS, TOLD, Person, reading, until

pytestmark = pytest.mark.anyio

LISTENERS = (
    "SELECT pid FROM pg_stat_activity "
    "WHERE datname = current_database() AND query = 'LISTEN task_changes'"
)
CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"


async def hearing(live: Live) -> None:
    async with asyncio.timeout(SECONDS):
        await live.listener.hears.wait()


async def test_a_replica_is_told_of_another_ones_changes(
    live: Live, elsewhere: Live, person: Person
) -> None:
    async with reading(elsewhere, person) as there, reading(live, person) as here:
        await hearing(elsewhere)
        for title in ("one", "two", "three"):
            await person.add(title)
        await there.has("one", "two", "three")
        await here.has("one", "two", "three")


async def test_going_on_at_another_replica(live: Live, elsewhere: Live, person: Person) -> None:
    async with reading(live, person) as here:
        await person.add("one")
        await here.has("one")
    await person.add("two")
    async with reading(elsewhere, person, here.last_id) as there:
        await hearing(elsewhere)
        await person.add("three")
        await there.has("two", "three")


async def test_the_listener_comes_back_and_hears_what_it_missed(
    live: Live, elsewhere: Live, person: Person, database_url: str
) -> None:
    async with reading(elsewhere, person) as reader:
        await hearing(elsewhere)
        ((before,),) = rows(database_url, LISTENERS)
        assert rows(database_url, f"SELECT pg_terminate_backend({before})") == [(True,)]
        await person.add("while it was away, perhaps")
        await reader.has("while it was away, perhaps")
        await until(lambda: rows(database_url, LISTENERS) not in ([], [(before,)]))
        await hearing(elsewhere)
        await person.add("and afterwards")
        await reader.has("while it was away, perhaps", "and afterwards")
    assert live.wakeups.accounts == frozenset()


async def test_where_nobody_can_listen_it_looks(
    person: Person, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(database_url)
    database.is_pooled = True
    refused = AssertionError("a pooler was asked for a connection to listen on")
    monkeypatch.setattr(database, "connect_directly", lambda: (_ for _ in ()).throw(refused))
    polling = Live(database, Pace(keep_alive=NEVER, poll=0.1, safety=NEVER))
    async with polling.running(), reading(polling, person) as reader:
        for title in ("one", "two"):
            await person.add(title)
            await until(lambda wanted=title: wanted in reader.titles)  # type: ignore[misc]
        assert not polling.listener.hears.is_set()
        await reader.has("one", "two")
    await database.close()


async def test_while_it_cannot_listen_it_looks_and_nothing_breaks(
    person: Person, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(database_url)

    async def refuse() -> None:
        raise OSError

    monkeypatch.setattr(database, "connect_directly", refuse)
    live = Live(database, Pace(keep_alive=NEVER, poll=0.1, safety=NEVER, reconnect=(0.05, 0.1)))
    async with live.running(), reading(live, person) as reader:
        await person.add("one")
        await reader.has("one")
        monkeypatch.undo()
        await hearing(live)
    await database.close()


async def test_a_lost_notification_is_made_up_for(
    elsewhere: Live, person: Person, database_url: str
) -> None:
    del elsewhere  # nobody announces: the person's own process has no live stream
    database = Database(database_url)
    live = Live(database, Pace(keep_alive=NEVER, poll=NEVER, safety=0.1))
    async with live.running(), reading(live, person) as reader:
        await hearing(live)
        await person.add("one")
        await reader.has("one")
    await database.close()


async def test_readers_that_went_away_leave_nothing(
    database: Database, person: Person, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("src.live.listener.LINGER", 0.05)
    tasks = len(asyncio.all_tasks())
    live = Live(database, QUICK)
    async with live.running():
        for _ in range(3):
            async with reading(live, person) as first, reading(live, person) as second:
                await hearing(live)
                assert (len(first.events) > 0, len(second.events) > 0) == (True, True)
            await until(lambda: rows(database_url, LISTENERS) == [])
            assert live.wakeups.accounts == frozenset()
            assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    gc.collect()  # a connection that was forgotten warns, and a warning fails the test
    assert len(asyncio.all_tasks()) == tasks
    await database.close()
    await until(lambda: rows(database_url, CONNECTIONS) == [(1,)])


async def test_nobody_listens_while_nobody_reads(live: Live, database_url: str) -> None:
    await asyncio.sleep(0)
    assert rows(database_url, LISTENERS) == []
    assert not live.listener.hears.is_set()


async def test_many_commits_are_announced_in_few_notifications(database: Database) -> None:
    sent: list[str] = []
    announcer = Announcer(database, "me", 0.01)

    async def keep(text: str) -> None:
        sent.append(text)
        await asyncio.sleep(0)

    announcer._send = keep  # type: ignore[method-assign]
    accounts = [uuid4() for _ in range(100)]
    for account_id in accounts:
        announcer.announce([account_id])
    await announcer.close()
    assert len(sent) == 1
    assert parse(sent[0]) == ("me", frozenset(accounts))


async def test_an_announcement_that_cannot_be_sent_breaks_nothing() -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/none")
    announcer = Announcer(away, "me", 0.01)
    announcer.announce([uuid4()])
    await announcer.close()
    await away.close()


def test_a_payload_is_bounded_and_what_is_not_ours_wakes_everybody() -> None:
    many = {uuid4() for _ in range(MOST_ACCOUNTS)}
    name = uuid4().hex
    assert len(payload(name, many)) < 8000
    assert parse(payload(name, many)) == (name, frozenset(many))
    assert parse(payload(name, {*many, uuid4()})) == (name, None)
    for wrong in ("", "me", "me ", "me x,y"):
        assert parse(wrong)[1] is None


async def test_a_process_does_not_listen_to_itself(database: Database) -> None:
    wakeups, account_id = Wakeups(), uuid4()
    listener = Listener(database, wakeups, "me", TOLD)
    with wakeups.subscription(account_id) as news:
        for told, wakes in (
            (payload("me", [account_id]), False),
            (payload("you", [uuid4()]), False),
            (payload("you", [account_id]), True),
            ("nonsense", True),
        ):
            news.clear()
            listener.hear(told)
            assert news.is_set() == wakes


async def test_readers_that_go_away_in_any_moment_leave_nothing(
    database: Database, person: Person
) -> None:
    live = Live(database, QUICK)

    async def come_and_go(number: int) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.001 * number):
                async for _ in live.streams.follow(person.token, None):
                    pass

    async with live.running():
        for number in range(60):
            await asyncio.gather(*(come_and_go(number + more) for more in range(4)))
    assert live.wakeups.accounts == frozenset()
    assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    gc.collect()  # a connection that was forgotten warns, and a warning fails the test
