"""Metrics: counted by route, never by path, and nothing personal in them."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from src.metrics import Metrics
from tests.conftest import Client


async def samples(client: Client) -> dict[str, float]:
    answer = await client.get("/metrics")
    assert answer.status_code == 200
    return {
        f"{one.name}{sorted(one.labels.items())}": one.value
        for family in text_string_to_metric_families(answer.text)
        for one in family.samples
        if not one.name.endswith(("_bucket", "_created", "_sum"))
    }


async def test_requests_are_counted_by_route_and_status(guest: Client) -> None:
    made = (await guest.post("/api/v1/tasks", json={"title": "secret milk"})).json()
    await guest.get(f"/api/v1/tasks/{made['id']}")
    await guest.get("/api/v1/tasks/0192f3a4-0000-7000-8000-000000000000")
    found = await samples(guest)
    of_one = [name for name in found if "/api/v1/tasks/{task_id}'" in name]
    assert sorted(found[name] for name in of_one) == [1, 1]
    text = (await guest.get("/metrics")).text
    assert made["id"] not in text
    assert "milk" not in text


async def test_no_path_that_somebody_makes_up_becomes_a_series(guest: Client) -> None:
    for number in range(200):
        await guest.get(f"/api/v1/none/{number}")
        await guest.request("BREW", f"/coffee/{number}")
    found = await samples(guest)
    assert len([name for name in found if "http_request_seconds_count" in name]) < 10


async def test_the_pool_and_the_version_are_told(guest: Client) -> None:
    names = set(await samples(guest))
    assert "todo_database_connections[('state', 'idle')]" in names
    assert any(name.startswith("todo_build_info[('version'") for name in names)


@pytest.mark.parametrize("outcome", ["done", "failed"])
def test_tool_calls_are_counted_by_outcome(outcome: str) -> None:
    metrics = Metrics("1")
    metrics.tool_called("add_task", outcome)
    page = metrics.page(None, followed=2).decode()
    assert f'todo_tool_calls_total{{outcome="{outcome}",tool="add_task"}} 1.0' in page
    assert "todo_live_accounts 2.0" in page


def test_each_app_counts_for_itself() -> None:
    one, other = Metrics("1"), Metrics("1")
    one.tool_called("add_task", "done")
    assert "add_task" not in other.page(None, followed=0).decode()
