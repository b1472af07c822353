"""What there is beside tasks."""

import pytest
from mcp import Client

from tests.test_mcp.calling import add, call

pytestmark = pytest.mark.anyio


async def test_the_overview_has_everything_by_name(client: Client) -> None:
    await call(client, "save_project", name="Garden", color="green")
    await call(client, "save_project", name="Old", archived=True)
    await call(client, "save_filter", name="Late", filter="overdue")
    await add(client, "water", project="Garden", tags=["home"])
    await add(client, "anything")
    assert await call(client, "overview") == {
        "projects": [
            {"name": "Garden", "color": "green", "open_count": 1, "archived": False},
            {"name": "Old", "color": "grey", "open_count": 0, "archived": True},
        ],
        "tags": [{"name": "home", "open_count": 1}],
        "filters": [{"name": "Late", "filter": "overdue"}],
        "inbox_open_count": 1,
        "more": False,
    }


async def test_the_overview_is_bounded(client: Client) -> None:
    for number in range(6):
        tags = [f"tag{number * 20 + nth}" for nth in range(20)]
        await add(client, "many tags", tags=tags)
    shown = await call(client, "overview")
    assert (len(shown["tags"]), shown["more"]) == (100, True)


async def test_statistics_count_the_days_that_were_asked_for(client: Client) -> None:
    await call(client, "save_project", name="Garden")
    done = await add(client, "water", project="Garden")
    await call(client, "complete_task", task_id=done)
    await add(client, "anything", estimate_minutes=30)
    shown = await call(client, "statistics", days=7)
    assert len(shown["days"]) == 7
    assert sum(day["completed"] for day in shown["days"]) == 1
    assert {one["project"]: one["completed"] for one in shown["projects"]} == {
        "Garden": 1,
        None: 0,
    }
    assert (shown["open"], shown["open_estimate_minutes"]) == (1, 30)
