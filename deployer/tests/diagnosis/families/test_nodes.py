import pytest

from deployer.diagnosis.families.nodes import RULES
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import Part, Tree, event, from_yaml, node, pod, snapshot, unscheduled

WAITS = unscheduled("web-1", "0/1 nodes are available: 1 node(s) were unschedulable.")


def told(type_: str, status: str, reason: str = "", message: str = "") -> Tree:
    said = {"type": type_, "status": status, "reason": reason, "message": message}
    return {
        "status": {"conditions": [{"type": "Ready", "status": "True"}, said][type_ == "Ready" :]}
    }


@pytest.mark.parametrize(
    ("status", "reason", "message", "rule"),
    [
        (
            "False",
            "KubeletNotReady",
            ("container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady "
            "message:Network plugin returns error: cni plugin not initialized"),
            "node.network",
        ),
        ("False", "KubeletNotReady", "container runtime is down", "node.runtime"),
        ("False", "KubeletNotReady", "PLEG is not healthy: pleg was last seen", "node.runtime"),
        ("False", "KubeletNotReady", "something new", "node.not-ready"),
        (
            "Unknown",
            "NodeStatusUnknown",
            "Kubelet stopped posting node status.",
            "node.silent",
        ),
    ],
)  # fmt: skip
def test_nodes_that_are_not_ready(status: str, reason: str, message: str, rule: str) -> None:
    finding = only(RULES, snapshot(node(**told("Ready", status, reason, message))))
    assert finding.rule == rule
    assert str(finding.object) == "Node node-1"
    assert finding.object.namespace == ""
    assert message in finding.evidence[0].value
    assert finding.patience == 30


@pytest.mark.parametrize(
    ("type_", "reason", "rule"),
    [
        ("DiskPressure", "KubeletHasDiskPressure", "node.disk-pressure"),
        ("MemoryPressure", "KubeletHasInsufficientMemory", "node.memory-pressure"),
        ("PIDPressure", "KubeletHasInsufficientPID", "node.pid-pressure"),
        ("NetworkUnavailable", "NoRouteCreated", "node.network"),
    ],
)
def test_nodes_that_run_short(type_: str, reason: str, rule: str) -> None:
    assert only(RULES, snapshot(node(**told(type_, "True", reason)))).rule == rule
    assert run(RULES, snapshot(node(**told(type_, "False", "KubeletHas")))) == ()


def test_an_ill_node_keeps_pods_waiting() -> None:
    taint = {"key": "node.kubernetes.io/not-ready", "effect": "NoSchedule"}
    ill = node(spec={"taints": [taint]}, **told("Ready", "False", "KubeletNotReady", "x"))
    finding = only(RULES, snapshot(ill, WAITS, pod("web-2")))
    assert [str(one) for one in finding.causes] == ["Pod web-1"]


def test_a_cordoned_node_that_pods_wait_for() -> None:
    resting = node(spec={"unschedulable": True})
    finding = only(RULES, snapshot(resting, WAITS))
    assert finding.rule == "node.cordoned"
    assert [str(one) for one in finding.causes] == ["Pod web-1"]
    assert finding.cure == "kubectl uncordon node-1"
    assert run(RULES, snapshot(resting, pod("web-2"))) == ()


@pytest.mark.parametrize(("seconds", "count"), [(60, 1), (7200, 0)])
def test_a_node_that_ran_out_of_memory(seconds: float, count: int) -> None:
    said = "System OOM encountered, victim process: python3, pid: 4711"
    killed = event("Node/node-1", "SystemOOM", said, seconds=seconds, object_uid="node-1")
    found = run(RULES, snapshot(node(), killed))
    assert [(one.rule, one.severity) for one in found] == [
        ("node.out-of-memory", "warning")
    ] * count


def api_service(status: str) -> Part:
    (one,) = from_yaml(f"""
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {{name: v1beta1.metrics.k8s.io}}
spec: {{service: {{name: metrics, namespace: kube-system}}, groupPriorityMinimum: 1,
        versionPriority: 1}}
status: {{conditions: [{{type: Available, status: "{status}", reason: MissingEndpoints,
          message: endpoints are missing}}]}}
""")
    return one


def test_a_part_of_the_api_that_does_not_answer() -> None:
    finding = only(RULES, snapshot(api_service("False")))
    assert finding.rule == "node.api-service"
    assert "Service kube-system/metrics" in finding.cause
    assert "MissingEndpoints" in finding.evidence[0].value
    assert run(RULES, snapshot(api_service("True"))) == ()


def test_a_node_that_is_well() -> None:
    assert run(RULES, snapshot(node(), pod())) == ()
