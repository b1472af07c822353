import pytest
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families.probes import RULES
from deployer.diagnosis.finding import Finding
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import (
    Part,
    Tree,
    ago,
    crashing,
    ended,
    event,
    merged,
    owned,
    pod,
    snapshot,
    status,
)

RUNNING = {"running": {"startedAt": ago(300)}}
UNREADY = status(ready=False, state=RUNNING)
EXEC = (
    "Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = "
    "failed to exec in container: OCI runtime exec failed: exec failed: unable to start container "
    'process: exec: "nope": executable file not found in $PATH: unknown'
)


def http(path: str = "/healthz", port: int | str = 8000, **more: object) -> Tree:
    return {"httpGet": {"path": path, "port": port}, **more}


def probed(state: Tree = UNREADY, **probes: Tree) -> Pod:
    one = {
        "name": "app",
        "image": "a:1",
        "ports": [{"name": "http", "containerPort": 8000}],
        **probes,
    }
    spec = {"containers": [one]}
    running = {"phase": "Running"}
    return pod("web-1", state, spec=spec, status=running, metadata=owned("DaemonSet", "web"))


def says(text: str, kind: str = "Readiness", about: str = "pod-web-1") -> Part:
    return event("Pod/web-1", "Unhealthy", f"{kind} probe failed: {text}", object_uid=about)


def unready(text: str, probe: Tree, *, log: str = "") -> Finding:
    found = snapshot(probed(readinessProbe=probe), says(text), logs={"web-1/app": log})
    return only(RULES, found)


def patched(finding: Finding) -> Tree:
    assert finding.fix is not None
    assert finding.fix.patch is not None
    (changed,) = finding.fix.patch.body["spec"]["template"]["spec"]["containers"]
    assert changed.pop("name") == "app"
    assert isinstance(changed, dict)
    return changed


REFUSED = (
    'Get "http://10.244.0.5:8000/healthz": dial tcp 10.244.0.5:8000: connect: connection refused'
)
LATE = (
    'Get "http://10.244.0.5:8000/x": context deadline exceeded (Client.Timeout exceeded while '
    "awaiting headers)"
)


@pytest.mark.parametrize(
    ("text", "probe", "rule"),
    [
        ("HTTP probe failed with statuscode: 404", http(), "probe.path"),
        ("HTTP probe failed with statuscode: 401", http(), "probe.forbidden"),
        ("HTTP probe failed with statuscode: 403", http(), "probe.forbidden"),
        ("HTTP probe failed with statuscode: 400", http(), "probe.host"),
        ("HTTP probe failed with statuscode: 307", http(), "probe.redirect"),
        ("HTTP probe failed with statuscode: 503", http(), "probe.unhealthy"),
        ("HTTP probe failed with statuscode: 500", http(), "probe.unhealthy"),
        (REFUSED, http(), "probe.refused"),
        (LATE, http("/x"), "probe.timeout"),
        (LATE, http("/mcp"), "probe.stream"),
        ("http: server gave HTTP response to HTTPS client", http(), "probe.scheme"),
        ("net/http: HTTP/1.x transport connection broken: malformed HTTP", http(), "probe.scheme"),
        (
            'timeout: failed to connect service "10.244.0.63:8000" within 1s: context deadline',
            {"grpc": {"port": 8000}},
            "probe.grpc",
        ),
        ("not yet\n", {"exec": {"command": ["check"]}}, "probe.command-fails"),
        (
            'command timed out: "check" timed out after 1s',
            {"exec": {"command": ["check"]}},
            "probe.timeout",
        ),
        ("something new", http(), "probe.unhealthy"),
    ],
)
def test_why_a_container_is_not_ready(text: str, probe: Tree, rule: str) -> None:
    finding = unready(text, probe)
    assert finding.rule == rule
    assert finding.cause.startswith("its readiness probe ")
    assert "killed" not in finding.cause
    assert finding.evidence[0].what == "readinessProbe"
    assert text.strip() in finding.evidence[1].value
    assert (finding.severity, str(finding.object)) == ("critical", "Pod web-1/app")


def test_a_program_that_a_probe_needs_is_not_there() -> None:
    broken = probed(readinessProbe={"exec": {"command": ["nope"]}})
    combined = event("Pod/web-1", "Unhealthy", f"(combined from similar events): {EXEC}")
    finding = only(RULES, snapshot(broken, combined))
    assert finding.rule == "probe.command"
    assert "no program nope" in finding.cause


@pytest.mark.parametrize("told", [(), (says('port "htpp" not found'),)])
def test_a_port_s_name_that_the_container_does_not_have(told: tuple[Part, ...]) -> None:
    finding = only(RULES, snapshot(probed(readinessProbe=http(port="htpp")), *told))
    assert finding.rule == "probe.port-name"
    assert "no port named htpp, but http; http was probably meant" in finding.cause
    assert patched(finding) == {"readinessProbe": {"httpGet": {"port": "http"}}}
    assert (finding.confidence, finding.patience) == ("proof", 0.0)


@pytest.mark.parametrize("told", [(), (says(REFUSED.replace("8000", "8081")),)])
def test_a_port_that_the_container_does_not_declare(told: tuple[Part, ...]) -> None:
    finding = only(RULES, snapshot(probed(readinessProbe=http(port=8081)), *told))
    assert finding.rule == "probe.port"
    assert finding.cause.endswith("the container declares port 8000")
    assert patched(finding) == {"readinessProbe": {"httpGet": {"port": 8000}}}


@pytest.mark.parametrize(
    ("log", "rule"),
    [
        ("INFO: Uvicorn running on http://127.0.0.1:8000 (Press CTRL+C)", "probe.loopback"),
        ("Local: http://localhost:8000\nNetwork: http://10.0.0.9:8000", "probe.refused"),
        ("INFO: Uvicorn running on http://0.0.0.0:9000 (Press CTRL+C)", "probe.port"),
        ("INFO: Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C)", "probe.refused"),
    ],
)
def test_the_program_tells_where_it_listens(log: str, rule: str) -> None:
    assert unready(REFUSED, http(), log=log).rule == rule


def test_the_path_of_another_probe_is_put_in_the_place_of_the_wrong_one() -> None:
    broken = probed(readinessProbe=http("/heathz"), livenessProbe=http("/healthz"))
    finding = only(RULES, snapshot(broken, says("HTTP probe failed with statuscode: 404")))
    assert patched(finding) == {"readinessProbe": {"httpGet": {"path": "/healthz"}}}
    alone = unready("HTTP probe failed with statuscode: 404", http("/heathz"))
    assert alone.fix is not None
    assert not alone.fix.automatic


@pytest.mark.parametrize(
    ("text", "probe", "changes"),
    [
        (LATE, http("/x", timeoutSeconds=1), {"timeoutSeconds": 5}),
        (
            "HTTP probe failed with statuscode: 400",
            http(),
            {"httpGet": {"httpHeaders": [{"name": "Host", "value": "localhost"}]}},
        ),
        (
            "server gave HTTP response to HTTPS client",
            {"httpGet": {"path": "/", "port": 8000, "scheme": "HTTPS"}},
            {"httpGet": {"scheme": "HTTP"}},
        ),
    ],
)
def test_what_is_changed(text: str, probe: Tree, changes: Tree) -> None:
    assert patched(unready(text, probe)) == {"readinessProbe": changes}


@pytest.mark.parametrize(
    ("kind", "field", "text", "rule"),
    [
        ("Liveness", "livenessProbe", "HTTP probe failed with statuscode: 404", "probe.path"),
        ("Liveness", "livenessProbe", REFUSED, "probe.refused"),
        ("Startup", "startupProbe", REFUSED, "probe.startup-budget"),
    ],
)
def test_a_probe_that_has_its_container_killed(kind: str, field: str, text: str, rule: str) -> None:
    said = f"Container app failed {kind.lower()} probe, will be restarted"
    kill = event("Pod/web-1", "Killing", said, type="Normal")
    one = {"name": "app", "image": "a:1", field: http()}
    spec = {"containers": [one]}
    broken = pod("web-1", crashing(137), spec=spec, status={"phase": "Running"})
    finding = only(RULES, snapshot(broken, says(text, kind), kill))
    assert finding.rule == rule
    assert finding.cause.endswith("so that it is killed and started again and again")


def test_a_start_that_takes_longer_is_given_more_time() -> None:
    kill = event("Pod/web-1", "Killing", "Container app failed startup probe, will be restarted")
    broken = probed(crashing(137), startupProbe=http(failureThreshold=2, periodSeconds=3))
    finding = only(RULES, snapshot(broken, says(REFUSED, "Startup"), kill))
    assert "within the 6 s that it is given" in finding.cause
    assert patched(finding) == {"startupProbe": {"failureThreshold": 8}}


def test_one_that_was_killed_just_now_and_is_ready_is_only_warned_of() -> None:
    kill = event("Pod/web-1", "Killing", "Container app failed liveness probe, will be restarted")
    again = probed(status(restartCount=1, lastState=ended(137)), livenessProbe=http())
    finding = only(RULES, snapshot(again, says(REFUSED, "Liveness"), kill))
    assert (finding.severity, finding.patience) == ("warning", None)


def healthy(**changes: Tree) -> Pod:
    return probed(status(state=RUNNING), **merged({"readinessProbe": http()}, changes))


YOUNG = status(ready=False, state={"running": {"startedAt": ago(20)}})
OLD_KILL = event(
    "Pod/web-1", "Killing", "Container app failed liveness probe, will be restarted", seconds=3000
)


@pytest.mark.parametrize(
    "parts",
    [
        (healthy(), says(REFUSED)),
        (healthy(livenessProbe=http()), says(REFUSED, "Liveness")),
        (healthy(livenessProbe=http()), says(REFUSED, "Liveness"), OLD_KILL),
        (probed(YOUNG, readinessProbe=http()), says(REFUSED)),
        (probed(readinessProbe=http(initialDelaySeconds=600)), says(REFUSED)),
        (
            probed(
                merged(UNREADY, {"started": False}),
                readinessProbe=http(),
                startupProbe=http(failureThreshold=60),
            ),
            says(REFUSED, "Startup"),
        ),
        (probed(crashing(1), readinessProbe=http()), says(REFUSED)),
        (probed(readinessProbe=http()), says(REFUSED, about="another")),
        (probed(),),
    ],
)
def test_what_is_well_or_may_become_so(parts: tuple[Part, ...]) -> None:
    assert run(RULES, snapshot(*parts)) == ()


def test_the_container_is_found_by_the_port_that_is_asked() -> None:
    first = {"name": "app", "image": "a:1", "readinessProbe": http(port=8000)}
    second = {"name": "side", "image": "a:1", "readinessProbe": http(port=9000)}
    both = pod(
        "web-1",
        UNREADY,
        merged(UNREADY, {"name": "side"}),
        spec={"containers": [first, second]},
    )
    told = says(REFUSED.replace("8000", "9000"))
    finding = only(RULES, snapshot(both, told))
    assert str(finding.object) == "Pod web-1/side"


def test_what_stands_in_the_specification_is_told_at_once() -> None:
    named = only(RULES, snapshot(probed(YOUNG, readinessProbe=http(port="htpp"))))
    assert (named.rule, named.severity, named.patience) == ("probe.port-name", "critical", 0.0)
    undeclared = probed(YOUNG, readinessProbe=http(port=8081))
    assert run(RULES, snapshot(undeclared)) == ()
    refused = only(RULES, snapshot(undeclared, says(REFUSED.replace("8000", "8081"))))
    assert (refused.rule, refused.severity, refused.patience) == ("probe.port", "warning", None)


def gated(seconds: float, *conditions: Tree) -> Pod:
    inside = {"type": "ContainersReady", "status": "True", "lastTransitionTime": ago(seconds)}
    said = 'corresponding condition of pod readiness gate "example.com/on" does not exist.'
    ready = {
        "type": "Ready",
        "status": "False",
        "reason": "ReadinessGatesNotReady",
        "message": said,
    }
    return pod(
        "web-1",
        spec={"readinessGates": [{"conditionType": "example.com/on"}]},
        status={"conditions": [inside, ready, *conditions]},
    )


def test_a_gate_that_nobody_opens() -> None:
    closed = {"type": "example.com/on", "status": "False"}
    for one in (gated(90), gated(90, closed)):
        finding = only(RULES, snapshot(one))
        assert finding.rule == "probe.gate"
        assert "example.com/on" in finding.cause


def test_a_gate_that_is_open_or_new() -> None:
    opened = {"type": "example.com/on", "status": "True"}
    assert run(RULES, snapshot(gated(90, opened))) == ()
    assert run(RULES, snapshot(gated(10))) == ()
