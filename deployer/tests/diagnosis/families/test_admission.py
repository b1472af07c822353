import pytest

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.snapshot import Snapshot
from tests.snapshots import QUOTA, event


def test_a_full_quota_names_both_amounts_and_may_settle() -> None:
    full = event("FailedCreate", QUOTA, kind="ReplicaSet", name="todo-frontend-644c9b57f6")
    (finding,) = diagnose(Snapshot(events=(full,)))
    assert finding.rule == "admission.quota"
    assert finding.object == "ReplicaSet todo-frontend-644c9b57f6"
    assert "wants limits.cpu=750m" in finding.cause
    assert "the limit is limits.cpu=4" in finding.cause
    assert finding.patience == 45


def test_pod_security_never_settles() -> None:
    said = 'pods "x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true'
    (finding,) = diagnose(Snapshot(events=(event("FailedCreate", said),)))
    assert finding.rule == "admission.security"
    assert finding.patience == 0


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ('serviceaccount "todo-backend" not found', "admission.account"),
        ("admission webhook denied the request", "admission.refused"),
    ],
)
def test_other_refusals_get_time(said: str, rule: str) -> None:
    (finding,) = diagnose(Snapshot(events=(event("FailedCreate", said),)))
    assert finding.rule == rule
    assert finding.patience == 45


def test_other_warnings_are_not_refusals() -> None:
    assert diagnose(Snapshot(events=(event("FailedMount", "x"),))) == ()
