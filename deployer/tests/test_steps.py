"""Steps tell how they go."""

import anyio
import pytest

from deployer.events import Event, Phase
from deployer.steps import Timeline, step
from tests.conftest import Heard


def test_a_step_tells_that_it_started_and_what_it_achieved(events: Heard) -> None:
    with step("build backend", events) as running:
        running.progress("layer 3 of 7")
        running.done("todo-backend:abc")
    assert events.lines() == [
        "build backend started",
        "build backend progress",
        "build backend done",
    ]
    assert events[-1].detail == "todo-backend:abc"
    assert events[-1].seconds is not None


def test_a_skipped_step_says_why(events: Heard) -> None:
    with step("build", events) as running:
        running.skip("unchanged")
    assert (events[-1].phase, events[-1].detail) == (Phase.SKIPPED, "unchanged")


def test_a_failed_step_says_the_first_line_and_raises(events: Heard) -> None:
    with pytest.raises(ValueError, match="first"), step("build", events):
        raise ValueError("first\nsecond")
    assert (events[-1].phase, events[-1].detail) == (Phase.FAILED, "first")


async def test_a_step_that_is_stopped_says_so_in_plain_words(events: Heard) -> None:
    with anyio.move_on_after(0), step("charts", events):
        await anyio.sleep(60)
    assert (events[-1].phase, events[-1].detail) == (Phase.FAILED, "stopped")


def test_a_timeline_notes_when_each_step_first_began() -> None:
    timeline = Timeline()
    for name in ("build", "deploy", "build"):
        with step(name, timeline.note):
            pass
    assert list(timeline.starts) == ["build", "deploy"]
    assert 0 <= timeline.starts["build"] <= timeline.starts["deploy"]


def test_a_timeline_takes_no_other_event_for_a_beginning() -> None:
    timeline = Timeline()
    timeline.note(Event(step="build", phase=Phase.DONE, seconds=1))
    assert timeline.starts == {}
