import pytest
from lightkube.models.meta_v1 import LabelSelector

from deployer.diagnosis.reading import doing, matches, registry_of, selects
from tests.diagnosis.objects import ago, pod, status, waiting
from tests.snapshots import from_api


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"phase": "Running"}, "running, not ready yet"),
        ({"phase": "Pending"}, "starting"),
        ({"phase": "Succeeded"}, "succeeded"),
    ],
)
def test_what_a_pod_is_at(changes: dict[str, object], said: str) -> None:
    assert doing(pod("web-1", status(ready=False), status=changes)) == said


def test_a_pod_that_is_ready_or_on_its_way_out() -> None:
    assert doing(pod("web-1")) == "ready"
    assert doing(pod("web-1", metadata={"deletionTimestamp": ago(3)})) == "ending"


def test_a_reason_to_wait_is_what_the_pod_is_at() -> None:
    assert doing(pod("web-1", waiting("ImagePullBackOff"))) == "ImagePullBackOff"
    assert doing(pod("web-1", waiting("ContainerCreating"))) == "starting"


@pytest.mark.parametrize(
    ("image", "registry"),
    [
        ("todo:1", ""),
        ("team/todo:1", ""),
        ("localhost/todo", "localhost"),
        ("registry.example/team/todo:1", "registry.example"),
        ("node:5000/todo", "node:5000"),
    ],
)
def test_the_registry_that_a_name_begins_with(image: str, registry: str) -> None:
    assert registry_of(image) == registry


def test_an_empty_selector_of_a_service_matches_nothing() -> None:
    assert selects({"app": "web"}, {"app": "web", "tier": "front"})
    assert not selects({"app": "web"}, {"app": "shop"})
    assert not selects({}, {"app": "web"})
    assert not selects(None, {"app": "web"})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ({"key": "app", "operator": "In", "values": ["web"]}, True),
        ({"key": "app", "operator": "NotIn", "values": ["web"]}, False),
        ({"key": "tier", "operator": "NotIn", "values": ["web"]}, True),
        ({"key": "app", "operator": "Exists"}, True),
        ({"key": "tier", "operator": "Exists"}, False),
        ({"key": "tier", "operator": "DoesNotExist"}, True),
    ],
)
def test_expressions_of_a_label_selector(expression: dict[str, object], expected: bool) -> None:  # noqa: FBT001 - a table
    selector = from_api(LabelSelector, {"matchExpressions": [expression]})
    assert matches(selector, {"app": "web"}) is expected
