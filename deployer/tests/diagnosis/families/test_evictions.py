import pytest
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families.evictions import RULES
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import (
    Tree,
    ago,
    deployment,
    event,
    merged,
    owned,
    pod,
    replica_set,
    snapshot,
    status,
    waiting,
)

MADE = (deployment(), replica_set())
LOW = (
    "The node was low on resource: ephemeral-storage. Threshold quantity: 10Gi, available: 9Gi. "
    "Container app was using 1Gi, request is 0, has larger consumption of ephemeral-storage."
)


def evicted(message: str, seconds: float = 60, **changes: Tree) -> Pod:
    ended = {"type": "DisruptionTarget", "status": "True", "lastTransitionTime": ago(seconds)}
    failed: Tree = {
        "metadata": owned("ReplicaSet", "web-5f"),
        "status": {
            "phase": "Failed",
            "reason": "Evicted",
            "message": message,
            "conditions": [ended],
        },
    }
    return pod("web-1", **merged(failed, changes))


@pytest.mark.parametrize(
    ("message", "rule", "part"),
    [
        (LOW, "node.evicted", "its node ran short of ephemeral-storage and threw it out"),
        ("The node was low on resource: memory. Threshold", "node.evicted", "short of memory"),
        ("The node had condition: [DiskPressure]. ", "node.evicted", "had DiskPressure"),
        (
            'Container app exceeded its local ephemeral storage limit "3Mi". ',
            "node.ephemeral-limit",
            "its container app wrote more to its own disk than its limit of 3Mi",
        ),
        (
            "Pod ephemeral local storage usage exceeds the total limit of containers 3Mi. ",
            "node.ephemeral-limit",
            "than their limit of 3Mi",
        ),
        (
            'Usage of EmptyDir volume "v" exceeds the limit "2Mi". ',
            "node.empty-dir-limit",
            "emptyDir volume v holds more than its limit of 2Mi",
        ),
        ("something new", "node.evicted", "something new"),
    ],
)
def test_why_a_pod_was_thrown_out(message: str, rule: str, part: str) -> None:
    finding = only(RULES, snapshot(evicted(message), *MADE))
    assert finding.rule == rule
    assert part in finding.cause
    assert (finding.severity, finding.patience) == ("critical", None)
    assert finding.evidence[1].value == message.strip()


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        (
            "Pod ephemeral local storage usage exceeds the total limit of containers 3Mi. ",
            {
                "containers": [
                    {"name": "app", "resources": {"limits": {"ephemeral-storage": "6Mi"}}}
                ]
            },
        ),
        (
            'Usage of EmptyDir volume "v" exceeds the limit "2Mi". ',
            {"volumes": [{"name": "v", "emptyDir": {"sizeLimit": "4Mi"}}]},
        ),
    ],
)
def test_a_limit_of_its_own_is_raised(message: str, changes: Tree) -> None:
    resources = {"limits": {"ephemeral-storage": "3Mi"}}
    spec = {"containers": [{"name": "app", "image": "a:1", "resources": resources}]}
    finding = only(RULES, snapshot(evicted(message, spec=spec), *MADE))
    assert finding.fix is not None
    assert finding.fix.patch is not None
    assert finding.fix.patch.body["spec"]["template"]["spec"] == changes


@pytest.mark.parametrize(
    ("message", "seconds", "severity"),
    [
        (LOW, 60, "warning"),
        (LOW, 7200, "info"),
        ('Usage of EmptyDir volume "v" exceeds the limit "2Mi". ', 60, "critical"),
        ('Usage of EmptyDir volume "v" exceeds the limit "2Mi". ', 7200, "info"),
    ],
)
def test_one_that_was_replaced(message: str, seconds: float, severity: str) -> None:
    other = pod("web-2", metadata=owned("ReplicaSet", "web-5f"))
    finding = only(RULES, snapshot(evicted(message, seconds), other, *MADE))
    assert finding.severity == severity
    if severity == "info":
        assert finding.cure == "kubectl delete pod web-1 -n shop"


def test_the_worst_eviction_of_a_workload_comes_first() -> None:
    old = evicted(LOW, 7200, metadata={"name": "web-0"})
    other = pod("web-2", metadata=owned("ReplicaSet", "web-5f"))
    found = run(RULES, snapshot(old, evicted(LOW, 60), other, *MADE))
    assert [(str(one.object), one.severity) for one in found] == [
        ("Pod web-1", "warning"),
        ("Pod web-0", "info"),
    ]


@pytest.mark.parametrize(
    ("reason", "message", "count"),
    [
        ("NodeShutdown", "Pod was rejected: node is shutting down", 1),
        ("Terminated", "Pod was terminated in response to imminent node shutdown.", 1),
        ("Terminated", "something else", 0),
        ("DeadlineExceeded", "Pod was active on the node longer than the deadline", 0),
    ],
)
def test_a_node_that_was_shut_down(reason: str, message: str, count: int) -> None:
    ended = {"phase": "Failed", "reason": reason, "message": message}
    found = run(RULES, snapshot(pod("web-1", status=ended)))
    assert [(one.rule, one.severity) for one in found] == [("node.shutdown", "info")] * count


def test_a_taint_that_drives_pods_away() -> None:
    said = {"type": "DisruptionTarget", "status": "True", "reason": "DeletionByTaintManager"}
    finding = only(RULES, snapshot(pod("web-1", status={"conditions": [said]})))
    assert finding.rule == "node.taint-eviction"
    drained = said | {"reason": "EvictionByEvictionAPI"}
    assert run(RULES, snapshot(pod("web-1", status={"conditions": [drained]}))) == ()


SANDBOX = (
    "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for "
    'sandbox "5f": plugin type="bridge" failed (add): no IP addresses available in range set'
)


def test_a_node_that_cannot_give_a_network() -> None:
    creating = pod("web-1", waiting("ContainerCreating"))
    finding = only(RULES, snapshot(creating, event("Pod/web-1", "FailedCreatePodSandBox", SANDBOX)))
    assert finding.rule == "node.sandbox"
    assert "cannot set up its network: failed to setup network" in finding.cause
    other = event("Pod/web-1", "FailedCreatePodSandBox", "Failed to create pod sandbox: no runtime")
    assert "its sandbox" in only(RULES, snapshot(creating, other)).cause


def test_a_pod_that_got_its_sandbox_at_last() -> None:
    told = event("Pod/web-1", "FailedCreatePodSandBox", SANDBOX)
    assert run(RULES, snapshot(pod("web-1", status()), told)) == ()
