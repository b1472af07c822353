import pytest

from deployer.selftest.scenario import Signal
from deployer.selftest.signals import is_given, values
from tests.diagnosis.objects import event, pod, snapshot, waiting

HERE = snapshot(
    pod("web-1", waiting("CrashLoopBackOff"), metadata={"labels": {"example.com/team": "a"}}),
    event("Pod/web-1", "Unhealthy", "Readiness probe failed: 404"),
)


@pytest.mark.parametrize(
    ("about", "path", "is_"),
    [
        ("Pod/web-*", "status.containerStatuses.*.state.waiting.reason", "CrashLoop*"),
        ("Pod/*", "status.phase", "Pending"),
        ("Pod/web-1", "metadata.labels.example.com/team", "a"),
    ],
)
def test_a_field_says_it(about: str, path: str, is_: str) -> None:
    assert is_given(HERE, Signal.model_validate({"about": about, "field": path, "is": is_}))


@pytest.mark.parametrize(
    ("about", "path", "is_"),
    [
        ("Pod/api-*", "status.phase", "Pending"),
        ("Pod/web-1", "status.phase", "Running"),
        ("Pod/web-1", "status.nothing.here", "*"),
        ("Service/web-1", "status.phase", "Pending"),
    ],
)
def test_a_field_does_not_say_it(about: str, path: str, is_: str) -> None:
    assert not is_given(HERE, Signal.model_validate({"about": about, "field": path, "is": is_}))


def test_an_event_says_it_by_reason_and_message() -> None:
    told = {"about": "Pod/web-*", "event": "Unhealthy"}
    assert is_given(HERE, Signal.model_validate(told | {"is": "*404*"}))
    assert is_given(HERE, Signal.model_validate(told))
    assert not is_given(HERE, Signal.model_validate(told | {"is": "*503*"}))
    assert not is_given(HERE, Signal.model_validate(told | {"event": "Killing"}))


def test_a_path_goes_through_lists() -> None:
    assert list(values({"a": [{"b": 1}, {"b": None}, {}]}, "a.*.b")) == ["1", ""]
