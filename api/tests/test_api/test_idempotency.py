"""A create that is sent twice happens once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import httpx2
import pytest

from src.main import create_app, lifespan
from tests.conftest import Client, rows, use_database

TASKS = "/api/v1/tasks"
KEY = {"Idempotency-Key": "a-key-of-the-client"}
KEYLESS = {
    # Nobody is signed in yet whose key it could be.
    "/api/v1/auth/guest",
    "/api/v1/auth/register",
}
CREATES: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "/api/v1/tasks": ({"title": "Buy milk"}, {"title": "Buy bread"}),
    "/api/v1/projects": ({"name": "Garden"}, {"name": "House"}),
    "/api/v1/filters": ({"name": "Now", "filter": "today"}, {"name": "Now", "filter": "p1"}),
    "/api/v1/conversations": ({}, {"title": "Plans"}),
}
"""What makes an object: a body, and another one."""
SECRETS: dict[str, tuple[dict[str, object] | None, str]] = {
    "/api/v1/me/tokens": ({"name": "script", "scopes": ["read"]}, "secret"),
    "/api/v1/me/calendar-feed": (None, "path"),
}
"""What makes a secret: a body, and where the answer has the secret."""
FILE = b"Buy milk due:2026-11-25\n"


async def test_the_same_request_gets_the_same_answer(guest: Client) -> None:
    answers = [await guest.post(TASKS, json={"title": "once"}, headers=KEY) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["location"] == answers[0].headers["location"]
    assert len((await guest.get(TASKS)).json()["items"]) == 1


async def test_another_request_with_the_same_key_is_refused(guest: Client) -> None:
    await guest.post(TASKS, json={"title": "once"}, headers=KEY)
    other = await guest.post(TASKS, json={"title": "twice"}, headers=KEY)
    assert other.status_code == 409


async def test_a_failed_create_does_not_use_the_key_up(guest: Client) -> None:
    wrong = await guest.post(TASKS, json={"title": "x", "due_time": "17:00"}, headers=KEY)
    assert wrong.status_code == 422
    assert (await guest.post(TASKS, json={"title": "x"}, headers=KEY)).status_code == 201


async def test_fifty_at_once_create_one_task(guest: Client) -> None:
    ids: set[str] = set()

    async def send() -> None:
        answer = await guest.post(TASKS, json={"title": "once"}, headers=KEY)
        ids.add(answer.json()["id"])

    async with anyio.create_task_group() as group:
        for _ in range(50):
            group.start_soon(send)
    assert len(ids) == 1
    assert len((await guest.get(TASKS)).json()["items"]) == 1


async def test_keys_of_two_people_do_not_meet(guest: Client, stranger: Client) -> None:
    first = await guest.post(TASKS, json={"title": "mine"}, headers=KEY)
    second = await stranger.post(TASKS, json={"title": "theirs"}, headers=KEY)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] != second.json()["id"]


def test_every_create_takes_a_key() -> None:
    paths = create_app().openapi()["paths"]
    creates = {
        path
        for path, one in paths.items()
        if "201" in one.get("post", {"responses": {}})["responses"]
    }
    taking = {
        path
        for path in paths
        for parameter in paths[path].get("post", {}).get("parameters", [])
        if parameter["name"] == "idempotency-key"
    }
    assert creates - taking == KEYLESS
    assert taking - creates == {"/api/v1/bulk", "/api/v1/imports"}
    one_object = {"/api/v1/tasks/{task_id}/duplicate"}
    assert creates - KEYLESS == CREATES.keys() | SECRETS.keys() | one_object


@pytest.mark.parametrize("path", CREATES)
async def test_each_create_is_done_once_for_one_body(guest: Client, path: str) -> None:
    body, other = CREATES[path]
    first, second = [await guest.post(path, json=body, headers=KEY) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert len((await guest.get(path)).json()["items"]) == 1
    assert (await guest.post(path, json=other, headers=KEY)).status_code == 409


@pytest.mark.parametrize("path", SECRETS)
async def test_a_secret_is_made_once_and_shown_once(
    guest: Client, database_url: str, path: str
) -> None:
    body, where = SECRETS[path]
    first, second = [await guest.post(path, json=body, headers=KEY) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 409)
    assert "shown that once" in second.json()["detail"]
    secret = first.json()[where].removeprefix("/api/v1/feeds/").removesuffix(".ics")
    assert len(secret) > 40
    kept = str(rows(database_url, "SELECT * FROM idempotency_key"))
    assert secret not in kept
    assert "a-key-of-the-client" in kept


async def test_a_file_is_imported_once(guest: Client) -> None:
    first, second = [
        await guest.post("/api/v1/imports", content=FILE, headers=KEY) for _ in range(2)
    ]
    assert first.json() == second.json()
    assert first.json()["taken"] == 1
    assert len((await guest.get(TASKS)).json()["items"]) == 1
    tried = await guest.post("/api/v1/imports?dry_run=true", content=FILE, headers=KEY)
    longer = await guest.post("/api/v1/imports", content=FILE + b"Buy bread\n", headers=KEY)
    assert (tried.status_code, longer.status_code) == (409, 409)


async def test_a_key_is_of_one_route(guest: Client) -> None:
    body = {"name": "Now"}
    made = await guest.post("/api/v1/projects", json=body, headers=KEY)
    assert made.status_code == 201
    for path, sent in (
        ("/api/v1/conversations", {}),
        ("/api/v1/filters", body | {"filter": "p1"}),
        ("/api/v1/me/calendar-feed", None),
        (f"{TASKS}/{made.json()['id']}/duplicate", None),
    ):
        assert (await guest.post(path, json=sent, headers=KEY)).status_code == 409, path


@asynccontextmanager
async def replica(database_url: str, cookies: httpx2.Cookies) -> AsyncIterator[Client]:
    """Another process's app on the same database, for the same browser."""
    with use_database(database_url):
        app = create_app()
        transport = httpx2.ASGITransport(app=app)
        async with (
            lifespan(app),
            Client(transport=transport, base_url="http://todo.test", cookies=cookies) as client,
        ):
            yield client


async def test_the_answer_is_the_same_on_another_replica_and_after_a_restart(
    guest: Client, database_url: str
) -> None:
    body = {"title": "Plans"}
    first = await guest.post("/api/v1/conversations", json=body, headers=KEY)
    for _ in range(2):
        async with replica(database_url, guest.cookies) as other:
            again = await other.post("/api/v1/conversations", json=body, headers=KEY)
            assert (again.status_code, again.json()) == (201, first.json())
