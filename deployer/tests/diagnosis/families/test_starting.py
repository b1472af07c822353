import pytest
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families.starting import RULES
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import (
    NAMESPACE,
    Part,
    Tree,
    ago,
    crashing,
    ended,
    event,
    from_yaml,
    pod,
    service,
    snapshot,
    status,
    waiting,
)

DB = service("db", spec={"selector": {"app": "db"}})


def initialising(command: str, *, seconds: float = 400, **spec: object) -> Pod:
    init = {"name": "wait", "image": "a:1", "command": ["sh", "-c", command], **spec}
    running = status("wait", ready=False, state={"running": {"startedAt": ago(seconds)}})
    main = waiting("PodInitializing")
    return pod(
        "web-1",
        main,
        spec={"initContainers": [init]},
        status={"phase": "Pending", "initContainerStatuses": [running]},
    )


def endpoints(*, ready: bool) -> Part:
    (one,) = from_yaml(f"""
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {{name: db-x, labels: {{kubernetes.io/service-name: db}}}}
addressType: IPv4
endpoints: [{{addresses: [10.0.0.1], conditions: {{ready: {str(ready).lower()}}}}}]
""")
    return one


@pytest.mark.parametrize(
    "command",
    [
        "until nc -z db 5432; do sleep 1; done",
        "until pg_isready -h db -p 5432; do echo wait; sleep 2; done",
        f"until nslookup db.{NAMESPACE}.svc.cluster.local; do sleep 2; done",
    ],
)
def test_an_init_container_waits_for_a_service_that_does_not_answer(command: str) -> None:
    finding = only(RULES, snapshot(initialising(command), DB, endpoints(ready=False)))
    assert finding.rule == "crash.init-hangs"
    assert str(finding.object) == "Pod web-1/wait"
    assert finding.cause == "this init container waits for Service db, which has no ready endpoints"


@pytest.mark.parametrize(
    "command",
    [
        "until nc -z bd 5432; do sleep 1; done",
        "until nslookup bd; do sleep 1; done",
        f"until wget -q bd.{NAMESPACE}.svc:80; do sleep 1; done",
    ],
)
def test_an_init_container_waits_for_a_service_that_is_not_there(command: str) -> None:
    finding = only(RULES, snapshot(initialising(command), DB, endpoints(ready=True)))
    assert "waits for Service bd, and there is none" in finding.cause


def test_a_variable_may_name_what_it_waits_for() -> None:
    one = initialising("wait.sh", env=[{"name": "URL", "value": "http://db:80"}])
    assert "Service db" in only(RULES, snapshot(one, DB)).cause


def test_one_that_waits_for_nothing_known_is_told_late() -> None:
    assert run(RULES, snapshot(initialising("sleep 9999"))) == ()
    finding = only(RULES, snapshot(initialising("sleep 9999", seconds=1000)))
    assert (finding.confidence, finding.severity) == ("weak", "warning")


@pytest.mark.parametrize(
    "parts",
    [
        (initialising("nc -z db 5432", seconds=100), DB),
        (initialising("nc -z db 5432"), DB, endpoints(ready=True)),
        (initialising("nc -z db 5432", restartPolicy="Always"), DB),
    ],
)
def test_init_containers_that_may_still_end(parts: tuple[Part, ...]) -> None:
    assert run(RULES, snapshot(*parts)) == ()


def test_endpoints_that_cannot_be_read_are_not_missing() -> None:
    found = snapshot(initialising("nc -z db 1"), DB, unreadable={"EndpointSlice": "forbidden"})
    assert run(RULES, found) == ()


HOOK = {"postStart": {"exec": {"command": ["/nope"]}}}
STARTS = waiting("ContainerCreating")
FAILED = 'PostStartHook failed: command "/nope" exited with 127'


def hooked(state: Tree) -> Pod:
    return pod(
        "web-1", state, spec={"containers": [{"name": "app", "image": "a:1", "lifecycle": HOOK}]}
    )


@pytest.mark.parametrize("state", [waiting("PostStartHookError", FAILED), crashing(137), STARTS])
def test_a_hook_that_fails(state: Tree) -> None:
    finding = only(
        RULES, snapshot(hooked(state), event("Pod/web-1", "FailedPostStartHook", FAILED))
    )
    assert finding.rule == "crash.start-hook"
    assert finding.evidence[-1].value == FAILED


def test_a_hook_that_worked_at_last() -> None:
    told = event("Pod/web-1", "FailedPostStartHook", FAILED)
    assert run(RULES, snapshot(hooked(status()), told)) == ()


def test_an_end_that_nobody_saw() -> None:
    lost = status(ready=False, state=ended(137, "ContainerStatusUnknown"))
    finding = only(RULES, snapshot(pod("web-1", lost)))
    assert finding.rule == "crash.lost"
    assert "node-1 was restarted or away" in finding.cause
    again = status(restartCount=1, lastState=ended(137, "ContainerStatusUnknown"))
    assert run(RULES, snapshot(pod("web-1", again))) == ()


@pytest.mark.parametrize(("finished", "count"), [(10, 1), (40, 0)])
def test_a_program_that_takes_no_notice(finished: float, count: int) -> None:
    killed = status(ready=False, state=ended(137, seconds=finished))
    leaving = pod("web-1", killed, metadata={"deletionTimestamp": ago(20)})
    found = run(RULES, snapshot(leaving))
    assert [one.rule for one in found] == ["crash.slow-end"] * count
