"""Tasks in words."""

from datetime import date
from typing import Any

import pytest

from src.agent.offline import wording
from src.agent.offline.steps import Outcome
from src.agent.offline.tasks import SeenTask, read_task

TODAY = date(2026, 11, 24)


def task(**values: Any) -> SeenTask:  # noqa: ANN401 (whatever a tool may answer)
    found = read_task({"id": "1", "title": "buy milk", **values})
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({}, "buy milk"),
        ({"due_date": "2026-11-24"}, "buy milk (today)"),
        ({"due_date": "2026-11-25", "due_time": "17:00"}, "buy milk (tomorrow at 17:00)"),
        ({"due_date": "2026-11-23"}, "buy milk (yesterday)"),
        ({"due_date": "2026-11-27"}, "buy milk (Friday 27 November)"),
        ({"due_date": "2027-01-01"}, "buy milk (Friday 1 January 2027)"),
        ({"priority": "high"}, "buy milk (high priority)"),
        ({"tags": ["home", "shop"]}, "buy milk (#home #shop)"),
        ({"state": "done"}, "buy milk (done)"),
        (
            {"due_date": "2026-11-24", "priority": "low", "tags": ["home"]},
            "buy milk (today, low priority, #home)",
        ),
    ],
)
def test_a_task_on_one_line(values: dict[str, Any], line: str) -> None:
    assert wording.line(task(**values), TODAY) == line


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "“buy milk”"),
        (2, "“buy milk” and “buy milk”"),
        (3, "“buy milk”, “buy milk” and “buy milk”"),
    ],
)
def test_titles(count: int, told: str) -> None:
    assert wording.titles([task()] * count) == told


def test_a_long_list_is_cut_and_says_so() -> None:
    lines = wording.numbered([task()] * 25, TODAY).splitlines()
    assert (lines[0], lines[19], lines[20]) == ("1. buy milk", "20. buy milk", "… and 5 more.")


def test_each_failure_is_told_once() -> None:
    failed = Outcome(error="It broke.")
    assert wording.told("", [failed, failed]) == "That did not work: It broke."
    assert wording.told("Added x.", [Outcome(), failed]) == "Added x. That did not work: It broke."


@pytest.mark.parametrize("value", [None, 5, [], {}, {"id": "1"}, {"title": "x"}])
def test_what_is_no_task_is_none(value: object) -> None:
    assert read_task(value) is None
