"""Lines as our own backend writes them."""

import json

import pytest

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import found, the
from tests.diagnosis.objects import Part, crashing, pod, service, snapshot, status

BACKEND = {"app.kubernetes.io/part-of": "todo", "app.kubernetes.io/component": "backend"}
FRONTEND = BACKEND | {"app.kubernetes.io/component": "frontend"}
REQUEST = {"event": "request", "method": "POST", "path": "/mcp", "status": 200}
UNSAFE = (
    "pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings\n"
    "  Value error, TODO_SECRET_KEY must be set to at least 32 characters [type=value_error,"
    " input_value={'TODO_SECRET_KEY': 'a-canary'}, input_type=dict]"
)
MISSING = (
    "pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings\n"
    "DATABASE_URL\n  Field required [type=missing, input_value={}, input_type=dict]"
)


def line(**fields: object) -> str:
    return json.dumps(REQUEST | fields)


def backend(*lines: str, ready: bool = True, labels: dict[str, str] | None = None) -> Snapshot:
    container = status() if ready else crashing()
    one = pod("todo-backend-1", container, labels=labels or BACKEND)
    return snapshot(one, logs={"todo-backend-1/app": "\n".join([*lines, line()])})


@pytest.mark.parametrize(
    ("error", "rule", "part"),
    [
        ("AuthenticationError", "app.key-rejected", "OPENROUTER_API_KEY"),
        ("PermissionDeniedError", "app.key-rejected", "may not use the model"),
        ("NotFoundError", "app.model-unknown", "OPENROUTER_MODEL"),
        ("APIConnectionError", "app.model-away", "cannot be reached"),
        ("TimeoutError", "app.model-away", "too long"),
    ],
)
def test_a_provider_that_turns_us_away(error: str, rule: str, part: str) -> None:
    finding = the(backend(line(event="provider_failed", error=error, spoke=False)), rule)
    assert part in finding.cause
    assert "offline" in finding.cause
    assert finding.severity == "warning"


def test_the_newest_failure_counts() -> None:
    lines = [
        line(event="provider_failed", error=e) for e in ("AuthenticationError", "TimeoutError")
    ]
    assert [one.rule for one in found(backend(*lines), "app.")] == ["app.model-away"]


def test_a_key_that_a_person_brought_is_not_the_operators_business() -> None:
    refused = line(event="provider_failed", error="AuthenticationError", own_key=True)
    assert not found(backend(refused), "app.")
    ours = line(event="provider_failed", error="TimeoutError", own_key=False)
    assert [one.rule for one in found(backend(ours, refused), "app.")] == ["app.model-away"]


def test_a_database_that_is_away() -> None:
    said = line(event="database away", error="(psycopg.OperationalError) connection failed")
    finding = the(backend(said, ready=False), "app.database-unreachable")
    assert "psycopg.OperationalError" in finding.cause
    assert finding.severity == "critical"
    assert the(backend(said), "app.database-unreachable").severity == "warning"


def test_a_name_that_the_mcp_server_does_not_answer_to() -> None:
    finding = the(backend('{"event": "Invalid Host header: todo.example:8000"}'), "app.mcp-host")
    assert "called as todo.example:8000" in finding.cause
    assert "TODO_ALLOWED_HOSTS" in finding.cure


@pytest.mark.parametrize(
    ("log", "part"),
    [
        (UNSAFE, "TODO_SECRET_KEY must be set to at least 32 characters"),
        (MISSING, "DATABASE_URL: Field required"),
    ],
)
def test_settings_that_are_refused_are_named_and_never_shown(log: str, part: str) -> None:
    finding = the(backend(log, ready=False), "app.setting")
    assert part in finding.cause
    assert "canary" not in finding.model_dump_json()


@pytest.mark.parametrize(
    "given",
    [
        backend(line(status=421)),
        backend(line(event="provider_failed", error="RateLimitError")),
        backend(line(event="listener_away")),
        backend("not JSON", '"provider_failed"', "[1]"),
        backend(line(event="provider_failed", error="AuthenticationError"), labels={"app": "x"}),
        backend(UNSAFE),
    ],
    ids=["a status", "too often", "another event", "no objects", "not ours", "it runs"],
)
def test_other_lines_and_other_apps_are_none(given: Snapshot) -> None:
    assert found(given, "app.") == []


def front(*more: Part, unreadable: str = "") -> Snapshot:
    one = pod("todo-frontend-1", labels=FRONTEND)
    return snapshot(one, *more, unreadable={unreadable: "forbidden"} if unreadable else {})


def backend_service(port: int) -> Part:
    selector = {"app": None, **BACKEND}
    return service("todo-backend", spec={"ports": [{"port": port}], "selector": selector})


def test_a_proxy_that_leads_nowhere() -> None:
    finding = the(front(), "app.proxy-target")
    assert "todo-backend:8000, and Service todo-backend does not exist" in finding.cause
    assert finding.cure == "./todo up"
    assert "has port 80" in the(front(backend_service(80)), "app.proxy-target").cause


def test_a_proxy_that_leads_to_the_backend_is_well() -> None:
    assert found(front(backend_service(8000)), "app.proxy") == []
    assert found(front(unreadable="Service"), "app.proxy") == []
    assert found(snapshot(pod()), "app.proxy") == []


def test_a_key_that_is_refused_is_the_whole_problem() -> None:
    given = backend(line(event="provider_failed", error="AuthenticationError"))
    (problem,) = diagnose(given).problems
    assert problem.finding.rule == "app.key-rejected"
