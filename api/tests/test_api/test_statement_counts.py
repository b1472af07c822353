"""How often a request goes to the database: each statement is a round trip that people wait for."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import httpx2
import pytest
from sqlalchemy import event

from tests.conftest import Client

AUTHENTICATION = 1
_counting: ContextVar[list[str] | None] = ContextVar("_counting", default=None)
type Add = Callable[..., Awaitable[dict[str, object]]]


@contextmanager
def counted(client: Client) -> Iterator[list[str]]:
    """The statements that the client's app makes while the body runs."""
    transport = client._transport
    assert isinstance(transport, httpx2.ASGITransport)
    database = transport.app.state.database  # type: ignore[attr-defined]
    engine = database.engine.sync_engine
    made: list[str] = []
    # What the process does by itself meanwhile has a context of its own, and is not counted.
    mine = _counting.set(made)

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if _counting.get() is made:
            made.append(statement)

    @contextmanager
    def around(statement: str) -> Iterator[None]:
        made.append(statement)
        yield

    event.listen(engine, "before_cursor_execute", note)
    database.around, before = around, database.around
    yield made
    database.around = before
    event.remove(engine, "before_cursor_execute", note)
    _counting.reset(mine)


@pytest.mark.parametrize("path", ["/tasks", "/tasks?priority=high&limit=50", "/tasks?filter=p1"])
async def test_a_list_is_one_statement_and_the_look_who_asks_is_in_it(
    guest: Client, add_task: Add, path: str
) -> None:
    await add_task()
    with counted(guest) as made:
        assert (await guest.get(f"/api/v1{path}")).is_success
    assert len(made) == 1, made


async def test_so_are_adding_and_completing(guest: Client, add_task: Add) -> None:
    with counted(guest) as made:
        task = await add_task()
        assert (await guest.post(f"/api/v1/tasks/{task['id']}/complete")).is_success
    # Before the first of them it was looked up who the guest is.
    assert len(made) == 3, made


async def test_what_is_announced_is_no_part_of_the_request(guest: Client, add_task: Add) -> None:
    with counted(guest) as made:
        await add_task()
        announcers = [one for one in asyncio.all_tasks() if one.get_name() == "announcer"]
        await asyncio.gather(*announcers)
    assert len(announcers) == 1
    assert not [statement for statement in made if "pg_notify" in statement]


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/tasks", 1),
        ("/tasks?state=done&limit=50", 1),
        ("/tasks?filter=%23home%20%26%20p1", 1),
        ("/tasks/{id}", 2),
        ("/agenda", 1),
        ("/search?q=milk", 3),
        ("/projects", 1),
        ("/tags", 1),
        ("/filters", 1),
        ("/changes", 1),
        ("/statistics", 4),
        ("/reminders", 1),
        ("/conversations", 1),
        ("/me", 1),
    ],
)
async def test_a_look_takes_no_more_statements_than_it_did(
    guest: Client, add_task: Add, path: str, most: int
) -> None:
    task = await add_task()
    with counted(guest) as made:
        answer = await guest.get("/api/v1" + path.format(id=task["id"]))
    assert answer.status_code == 200
    assert len(made) <= AUTHENTICATION + most, made


@pytest.mark.parametrize(
    ("method", "path", "body", "most"),
    [
        ("POST", "/tasks", {"title": "Buy milk", "priority": "high", "tags": ["home"]}, 2),
        ("POST", "/tasks/{id}/complete", None, 2),
        ("POST", "/tasks/{id}/reopen", None, 4),
        ("PATCH", "/tasks/{id}", {"title": "Buy oat milk"}, 4),
        ("DELETE", "/tasks/{id}", None, 4),
    ],
)
async def test_a_change_takes_no_more_statements_than_it_did(
    guest: Client, add_task: Add, method: str, path: str, body: object, most: int
) -> None:
    task = await add_task()
    with counted(guest) as made:
        answer = await guest.request(method, "/api/v1" + path.format(id=task["id"]), json=body)
    assert answer.is_success, answer.text
    assert len(made) <= AUTHENTICATION + most, made


async def test_a_longer_list_takes_as_many_statements_as_a_short_one(
    guest: Client, add_task: Add
) -> None:
    seen = []
    for _ in range(2):
        await add_task(tags=["home"], due_date="2027-03-01")
        with counted(guest) as made:
            for path in ("/tasks", "/agenda", "/search?q=milk", "/changes"):
                await guest.get(f"/api/v1{path}")
        seen.append(len(made))
    assert seen[0] == seen[1] > 4
