"""What runs, as the page shows it: each kind of workload, and each way of not being well."""

import pytest
from lightkube.resources.core_v1 import Pod

from deployer.dashboard.instances import requested, tone_of
from deployer.dashboard.view import Amount, Resource, Tone
from deployer.dashboard.workloads import resources
from tests.diagnosis.objects import (
    Tree,
    crashing,
    daemon_set,
    deployment,
    ended,
    job,
    owned,
    pod,
    replica_set,
    snapshot,
    stateful_set,
    status,
    unscheduled,
    waiting,
)

MIB = 2**20
GOING: Tree = {"deletionTimestamp": "2026-11-26T12:00:00Z"}
BOUNDS = {
    "requests": {"cpu": "100m", "memory": "64Mi"},
    "limits": {"cpu": "1", "memory": "128Mi"},
}


@pytest.mark.parametrize(
    ("shown", "tone", "says"),
    [
        (pod(), Tone.GOOD, "ready"),
        (pod("p", status(ready=False)), Tone.BUSY, "running, not ready yet"),
        (pod("p", waiting("ContainerCreating")), Tone.BUSY, "starting"),
        (pod("p", waiting("ImagePullBackOff")), Tone.BAD, "ImagePullBackOff"),
        (pod("p", crashing()), Tone.BAD, "CrashLoopBackOff"),
        (unscheduled("p", "0/1 nodes are available"), Tone.BAD, "no node takes it"),
        (pod(metadata=GOING), Tone.BUSY, "ending"),
        (
            pod("p", status(ready=False, state=ended(0)), status={"phase": "Succeeded"}),
            Tone.IDLE,
            "succeeded",
        ),
        (
            pod("p", status(ready=False, state=ended(1)), status={"phase": "Failed"}),
            Tone.BAD,
            "failed",
        ),
    ],
)
def test_a_pod_stands_as_its_state_says(shown: Pod, tone: Tone, says: str) -> None:
    (found,) = resources(snapshot(shown), "todo", {})
    assert (tone_of(shown), found.tone, found.says) == (tone, tone, says)


def of_web(*pods: Pod, replicas: int = 2, ready: int = 2) -> Resource:
    """Deployment web with these pods."""
    wanted = deployment(spec={"replicas": replicas}, status={"readyReplicas": ready})
    (found,) = resources(snapshot(wanted, replica_set(), *pods), "todo", {})
    return found


def test_a_deployment_is_as_well_as_its_pods() -> None:
    mine = owned("ReplicaSet", "web-5f")
    one, other = pod("web-5f-1", metadata=mine), pod("web-5f-2", metadata=mine)
    sick = pod("web-5f-2", crashing(restarts=3), metadata=mine)
    going = pod("web-5f-3", metadata=mine | GOING)
    assert (of_web(one, other).tone, of_web(one, other).says) == (Tone.GOOD, "2 of 2 ready")
    assert (of_web(one, sick, ready=1).tone) == Tone.BAD
    assert of_web(one, ready=1).tone == Tone.BUSY
    assert of_web(one, other, going).tone == Tone.BUSY
    assert (of_web(replicas=0, ready=0).tone, of_web(replicas=0, ready=0).says) == (
        Tone.IDLE,
        "scaled to nothing",
    )
    assert [each.restarts for each in of_web(one, sick).instances] == [0, 3]


def test_other_kinds_are_counted_in_their_own_way() -> None:
    many = {"desiredNumberScheduled": 3, "numberReady": 2}
    found = list(
        resources(snapshot(stateful_set("db"), daemon_set("agent", status=many)), "todo", {})
    )
    assert [(one.id, one.kind, one.says) for one in found] == [
        ("db", "StatefulSet", "1 of 1 ready"),
        ("agent", "DaemonSet", "2 of 3 ready"),
    ]


@pytest.mark.parametrize(
    ("said", "tone", "says"),
    [
        ({"active": 1}, Tone.BUSY, "running"),
        ({"failed": 2}, Tone.BAD, "failed 2 times, tries again"),
        ({"conditions": [{"type": "Failed", "status": "True"}]}, Tone.BAD, "failed"),
        ({"conditions": [{"type": "Complete", "status": "True"}]}, Tone.IDLE, "succeeded"),
    ],
)
def test_a_job_says_how_it_went(said: Tree, tone: Tone, says: str) -> None:
    (found,) = resources(snapshot(job(status=said)), "todo", {})
    assert (found.tone, found.says) == (tone, says)


def test_ours_are_called_by_their_component() -> None:
    labels = {"app.kubernetes.io/part-of": "todo", "app.kubernetes.io/component": "backend"}
    ours = deployment("todo-backend", metadata={"labels": labels})
    (found,) = resources(snapshot(ours), "todo", {})
    (foreign,) = resources(snapshot(ours), "shop", {})
    assert (found.id, foreign.id) == ("backend", "todo-backend")


def test_use_and_bounds_are_those_of_all_pods() -> None:
    mine = owned("ReplicaSet", "web-5f")
    spec = {"containers": [{"name": "app", "resources": BOUNDS}]}
    pods = [pod(f"web-5f-{at}", metadata=mine, spec=spec) for at in range(2)]
    use = {"web-5f-0": Amount(cpu=30, memory=40 * MIB), "elsewhere": Amount(cpu=1, memory=1)}
    shown = snapshot(deployment(), replica_set(), *pods)
    (found,) = resources(shown, "todo", use)
    assert found.use == Amount(cpu=30, memory=40 * MIB)
    assert found.requests == Amount(cpu=200, memory=128 * MIB)
    assert found.limits == Amount(cpu=2000, memory=256 * MIB)


def test_what_is_not_bounded_is_not_zero() -> None:
    assert requested([pod()]) == (Amount(), Amount())
