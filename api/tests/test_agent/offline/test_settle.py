"""A word that may be a project or a tag becomes what it is."""

from collections.abc import Mapping

import pytest

from src.agent.offline.settle import settle
from src.agent.offline.steps import Call, Outcome
from src.agent.offline.values.filters import Filter

OVERVIEW = {
    "projects": [{"name": "Work"}, {"name": "Garden"}],
    "tags": [{"name": "work"}, {"name": "home"}],
}


def settled(wanted: Filter, output: Mapping[str, object]) -> Filter:
    steps = settle(wanted)
    try:
        assert list(next(steps).calls) == [Call("overview", {})]
        steps.send([Outcome(output)])
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]  # what the generator returns
    raise AssertionError


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(label="garden"), Filter(project="Garden")),
        (Filter(label="home"), Filter(tag="home")),
        (Filter(label="work"), Filter(tag="work")),
        (Filter(label="work", in_project=True), Filter(project="Work")),
        (Filter(label="milk", due="today"), Filter(query="milk", due="today")),
        (Filter(), Filter()),
    ],
)
def test_settle(wanted: Filter, found: Filter) -> None:
    assert settled(wanted, OVERVIEW) == found


@pytest.mark.parametrize("broken", [{}, {"projects": None, "tags": [1]}])
def test_an_answer_without_names(broken: dict[str, object]) -> None:
    assert settled(Filter(label="home"), broken) == Filter(query="home")
