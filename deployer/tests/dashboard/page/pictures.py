"""Makes the pictures of docs/dashboard.md: `python -m tests.dashboard.page.pictures`, in deployer/.

They show a recording, so that they differ only when the page does. They look best where the font
Inter is installed.
"""

import anyio
from playwright.async_api import Browser, async_playwright

from deployer.dashboard.board import Board
from deployer.settings import ROOT
from tests.dashboard.page.conftest import PHONE, chromium, drawn, opened
from tests.dashboard.recordings import Mender, whole

IMAGES = ROOT / "docs/images"
SIZE = {"width": 1280, "height": 820}


def board(*, broken: bool) -> Board:
    """A live dashboard, as far as the page can tell."""
    found = whole(broken=broken)
    about = found.about.model_copy(update={"can_fix": True})
    return Board.of(found.model_copy(update={"about": about}))


async def picture(browser: Browser, name: str, view: str, **context: object) -> None:
    """Take one picture of a view in which a rollout fails, or all is well in the overview."""
    broken = view != "overview"
    clock = "Date.now = () => Date.parse('2026-11-26T14:30:00Z')"
    async with opened(
        browser,
        board(broken=broken),
        Mender(),
        device_scale_factor=2,
        **{"viewport": SIZE} | context,
    ) as screen:
        await screen.page.add_init_script(clock)
        await screen.page.reload()
        await drawn(screen.page)
        await screen.show(view)
        if view == "findings":
            await screen.page.get_by_role("button", name="Fix it…").click()
            await screen.page.locator(".diff").wait_for()
        await screen.page.screenshot(path=str(IMAGES / f"dashboard-{name}.png"))


async def main() -> None:
    """Take them all."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-background-networking"]
        )
        await picture(browser, "light", "overview", color_scheme="light")
        await picture(browser, "dark", "overview", color_scheme="dark")
        await picture(browser, "usage", "usage", color_scheme="light")
        await picture(browser, "logs", "logs", color_scheme="dark")
        await picture(browser, "fix", "findings", color_scheme="light")
        await picture(browser, "deployment", "deployment", color_scheme="light")
        await picture(browser, "phone", "overview", color_scheme="dark", viewport=PHONE)
        await browser.close()


if __name__ == "__main__":
    anyio.run(main)
