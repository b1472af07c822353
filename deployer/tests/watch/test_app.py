"""The screen, driven by keys, with looks that were recorded on a real cluster."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, RichLog, Static

from deployer.errors import MissingError
from deployer.health import MonitorFacts
from deployer.logs.line import LogLine
from deployer.logs.wanted import Say, Tell
from deployer.watch.app import WatchApp
from deployer.watch.details import Page
from deployer.watch.feed import RecordedFeed

RECORDED = Path(__file__).with_name("recorded")
SMALL = (80, 24)


def recorded(name: str) -> MonitorFacts:
    """What `todo monitor --json` printed on a real cluster."""
    tree = json.loads((RECORDED / f"{name}.json").read_text())
    return MonitorFacts.model_validate(tree["facts"])


ILL, WELL = recorded("image-missing"), recorded("healthy")


class Feed(RecordedFeed):
    """Recorded looks, an API that can be away, and a log of two lines."""

    away = False

    async def look(self) -> MonitorFacts:
        if self.away:
            raise MissingError("The cluster does not answer.", cause="Connection refused")
        return await super().look()

    async def follow(self, pod: str, say: Say, tell: Tell) -> None:
        line = LogLine(at=None, service="s", pod=pod, container="c", level=None, text="")
        say(line.model_copy(update={"text": f"[bold]hello[/] of {pod}"}))
        await super().follow(pod, say, tell)


@asynccontextmanager
async def screen(
    *looks: MonitorFacts, size: tuple[int, int] = SMALL
) -> AsyncIterator[tuple[Pilot[str], Feed]]:
    """The screen after its first look."""
    feed = Feed(looks or (ILL,))
    app = WatchApp(feed, interval=3600)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, feed


def text(pilot: Pilot[str]) -> str:
    """Everything that stands on the screen, as a person reads it."""
    width, _ = pilot.app.size
    lines = [
        "".join(segment.text for segment in strip)
        for strip in pilot.app.screen._compositor.render_strips(pilot.app.size)
    ]
    assert all(len(line) <= width for line in lines)
    return "\n".join(lines)


async def test_a_small_terminal_shows_pods_budget_problem_and_warnings() -> None:
    async with screen() as (pilot, _):
        shown = text(pilot)
    for said in (
        "1 problem",
        "5/6 ready",
        "of 4000m",
        "backend/rrrjd",
        "ErrImagePull",
        "F1 Pod todo-backend-migration",
        "Failed to pull image",
        "Details",
        "Quit",
    ):
        assert said in shown


async def test_all_is_well_is_said_in_words_and_not_in_colour_alone() -> None:
    async with screen(WELL) as (pilot, _):
        shown = text(pilot)
    assert "all is well" in shown
    assert "No problems." in shown


async def test_enter_opens_all_that_is_known_of_a_pod_and_escape_closes_it() -> None:
    async with screen() as (pilot, _):
        await pilot.press("down", "enter")
        shown = text(pilot)
        assert "todo-backend-85f8cc5b5d-z6t5p" in shown
        assert "sha256:" in shown
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, Page)


async def test_a_problem_opens_with_its_evidence() -> None:
    async with screen() as (pilot, _):
        await pilot.press("tab", "enter")
        shown = text(pilot)
    assert "Sure: proof" in shown
    assert " = " in shown


async def test_the_fix_is_suggested_copied_and_returned() -> None:
    async with screen() as (pilot, _):
        await pilot.press("f")
        assert "todo fix" in text(pilot)
        await pilot.press("y", "escape", "q")
        app = pilot.app
    assert app.clipboard == app.return_value
    assert app.return_value is not None
    assert app.return_value.startswith("./todo fix image.")
    assert app.return_value.endswith(" --on builtin --namespace todo")


async def test_a_filter_leaves_the_pods_that_match_and_escape_brings_all_back() -> None:
    async with screen() as (pilot, _):
        table = pilot.app.query_one("#pods", DataTable)
        await pilot.press("slash", *"front", "enter")
        assert table.row_count == 2
        await pilot.press("escape")
        assert table.row_count == 6


async def test_the_log_of_the_chosen_pod_opens_and_closes() -> None:
    async with screen() as (pilot, _):
        await pilot.press("l")
        await pilot.pause()
        log = pilot.app.query_one("#log", RichLog)
        assert log.lines[0].text == "[bold]hello[/] of todo-backend-85f8cc5b5d-rrrjd"
        await pilot.press("l")
        assert not log.display


async def test_it_says_since_when_it_is_blind_and_what_is_shown_is_old() -> None:
    async with screen(ILL, WELL) as (pilot, feed):
        feed.away = True
        await pilot.press("r")
        await pilot.pause()
        shown = text(pilot)
        assert "Blind since" in shown
        assert "backend/rrrjd" in shown
        feed.away = False
        await pilot.press("r")
        await pilot.pause()
        assert "all is well" in text(pilot)


async def test_the_chosen_pod_stays_chosen_when_others_come_and_go() -> None:
    later = ILL.model_copy(update={"pods": ILL.pods[1:]})
    async with screen(ILL, later) as (pilot, _):
        table = pilot.app.query_one("#pods", DataTable)
        await pilot.press("down", "down", "r")
        await pilot.pause()
        key = table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value
    assert key == ILL.pods[2].uid


async def test_a_screen_that_grows_shows_whole_names() -> None:
    async with screen() as (pilot, _):
        assert "todo-backend-85f8cc5b5d-rrrjd" not in text(pilot)
        await pilot.resize_terminal(130, 40)
        await pilot.pause()
        assert "todo-backend-85f8cc5b5d-rrrjd" in text(pilot)


async def test_help_shows_every_key() -> None:
    async with screen() as (pilot, _):
        await pilot.press("question_mark")
        shown = text(pilot)
    for key in ("Enter", "l ", "f ", "/ ", "r ", "? ", "q "):
        assert key in shown


async def test_without_colour_nothing_is_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with screen() as (pilot, _):
        svg = pilot.app.export_screenshot()
        headline = pilot.app.query_one("#headline", Static)
        assert pilot.app.no_color
        assert headline.display
    fills = {part[:7] for part in svg.split("fill: ")[1:] if part.startswith("#")}
    fills -= {"#c5c8c6"}  # the frame that Textual draws around the picture
    assert fills
    assert [one for one in fills if not one[1:3] == one[3:5] == one[5:7]] == []
