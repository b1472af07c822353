"""The database crashes while many write: what was said to be done is done, and work goes on."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

import httpx2
import pytest

from tests.belongings import SECONDS
from tests.conftest import migrate, rows
from tests.live import serve
from tests.postgres import crash, create_database, run_postgres

TASKS = "/api/v1/tasks"
CRASHES, WRITERS = 10, 20


@pytest.fixture(scope="module")
def durable_server() -> Iterator[str]:
    """A server that loses nothing, as in production; that of the other tests is only fast."""
    with run_postgres(options=()) as url:
        yield url


@dataclass
class Ledger:
    """What the writers were told."""

    created: set[str] = field(default_factory=set)
    edited: dict[str, int] = field(default_factory=dict)
    """The version that the last edit of a task was answered with."""
    refused: set[tuple[int, str]] = field(default_factory=set)
    """Status and problem of all other answers."""
    is_over: bool = False

    @property
    def done(self) -> int:
        return len(self.created) + sum(self.edited.values())

    async def grows(self, by: int) -> None:
        """Wait until so much more was done."""
        target = self.done + by
        async with asyncio.timeout(SECONDS):
            while self.done < target:
                await asyncio.sleep(0.01)


async def write(browser: httpx2.AsyncClient, ledger: Ledger, *, with_keys: bool) -> None:
    """Add a task and edit it, again and again."""
    while not ledger.is_over:
        headers = {"Idempotency-Key": uuid4().hex} if with_keys else {}
        added = await browser.post(TASKS, json={"title": "x"}, headers=headers)
        if not _is_done(added, ledger):
            continue
        ledger.created.add(added.json()["id"])
        edited = await browser.patch(added.headers["location"], json={"title": "y"})
        if _is_done(edited, ledger):
            ledger.edited[edited.json()["id"]] = edited.json()["version"]


def _is_done(answer: httpx2.Response, ledger: Ledger) -> bool:
    if not answer.is_success:
        ledger.refused.add((answer.status_code, answer.json()["type"]))
    return answer.is_success


async def test_what_was_acknowledged_is_there_after_ten_crashes(durable_server: str) -> None:
    database_url = create_database(durable_server, "test_crashes")
    migrate(database_url)
    ledger = Ledger()
    with serve(database_url) as live:
        async with httpx2.AsyncClient(base_url=live.url, timeout=SECONDS) as browser:
            (await browser.post("/api/v1/auth/guest", json={})).raise_for_status()
            async with asyncio.TaskGroup() as group:
                for number in range(WRITERS):
                    group.create_task(write(browser, ledger, with_keys=number % 2 == 0))
                for _ in range(CRASHES):
                    await ledger.grows(by=WRITERS)
                    await asyncio.to_thread(crash, durable_server)
                await ledger.grows(by=WRITERS)
                ledger.is_over = True
        assert live.process.poll() is None
    assert ledger.refused == {(503, "/problems/unavailable")}
    found = rows(database_url, "SELECT id::text, version FROM task")
    kept = {str(task): version for task, version in found}
    assert ledger.created <= kept.keys()
    assert {one: kept[one] for one in ledger.edited} == ledger.edited
