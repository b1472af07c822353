import pytest

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import fix_of, found, the
from tests.diagnosis.objects import (
    Tree,
    ago,
    cron_job,
    ended,
    job,
    merged,
    owned,
    pod,
    snapshot,
    status,
)

GAVE_UP = ("BackoffLimitExceeded", "Job has reached the specified backoff limit")
TOO_LATE = ("DeadlineExceeded", "Job was active longer than specified deadline")
PASSWORD = 'FATAL:  password authentication failed for user "todo"'


def failing(said: tuple[str, str], **changes: Tree) -> Tree:
    reason, message = said
    one = {"type": "Failed", "status": "True", "reason": reason, "message": message}
    return merged({"status": {"active": 0, "failed": 2, "conditions": [one]}}, changes)


def test_a_job_that_gave_up_is_a_symptom_of_its_pods() -> None:
    dead = status(ready=False, state=ended(1))
    about = owned("Job", "migrate")
    one = pod("migrate-1", dead, metadata=about, status={"phase": "Failed"})
    given = snapshot(job(**failing(GAVE_UP)), one, logs={"migrate-1/app": PASSWORD})
    assert the(given, "job.failed").symptom
    (problem,) = diagnose(given).problems
    assert problem.finding.rule == "log.database-password"
    assert "job.failed" in {below.rule for below in problem.symptoms}


def test_a_job_whose_time_was_over_says_so_itself() -> None:
    given = snapshot(job(**failing(TOO_LATE, spec={"activeDeadlineSeconds": 5})))
    finding = the(given, "job.deadline")
    assert not finding.symptom
    assert "within the 5 s of its activeDeadlineSeconds" in finding.cause
    assert fix_of(finding).risk == "destructive"


def test_a_job_is_made_anew_in_its_own_way() -> None:
    alone = the(snapshot(job(**failing(GAVE_UP))), "job.failed")
    assert alone.cure == "kubectl delete job migrate -n shop"
    scheduled = job("nightly-1", **failing(GAVE_UP, metadata=owned("CronJob", "nightly")))
    again = the(snapshot(cron_job(), scheduled), "job.failed")
    assert again.cure == "kubectl create job nightly-again --from=cronjob/nightly -n shop"
    hook = job(**failing(GAVE_UP, metadata={"annotations": {"helm.sh/hook": "pre-upgrade"}}))
    assert "helm upgrade" in the(snapshot(hook), "job.failed").cure


def test_our_migration_has_a_name_of_its_own() -> None:
    labels = {"app.kubernetes.io/part-of": "todo", "app.kubernetes.io/component": "migration"}
    finding = the(
        snapshot(job(**failing(GAVE_UP, metadata={"labels": labels}))), "app.migration-failed"
    )
    assert finding.symptom
    assert finding.cure == "./todo up"


def run(seconds: float, *, well: bool) -> Tree:
    changes: Tree = {"metadata": owned("CronJob", "nightly") | {"creationTimestamp": ago(seconds)}}
    done = {"conditions": [{"type": "Complete", "status": "True"}]}
    return merged({"status": done} if well else failing(GAVE_UP), changes)


@pytest.mark.parametrize(
    "given",
    [
        snapshot(job()),
        snapshot(job(status={"conditions": [{"type": "Complete", "status": "True"}]})),
        snapshot(job(status={"conditions": [{"type": "Suspended", "status": "True"}]})),
        snapshot(cron_job(spec={"suspend": True})),
        snapshot(cron_job(), job("a", **run(900, well=False)), job("b", **run(60, well=True))),
        snapshot(
            pod(
                "migrate-1",
                status(ready=False, state=ended(0, "Completed")),
                status={"phase": "Succeeded"},
            )
        ),
    ],
    ids=["runs", "done", "suspended", "suspended schedule", "repeated", "pod done"],
)
def test_jobs_at_work_done_or_held_on_purpose_are_well(given: Snapshot) -> None:
    assert found(given, "job.") == []


def test_the_last_run_of_a_schedule_counts() -> None:
    given = snapshot(cron_job(), job("a", **run(900, well=True)), job("b", **run(60, well=False)))
    assert str(the(given, "job.failed").object) == "Job b"


def test_a_pod_whose_time_was_over() -> None:
    said = "Pod was active on the node longer than the specified deadline"
    over = {"phase": "Failed", "reason": "DeadlineExceeded", "message": said}
    dead = status(ready=False, state=ended(137))
    finding = the(
        snapshot(pod("short", dead, spec={"activeDeadlineSeconds": 5}, status=over)),
        "job.pod-deadline",
    )
    assert "longer than its activeDeadlineSeconds of 5 s" in finding.cause
    assert finding.evidence[1].value == said


def test_other_failed_pods_had_time_enough() -> None:
    gone = {"phase": "Failed", "reason": "Evicted"}
    assert found(snapshot(pod(status=gone)), "job.") == []
