"""Fixes in the browser: nothing happens before a person has seen it and agreed."""

import pytest
from playwright.async_api import Browser, Page, expect

from deployer.dashboard.board import Board
from deployer.errors import UsageError
from tests.dashboard.page.conftest import PHONE, Screen, opened
from tests.dashboard.recordings import Mender, whole

pytestmark = pytest.mark.browser


def fixable() -> Board:
    shown = whole(broken=True)
    about = shown.about.model_copy(update={"can_fix": True})
    return Board.of(shown.model_copy(update={"about": about}))


async def ask(screen: Screen) -> Page:
    await screen.show("findings")
    await screen.page.get_by_role("button", name="Fix it…").click()
    return screen.page


async def test_a_safe_fix_is_shown_and_needs_a_yes(browser: Browser) -> None:
    mender = Mender()
    async with opened(browser, fixable(), repairs=mender) as screen:
        page = await ask(screen)
        await expect(page.locator(".diff .added")).to_contain_text("3f2a9c01b7de")
        await expect(page.locator(".diff .removed")).to_contain_text("todo-backend:broken")
        assert mender.accepted == []
        assert await screen.axe() == []
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        assert mender.accepted == []
        await page.get_by_role("button", name="Fix it…").click()
        await page.get_by_role("button", name="Apply it").click()
        await expect(page.get_by_text("It helped: the problem is gone.")).to_be_visible()
        assert mender.accepted == [("offer-1", "")]
        await page.get_by_role("button", name="Close").click()
        await expect(page.get_by_role("button", name="Fix it…")).to_be_focused()
        assert screen.complaints == []


async def test_a_destructive_fix_needs_the_typed_name(browser: Browser) -> None:
    mender = Mender("destructive")
    async with opened(browser, fixable(), repairs=mender, viewport=PHONE) as screen:
        page = await ask(screen)
        go, field = page.get_by_role("button", name="Apply it"), page.get_by_role("textbox")
        await expect(field).to_be_focused()
        await expect(go).to_be_disabled()
        assert await screen.axe() == []
        await page.keyboard.type("todo-backen")
        await page.keyboard.press("Enter")
        await expect(go).to_be_disabled()
        assert mender.accepted == []
        await page.keyboard.type("d")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("It helped")).to_be_visible()
        assert mender.accepted == [("offer-1", "todo-backend")]


async def test_a_refusal_is_told(browser: Browser) -> None:
    mender = Mender()
    mender.refusal = UsageError("This problem is gone by now.", cause="Somebody fixed it.")
    async with opened(browser, fixable(), repairs=mender) as screen:
        page = await ask(screen)
        await expect(page.get_by_role("alert")).to_contain_text("gone by now. Somebody fixed it.")


async def test_a_recording_offers_the_command_alone(screen: Screen) -> None:
    await screen.show("findings")
    await expect(screen.page.get_by_role("button", name="Fix it…")).to_have_count(0)
    await expect(screen.page.get_by_role("button", name="Copy kubectl")).to_be_visible()
