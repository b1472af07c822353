"""What the page shows, and how it follows what changes."""

import json
import re
from datetime import timedelta

import pytest
from playwright.async_api import Browser, expect

from deployer.dashboard.board import Board
from deployer.dashboard.view import Sample, Tone
from tests.dashboard.page.conftest import VIEWS, Screen, opened
from tests.dashboard.recordings import NOW, whole

pytestmark = pytest.mark.browser


async def test_every_view_asks_this_server_alone_and_complains_of_nothing(screen: Screen) -> None:
    for view in VIEWS:
        await screen.show(view)
    assert screen.requests
    assert [one for one in screen.requests if not one.startswith(screen.origin)] == []
    assert screen.complaints == []


async def test_the_overview_says_what_is_wrong_first(screen: Screen) -> None:
    page = screen.page
    await expect(page.get_by_role("status").first).to_have_text("1 problem")
    await expect(page.locator(".node.bad strong")).to_have_text("backend")
    await page.get_by_text("See why and what helps").click()
    card = page.get_by_role("article")
    await expect(card.get_by_role("heading", level=2)).to_contain_text("port 5433")
    await expect(card).to_contain_text("Service todo-database spec.ports[0].port")
    await expect(card).to_contain_text("the rollout makes no progress")
    await expect(card.locator("code")).to_contain_text("rollout undo")


async def test_lines_of_the_graph_join_the_right_boxes(screen: Screen) -> None:
    ends = await screen.page.evaluate(
        """() => {
          const near = (box, {x, y}) => x > box.left - 4 && x < box.right + 4 &&
            y > box.top && y < box.bottom;
          const boxes = [...document.querySelectorAll('.node')].map((node) =>
            [node.dataset.key, node.getBoundingClientRect()]);
          const at = (point) => boxes.find(([, box]) => near(box, point))?.[0];
          const {left, top} = document.querySelector('.edges').getBoundingClientRect();
          return [...document.querySelectorAll('path.edge')]
            .filter((path) => path.ownerSVGElement.classList.contains('edges'))
            .map((path) => [0, path.getTotalLength()].map((far) => {
              const {x, y} = path.getPointAtLength(far);
              return at({x: x + left, y: y + top});
            }).join(' → '));
        }"""
    )
    assert set(ends) == {
        "browser → frontend",
        "browser → backend",
        "frontend → backend",
        "mcp → backend",
        "backend → database",
        "migration → database",
    }


async def test_what_changes_is_shown_without_losing_the_focus(screen: Screen) -> None:
    page, board = screen.page, screen.board
    link = page.get_by_role("link", name="backend").last
    await link.focus()
    resources = tuple(
        one.model_copy(update={"tone": Tone.GOOD, "says": "2 of 2 ready"})
        for one in board.state.resources
    )
    state = board.state.model_copy(update={"resources": resources, "problems": ()})
    board.show(state, Sample(at=NOW.timestamp() + 15, use={"backend": (900, 2**30)}))
    await expect(page.get_by_role("status").first).to_have_text("All is well")
    await expect(link).to_be_focused()
    await screen.show("usage")
    await expect(page.locator("figure").first).to_contain_text("backend0.900 cores")


async def test_logs_are_searched_filtered_and_followed(screen: Screen) -> None:
    page = screen.page
    await screen.show("logs")
    await expect(page.get_by_text("240 lines")).to_be_visible()
    await page.get_by_role("button", name="database", exact=True).click()
    own = sum(line.resource == "database" for line in screen.board.whole().lines)
    await expect(page.get_by_text(f"{own} lines")).to_be_visible()
    await page.get_by_role("searchbox").fill("nothing says this")
    await expect(page.get_by_text("No line is like this.")).to_be_visible()
    await page.get_by_role("searchbox").fill("VACUUM")
    screen.board.write([(NOW.isoformat(), "database", "todo-database-0", "LOG: vacuum of tasks")])
    screen.board.write([(NOW.isoformat(), "backend", "todo-backend-1", "vacuum elsewhere")])
    await expect(page.locator(".log mark")).to_have_text("vacuum")
    await page.get_by_role("searchbox").fill("")
    await page.get_by_role("button", name="database", exact=True).click()
    await expect(page.get_by_text("242 lines")).to_be_visible()
    await expect(page.get_by_text("vacuum elsewhere")).to_be_in_viewport()


async def test_who_scrolls_back_is_left_in_peace(screen: Screen) -> None:
    page = screen.page
    await screen.show("logs")
    follow = page.get_by_role("button", name="Follow")
    await expect(follow).to_have_attribute("aria-pressed", "true")
    await page.locator(".log-frame").evaluate("(frame) => frame.scrollTo(0, 0)")
    await expect(follow).to_have_attribute("aria-pressed", "false")
    screen.board.write([(NOW.isoformat(), "backend", "todo-backend-1", "the newest line")])
    await expect(page.get_by_text("the newest line")).not_to_be_in_viewport()
    await follow.click()
    await expect(page.get_by_text("the newest line")).to_be_in_viewport()


async def test_what_a_line_says_stays_text(screen: Screen) -> None:
    evil = '<img src=x onerror=alert(1)>{"level": 1}'
    text = json.dumps({"event": evil, "level": "error"})
    await screen.show("logs")
    screen.board.write([(NOW.isoformat(), "backend", "todo-backend-1", text)])
    await expect(screen.page.get_by_text(evil)).to_be_visible()
    assert await screen.page.locator(".log img").count() == 0


async def test_events_can_be_searched(screen: Screen) -> None:
    page = screen.page
    await screen.show("events")
    await expect(page.get_by_text("3 of 3")).to_be_visible()
    await page.get_by_role("button", name="Warnings only").click()
    await expect(page.get_by_text("1 of 3")).to_be_visible()
    await page.get_by_role("searchbox").fill("backoff")
    await expect(page.get_by_role("row").nth(1)).to_contain_text("31")


async def test_the_steps_of_the_deployment_stand_on_one_scale(screen: Screen) -> None:
    await screen.show("deployment")
    rows = screen.page.locator(".timeline tbody tr")
    await expect(rows.first).to_contain_text("prepare")
    build = rows.filter(has_text="build frontend").locator("rect")
    share = float((await build.get_attribute("width") or "").removesuffix("%"))
    assert share == pytest.approx(100 * 61.5 / 110.2, abs=0.1)


async def test_a_blind_dashboard_says_since_when(screen: Screen) -> None:
    state = screen.board.state
    since = NOW - timedelta(minutes=2)
    screen.board.show(
        state.model_copy(update={"blind_since": since, "blind_why": "Connection refused."})
    )
    notice = screen.page.locator(".notice.bad")
    await expect(notice).to_contain_text("Blind since 14:28:00")
    await expect(notice).to_contain_text("Connection refused.")


@pytest.mark.parametrize("lost", ["main.js", "graph.js", "tokens.css"])
async def test_a_file_that_is_lost_on_the_way_is_asked_for_again(screen: Screen, lost: str) -> None:
    page = screen.page
    await page.route(f"**/{lost}", lambda route: route.abort(), times=1)
    await page.reload()
    await expect(page.locator(".node.bad strong")).to_have_text("backend", timeout=30_000)
    await expect(page.locator("header.top")).to_have_css("position", "sticky")
    await expect(page.locator(":root")).to_have_css("--page", re.compile(r"\S"))


async def test_a_recording_says_that_it_is_one(browser: Browser) -> None:
    shown = whole()
    about = shown.about.model_copy(update={"recorded": NOW})
    board = Board.of(shown.model_copy(update={"about": about}))
    async with opened(browser, board) as screen:
        await expect(screen.page.locator(".notice")).to_contain_text("Recording.")
        await expect(screen.page.locator(".notice")).to_contain_text("2026-11-26 14:30:00")
        await expect(screen.page.get_by_text("41 min ago")).to_be_visible()
        await expect(screen.page.get_by_role("link", name="Open app")).to_have_count(0)
