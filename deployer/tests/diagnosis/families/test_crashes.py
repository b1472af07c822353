import pytest
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families.crashes import RULES
from deployer.diagnosis.finding import Finding
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import (
    Tree,
    ago,
    crashing,
    ended,
    event,
    job,
    merged,
    owned,
    pod,
    snapshot,
    status,
)

OURS = {"app.kubernetes.io/part-of": "todo", "app.kubernetes.io/component": "migration"}


def found(code: int, reason: str = "Error", log: str = "") -> Finding:
    web = pod("web-1", crashing(code, reason), metadata=owned("DaemonSet", "web"))
    return only(RULES, snapshot(web, logs={"web-1/app": log}))


def limited(memory: str, state: Tree, **changes: Tree) -> Pod:
    resources = {"limits": {"memory": memory}}
    spec = {"containers": [{"name": "app", "image": "a:1", "resources": resources}]}
    return pod(
        "web-1", state, **merged({"spec": spec, "metadata": owned("DaemonSet", "w")}, changes)
    )


OOM = crashing(137, "OOMKilled")


@pytest.mark.parametrize(
    "state",
    [
        OOM,
        status(ready=False, state=ended(137, "OOMKilled")),
        status(ready=False, restartCount=2, lastState=ended(137, "OOMKilled")),
        crashing(
            128,
            lastState=ended(
                128,
                "StartError",
                message="container init was OOM-killed (memory limit too low?)",
            ),
        ),
    ],
)
def test_a_container_beyond_its_memory_limit(state: Tree) -> None:
    finding = only(RULES, snapshot(limited("200Mi", state)))
    assert finding.rule == "crash.out-of-memory"
    assert (finding.confidence, finding.severity) == ("proof", "critical")
    assert finding.cause == "it needs more memory than its limit of 200Mi"
    assert finding.fix is not None
    assert finding.fix.patch is not None
    (changed,) = finding.fix.patch.body["spec"]["template"]["spec"]["containers"]
    assert changed == {"name": "app", "resources": {"limits": {"memory": "400Mi"}}}


def test_one_that_runs_again_may_run_out_again() -> None:
    again = status(restartCount=1, lastState=ended(137, "OOMKilled", seconds=60))
    finding = only(RULES, snapshot(limited("200Mi", again)))
    assert (finding.severity, finding.patience) == ("warning", None)


def test_our_own_limit_stands_in_the_app_s_description() -> None:
    finding = only(RULES, snapshot(limited("200Mi", OOM, metadata={"labels": OURS})))
    assert finding.cure == "raise limits.memory in app.yaml, then run ./todo up"


def test_without_a_limit_it_is_the_node_that_ran_out() -> None:
    finding = found(137, "OOMKilled")
    assert finding.rule == "crash.out-of-memory"
    assert "no limit" in finding.cause


def test_a_killed_container_is_not_called_out_of_memory_without_proof() -> None:
    finding = found(137)
    assert finding.rule == "crash.killed"
    assert finding.confidence == "weak"
    assert "not for memory" in finding.cause


@pytest.mark.parametrize(
    ("code", "log", "rule", "part"),
    [
        (1, "ValueError: TODO_SECRET_KEY must be set", "crash.exit", "TODO_SECRET_KEY must be set"),
        (2, "usage: app [-h]", "crash.exit", "exit code 2: usage"),
        (
            3,
            "ERROR: could not reach the queue\nERROR:    Application startup failed. Exiting.",
            "crash.startup",
            "could not reach the queue",
        ),
        (3, "boom", "crash.exit", "exit code 3: boom"),
        (
            134,
            "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
            "crash.heap",
            "JavaScript heap",
        ),
        (134, "terminate called", "crash.aborted", "SIGABRT"),
        (135, "", "crash.bus-error", "shared memory"),
        (139, "Segmentation fault", "crash.native", "native code"),
        (143, "", "crash.ended", "SIGTERM"),
        (255, "", "crash.exit", "exit code 255"),
    ],
)
def test_exit_codes(code: int, log: str, rule: str, part: str) -> None:
    finding = found(code, log=log)
    assert finding.rule == rule
    assert part in finding.cause
    assert finding.severity == "critical"
    if log:
        assert finding.evidence[-1].value == log


def test_the_line_that_tells_most_is_quoted() -> None:
    log = """Traceback (most recent call last):
  File "/app/main.py", line 3, in <module>
KeyError: 'DATABASE_URL'
shutting down"""
    assert found(1, log=log).cause.endswith("KeyError: 'DATABASE_URL'")


def test_a_stack_of_javascript_is_passed_over() -> None:
    log = "Error: Cannot find module 'x'\n    at Module.error (node:internal)\n\nNode.js v22.1.0"
    assert found(1, log=log).cause.endswith("Error: Cannot find module 'x'")


def test_the_termination_message_speaks_where_there_is_no_log() -> None:
    said = crashing(1, lastState=ended(1, message="config.toml is missing"))
    finding = only(RULES, snapshot(pod("web-1", said)))
    assert finding.cause.endswith("config.toml is missing")


def test_what_helps_reads_the_log_of_the_run_before() -> None:
    command = "kubectl logs web-1 -c app --previous --tail=50 -n shop"
    assert found(1).cure == command


def test_a_program_that_ends_well_too_soon() -> None:
    finding = found(0, "Completed", log="done")
    assert finding.rule == "crash.completed"
    assert "must keep running" in finding.cause


def test_a_program_that_ends_well_when_it_is_told_to_is_not_to_blame() -> None:
    hook = {"postStart": {"exec": {"command": ["x"]}}}
    spec = {"containers": [{"name": "app", "image": "a:1", "lifecycle": hook}]}
    ends = crashing(0, "Completed")
    for told in (
        event("Pod/web-1", "FailedPostStartHook", "PostStartHook failed"),
        event("Pod/web-1", "Killing", "Container app failed liveness probe, will be restarted"),
    ):
        assert run(RULES, snapshot(pod("web-1", ends, spec=spec), told)) == ()


def test_a_failed_migration_is_told_but_may_be_tried_again() -> None:
    failed = status(ready=False, state=ended(1))
    one = pod("web-1", failed, labels=OURS, status={"phase": "Failed"})
    finding = only(RULES, snapshot(one))
    assert finding.cause == "the migration ends with exit code 1"
    assert finding.patience is None


def test_one_that_was_killed_by_a_probe_is_left_to_the_rules_about_probes() -> None:
    told = event("Pod/web-1", "Killing", "Container app failed liveness probe, will be restarted")
    assert run(RULES, snapshot(pod("web-1", crashing(137)), told)) == ()
    other = event("Pod/web-1", "Killing", "Container db failed liveness probe, will be restarted")
    assert only(RULES, snapshot(pod("web-1", crashing(137)), other)).rule == "crash.killed"


@pytest.mark.parametrize(("restarts", "seconds", "count"), [(3, 5, 1), (3, 90, 0), (2, 5, 0)])
def test_one_that_is_ready_between_crashes(restarts: int, seconds: float, count: int) -> None:
    state = {"running": {"startedAt": ago(seconds)}}
    flaps = status(restartCount=restarts, state=state, lastState=ended(1, seconds=seconds + 1))
    found = run(RULES, snapshot(pod("web-1", flaps)))
    assert [one.rule for one in found] == ["crash.exit"] * count


@pytest.mark.parametrize(
    "one",
    [
        pod("web-1", status(restartCount=3, lastState=ended(1))),
        pod("web-1", status(restartCount=1, lastState=ended(137, "OOMKilled", seconds=7200))),
        pod("web-1", status(ready=False, restartCount=1, lastState=ended(1))),
        pod("web-1", status(ready=False, restartCount=9, lastState=ended(1, seconds=7200))),
        pod(
            "web-1",
            status(ready=False, state=ended(0, "Completed")),
            status={"phase": "Succeeded"},
        ),
        pod(
            "web-1",
            status(ready=False, state=ended(137)),
            status={"phase": "Failed", "reason": "Evicted"},
        ),
        pod("web-1", crashing(1), metadata={"deletionTimestamp": "2026-11-26T12:00:00Z"}),
    ],
)
def test_what_ended_well_or_recovered_is_no_failure(one: Pod) -> None:
    assert run(RULES, snapshot(one)) == ()


def test_a_job_that_made_it_at_last_has_not_failed() -> None:
    one = status(ready=False, state=ended(1))
    first = pod("m-1", one, metadata=owned("Job", "m"), status={"phase": "Failed"})
    assert only(RULES, snapshot(first, job("m"))).rule == "crash.exit"
    done = job("m", status={"conditions": [{"type": "Complete", "status": "True"}]})
    assert run(RULES, snapshot(first, done)) == ()


def test_an_init_container_s_crash_is_its_own() -> None:
    init = [{"name": "migrate", "image": "a:1"}]
    crashed = crashing(1, name="migrate")
    one = pod(
        "web-1",
        crashing(1),
        spec={"initContainers": init},
        status={"initContainerStatuses": [crashed], "containerStatuses": []},
    )
    assert str(only(RULES, snapshot(one)).object) == "Pod web-1/migrate"
