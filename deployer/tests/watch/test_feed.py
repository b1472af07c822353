"""The screen on a real cluster."""

from collections.abc import Callable

import anyio
import pytest
from textual.widgets import DataTable, RichLog

from deployer.requests import MonitorRequest
from deployer.watch.app import WatchApp
from deployer.watch.feed import LiveFeed
from tests.cluster_parts import running_cluster


async def until(holds: Callable[[], bool]) -> None:
    with anyio.fail_after(120):
        while not holds():
            await anyio.sleep(0.1)


@pytest.mark.cluster
async def test_pods_and_the_log_of_one_come_from_the_real_cluster() -> None:
    request = MonitorRequest(access=await running_cluster(), namespace="kube-system")
    app = WatchApp(LiveFeed(request), interval=1)
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.query_one("#pods", DataTable)
        await until(lambda: table.row_count >= 2)
        await pilot.press("l")
        log = app.query_one("#log", RichLog)
        await until(lambda: bool(log.lines))
