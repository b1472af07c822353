"""A create that is sent twice happens once."""

import anyio

from tests.conftest import Client

TASKS = "/api/v1/tasks"
KEY = {"Idempotency-Key": "a-key-of-the-client"}


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
