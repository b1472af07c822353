import pytest

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.snapshot import Snapshot
from tests.snapshots import pod


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("0/1 nodes are available: 1 Insufficient memory.", "memory"),
        ("0/1 nodes are available: 1 Insufficient cpu.", "processor"),
        ("0/1 nodes are available: 1 Too many pods.", "more pods"),
        ("0/1 nodes are available: 1 node(s) had untolerated taint(s).", "taint"),
        ("0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.", "volume"),
        ("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.", "labels"),
        ("a reason of a later Kubernetes", "no node"),
    ],
)
def test_the_scheduler_s_words_are_explained(said: str, part: str) -> None:
    stuck = pod(phase="Pending", ready=False, unschedulable=said)
    (finding,) = diagnose(Snapshot(pods=(stuck,)))
    assert finding.rule == "schedule.no-node"
    assert part in finding.cause
    assert finding.patience is not None
    assert finding.patience > 0


def test_an_evicted_pod_is_told() -> None:
    gone = pod(phase="Failed", ready=False, reason="Evicted", message="low on memory")
    (finding,) = diagnose(Snapshot(pods=(gone,)))
    assert finding.rule == "schedule.evicted"
    assert finding.evidence[0].value == "low on memory"
