"""What is no failure: every rule together finds nothing."""

import pytest

from deployer.diagnosis.engine import findings
from tests.diagnosis.objects import (
    Part,
    ago,
    claim,
    cron_job,
    deployment,
    ended,
    event,
    from_yaml,
    job,
    node,
    owned,
    pod,
    replica_set,
    snapshot,
    status,
)

RUNNING = {"running": {"startedAt": ago(20)}}
(WAITING_CLASS,) = from_yaml("""
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: standard}
provisioner: example.com/disk
volumeBindingMode: WaitForFirstConsumer
""")
PENDING = claim("data", spec={"volumeName": None}, status={"phase": "Pending"})
REFUSED = "Readiness probe failed: dial tcp 10.0.0.1:8000: connect: connection refused"
PROBE = {"httpGet": {"path": "/", "port": 8000}, "periodSeconds": 10}


def starting(**probes: object) -> Part:
    one = {"name": "app", "image": "a:1", **probes}
    young = status(ready=False, started=False, state=RUNNING)
    return pod("web-1", young, spec={"containers": [one]}, metadata=owned("ReplicaSet", "web-5f"))


CONTROLS: dict[str, tuple[Part, ...]] = {
    "a claim that waits for its first pod": (
        PENDING,
        WAITING_CLASS,
        event("PersistentVolumeClaim/data", "WaitForFirstConsumer", "waiting", type="Normal"),
    ),
    "a pod within its initial delay": (
        starting(readinessProbe={**PROBE, "initialDelaySeconds": 60}),
        event("Pod/web-1", "Unhealthy", REFUSED, seconds=5),
    ),
    "a pod within its startup budget": (
        starting(readinessProbe=PROBE, startupProbe={**PROBE, "failureThreshold": 30}),
        event("Pod/web-1", "Unhealthy", REFUSED.replace("Readiness", "Startup"), seconds=5),
    ),
    "a rollout that the controller has not seen": (
        deployment(metadata={"generation": 2, "creationTimestamp": ago(10)}),
        replica_set(),
        pod("web-1", metadata=owned("ReplicaSet", "web-5f")),
    ),
    "a finished job": (
        job(status={"active": None, "succeeded": 1}),
        pod(
            "migrate-1",
            status(ready=False, state=ended(0, "Completed")),
            metadata=owned("Job", "migrate"),
            spec={"restartPolicy": "Never"},
            status={"phase": "Succeeded"},
        ),
    ),
    "restarts of long ago": (
        pod("web-1", status(restartCount=7, lastState=ended(137, "OOMKilled", seconds=7200))),
    ),
    "a suspended cron job": (cron_job(spec={"suspend": True}),),
    "normal events": (
        pod("web-1"),
        event("Pod/web-1", "Pulling", 'Pulling image "x"', type="Normal"),
        event("Pod/web-1", "Killing", "Stopping container app", type="Normal"),
    ),
    "a resting node that nobody needs": (node(spec={"unschedulable": True}), pod("web-1")),
}


@pytest.mark.parametrize("name", CONTROLS)
def test_what_is_no_failure(name: str) -> None:
    assert findings(snapshot(*CONTROLS[name])) == ()
