"""From the API's objects to flat ones, with objects as the API sends them."""

from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.collect import pod_state
from tests.snapshots import from_api


def api_pod(**status: object) -> Pod:
    return from_api(
        Pod,
        {
            "metadata": {
                "name": "todo-backend-1",
                "uid": "u1",
                "labels": {"app.kubernetes.io/component": "backend"},
            },
            "status": status,
        },
    )


def test_a_pod_that_crashes() -> None:
    state = pod_state(
        api_pod(
            phase="Running",
            conditions=[{"type": "Ready", "status": "False"}],
            containerStatuses=[
                {
                    "name": "backend",
                    "ready": False,
                    "restartCount": 4,
                    "image": "todo-backend:1",
                    "imageID": "sha256:1",
                    "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off 40s"}},
                    "lastState": {"terminated": {"exitCode": 3, "reason": "Error"}},
                }
            ],
        )
    )
    (container,) = state.containers
    assert (state.component, state.ready, state.restarts) == ("backend", False, 4)
    assert (container.waiting, container.exit_code, container.ended) == (
        "CrashLoopBackOff",
        3,
        "Error",
    )


def test_a_pod_that_no_node_takes() -> None:
    said = "0/1 nodes are available: 1 Insufficient cpu."
    condition = {
        "type": "PodScheduled",
        "status": "False",
        "reason": "Unschedulable",
        "message": said,
    }
    state = pod_state(api_pod(phase="Pending", conditions=[condition]))
    assert state.unschedulable == said
    assert state.containers == ()


def test_a_pod_of_which_nothing_is_known_yet() -> None:
    state = pod_state(api_pod())
    assert (state.phase, state.ready, state.unschedulable) == ("Pending", False, "")
