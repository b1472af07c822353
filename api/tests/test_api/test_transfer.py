"""Imports, exports and the calendar feed, as a client uses them."""

import tracemalloc
from typing import Any

import pytest
from icalendar import Calendar

from tests.conftest import Client, rows

TASKS = "/api/v1/tasks"


async def import_(client: Client, body: str | bytes, **options: str) -> dict[str, Any]:
    answer = await client.post("/api/v1/imports", content=body, params=options)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def fill(client: Client) -> None:
    project = (await client.post("/api/v1/projects", json={"name": "Garden"})).json()
    top = await client.post(
        TASKS,
        json={
            "title": "=Plant, a tree",
            "notes": "dig\nfirst",
            "project_id": project["id"],
            "due_date": "2026-12-24",
            "due_time": "17:00",
            "recurrence": "FREQ=WEEKLY",
            "reminders": [0, 15],
            "tags": ["home"],
            "priority": "high",
        },
    )
    low = {"title": "Dig", "parent_id": top.json()["id"], "estimate_minutes": 40}
    await client.post(TASKS, json=low)


@pytest.mark.parametrize("name", ["json", "todo-csv", "ical"])
async def test_what_one_person_exports_another_imports_whole(
    guest: Client, stranger: Client, name: str
) -> None:
    await fill(guest)
    answer = await guest.get("/api/v1/exports/tasks", params={"format": name})
    assert "attachment" in answer.headers["content-disposition"]
    report = await import_(stranger, answer.content)
    assert (report["format"], report["taken"], report["rejected"]) == (name, 2, 0)
    assert report["projects_created"] == ["Garden"]
    kept = ("title", "notes", "due_date", "due_time", "recurrence", "reminders", "tags", "priority")
    before, after = [
        (await client.get(TASKS, params={"sort": "title"})).json()["items"]
        for client in (guest, stranger)
    ]
    assert [[task[name] for name in kept] for task in before] == [
        [task[name] for name in kept] for task in after
    ]
    (low,) = [task for task in after if task["title"] == "Dig"]
    (top,) = [task for task in after if task["title"] != "Dig"]
    assert (low["parent_id"], low["project_id"]) == (top["id"], top["project_id"])


async def test_one_undo_takes_a_whole_import_back(guest: Client) -> None:
    report = await import_(guest, "Buy milk +Garden\nCall mum\n")
    assert (report["format"], report["taken"]) == ("todotxt", 2)
    (newest, *_) = (await guest.get("/api/v1/changes")).json()["items"]
    assert (newest["actor"], newest["batch_id"]) == ("import", report["batch_id"])
    assert (await guest.post(f"/api/v1/changes/{newest['id']}/undo")).status_code == 200
    assert (await guest.get(TASKS)).json()["items"] == []
    assert (await guest.get("/api/v1/projects")).json()["items"] == []


async def test_lines_that_cannot_be_taken_are_named(guest: Client) -> None:
    long = "x" * 501
    body = f"title,due_date,recurrence\nGood,,\n{long},,\nBad day,2026-02-30,\nRule,2026-11-24,NO\n"
    report = await import_(guest, body, format="todo-csv")
    assert (report["taken"], report["rejected"]) == (2, 2)
    told = [(one["line"], one["taken"]) for one in report["remarks"]]
    assert told == [(3, False), (4, True), (5, False)]
    assert "at most 500" in report["remarks"][0]["reason"]


async def test_a_dry_run_writes_nothing_and_what_is_there_can_be_skipped(guest: Client) -> None:
    body = "Buy milk\nCall mum\n"
    dry = await import_(guest, body, dry_run="true")
    assert (dry["taken"], dry["batch_id"]) == (2, None)
    assert (await guest.get(TASKS)).json()["items"] == []
    await import_(guest, "Buy milk\n")
    again = await import_(guest, body, skip_existing="true")
    assert (again["taken"], again["skipped"]) == (1, 1)


@pytest.mark.parametrize(
    "body",
    [
        b"\x00\x00\x00",
        b"\xff\xfe\x00\xd8",
        b"{" * 5000,
        b'{"tasks": 5}',
        b'{"tasks": [1, null, {"title": 7}]}',
        b"BEGIN:VCALENDAR\r\nBEGIN:VTODO",
        b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nDUE:9\r\nEND:VTODO\r\nEND:VCALENDAR",
        b'title\n"unclosed',
        b"x" * 1_000_000,
    ],
)
async def test_what_is_no_file_of_tasks_is_told_and_never_a_crash(
    guest: Client, body: bytes
) -> None:
    answer = await guest.post("/api/v1/imports", content=body)
    assert answer.status_code in {200, 422}, answer.text
    assert (await guest.get(TASKS)).status_code == 200


@pytest.mark.parametrize("params", [{}, {"format": "todo-csv"}, {"format": "json"}])
@pytest.mark.parametrize("body", [b"", b"\xef\xbb\xbf \n"])
async def test_an_empty_file_is_refused_in_every_format(
    guest: Client, params: dict[str, str], body: bytes
) -> None:
    answer = await guest.post("/api/v1/imports", params=params, content=body)
    assert (answer.status_code, answer.json()["detail"]) == (422, "The file is empty.")


async def test_a_file_that_is_too_large_is_refused(guest: Client) -> None:
    answer = await guest.post("/api/v1/imports", content=b"x" * (10 * 1024 * 1024 + 1))
    assert answer.status_code == 413


async def test_a_circle_of_parents_is_broken(guest: Client) -> None:
    body = "key,parent,title\na,b,one\nb,a,two\nc,c,three\n"
    assert (await import_(guest, body, format="todo-csv"))["taken"] == 3


async def test_memory_does_not_grow_with_the_export(guest: Client, database_url: str) -> None:
    account = (await guest.get("/api/v1/me")).json()["id"]

    async def peak(count: int) -> int:
        rows(
            database_url,
            f"INSERT INTO task (id, account_id, title, notes, due_sort, priority, version,"  # noqa: S608 - our own numbers
            f" created_at, updated_at) SELECT gen_random_uuid(), '{account}', n, '', now(), 3, 1,"
            f" now(), now() FROM generate_series(1, {count}) n",
        )
        tracemalloc.start()
        async with guest.stream("GET", "/api/v1/exports/tasks") as answer:
            async for _ in answer.aiter_bytes():
                pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    await peak(100)
    small = await peak(2_000)
    large = await peak(18_000)
    # httpx's transport for apps in the same process keeps the whole body: about 300 bytes a task.
    assert large - small < 18_000 * 1_000


async def test_a_calendar_feed_is_for_whoever_knows_its_address(
    guest: Client, client: Client
) -> None:
    await fill(guest)
    assert (await guest.get("/api/v1/me/calendar-feed")).json() == {"exists": False}
    path = (await guest.post("/api/v1/me/calendar-feed")).json()["path"]
    client.cookies.clear()
    answer = await client.get(path, params={"events": "true"})
    calendar = Calendar.from_ical(answer.content)
    assert len(calendar.todos) == 2
    assert len(calendar.events) == 1
    tag = answer.headers["etag"]
    same = await client.get(path, params={"events": "true"}, headers={"if-none-match": tag})
    assert (same.status_code, same.content) == (304, b"")
    assert (await client.get("/api/v1/feeds/guess.ics")).status_code == 404


async def test_a_new_feed_ends_the_old_one(guest: Client) -> None:
    first = (await guest.post("/api/v1/me/calendar-feed")).json()["path"]
    second = (await guest.post("/api/v1/me/calendar-feed")).json()["path"]
    assert (await guest.get(first)).status_code == 404
    assert (await guest.get(second)).status_code == 200
    assert (await guest.delete("/api/v1/me/calendar-feed")).status_code == 204
    assert (await guest.get(second)).status_code == 404


async def test_the_address_of_a_feed_stands_in_no_log(
    guest: Client, caplog: pytest.LogCaptureFixture
) -> None:
    path = (await guest.post("/api/v1/me/calendar-feed")).json()["path"]
    caplog.clear()
    await guest.get(path)
    assert "/api/v1/feeds/…" in caplog.text
    assert path.removeprefix("/api/v1/feeds/").removesuffix(".ics") not in caplog.text
