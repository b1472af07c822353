"""Two replicas asked for the same at the same time: nothing happens twice, and nothing is lost."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import httpx2

from tests.conftest import rows
from tests.live import serve
from tests.test_trust.conftest import Somebody

Doors = list[httpx2.AsyncClient]
TASKS = "/api/v1/tasks"
KEY = {"Idempotency-Key": "a-key-of-the-client"}
AT_ONCE = 10
"""Pairs under way: more would only wait for the pools of the two processes."""


async def at_once(count: int, act: Callable[[int], Awaitable[None]]) -> None:
    """Do something so many times, some of them at the same time."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        async with free:
            await act(number)

    async with asyncio.TaskGroup() as group:
        for number in range(count):
            group.create_task(one(number))


async def add(door: httpx2.AsyncClient, **fields: object) -> str:
    answer = await door.post(TASKS, json={"title": "once", **fields})
    assert answer.status_code == 201, answer.text
    made: str = answer.json()["id"]
    return made


async def test_a_hundred_creates_with_one_key_make_one_task(somebody: Somebody) -> None:
    sending = [
        somebody.doors[n % 2].post(TASKS, json={"title": "once"}, headers=KEY) for n in range(100)
    ]
    answers = await asyncio.gather(*sending)
    assert {answer.status_code for answer in answers} == {201}
    assert len({(answer.text, answer.headers["location"]) for answer in answers}) == 1
    assert somebody.rows("SELECT count(*) FROM task WHERE {mine}") == [(1,)]
    for door in somebody.doors:
        other = await door.post(TASKS, json={"title": "another"}, headers=KEY)
        assert (other.status_code, other.json()["type"]) == (409, "/problems/conflict")
    assert somebody.rows("SELECT count(*) FROM task WHERE {mine}") == [(1,)]


async def test_a_key_outlives_the_process_that_took_it(database_url: str) -> None:
    answers, cookies = [], httpx2.Cookies()
    for _ in range(2):
        with serve(database_url) as live:
            async with httpx2.AsyncClient(base_url=live.url, cookies=cookies) as door:
                if not cookies:
                    guest = await door.post("/api/v1/auth/guest", json={})
                    cookies = httpx2.Cookies(dict(guest.cookies))
                answers.append(await door.post(TASKS, json={"title": "once"}, headers=KEY))
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].text == answers[1].text
    assert rows(database_url, "SELECT count(*) FROM task") == [(1,)]


async def test_of_two_edits_of_the_same_version_one_is_made(somebody: Somebody) -> None:
    tasks = [await add(somebody.doors[0]) for _ in range(AT_ONCE)]

    async def edit(number: int) -> None:
        for round_ in range(100):
            await _compete(somebody.doors, tasks[number], version=round_ + 1)

    await at_once(AT_ONCE, edit)
    assert somebody.rows("SELECT DISTINCT version FROM task WHERE {mine}") == [(101,)]
    counted = "FROM task_change WHERE {mine} AND action = 'update' GROUP BY task_id"
    assert somebody.rows(f"SELECT count(*) {counted}") == [(100,)] * AT_ONCE


async def _compete(doors: Doors, task: str, version: int) -> None:
    """Let two edit the same version; the loser is shown what the winner made of it."""
    headers = {"If-Match": f'"{version}"'}
    titles = [f"version {version} at {number}" for number in range(len(doors))]
    answers = await asyncio.gather(
        *(
            door.patch(f"{TASKS}/{task}", json={"title": title}, headers=headers)
            for door, title in zip(doors, titles, strict=True)
        )
    )
    lost, won = sorted(answers, key=lambda answer: answer.is_success)
    assert (won.status_code, lost.status_code) == (200, 412)
    assert (won.json()["version"], won.headers["etag"]) == (version + 1, f'"{version + 1}"')
    current = lost.json()["current"]
    assert (current["version"], current["title"]) == (version + 1, won.json()["title"])


async def test_five_hundred_recurring_tasks_get_one_successor_each(somebody: Somebody) -> None:
    today = datetime.now(UTC).date().isoformat()
    recurring: list[str] = []

    async def make(number: int) -> None:
        made = await add(somebody.doors[number % 2], due_date=today, recurrence="FREQ=DAILY")
        recurring.append(made)

    async def complete(number: int) -> None:
        path = f"{TASKS}/{recurring[number]}/complete"
        answers = await asyncio.gather(*(door.post(path) for door in somebody.doors))
        assert [answer.status_code for answer in answers] == [200, 200]
        assert {answer.json()["state"] for answer in answers} == {"done"}

    await at_once(500, make)
    await at_once(500, complete)
    open_ones = "FROM task WHERE {mine} AND completed_at IS NULL"
    followed = somebody.rows(f"SELECT successor_of::text {open_ones}")
    assert Counter(one for (one,) in followed) == Counter(recurring)
    assert somebody.rows("SELECT count(*) FROM task WHERE {mine}") == [(1000,)]
