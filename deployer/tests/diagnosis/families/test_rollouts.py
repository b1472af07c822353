"""Conditions and counts as the controllers of 1.34 to 1.37 write them."""

import pytest

from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import fix_of, found, the
from tests.diagnosis.objects import (
    Tree,
    ago,
    autoscaler,
    crashing,
    daemon_set,
    deployment,
    from_yaml,
    owned,
    pod,
    replica_set,
    service,
    snapshot,
    stateful_set,
    status,
)

LATE = {
    "readyReplicas": 0,
    "conditions": [
        {"type": "Available", "status": "False", "reason": "MinimumReplicasUnavailable"},
        {
            "type": "Progressing",
            "status": "False",
            "reason": "ProgressDeadlineExceeded",
            "message": 'ReplicaSet "web-5f" has timed out progressing.',
        },
    ],
}
BROKEN = pod("web-5f-1", crashing(), metadata=owned("ReplicaSet", "web-5f"))
SECOND = {"annotations": {"deployment.kubernetes.io/revision": "2"}}


def starting(seconds: float, **spec: object) -> Snapshot:
    """A Deployment whose only pod runs for so long and is not ready yet."""
    state: Tree = {"running": {"startedAt": ago(seconds)}}
    runs = status(ready=False, state=state)
    one = pod("web-5f-1", runs, metadata=owned("ReplicaSet", "web-5f"), spec=spec)
    return snapshot(deployment(status={"readyReplicas": 0}), replica_set(), one)


def test_a_rollout_that_timed_out_is_a_symptom_with_a_way_back() -> None:
    given = snapshot(deployment(status=LATE), replica_set(metadata=SECOND), BROKEN)
    finding = the(given, "rollout.deadline-exceeded")
    assert finding.symptom
    assert "600 s" in finding.cause
    assert finding.cure == "kubectl rollout undo deployment/web -n shop"


def test_there_is_no_way_back_from_the_first_version() -> None:
    finding = the(snapshot(deployment(status=LATE), replica_set()), "rollout.deadline-exceeded")
    assert fix_of(finding).command == ()


def test_missing_pods_are_a_symptom() -> None:
    given = snapshot(deployment(status=LATE), replica_set(), BROKEN)
    finding = the(given, "rollout.unavailable")
    assert finding.symptom
    assert finding.cause == "0 of 1 pods are ready"
    assert finding.severity == "critical"


@pytest.mark.parametrize("kind", ["StatefulSet", "DaemonSet"])
def test_every_kind_of_workload_counts(kind: str) -> None:
    one = pod("web-0", crashing(), metadata=owned(kind, "web"))
    workload = (
        stateful_set(status={"readyReplicas": 0})
        if kind == "StatefulSet"
        else daemon_set(status={"numberReady": 0})
    )
    finding = the(snapshot(workload, one), "rollout.unavailable")
    assert str(finding.object) == f"{kind} web"


def test_a_workload_that_gets_no_pods_is_told_after_a_while() -> None:
    none = {"replicas": 0, "readyReplicas": 0, "conditions": []}
    assert found(snapshot(deployment(status=none)), "rollout.unavailable")
    young = deployment(status=none, metadata={"creationTimestamp": ago(5)})
    assert found(snapshot(young), "rollout.") == []


def test_a_slow_start_is_no_failure_while_its_probes_wait() -> None:
    probe = {"httpGet": {"port": 8000}, "periodSeconds": 2, "failureThreshold": 90}
    slow = {"containers": [{"name": "app", "image": "a", "startupProbe": probe}]}
    assert found(starting(150, **slow), "rollout.") == []
    assert found(starting(300, **slow), "rollout.unavailable")
    assert found(starting(30), "rollout.") == []
    assert found(starting(90), "rollout.unavailable")


def test_what_is_healthy_or_just_moving_is_no_failure() -> None:
    recovered = pod("web-5f-1", status(restartCount=3), metadata=owned("ReplicaSet", "web-5f"))
    assert found(snapshot(deployment(), replica_set(), recovered), "rollout.") == []
    moving = {"type": "Progressing", "status": "True", "lastUpdateTime": ago(5)}
    between = {"readyReplicas": 0, "conditions": [moving]}
    assert found(snapshot(deployment(status=between), replica_set()), "rollout.") == []


def test_a_paused_rollout_is_resumed() -> None:
    given = snapshot(deployment(spec={"paused": True}, status={"updatedReplicas": 0}))
    finding = the(given, "rollout.paused")
    assert "0 of 1" in finding.cause
    assert finding.cure == "kubectl rollout resume deployment/web -n shop"


def test_a_paused_deployment_without_a_change_is_none() -> None:
    assert found(snapshot(deployment(spec={"paused": True})), "rollout.") == []


ZERO: Tree = {"spec": {"replicas": 0}, "status": {"replicas": 0, "readyReplicas": 0}}


def test_what_is_scaled_to_zero_and_still_called_is_scaled_up() -> None:
    url = {"name": "API_URL", "value": "http://web"}
    caller = {"name": "app", "image": "a", "env": [url]}
    given = snapshot(
        deployment(**ZERO), service(), pod("job-1", labels={}, spec={"containers": [caller]})
    )
    finding = the(given, "rollout.scaled-to-zero")
    assert "Service web sends requests to it, and Pod job-1/app calls that" in finding.cause
    assert finding.severity == "critical"
    assert finding.cure == "kubectl scale deployment/web --replicas=1 -n shop"
    assert [str(one) for one in finding.causes] == ["Service web"]


def test_an_ingress_is_a_call_too() -> None:
    (ingress,) = from_yaml(
        "{kind: Ingress, apiVersion: networking.k8s.io/v1, metadata: {name: in}, spec:"
        " {defaultBackend: {service: {name: web, port: {number: 80}}}}}"
    )
    finding = the(snapshot(deployment(**ZERO), service(), ingress), "rollout.scaled-to-zero")
    assert "Ingress in calls that" in finding.cause


def test_what_nobody_calls_may_be_at_zero_on_purpose() -> None:
    finding = the(snapshot(deployment(**ZERO), service()), "rollout.scaled-to-zero")
    assert finding.severity == "info"


def test_ours_is_scaled_as_app_yaml_says() -> None:
    ours = deployment(**ZERO, metadata={"labels": {"app.kubernetes.io/part-of": "todo"}})
    assert the(snapshot(ours, service()), "rollout.scaled-to-zero").cure == "./todo up"


@pytest.mark.parametrize(
    "given",
    [
        snapshot(deployment(**ZERO)),
        snapshot(deployment(**ZERO), service(spec={"selector": {"app": "api"}})),
        snapshot(deployment(**ZERO), service(), autoscaler()),
        snapshot(
            deployment(**ZERO, metadata={"annotations": {"downscaler/original-replicas": "2"}}),
            service(),
        ),
        snapshot(
            deployment(**ZERO), service(), unreadable={"HorizontalPodAutoscaler": "forbidden"}
        ),
    ],
    ids=["not called", "another is called", "autoscaled", "annotated", "unreadable"],
)
def test_scaled_to_zero_on_purpose_is_no_failure(given: Snapshot) -> None:
    assert found(given, "rollout.") == []


def test_a_change_that_no_controller_sees() -> None:
    unseen = deployment(status={"observedGeneration": None, "replicas": 0, "conditions": []})
    finding = the(snapshot(unseen), "rollout.not-observed")
    assert "controller manager" in finding.cause
    manager = pod(
        "kube-controller-manager-x", crashing(), labels={"component": "kube-controller-manager"}
    )
    changed = deployment(metadata={"generation": 2})
    named = the(snapshot(changed, system_pods=(manager,)), "rollout.not-observed")
    assert "Pod kube-controller-manager-x does not run" in named.cause


def test_a_change_of_this_moment_is_none() -> None:
    changed = deployment(metadata={"generation": 2})
    young = deployment(
        status={"observedGeneration": None, "conditions": []},
        metadata={"creationTimestamp": ago(9)},
    )
    assert found(snapshot(changed), "rollout.not-observed") == []
    assert found(snapshot(young), "rollout.not-observed") == []
