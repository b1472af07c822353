from deployer.diagnosis.engine import RULES, diagnose
from deployer.diagnosis.snapshot import Snapshot
from tests.snapshots import QUOTA, container, event, pod, waiting


def test_a_healthy_namespace_has_no_findings() -> None:
    assert diagnose(Snapshot()) == ()
    assert diagnose(Snapshot(pods=(pod(), pod(name="todo-backend-2", uid="uid-2")))) == ()


def test_the_same_thing_is_told_once() -> None:
    events = (event("FailedCreate", QUOTA), event("FailedCreate", QUOTA, uid="event-2"))
    assert len(diagnose(Snapshot(events=events))) == 1


def test_causes_come_before_symptoms() -> None:
    broken = waiting("ImagePullBackOff", "x", image="todo-backend:1").pods
    snapshot = Snapshot(pods=broken, events=(event("FailedCreate", QUOTA),))
    assert [one.rule.partition(".")[0] for one in diagnose(snapshot)] == ["image", "admission"]


def test_a_finding_reads_as_a_sentence() -> None:
    (finding,) = diagnose(waiting("ErrImageNeverPull"))
    assert str(finding).startswith("Pod todo-backend-1/backend: the node does not have image")


def test_rules_change_nothing() -> None:
    snapshot = Snapshot(pods=(pod(container(waiting="CrashLoopBackOff", exit_code=1)),))
    copy = snapshot.model_copy(deep=True)
    for rule in RULES:
        list(rule(snapshot))
    assert snapshot == copy
