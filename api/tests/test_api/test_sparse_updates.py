"""Updates: sparse (RFC 7396), and refused when the client read something else (If-Match)."""

import anyio
import psycopg
import pytest

from src.main import create_app
from tests.conftest import Client, rows

WAITING = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
MERGE_PATCH = "application/merge-patch+json"
OBJECTS: dict[str, dict[str, object]] = {
    "/api/v1/tasks": {
        "title": "Buy milk",
        "notes": "oat",
        "due_date": "2026-11-25",
        "due_time": "17:00",
        "priority": "high",
        "tags": ["home"],
        "start_date": "2026-11-24",
        "estimate_minutes": 10,
        "reminders": [30],
    },
    "/api/v1/projects": {"name": "Garden", "color": "green"},
    "/api/v1/filters": {"name": "Now", "filter": "today", "color": "red"},
}
NEEDED = {"/api/v1/tasks": "title", "/api/v1/projects": "name", "/api/v1/filters": "name"}
CLEARED: dict[str, dict[str, object]] = {
    "/api/v1/tasks": {
        "notes": "",
        "due_date": None,
        "due_time": None,
        "priority": "none",
        "tags": [],
        "start_date": None,
        "estimate_minutes": None,
        "reminders": [],
    },
    "/api/v1/projects": {"color": "grey"},
    "/api/v1/filters": {"color": "grey"},
}
"""What a field is after null was sent."""


async def make(guest: Client, path: str) -> str:
    """Create an object and return its own path."""
    made = await guest.post(path, json=OBJECTS[path])
    assert made.status_code == 201, made.text
    return f"{path}/{made.json()['id']}"


@pytest.mark.parametrize("path", OBJECTS)
@pytest.mark.parametrize("media_type", ["application/json", MERGE_PATCH])
async def test_what_is_left_out_stays(guest: Client, path: str, media_type: str) -> None:
    url = await make(guest, path)
    name = NEEDED[path]
    sent = f'{{"{name}": "Other"}}'
    answer = await guest.patch(url, content=sent, headers={"content-type": media_type})
    assert answer.status_code == 200, answer.text
    now = answer.json()
    assert {key: now[key] for key in OBJECTS[path]} == {**OBJECTS[path], name: "Other"}


@pytest.mark.parametrize("path", OBJECTS)
async def test_null_clears(guest: Client, path: str) -> None:
    url = await make(guest, path)
    answer = await guest.patch(url, json=dict.fromkeys(CLEARED[path]))
    assert answer.status_code == 200, answer.text
    assert {key: answer.json()[key] for key in CLEARED[path]} == CLEARED[path]


@pytest.mark.parametrize("path", OBJECTS)
async def test_what_an_object_needs_cannot_be_cleared(guest: Client, path: str) -> None:
    url = await make(guest, path)
    assert (await guest.patch(url, json={NEEDED[path]: None})).status_code == 422
    assert (await guest.get(url)).json()[NEEDED[path]] == OBJECTS[path][NEEDED[path]]


async def test_a_change_of_nothing_changes_nothing_of_the_account(guest: Client) -> None:
    before = (await guest.get("/api/v1/me")).json()
    assert (await guest.patch("/api/v1/me", json={})).json() == before
    assert (await guest.patch("/api/v1/me", json={"time_zone": None})).status_code == 422
    assert (await guest.get("/api/v1/me")).json() == before


async def test_the_account_is_changed_only_by_who_read_it_as_it_is(guest: Client) -> None:
    read = (await guest.get("/api/v1/me")).headers["etag"]
    change = {"time_zone": "Asia/Tokyo"}
    changed = await guest.patch("/api/v1/me", json=change, headers={"if-match": read})
    assert changed.status_code == 200
    assert changed.headers["etag"] != read
    assert changed.headers["etag"] == (await guest.get("/api/v1/me")).headers["etag"]
    for wrong in (read, f"W/{changed.headers['etag']}", '"3"'):
        stale = await guest.patch("/api/v1/me", json={}, headers={"if-match": wrong})
        assert (stale.status_code, stale.json()["current"]) == (412, changed.json())
    anyhow = await guest.patch("/api/v1/me", json={}, headers={"if-match": "*"})
    assert anyhow.status_code == 200


async def test_of_two_who_read_the_same_account_one_changes_it(
    guest: Client, database_url: str
) -> None:
    read = (await guest.get("/api/v1/me")).headers["etag"]
    statuses: list[int] = []

    async def change(zone: str) -> None:
        headers = {"if-match": read}
        answer = await guest.patch("/api/v1/me", json={"time_zone": zone}, headers=headers)
        statuses.append(answer.status_code)

    with psycopg.connect(database_url) as holder:
        holder.execute("SELECT 1 FROM account FOR UPDATE")
        async with anyio.create_task_group() as group:
            group.start_soon(change, "Asia/Tokyo")
            group.start_soon(change, "Africa/Cairo")
            while len(rows(database_url, WAITING)) < 2:
                await anyio.sleep(0.01)
            holder.rollback()
    assert sorted(statuses) == [200, 412]


async def test_each_object_carries_the_tag_that_its_change_is_checked_by(guest: Client) -> None:
    for path in OBJECTS:
        url = await make(guest, path)
        read = (await guest.get(url)).headers["etag"]
        change = {NEEDED[path]: "Other"}
        changed = await guest.patch(url, json=change, headers={"if-match": read})
        assert changed.headers["etag"] != read
        stale = await guest.patch(url, json=change, headers={"if-match": read})
        assert stale.status_code == 412
        assert stale.json()["current"][NEEDED[path]] == "Other"


def test_every_sparse_update_can_be_bound_to_what_was_read() -> None:
    for path, methods in create_app().openapi()["paths"].items():
        if "patch" in methods:
            names = [one["name"] for one in methods["patch"]["parameters"]]
            assert "if-match" in names, path
            assert "412" in methods["patch"]["responses"], path
