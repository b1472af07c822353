"""Finding tasks."""

from datetime import UTC, datetime, timedelta

import pytest
from mcp import Client

from tests.test_mcp.calling import add, ask, call, failure, titles

pytestmark = pytest.mark.anyio


async def test_lists_are_narrowed(client: Client) -> None:
    await call(client, "save_project", name="Garden")
    parent = await add(client, "some day", tags=["home"], project="Garden")
    await add(client, "part of it", parent_id=parent, priority="high")
    for day in (1, 2, 3):
        await add(client, f"day {day}", due_date=f"2026-12-0{day}")
    assert await titles(client, due_from="2026-12-01", due_until="2026-12-02") == ["day 1", "day 2"]
    assert await titles(client, tag="home") == ["some day"]
    assert await titles(client, query="DAY 3") == ["day 3"]
    assert await titles(client, due="none", priority="high") == ["part of it"]
    assert await titles(client, parent_id=parent) == ["part of it"]
    assert await titles(client, project="garden", tag="home") == ["some day"]
    assert await titles(client, project="inbox") == ["day 1", "day 2", "day 3"]
    assert await titles(client, filter="due:2026-12-02..2026-12-24 -#home") == ["day 2", "day 3"]
    assert (await failure(client, "list_tasks", project="Gardn"))["code"] == "not-found"
    for odd in ({"filter": "due:someday"}, {"query": "a\x00b"}, {"limit": 1000}, {"tag": ""}):
        assert (await failure(client, "list_tasks", **odd))["code"] == "invalid", odd


async def test_states(client: Client) -> None:
    done, gone = await add(client, "done"), await add(client, "gone")
    await add(client, "open")
    await call(client, "complete_task", task_id=done)
    await call(client, "delete_task", task_id=gone)
    assert await titles(client) == ["open"]
    assert await titles(client, state="done") == ["done"]
    assert sorted(await titles(client, state="all")) == ["done", "open"]
    assert await titles(client, state="deleted") == ["gone"]
    assert await titles(client, filter="is:done") == ["done"]


async def test_pages_follow_one_another(client: Client) -> None:
    for day in (1, 2, 3, 4):
        await add(client, f"day {day}", due_date=f"2026-12-0{day}")
    first = await call(client, "list_tasks", limit=3)
    rest = await call(client, "list_tasks", limit=3, cursor=first["next_cursor"])
    assert [one["title"] for one in first["items"] + rest["items"]] == [
        "day 1",
        "day 2",
        "day 3",
        "day 4",
    ]
    assert rest["next_cursor"] is None
    assert (await failure(client, "list_tasks", cursor="nonsense"))["code"] == "invalid"


async def test_a_hundred_long_notes_do_not_fill_a_models_memory(client: Client) -> None:
    notes = "n" * 20_000
    for number in range(100):
        await add(client, f"task {number}", notes=notes, due_date="2026-12-01")
    for tool, arguments in (
        ("list_tasks", {"limit": 100}),
        ("search_tasks", {"text": "task", "limit": 100}),
        ("agenda", {"days": 31}),
    ):
        result = await ask(client, tool, **arguments)
        assert len(result.model_dump_json()) < 250_000, tool
    shown = (await call(client, "list_tasks", limit=1))["items"][0]
    assert (len(shown["notes"]), shown["notes_cut"]) == (300, True)
    whole = (await call(client, "get_task", task_id=shown["id"]))["task"]
    assert (whole["notes"], whole["notes_cut"]) == (notes, False)


async def test_search_finds_beginnings_slips_and_what_is_done(client: Client) -> None:
    done = await add(client, "Water the tomatoes")
    await call(client, "complete_task", task_id=done)
    for text in ("tomat", "tomatos"):
        found = await call(client, "search_tasks", text=text)
        assert [one["title"] for one in found["items"]] == ["Water the tomatoes"]
        assert found["next_cursor"] is None


async def test_the_agenda_shows_what_is_late_and_what_comes(client: Client) -> None:
    today = datetime.now(UTC).date()
    late = await add(client, "late", due_date=str(today - timedelta(days=3)))
    await add(client, "soon", due_date=str(today + timedelta(days=2)))
    await add(client, "begins", start_date=str(today + timedelta(days=2)))
    shown = await call(client, "agenda", days=5)
    assert [one["id"] for one in shown["overdue"]] == [late]
    assert len(shown["days"]) == 5
    days = {one["day"]: one for one in shown["days"]}
    day = days[str(today + timedelta(days=2))]
    assert [one["title"] for one in day["due"]] == ["soon"]
    assert [one["title"] for one in day["starting"]] == ["begins"]
    assert shown["more"] is False
