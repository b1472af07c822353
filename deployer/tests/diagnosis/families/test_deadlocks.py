import pytest

from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import body_of, fix_of, found, the
from tests.diagnosis.objects import (
    Part,
    Tree,
    claim,
    crashing,
    deployment,
    event,
    merged,
    owned,
    pod,
    replica_set,
    snapshot,
    stateful_set,
    status,
    waiting,
)

MULTI_ATTACH = (
    'Multi-Attach error for volume "pv-1" Volume is already exclusively attached to one node and'
    " can't"
    " be attached to another"
)
WAITING_FOR_DETACH = (
    'Waiting for detach for volume "pv-1" Volume is already exclusively attached to one node,'
    " waiting"
    " on detach before it can be attached to another node"
)
RWOP = (
    "0/1 nodes are available: 1 node(s) unavailable due to PersistentVolumeClaim with"
    " ReadWriteOncePod access mode already in-use by another pod."
)
VOLUME = {"name": "data", "persistentVolumeClaim": {"claimName": "data"}}
USES = {"template": {"spec": {"volumes": [VOLUME]}}}
REVISION = "deployment.kubernetes.io/revision"
OLD = replica_set("web-old", metadata={"annotations": {REVISION: "1"}})
NEW = replica_set("web-new", metadata={"annotations": {REVISION: "2"}})
OLD_POD = pod("web-old-1", metadata=owned("ReplicaSet", "web-old"))
NEW_POD = pod("web-new-1", waiting("ContainerCreating"), metadata=owned("ReplicaSet", "web-new"))


def rolling(*more: Part, **spec: object) -> Snapshot:
    one = deployment(spec=merged(USES, spec))
    return snapshot(one, OLD, NEW, OLD_POD, NEW_POD, claim(), *more)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("FailedAttachVolume", MULTI_ATTACH),
        ("FailedAttachVolume", WAITING_FOR_DETACH),
        ("FailedScheduling", RWOP),
    ],
    ids=["to 1.36", "1.37", "one pod"],
)
def test_the_old_pod_keeps_the_volume(reason: str, said: str) -> None:
    given = rolling(event("Pod/web-new-1", reason, said))
    finding = the(given, "rollout.volume-deadlock")
    assert "web-new-1 waits for claim data, which the old pod web-old-1 holds" in finding.cause
    assert body_of(finding) == {"spec": {"strategy": {"type": "Recreate", "rollingUpdate": None}}}
    assert "Pod web-new-1" in {str(one) for one in finding.causes}


@pytest.mark.parametrize(
    "given",
    [
        rolling(),
        rolling(event("Pod/web-new-1", "FailedAttachVolume", "x"), strategy={"type": "Recreate"}),
        snapshot(deployment(spec=USES), NEW, NEW_POD, claim()),
        snapshot(
            deployment(spec=USES),
            OLD,
            NEW,
            OLD_POD,
            NEW_POD,
            claim(spec={"accessModes": ["ReadWriteMany"]}),
            event("Pod/web-new-1", "FailedAttachVolume", "x"),
        ),
    ],
    ids=["no words about it", "recreated", "no old pod", "shared"],
)
def test_other_volumes_and_waits_are_no_deadlock(given: Snapshot) -> None:
    assert found(given, "rollout.volume-deadlock") == []


def ordered(container: Tree, revision: str = "web-1", policy: str = "OrderedReady") -> Snapshot:
    one = stateful_set(
        spec={"podManagementPolicy": policy},
        status={"currentRevision": "web-1", "updateRevision": "web-2", "readyReplicas": 0},
    )
    labels = {"controller-revision-hash": revision}
    return snapshot(
        one, pod("web-0", container, metadata=owned("StatefulSet", "web"), labels=labels)
    )


def test_a_broken_pod_of_the_version_before_is_waited_for() -> None:
    finding = the(ordered(crashing()), "rollout.waits-for-broken-pod")
    assert "pod web-0 is of the version before" in finding.cause
    assert finding.cure == "kubectl delete pod web-0 -n shop"
    assert fix_of(finding).risk == "destructive"


@pytest.mark.parametrize(
    "given",
    [ordered(crashing(), "web-2"), ordered(status()), ordered(crashing(), policy="Parallel")],
    ids=["of the new version", "well", "parallel"],
)
def test_other_pods_hold_nothing_up(given: Snapshot) -> None:
    assert found(given, "rollout.waits-for-broken-pod") == []
