"""Projects, subtasks, recurrence, order, trash and bulk, as a client uses them."""

from typing import Any

import pytest

from tests.conftest import Client

TASKS = "/api/v1/tasks"


async def add(client: Client, title: str = "Buy milk", **fields: object) -> dict[str, Any]:
    answer = await client.post(TASKS, json={"title": title, **fields})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def titles(client: Client, **query: str) -> list[str]:
    answer = await client.get(TASKS, params=query)
    assert answer.status_code == 200, answer.text
    return [task["title"] for task in answer.json()["items"]]


async def test_a_project_with_tasks_and_subtasks(guest: Client) -> None:
    made = await guest.post("/api/v1/projects", json={"name": "Garden", "color": "green"})
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    project = made.json()
    top = await add(guest, "Plant a tree", project_id=project["id"])
    await add(guest, "Dig", parent_id=top["id"], estimate_minutes=40)
    assert await titles(guest, project=project["id"], parent="none") == ["Plant a tree"]
    assert await titles(guest, parent=top["id"]) == ["Dig"]
    assert await titles(guest, project="inbox") == []
    (listed,) = (await guest.get(TASKS, params={"parent": "none"})).json()["items"]
    assert listed["subtasks"] == {"open": 1, "done": 0, "estimate_minutes": 40}
    (counted,) = (await guest.get("/api/v1/projects")).json()["items"]
    assert counted["open_count"] == 2
    stale = await guest.patch(
        f"/api/v1/projects/{project['id']}", json={"name": "x"}, headers={"if-match": '"9"'}
    )
    assert (stale.status_code, stale.json()["current"]["name"]) == (412, "Garden")
    assert (await guest.delete(made.headers["location"])).status_code == 204
    assert sorted(await titles(guest, project="inbox")) == ["Dig", "Plant a tree"]


async def test_a_project_is_changed_and_dragged_by_its_version(guest: Client) -> None:
    made = [await guest.post("/api/v1/projects", json={"name": name}) for name in ("A", "B")]
    first, second = [one.json()["id"] for one in made]
    path = f"/api/v1/projects/{first}"
    changed = await guest.patch(path, json={"color": "red"}, headers={"if-match": '"1"'})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    asked = {"after": second}
    stale = await guest.post(f"{path}/move", json=asked, headers={"if-match": '"1"'})
    assert stale.status_code == 412
    moved = await guest.post(f"{path}/move", json=asked, headers={"if-match": '"2"'})
    assert (moved.status_code, moved.headers["etag"]) == (200, '"3"')
    listed = (await guest.get("/api/v1/projects")).json()["items"]
    assert [(one["name"], one["color"]) for one in listed] == [("B", "grey"), ("A", "red")]


async def test_each_action_answers_with_the_task_and_its_etag(guest: Client) -> None:
    task = await add(guest)
    for version, action in enumerate(["archive", "unarchive", "complete", "reopen"], start=2):
        answer = await guest.post(f"{TASKS}/{task['id']}/{action}")
        assert answer.status_code == 200
        assert answer.headers["etag"] == f'"{version}"'
        assert answer.json()["subtasks"] == {"open": 0, "done": 0, "estimate_minutes": 0}


async def test_the_trash_and_back(guest: Client) -> None:
    task = await add(guest)
    await guest.delete(f"{TASKS}/{task['id']}")
    assert await titles(guest, state="deleted") == ["Buy milk"]
    assert (await guest.post(f"{TASKS}/{task['id']}/restore")).status_code == 200
    again = await guest.post(f"{TASKS}/{task['id']}/restore")
    assert (again.status_code, again.json()["type"]) == (409, "/problems/conflict")


async def test_a_recurring_task(guest: Client) -> None:
    task = await add(guest, due_date="2030-01-31", recurrence="freq=monthly;bymonthday=-1")
    assert (task["recurrence"], task["recurs_from"]) == ("FREQ=MONTHLY;BYMONTHDAY=-1", "due")
    await guest.post(f"{TASKS}/{task['id']}/complete")
    (following,) = (await guest.get(TASKS)).json()["items"]
    assert following["due_date"] == "2030-02-28"
    cleared = await guest.patch(f"{TASKS}/{following['id']}", json={"recurrence": None})
    assert (cleared.json()["recurrence"], cleared.json()["recurs_from"]) == (None, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"recurrence": "FREQ=DAILY"},
        {"recurrence": "FREQ=NEVER", "due_date": "2030-01-01"},
        {"reminders": [-1]},
        {"reminders": [2**63]},
        {"estimate_minutes": 0},
        {"start_date": "0001-01-01"},
        {"parent_id": "x"},
        {"rank": "a"},
    ],
)
async def test_values_that_make_no_sense_are_refused(
    guest: Client, fields: dict[str, object]
) -> None:
    answer = await guest.post(TASKS, json={"title": "x", **fields})
    assert answer.status_code == 422


async def test_the_manual_order_goes_page_by_page(guest: Client) -> None:
    made = [await add(guest, f"task {number}") for number in range(5)]
    moved = await guest.post(f"{TASKS}/{made[4]['id']}/move", json={"after": made[0]["id"]})
    assert moved.status_code == 200
    seen: list[str] = []
    query = {"sort": "manual", "limit": "2"}
    while True:
        page = (await guest.get(TASKS, params=query)).json()
        seen += [task["title"] for task in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert seen == ["task 0", "task 4", "task 1", "task 2", "task 3"]


@pytest.mark.parametrize("sort", ["due", "priority", "title", "created", "updated", "manual"])
async def test_each_order_gives_every_task_once(guest: Client, sort: str) -> None:
    for number in range(7):
        await add(guest, f"task {number % 3}", priority=("high", "low")[number % 2])
    seen: list[str] = []
    query = {"sort": sort, "limit": "3"}
    while True:
        page = (await guest.get(TASKS, params=query)).json()
        seen += [task["id"] for task in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert len(seen) == len(set(seen)) == 7


async def test_the_same_duplicate_twice_is_one(guest: Client) -> None:
    task = await add(guest)
    path, key = f"{TASKS}/{task['id']}/duplicate", {"idempotency-key": "once"}
    first, second = [await guest.post(path, headers=key) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert len(await titles(guest)) == 2


async def test_many_at_once_and_one_undo(guest: Client) -> None:
    for number in range(3):
        await add(guest, f"task {number}")
    asked = {"query": {"state": "open"}, "action": "complete"}
    done = (await guest.post("/api/v1/bulk", json=asked)).json()
    assert (done["matched"], done["changed"]) == (3, 3)
    (newest, *_) = (await guest.get("/api/v1/changes")).json()["items"]
    assert newest["batch_id"] == done["batch_id"]
    assert (await guest.post(f"/api/v1/changes/{newest['id']}/undo")).status_code == 200
    assert len(await titles(guest)) == 3


async def test_a_project_in_the_history(guest: Client) -> None:
    await guest.post("/api/v1/projects", json={"name": "Garden"})
    (change,) = (await guest.get("/api/v1/changes")).json()["items"]
    assert (change["task_id"], change["after"]) == (None, None)
    assert change["project_after"]["name"] == "Garden"
    undone = await guest.post(f"/api/v1/changes/{change['id']}/undo")
    assert undone.status_code == 200
    assert (await guest.get("/api/v1/projects")).json()["items"] == []


async def test_reminders_are_seen_once(guest: Client) -> None:
    task = await add(guest, due_date="2030-01-01", reminders=[0])
    assert (await guest.get("/api/v1/reminders")).json()["items"] == []
    answer = await guest.post(
        f"{TASKS}/{task['id']}/reminders/seen", json={"until": "2030-01-01T09:00:00Z"}
    )
    assert answer.status_code == 204
