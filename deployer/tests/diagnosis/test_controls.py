"""What looks like trouble and is none: not one rule may find anything in these."""

import pytest

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.objects import (
    Part,
    Tree,
    ago,
    autoscaler,
    claim,
    cron_job,
    deployment,
    ended,
    event,
    from_yaml,
    job,
    merged,
    owned,
    pod,
    release,
    replica_set,
    service,
    snapshot,
    status,
)

ABOUT = owned("ReplicaSet", "web-5f")
LAZY = "waiting for first consumer to be created before binding"
REFUSED = 'Error creating: pods "web-5f-1" is forbidden: exceeded quota: q, requested: pods=1,'
" used: pods=1, limited: pods=1"
ALLOWED = """
kind: NetworkPolicy
apiVersion: networking.k8s.io/v1
metadata: {name: web}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Ingress, Egress]
  ingress: [{from: [{podSelector: {}}], ports: [{port: http}]}]
  egress:
    - {to: [{namespaceSelector: {}}], ports: [{port: 53, protocol: UDP}]}
    - {to: [{podSelector: {}}]}
"""


def web(container: Tree, ready: int = 1, made: str = ago(3600), **spec: object) -> tuple[Part, ...]:
    """A Deployment, its ReplicaSet, its Service and its only pod."""
    counts = {"readyReplicas": ready, "availableReplicas": ready}
    return (
        deployment(status=counts),
        replica_set(status=counts),
        service(),
        pod("web-5f-1", container, metadata=ABOUT | {"creationTimestamp": made}, spec=spec),
    )


def starting(seconds: float) -> Tree:
    return status(ready=False, started=False, state={"running": {"startedAt": ago(seconds)}})


LAZY_CLASS = """
kind: StorageClass
apiVersion: storage.k8s.io/v1
metadata: {name: standard, namespace: null}
provisioner: example.com/disks
volumeBindingMode: WaitForFirstConsumer
"""
SLOW: Tree = {
    "containers": [
        {
            "name": "app",
            "image": "registry.example/app:1",
            "ports": [{"name": "http", "containerPort": 8000}],
            "startupProbe": {
                "httpGet": {"port": "http"},
                "periodSeconds": 5,
                "failureThreshold": 60,
            },
        }
    ]
}
UNHEALTHY = event("Pod/web-5f-1", "Unhealthy", "Startup probe failed: connection refused")
PENDING: Tree = {"spec": {"volumeName": None}, "status": {"phase": "Pending"}}
SUCCEEDED: Tree = {"status": {"phase": "Succeeded"}}
COMPLETE: Tree = {
    "status": {"active": 0, "succeeded": 1, "conditions": [{"type": "Complete", "status": "True"}]}
}
ZERO: Tree = {"spec": {"replicas": 0}, "status": {"replicas": 0, "readyReplicas": 0}}
CALLS = merged(
    SLOW["containers"][0],
    {"startupProbe": None, "env": [{"name": "API_URL", "value": "http://web"}]},
)

CONTROLS = {
    "all is well": snapshot(*web(status())),
    "a claim that waits for its first pod": snapshot(
        *from_yaml(LAZY_CLASS),
        claim(**PENDING),
        event("PersistentVolumeClaim/data", "WaitForFirstConsumer", LAZY, type="Normal"),
    ),
    "a slow start that its probe allows": snapshot(
        *web(starting(200), 0, ago(205), **SLOW), UNHEALTHY
    ),
    "a rollout of this moment": snapshot(
        deployment(metadata={"generation": 2}), replica_set(), pod("web-5f-1", metadata=ABOUT)
    ),
    "a job that did its work": snapshot(
        job(**COMPLETE),
        pod(
            "migrate-1",
            status(ready=False, state=ended(0, "Completed")),
            metadata=owned("Job", "migrate"),
            **SUCCEEDED,
        ),
    ),
    "restarts that are long over": snapshot(
        *web(status(restartCount=3, lastState=ended(137, "OOMKilled", seconds=3000)))
    ),
    "a schedule that is suspended": snapshot(cron_job(spec={"suspend": True})),
    "scaled to zero by an autoscaler": snapshot(deployment(**ZERO), service(), autoscaler()),
    "scaled to zero, and nobody calls": snapshot(deployment(**ZERO)),
    "normal events": snapshot(
        *web(status()), event("Pod/web-5f-1", "Killing", "Stopping container app", type="Normal")
    ),
    "a quota that was full once": snapshot(
        *web(status()), event("ReplicaSet/web-5f", "FailedCreate", REFUSED)
    ),
    "policies that let through what is needed": snapshot(
        *web(status(), containers=[CALLS]), *from_yaml(ALLOWED)
    ),
    "a release that was upgraded": snapshot(*web(status()), release("web", "deployed", revision=7)),
    "nothing that may be read": snapshot(
        pod("web-5f-1", metadata=ABOUT),
        unreadable=dict.fromkeys(("Service", "Secret", "ReplicaSet"), "forbidden"),
    ),
}


@pytest.mark.parametrize("given", CONTROLS.values(), ids=CONTROLS.keys())
def test_what_is_no_failure_is_not_told_as_one(given: Snapshot) -> None:
    assert [f"{one.finding.rule} {one.finding}" for one in diagnose(given).problems] == []
