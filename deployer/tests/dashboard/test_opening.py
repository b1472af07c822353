"""A browser is opened only where the person would see it, and its arguments hold no token."""

import stat
import sys
import webbrowser
from pathlib import Path

import pytest

from deployer.dashboard.opening import REMOTE, SCREENS, can_open, opened
from deployer.settings import settings

LINK = "http://127.0.0.1:1/?token=canary&more"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A person at a terminal of this machine, with a screen."""
    for name in (*REMOTE, *SCREENS, "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    settings.cache_clear()
    return monkeypatch


def test_a_person_before_a_screen_gets_a_browser(terminal: pytest.MonkeyPatch) -> None:
    del terminal
    assert can_open()


@pytest.mark.parametrize("name", [*REMOTE, "CI"])
def test_nobody_elsewhere_does(terminal: pytest.MonkeyPatch, name: str) -> None:
    terminal.setenv(name, "1")
    settings.cache_clear()
    assert not can_open()


def test_nobody_without_a_screen_or_a_terminal_does(terminal: pytest.MonkeyPatch) -> None:
    terminal.setattr(sys, "platform", "linux")
    terminal.delenv("DISPLAY")
    assert not can_open()
    terminal.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert can_open()
    terminal.setattr(sys.stdout, "isatty", lambda: False)
    assert not can_open()


def test_the_browser_is_given_a_file_that_is_gone_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[str] = []
    monkeypatch.setattr(webbrowser, "open", given.append)
    with opened(LINK):
        (file,) = [Path(one.removeprefix("file://")) for one in given]
        assert "canary" not in given[0]
        assert "url=http://127.0.0.1:1/?token=canary&amp;more" in file.read_text()
        if sys.platform != "win32":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not file.exists()
