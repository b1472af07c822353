import pytest

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.snapshot import Snapshot
from tests.snapshots import CONNECTION_REFUSED, container, pod, waiting


def test_a_container_beyond_its_memory_limit() -> None:
    (finding,) = diagnose(waiting("CrashLoopBackOff", ended="OOMKilled", exit_code=137))
    assert finding.rule == "crash.out-of-memory"
    assert finding.confidence == "proof"
    assert "limits.memory" in finding.cure


def test_a_killed_container_is_not_called_out_of_memory_without_proof() -> None:
    (finding,) = diagnose(waiting("CrashLoopBackOff", ended="Error", exit_code=137))
    assert finding.rule == "crash.exit"
    assert "killed" in finding.cause


@pytest.mark.parametrize(
    ("log", "part"),
    [
        (CONNECTION_REFUSED, "does not answer"),
        ('FATAL:  password authentication failed for user "todo"', "refuses the password"),
        ("could not translate host name todo-database to address", "is not known"),
        ('FATAL:  database "todos" does not exist', "does not exist"),
    ],
)
def test_words_of_the_database_driver_are_explained(log: str, part: str) -> None:
    (finding,) = diagnose(waiting("CrashLoopBackOff", ended="Error", exit_code=1, log=log))
    assert finding.rule == "crash.database"
    assert part in finding.cause
    assert "DATABASE_URL" in finding.cure


def test_the_last_line_of_the_log_is_the_cause_when_nothing_better_is_known() -> None:
    log = "Traceback\n  File x\nValueError: TODO_SECRET_KEY must be set\n\n"
    (finding,) = diagnose(waiting("CrashLoopBackOff", ended="Error", exit_code=1, log=log))
    assert finding.cause.endswith("ValueError: TODO_SECRET_KEY must be set")
    assert any(one.what == "log" for one in finding.evidence)


def test_a_failed_migration_is_told_but_may_be_tried_again() -> None:
    ended = container(name="migration", ended="Error", exit_code=1, log=CONNECTION_REFUSED)
    job = pod(ended, phase="Failed", ready=False, component="migration")
    (finding,) = diagnose(Snapshot(pods=(job,)))
    assert finding.rule == "crash.database"
    assert finding.patience is None


@pytest.mark.parametrize("phase", ["Succeeded", "Running"])
def test_what_ended_well_or_recovered_is_no_failure(phase: str) -> None:
    recovered = container(restarts=3, ended="Error", exit_code=1)
    done = container(ended="Completed", exit_code=0, ready=False)
    one = recovered if phase == "Running" else done
    assert diagnose(Snapshot(pods=(pod(one, phase=phase),))) == ()
