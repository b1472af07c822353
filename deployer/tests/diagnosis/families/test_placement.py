import pytest
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families.placement import RULES
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import (
    Part,
    Tree,
    ago,
    merged,
    node,
    owned,
    pod,
    replica_set,
    snapshot,
)

UNSEEN: Tree = {"status": {"phase": "Pending", "conditions": [], "containerStatuses": None}}


def unseen(seconds: float = 120, **spec: object) -> Pod:
    made = owned("DaemonSet", "web") | {"creationTimestamp": ago(seconds)}
    return pod("web-1", **merged(UNSEEN, {"metadata": made, "spec": {"nodeName": None, **spec}}))


def test_a_gate_keeps_a_pod_from_being_placed() -> None:
    gates = [{"name": "example.com/gate"}]
    finding = only(RULES, snapshot(unseen(schedulingGates=gates)))
    assert finding.rule == "schedule.gated"
    assert "example.com/gate" in finding.cause
    assert run(RULES, snapshot(unseen(3, schedulingGates=gates))) == ()


def test_a_scheduler_that_does_not_exist() -> None:
    finding = only(RULES, snapshot(unseen(schedulerName="nope")))
    assert finding.rule == "schedule.no-scheduler"
    assert "scheduler nope" in finding.cause
    assert finding.fix is not None
    assert finding.fix.patch is not None
    template = finding.fix.patch.body["spec"]["template"]["spec"]
    assert template == {"schedulerName": "default-scheduler"}


def test_the_cluster_s_own_scheduler_is_away() -> None:
    assert "the cluster's own" in only(RULES, snapshot(unseen())).cause
    assert run(RULES, snapshot(unseen(10))) == ()


def test_a_node_that_does_not_exist() -> None:
    waits = unseen(nodeName="ghost")
    finding = only(RULES, snapshot(waits, node()))
    assert finding.rule == "schedule.node-missing"
    assert "node ghost, which does not exist (nodeName)" in finding.cause
    assert finding.fix is not None
    assert finding.fix.patch is not None
    lost = only(RULES, snapshot(pod("web-1", spec={"nodeName": "ghost"}), node()))
    assert lost.cause.endswith("any more")
    assert lost.patience is None


@pytest.mark.parametrize(
    "parts",
    [
        (pod("web-1"), node()),
        (pod("web-1"),),
        (pod("web-1", spec={"nodeName": "ghost"}, status={"phase": "Succeeded"}), node()),
    ],
)
def test_pods_that_are_where_they_should_be(parts: tuple[Part, ...]) -> None:
    assert run(RULES, snapshot(*parts)) == ()


def test_nodes_that_cannot_be_read_are_not_missing() -> None:
    one = pod("web-1", spec={"nodeName": "ghost"})
    assert run(RULES, snapshot(one, unreadable={"Node": "forbidden"})) == ()


@pytest.mark.parametrize("reason", ["OutOfcpu", "OutOfmemory", "OutOfpods", "NodeAffinity"])
def test_a_pod_that_its_node_refused(reason: str) -> None:
    said = {"phase": "Failed", "reason": reason, "message": "Pod was rejected: node is full"}
    refused = pod("web-1", status=said, metadata=owned("ReplicaSet", "web-5f"))
    finding = only(RULES, snapshot(refused, replica_set(), node()))
    assert (finding.rule, finding.severity) == ("schedule.refused-by-node", "critical")
    assert finding.evidence[0].value == reason
    assert finding.cure == "kubectl delete pod web-1 -n shop"
    other = pod("web-2", metadata=owned("ReplicaSet", "web-5f"))
    replaced = only(RULES, snapshot(refused, other, replica_set(), node()))
    assert replaced.severity == "info"


def test_a_pod_that_makes_room() -> None:
    said = {"type": "DisruptionTarget", "status": "True", "reason": "PreemptionByScheduler"}
    finding = only(RULES, snapshot(pod("web-1", status={"conditions": [said]}), node()))
    assert finding.rule == "schedule.preempted"
    drained = said | {"reason": "EvictionByEvictionAPI"}
    assert run(RULES, snapshot(pod("web-1", status={"conditions": [drained]}), node())) == ()
