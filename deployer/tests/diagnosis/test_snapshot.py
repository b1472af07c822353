import pytest

from deployer.diagnosis.snapshot import Snapshot
from tests.snapshots import container, event, pod


@pytest.mark.parametrize(
    ("changes", "doing"),
    [
        ({}, "ready"),
        ({"deleting": True}, "ending"),
        ({"ready": False}, "running, not ready yet"),
        ({"ready": False, "phase": "Pending"}, "starting"),
        ({"ready": False, "phase": "Succeeded"}, "succeeded"),
    ],
)
def test_what_a_pod_is_at(changes: dict[str, object], doing: str) -> None:
    assert pod(**changes).doing == doing


def test_a_reason_to_wait_is_what_the_pod_is_at() -> None:
    assert pod(container(waiting="ImagePullBackOff"), ready=False).doing == "ImagePullBackOff"
    creating = pod(container(waiting="ContainerCreating"), ready=False, phase="Pending")
    assert creating.doing == "starting"


def test_restarts_of_all_containers_count() -> None:
    assert pod(container(restarts=2), container(name="b", restarts=1)).restarts == 3


def test_events_are_found_by_their_object() -> None:
    mine, other = event("A", "x"), event("B", "y", name="another")
    assert Snapshot(events=(mine, other)).events_of("todo-backend-1") == (mine,)
