"""Steps tell how they go."""

import pytest

from deployer.events import Phase
from deployer.steps import step
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
