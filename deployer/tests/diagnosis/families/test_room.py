"""What pods set aside, as the scheduler counts it."""

from decimal import Decimal

import pytest

from deployer.diagnosis.families._room import Rooms, bytes_of, requested, written
from tests.diagnosis.objects import Tree, node, pod, snapshot


def container(name: str, cpu: str, **more: object) -> Tree:
    return {"name": name, "image": "a:1", "resources": {"requests": {"cpu": cpu}}, **more}


@pytest.mark.parametrize(
    ("spec", "cpu"),
    [
        ({"containers": [container("a", "100m"), container("b", "1")]}, "1.1"),
        (
            {
                "containers": [container("a", "100m")],
                "initContainers": [container("i", "2"), container("j", "1")],
            },
            "2",
        ),
        (
            {
                "containers": [container("a", "100m")],
                "initContainers": [container("s", "500m", restartPolicy="Always")],
            },
            "0.6",
        ),
        ({"containers": [container("a", "1")], "overhead": {"cpu": "250m"}}, "1.25"),
        ({"containers": [{"name": "a", "resources": {"limits": {"cpu": "3"}}}]}, "3"),
        ({"containers": [{"name": "a"}]}, "0"),
    ],
)
def test_what_a_pod_sets_aside(spec: Tree, cpu: str) -> None:
    assert requested(pod("x", spec=spec), "cpu") == Decimal(cpu)


def test_what_a_node_has_left() -> None:
    spec = {"containers": [container("a", "500m")]}
    done = pod("done", spec=spec, status={"phase": "Succeeded"})
    elsewhere = pod("far", spec={**spec, "nodeName": "node-2"})
    rooms = Rooms(
        snapshot(pod("x", spec=spec), done, elsewhere, system_pods=(pod("s", spec=spec),))
    )
    assert rooms.taken(node(), "cpu") == 1
    assert rooms.left(node(), "cpu") == 1
    assert rooms.left(node(), "example.com/gpu") == 0


@pytest.mark.parametrize(
    ("value", "resource", "text"),
    [
        (Decimal("1.5"), "cpu", "1500m"),
        (Decimal(2), "cpu", "2"),
        (Decimal(3 * 1024**2 + 1), "memory", "3Mi"),
        (Decimal(2048), "memory", "2Ki"),
        (Decimal(7), "pods", "7"),
    ],
)
def test_how_amounts_are_written(value: Decimal, resource: str, text: str) -> None:
    assert written(value, resource) == text


def test_what_is_no_amount_counts_as_nothing() -> None:
    assert bytes_of("lots") == 0
    assert bytes_of("2Ki") == 2048
