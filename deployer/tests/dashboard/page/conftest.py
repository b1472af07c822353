"""The page in real Chromium, from a recording: no cluster is needed."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect
from playwright.async_api import TimeoutError as NotThereError

from deployer.dashboard.board import Board
from deployer.dashboard.repair import Repairs
from deployer.dashboard.server import serve
from deployer.settings import ROOT
from deployer.suites.browser import installed
from tests.dashboard.recordings import whole

AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
PHONE = {"width": 360, "height": 780}
DESKTOP = {"width": 1440, "height": 900}
ELSEWHERE = "ERR_NETWORK_CHANGED"
"""Chromium drops requests when an interface comes or goes, as they do beside a cluster."""
RELOADS = 4
PATIENCE_MS = 60_000
"""A busy machine draws late; only what never comes is a failure."""
VIEWS = ("overview", "usage", "logs", "events", "findings", "deployment", "resources/backend")


def chromium() -> str:
    """The machine's own; none is ever downloaded."""
    found = installed()
    if found is None or not AXE.exists():
        what = "Chromium" if found is None else "axe-core: (cd web && npm ci)"
        if os.environ.get("CI"):
            pytest.fail(f"the dashboard's page tests need {what}")
        pytest.skip(f"the dashboard's page tests need {what}")
    return found


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    arguments = ["--disable-background-networking"]
    if os.name == "posix" and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    async with async_playwright() as playwright:
        yield await playwright.chromium.launch(executable_path=chromium(), args=arguments)


@dataclass
class Screen:
    """A page that shows a board, and all that it asked for or complained of."""

    page: Page
    board: Board
    origin: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    async def show(self, view: str) -> None:
        """Go to a view and wait until it is drawn."""
        await self.page.goto(f"{self.origin}/#/{view}")
        await self.page.locator(f'main[data-key^="{view}"]').wait_for()

    def complain(self, text: str) -> None:
        """Note what the browser's console says."""
        if ELSEWHERE not in text:
            self.complaints.append(text)

    async def axe(self) -> list[str]:
        """Return what axe finds, one line each."""
        await self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = await self.page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', "
            "'best-practice']})"
        )
        return [
            f"{one['id']}: {node['html']} {node['failureSummary']}"
            for one in found["violations"]
            for node in one["nodes"]
        ]


async def drawn(page: Page) -> None:
    """Wait until the page is drawn; reload it when a file was lost on the way."""
    for _ in range(RELOADS):
        try:
            await page.locator("nav.side").wait_for(timeout=10_000)
        except NotThereError:
            await page.reload()
        else:
            return
    await page.locator("nav.side").wait_for()


@asynccontextmanager
async def opened(
    browser: Browser,
    board: Board,
    repairs: Repairs | None = None,
    **context: Any,  # noqa: ANN401 - whatever Playwright takes
) -> AsyncIterator[Screen]:
    """Open the dashboard of a board with its link, as a person would.

    Args:
        browser: Chromium.
        board: What is shown.
        repairs: Applies fixes.
        context: What Playwright's `new_context` takes; reduced motion by default.
    """
    settings = {"reduced_motion": "reduce", "timezone_id": "UTC", "viewport": DESKTOP} | context
    async with serve(board, repairs=repairs) as link:
        shown = await browser.new_context(**settings)
        shown.set_default_timeout(PATIENCE_MS)
        page = await shown.new_page()
        screen = Screen(page, board, link.partition("/?")[0])
        page.on("request", lambda one: screen.requests.append(one.url))
        page.on("console", lambda one: screen.complain(f"{one.text} {one.location['url']}"))
        page.on("pageerror", lambda one: screen.complaints.append(str(one)))
        await page.goto(link)
        await drawn(page)
        try:
            yield screen
        finally:
            await shown.close()


@pytest.fixture
async def screen(browser: Browser) -> AsyncIterator[Screen]:
    """A desktop that shows a rollout that fails."""
    async with opened(browser, Board.of(whole(broken=True))) as found:
        yield found
