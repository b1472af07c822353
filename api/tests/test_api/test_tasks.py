"""Tasks over HTTP."""

from collections.abc import Awaitable, Callable

from tests.conftest import Client

AddTask = Callable[..., Awaitable[dict[str, object]]]


async def test_a_new_task_comes_back_as_it_was_sent(guest: Client) -> None:
    sent = {
        "title": "Buy milk",
        "due_date": "2026-11-25",
        "due_time": "17:00",
        "priority": "high",
        "tags": ["#Home", "home", "shop"],
    }
    answer = await guest.post("/api/v1/tasks", json=sent)
    assert answer.status_code == 201
    task = answer.json()
    assert task["tags"] == ["home", "shop"]
    assert (task["due_date"], task["due_time"]) == ("2026-11-25", "17:00")
    assert task["due_at"] == "2026-11-25T16:00:00Z"
    assert task["time_zone"] == "Europe/Berlin"
    assert answer.headers["etag"] == '"1"'
    again = await guest.get(answer.headers["location"])
    assert again.json() == task


async def test_a_field_left_out_stays_and_null_clears(guest: Client, add_task: AddTask) -> None:
    task = await add_task(due_date="2026-11-25", due_time="17:00", notes="two litres")
    url = f"/api/v1/tasks/{task['id']}"
    renamed = (await guest.patch(url, json={"title": "Buy oat milk"})).json()
    assert (renamed["due_time"], renamed["notes"]) == ("17:00", "two litres")
    cleared = (await guest.patch(url, json={"due_date": None})).json()
    assert (cleared["due_date"], cleared["due_time"], cleared["due_at"]) == (None, None, None)


async def test_an_update_of_an_old_version_shows_the_current_one(
    guest: Client, add_task: AddTask
) -> None:
    task = await add_task()
    url = f"/api/v1/tasks/{task['id']}"
    assert (await guest.patch(url, json={"title": "A"}, headers={"If-Match": '"1"'})).is_success
    stale = await guest.patch(url, json={"title": "B"}, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    assert stale.headers["content-type"] == "application/problem+json"
    assert stale.json()["current"]["title"] == "A"


async def test_a_strangers_task_and_no_task_look_the_same(
    stranger: Client, add_task: AddTask
) -> None:
    task = await add_task()
    missing = "/api/v1/tasks/0192f3a4-0000-7000-8000-000000000000"
    answers = [await stranger.get(url) for url in (f"/api/v1/tasks/{task['id']}", missing)]
    bodies = [{**answer.json(), "request_id": None} for answer in answers]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert bodies[0] == bodies[1]


async def test_the_list_is_ordered_and_paged_without_gaps(guest: Client, add_task: AddTask) -> None:
    await add_task("later", due_date="2026-12-24")
    await add_task("someday")
    await add_task("urgent someday", priority="high")
    await add_task("soon", due_date="2026-11-25", due_time="09:00")
    await add_task("soon, all day", due_date="2026-11-25")
    seen: list[str] = []
    cursor = None
    while True:
        params = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        page = (await guest.get("/api/v1/tasks", params=params)).json()
        seen += [task["title"] for task in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == ["soon", "soon, all day", "later", "urgent someday", "someday"]


async def test_filters(guest: Client, add_task: AddTask) -> None:
    await add_task("old", due_date="2020-01-01", tags=["home"])
    await add_task("far", due_date="2400-01-01", priority="low")
    done = await add_task("100% done")
    await guest.post(f"/api/v1/tasks/{done['id']}/complete")
    expected = {
        "due=overdue": ["old"],
        "due=upcoming": ["far"],
        "due=none": [],
        "tag=home": ["old"],
        "priority=low": ["far"],
        "q=FA": ["far"],
        "q=%25&state=all": ["100% done"],
        "state=done": ["100% done"],
        "due_before=2021-01-01": ["old"],
        "due_after=2021-01-01": ["far"],
    }
    for query, titles in expected.items():
        page = (await guest.get(f"/api/v1/tasks?{query}")).json()
        assert [task["title"] for task in page["items"]] == titles, query


async def test_complete_and_reopen(guest: Client, add_task: AddTask) -> None:
    task = await add_task()
    url = f"/api/v1/tasks/{task['id']}"
    done = (await guest.post(f"{url}/complete")).json()
    assert done["state"] == "done"
    assert done["completed_at"] is not None
    reopened = (await guest.post(f"{url}/reopen")).json()
    assert (reopened["state"], reopened["completed_at"]) == ("open", None)


async def test_tags_are_counted(guest: Client, add_task: AddTask) -> None:
    await add_task("a", tags=["home"])
    await add_task("b", tags=["home", "shop"])
    tags = (await guest.get("/api/v1/tags")).json()["items"]
    assert tags == [{"name": "home", "open_count": 2}, {"name": "shop", "open_count": 1}]
