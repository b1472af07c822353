"""What every request passes through: origin, size, values that no database can hold."""

from collections.abc import AsyncIterator
from datetime import datetime
from uuid import UUID

import pytest

from src.services import cursors
from tests.conftest import Client

TASKS = "/api/v1/tasks"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 201),
        ({"Sec-Fetch-Site": "none"}, 201),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://todo.test"}, 201),
        ({"Origin": "http://evil.test"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Origin": "https://todo.example", "X-Forwarded-Host": "todo.example"}, 201),
        ({}, 201),
    ],
)
async def test_only_our_own_pages_change_something(
    guest: Client, headers: dict[str, str], status: int
) -> None:
    answer = await guest.post(TASKS, json={"title": "x"}, headers=headers)
    assert answer.status_code == status


async def test_another_site_may_read_nothing_it_could_not_read_before(guest: Client) -> None:
    answer = await guest.get(TASKS, headers={"Origin": "http://evil.test"})
    assert "access-control-allow-origin" not in answer.headers


async def test_a_body_over_one_mebibyte_is_refused(guest: Client) -> None:
    answer = await guest.post(TASKS, json={"title": "x", "notes": "y" * 1_100_000})
    assert answer.status_code == 413
    assert answer.json()["type"] == "/problems/too-large"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    "body",
    [
        b'{"title": "nul \\u0000"}',
        b'{"title": "lone \\ud800"}',
        b'{"title": ""}',
        b'{"title": "   "}',
        b'{"title": "x", "due_time": "17:00"}',
        b'{"title": "x", "due_date": "0001-01-01"}',
        b'{"title": "x", "due_date": "9999-12-31", "due_time": "23:59"}',
        b'{"title": "x", "priority": 9223372036854775808}',
        b'{"title": "x", "tags": ["a\\u0000b"]}',
        b'{"title": "x", "unknown": 1}',
        b'{"title": "x", "lone \\ud800": 1}',
        b'{"title": "x", "time_zone": "../etc/passwd", "due_date": "2026-01-01"}',
        b'{"title": "x", "estimate_minutes": true}',
        b'{"title": "x", "due_date": "2026-11-25", "reminders": [false]}',
        b'{"title": "x", "due_date": 0}',
        b'{"title": "x", "due_date": "2026-02-30"}',
        b'{"title": "x", "due_date": "2026-11-25", "due_time": 61200}',
        b'{"title": "x", "due_date": "2026-11-25", "due_time": "17:00+01:00"}',
        b'{"title": "x", "due_date": "2026-11-25", "due_time": "24:00"}',
        b'{"title": "\xff"}',
        b"[" * 100_000,
        b'{"title": ' + b"9" * 10_000 + b"}",
        b'{"title"',
        b"[]",
    ],
)
async def test_values_that_make_no_sense_are_422(guest: Client, body: bytes) -> None:
    answer = await guest.post(TASKS, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422, answer.text
    assert answer.json()["type"] == "/problems/invalid"


@pytest.mark.parametrize("until", [0, "0", "1764028800", "2026-11-25", "2026-11-25T17:00:00"])
async def test_an_instant_is_written_out_with_its_offset(guest: Client, until: object) -> None:
    task = (await guest.post(TASKS, json={"title": "x"})).json()
    seen = f"{TASKS}/{task['id']}/reminders/seen"
    assert (await guest.post(seen, json={"until": until})).status_code == 422
    assert (await guest.post(seen, json={"until": "2026-11-25T17:00:00+01:00"})).is_success


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=-1", "limit=9223372036854775808", "q=%00", "tag=%00", "cursor=x"]
)
async def test_queries_that_make_no_sense_are_422(guest: Client, query: str) -> None:
    assert (await guest.get(f"{TASKS}?{query}")).status_code == 422


@pytest.mark.parametrize("version", ["x", "99999999999", "-1"])
async def test_an_etag_that_we_never_gave_is_422(guest: Client, version: str) -> None:
    created = await guest.post(TASKS, json={"title": "x"})
    answer = await guest.patch(
        created.headers["location"],
        json={"title": "y"},
        headers={"If-Match": version},
    )
    assert answer.status_code == 422


async def test_an_unknown_route_is_a_problem_document_too(client: Client) -> None:
    answer = await client.get("/api/v1/nothing")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_pointer_leads_to_the_value_whatever_its_name(guest: Client) -> None:
    answer = await guest.post(TASKS, json={"title": "x", "a/b~c": 1})
    assert answer.json()["errors"][0]["pointer"] == "/a~1b~0c"


async def test_a_wrong_method_is_told_the_right_ones(guest: Client) -> None:
    answer = await guest.request("OPTIONS", "/api/v1/me")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "DELETE, GET, PATCH"
    assert answer.json()["type"] == "/problems/method-not-allowed"


async def test_a_body_that_tells_no_length_is_measured_too(guest: Client) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b'{"title": "x", "notes": "'
        for _ in range(200):
            yield b"y" * 10_000
        yield b'"}'

    answer = await guest.post(TASKS, content=pieces())
    assert answer.status_code == 413
    assert answer.json()["type"] == "/problems/too-large"


@pytest.mark.parametrize("rank", [0, 2**31, 2**63 - 1])
@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
async def test_a_cursor_made_up_by_a_client_is_no_failure_of_ours(
    guest: Client, rank: int, instant: str
) -> None:
    key: list[datetime | int | UUID] = [datetime.fromisoformat(instant), rank, UUID(int=2**128 - 1)]
    params = {"cursor": cursors.encode(key), "state": "all"}
    assert (await guest.get(TASKS, params=params)).status_code in {200, 422}
    conversation = (await guest.post("/api/v1/conversations", json={})).json()
    answer = await guest.get(
        f"/api/v1/conversations/{conversation['id']}/messages",
        params={"cursor": cursors.encode([rank, rank])},
    )
    assert answer.status_code in {200, 422}
