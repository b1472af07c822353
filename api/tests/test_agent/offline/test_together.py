"""One call for several tasks meant together; else one for each."""

from collections.abc import Mapping

import pytest

from src.agent.offline import together
from src.agent.offline.find import Found
from src.agent.offline.steps import Call, Outcome, Step
from src.agent.offline.tasks import SeenTask, read_task


def task(name: str) -> SeenTask:
    found = read_task({"id": name, "title": name})
    assert found is not None
    return found


MILK, EGGS = task("milk"), task("eggs")


def step(found: Found, action: str, values: Mapping[str, object] | None = None) -> Step:
    def each(one: SeenTask) -> Call:
        return Call("one", {"task_id": one.id})

    return next(together.act(found, action, each, values=values))


def test_named_tasks_are_called_for_one_by_one() -> None:
    calls = step(Found((MILK, EGGS)), "complete").calls
    assert [call.arguments["task_id"] for call in calls] == ["milk", "eggs"]


def test_tasks_that_were_meant_together_share_a_call() -> None:
    made = step(Found((MILK, EGGS), together=True), "delete")
    assert list(made.calls) == [
        Call("change_tasks", {"action": "delete", "task_ids": ["milk", "eggs"]})
    ]
    assert made.say == "Deleting “milk” and “eggs” needs your approval."


def test_a_single_task_needs_no_bulk() -> None:
    assert [call.tool for call in step(Found((MILK,), together=True), "delete").calls] == ["one"]


def test_values_that_differ_are_set_one_by_one() -> None:
    both = Found((MILK, EGGS), together=True)
    assert len(step(both, "update").calls) == 2
    (call,) = step(both, "update", {"priority": "high"}).calls
    assert call.arguments["priority"] == "high"


@pytest.mark.parametrize(
    ("outcomes", "titles"),
    [
        ([Outcome({"count": 2})], ["milk", "eggs"]),
        ([Outcome(denied=True)], []),
        ([Outcome(error="gone"), Outcome({})], ["eggs"]),
    ],
)
def test_what_was_done(outcomes: list[Outcome], titles: list[str]) -> None:
    found = Found((MILK, EGGS), together=True)
    assert [one.title for one in together.done(found, outcomes)] == titles
