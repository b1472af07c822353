"""History and undo over HTTP."""

from collections.abc import Awaitable, Callable

from tests.conftest import Client

AddTask = Callable[..., Awaitable[dict[str, object]]]


async def newest(guest: Client) -> dict[str, str]:
    found: dict[str, str] = (await guest.get("/api/v1/changes?limit=1")).json()["items"][0]
    return found


async def undo(guest: Client, change: dict[str, str]) -> int:
    return (await guest.post(f"/api/v1/changes/{change['id']}/undo")).status_code


async def titles(guest: Client) -> list[str]:
    page = (await guest.get("/api/v1/tasks?state=all")).json()
    return [task["title"] for task in page["items"]]


async def test_a_deleted_task_comes_back(guest: Client, add_task: AddTask) -> None:
    task = await add_task()
    assert (await guest.delete(f"/api/v1/tasks/{task['id']}")).status_code == 204
    assert await titles(guest) == []
    assert await undo(guest, await newest(guest)) == 200
    assert await titles(guest) == ["Buy milk"]


async def test_an_added_task_is_taken_back_and_brought_again(
    guest: Client, add_task: AddTask
) -> None:
    await add_task()
    assert await undo(guest, await newest(guest)) == 200
    assert await titles(guest) == []
    assert await undo(guest, await newest(guest)) == 200
    assert await titles(guest) == ["Buy milk"]


async def test_only_the_touched_fields_are_restored(guest: Client, add_task: AddTask) -> None:
    task = await add_task(due_date="2026-11-25", due_time="17:00")
    url = f"/api/v1/tasks/{task['id']}"
    await guest.patch(url, json={"due_date": "2026-12-01"})
    moved = await newest(guest)
    await guest.patch(url, json={"title": "Buy oat milk"})
    assert await undo(guest, moved) == 200
    now = (await guest.get(url)).json()
    assert (now["title"], now["due_date"], now["due_time"]) == (
        "Buy oat milk",
        "2026-11-25",
        "17:00",
    )


async def test_a_day_is_not_taken_back_without_the_time_that_was_set_since(
    guest: Client, add_task: AddTask
) -> None:
    task = await add_task(due_date="2026-11-25", due_time="17:00")
    url = f"/api/v1/tasks/{task['id']}"
    await guest.patch(url, json={"due_date": "2026-12-01"})
    moved = await newest(guest)
    await guest.patch(url, json={"due_time": "18:00"})
    refused = await guest.post(f"/api/v1/changes/{moved['id']}/undo")
    assert refused.status_code == 409
    assert "due time" in refused.json()["detail"]
    now = (await guest.get(url)).json()
    assert (now["due_date"], now["due_time"]) == ("2026-12-01", "18:00")


async def test_undo_refuses_when_something_newer_touched_the_field(
    guest: Client, add_task: AddTask
) -> None:
    task = await add_task()
    url = f"/api/v1/tasks/{task['id']}"
    await guest.patch(url, json={"title": "A"})
    older = await newest(guest)
    await guest.patch(url, json={"title": "B"})
    refused = await guest.post(f"/api/v1/changes/{older['id']}/undo")
    assert refused.status_code == 409
    assert "title" in refused.json()["detail"]


async def test_a_change_is_undone_once(guest: Client, add_task: AddTask) -> None:
    task = await add_task()
    await guest.post(f"/api/v1/tasks/{task['id']}/complete")
    change = await newest(guest)
    assert [await undo(guest, change), await undo(guest, change)] == [200, 409]


async def test_a_strangers_change_is_not_found(
    guest: Client, stranger: Client, add_task: AddTask
) -> None:
    await add_task()
    assert await undo(stranger, await newest(guest)) == 404
