from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.snapshot import Snapshot
from tests.snapshots import event, pod

FAILING = event("Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503")


def test_a_failing_probe_is_told_and_waited_for() -> None:
    (finding,) = diagnose(Snapshot(pods=(pod(ready=False),), events=(FAILING,)))
    assert finding.rule == "ready.probe"
    assert "503" in finding.cause
    assert finding.patience is None


def test_probes_that_failed_once_say_nothing_of_a_pod_that_is_ready_or_going() -> None:
    assert diagnose(Snapshot(pods=(pod(),), events=(FAILING,))) == ()
    ending = pod(ready=False, deleting=True)
    assert diagnose(Snapshot(pods=(ending,), events=(FAILING,))) == ()
