"""A task while it is typed, over HTTP."""

import httpx2
import pytest

pytestmark = pytest.mark.anyio
PATH = "/api/v1/task-draft"


async def draft(client: httpx2.AsyncClient, text: str) -> dict[str, object]:
    answer = await client.get(PATH, params={"text": text})
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


async def test_what_is_read_can_be_sent_to_add_it(guest: httpx2.AsyncClient) -> None:
    found = await draft(guest, "weed the beds every monday at 9 #garden !high")
    made = await guest.post("/api/v1/tasks", json=found["task"])
    assert made.status_code == 201, made.text
    task = made.json()
    assert (task["title"], task["priority"], task["tags"]) == ("weed the beds", "high", ["garden"])
    assert (task["recurrence"], task["due_time"]) == ("FREQ=WEEKLY;BYDAY=MO", "09:00")
    assert found["marks"] == [
        {"kind": "recurrence", "start": 14, "end": 26},
        {"kind": "due", "start": 27, "end": 31},
        {"kind": "tag", "start": 32, "end": 39},
        {"kind": "priority", "start": 40, "end": 45},
    ]


async def test_only_a_project_that_there_is_is_one(guest: httpx2.AsyncClient) -> None:
    made = await guest.post("/api/v1/projects", json={"name": "Garden"})
    found = await draft(guest, "weed /garden")
    assert found["task"] == {"title": "weed", "project_id": made.json()["id"]}
    assert await draft(guest, "weed /moon") == {"task": {"title": "weed /moon"}, "marks": []}


@pytest.mark.parametrize("text", ["x " + " ".join(f"#t{at}" for at in range(60)), "x #" + "y" * 80])
async def test_what_no_task_can_have_is_only_words(guest: httpx2.AsyncClient, text: str) -> None:
    assert await draft(guest, text) == {"task": {"title": text}, "marks": []}


@pytest.mark.parametrize("text", ["", "x" * 501, "a\x00b"])
async def test_what_cannot_be_read(guest: httpx2.AsyncClient, text: str) -> None:
    assert (await guest.get(PATH, params={"text": text})).status_code == 422
