"""The page in front of the real cluster, on which the app runs."""

import anyio
import pytest
from playwright.async_api import Browser, expect

from deployer.app import load_app
from deployer.clusters import find_cluster
from deployer.dashboard.live import Live
from tests.dashboard.page.conftest import opened

pytestmark = [pytest.mark.browser, pytest.mark.cluster]


async def test_the_app_is_shown_as_it_runs(browser: Browser) -> None:
    cluster, app = find_cluster("builtin"), load_app()
    live = Live(await cluster.access(), app.namespace, app, cluster.tool_folders)
    async with anyio.create_task_group() as group:
        group.start_soon(live.watch)
        async with opened(browser, live.board, repairs=live.repair) as screen:
            page = screen.page
            for name, says in (
                ("frontend", "2 of 2 ready"),
                ("backend", "2 of 2 ready"),
                ("database", "1 of 1 ready"),
                ("mcp", "asks for a token"),
            ):
                node = page.locator(f'.node[data-key="{name}"]')
                await expect(node).to_contain_text(says, timeout=30_000)
            await expect(page.get_by_text("of 4 cores")).to_be_visible(timeout=60_000)
            await screen.show("logs")
            await page.get_by_role("searchbox").fill("/mcp")
            await expect(page.locator(".log").first).to_contain_text("request", timeout=30_000)
            await screen.show("usage")
            await expect(page.locator("figure").first).to_contain_text("backend")
            assert await screen.axe() == []
            assert [one for one in screen.requests if not one.startswith(screen.origin)] == []
        group.cancel_scope.cancel()
