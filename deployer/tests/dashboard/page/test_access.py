"""Everybody can use the page: axe finds nothing, whatever the theme and the width."""

import pytest
from playwright.async_api import Browser, expect

from deployer.dashboard.board import Board
from tests.dashboard.page.conftest import DESKTOP, PHONE, VIEWS, Screen, opened
from tests.dashboard.recordings import whole

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("scheme", "viewport"),
    [("light", DESKTOP), ("dark", DESKTOP), ("light", PHONE)],
    ids=["light", "dark", "phone"],
)
async def test_no_view_has_a_barrier(
    browser: Browser, scheme: str, viewport: dict[str, int]
) -> None:
    board = Board.of(whole(broken=True))
    async with opened(browser, board, color_scheme=scheme, viewport=viewport) as screen:
        for view in VIEWS:
            await screen.show(view)
            assert await screen.axe() == [], view


@pytest.mark.parametrize("width", [360, 640, 900, 1080, 1440, 2200])
async def test_nothing_is_cut_off_at_any_width(browser: Browser, width: int) -> None:
    size = {"width": width, "height": 800}
    async with opened(browser, Board.of(whole(broken=True)), viewport=size) as screen:
        for view in VIEWS:
            await screen.show(view)
            beyond = await screen.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert beyond == 0, view


async def test_the_keyboard_reaches_everything(screen: Screen) -> None:
    page = screen.page
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("main")).to_be_focused()
    await page.get_by_role("link", name="Usage").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Usage", level=1)).to_be_attached()
    await expect(page.locator("main")).to_be_focused()
    await page.get_by_role("button", name="Limits").focus()
    await page.keyboard.press("Space")
    await expect(page.get_by_role("button", name="Limits")).to_have_attribute(
        "aria-pressed", "true"
    )
    await expect(page.get_by_role("button", name="Limits")).to_be_focused()


async def test_figures_of_a_plot_can_be_read_as_a_table(screen: Screen) -> None:
    await screen.show("usage")
    plot = screen.page.locator("figure").first
    await plot.get_by_text("As a table").click()
    row = plot.get_by_role("row").nth(1)
    await expect(row).to_contain_text("14:30:00")
    await expect(row).to_contain_text("0.250 cores")


async def test_the_theme_is_chosen_and_kept(screen: Screen) -> None:
    page = screen.page
    await page.emulate_media(color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(ground)
    await page.emulate_media(color_scheme="dark")
    dark = await page.evaluate(ground)
    assert light != dark
    await page.get_by_role("button", name="Theme: system").click()
    assert await page.evaluate(ground) == light
    await page.get_by_role("button", name="Theme: light").click()
    await page.emulate_media(color_scheme="light")
    assert await page.evaluate(ground) == dark
    await page.reload()
    await expect(page.get_by_role("button", name="Theme: dark")).to_be_visible()
    assert await page.evaluate(ground) == dark
