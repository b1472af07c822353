"""What this project's own programs say, and how they are wired. Source: their logs, app.yaml."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from deployer.app import PART_OF, load_app
from deployer.diagnosis.families._crashing import log_of
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.patches import PUT_BACK, is_ours
from deployer.diagnosis.reading import Container, all_containers, labels, listed, short
from deployer.diagnosis.snapshot import Snapshot

COMPONENT = "app.kubernetes.io/component"
REFUSED_HOST = re.compile(r"Invalid Host header: (?P<host>[^\"\s\\]+)")
SETTING = re.compile(
    r"validation errors? for Settings\n(?:(?P<name>[A-Z_]+)\n)?\s+(?:Value error, )?"
    r"(?P<what>.*?) \[type="
)
"""As pydantic tells it; what it was given follows, and never belongs into a finding."""
TO_THE_SERVER = "the assistant answers offline until then"


class Provider(NamedTuple):
    """What a failure of the provider of models means."""

    rule: str
    cause: str
    cure: str


PROVIDER = {
    "AuthenticationError": Provider(
        "app.key-rejected",
        "the provider of models refuses the key in OPENROUTER_API_KEY",
        "correct OPENROUTER_API_KEY in .env, then run ./todo up",
    ),
    "PermissionDeniedError": Provider(
        "app.key-rejected",
        "the key in OPENROUTER_API_KEY may not use the model",
        "use another key or OPENROUTER_MODEL in .env, then run ./todo up",
    ),
    "NotFoundError": Provider(
        "app.model-unknown",
        "the provider knows no model of the name in OPENROUTER_MODEL",
        "correct OPENROUTER_MODEL in .env, then run ./todo up",
    ),
    "APIConnectionError": Provider(
        "app.model-away",
        "the provider of models cannot be reached",
        "check OPENROUTER_BASE_URL, and the way out of the cluster",
    ),
    "APITimeoutError": Provider(
        "app.model-away",
        "the provider of models takes too long",
        "check the way out of the cluster, or name a quicker OPENROUTER_MODEL",
    ),
    "TimeoutError": Provider(
        "app.model-away",
        "the provider of models takes too long",
        "check the way out of the cluster, or name a quicker OPENROUTER_MODEL",
    ),
}
"""The error's class, as the backend logs it."""


def _backends(snapshot: Snapshot) -> Iterator[tuple[Container, str]]:
    for one in all_containers(snapshot):
        if is_ours(one.pod) and labels(one.pod).get(COMPONENT) == "backend":
            log = log_of(snapshot, one)
            if log:
                yield one, log


def _newest(log: str, event: str, *, unless: str = "") -> dict[str, Any] | None:
    """Return the newest line of a log of JSON that tells of an event.

    Args:
        log: What the backend wrote.
        event: Its name for it.
        unless: A field that rules a line out when it is true.
    """
    for line in reversed(log.splitlines()):
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict) and found.get("event") == event and not found.get(unless):
            return found
    return None


def provider_fails(snapshot: Snapshot) -> Iterator[Finding]:
    """Find backends that the provider of models turns away."""
    for one, log in _backends(snapshot):
        # A person's own key is theirs to mend.
        line = _newest(log, "provider_failed", unless="own_key")
        known = PROVIDER.get(str(line.get("error"))) if line else None
        if line is None or known is None:
            continue
        yield Finding(
            rule=known.rule,
            object=snapshot.ref(one.pod, one.name),
            cause=f"{known.cause}; {TO_THE_SERVER}",
            evidence=(Evidence(what="log", value=f"provider_failed {line['error']}"),),
            severity="warning",
            confidence="strong",
            fix=Fix(summary=known.cure),
            patience=None,
        )


def database_is_away(snapshot: Snapshot) -> Iterator[Finding]:
    """Find backends that say that their database does not answer."""
    for one, log in _backends(snapshot):
        line = _newest(log, "database away")
        if line is None:
            continue
        said = short(str(line.get("error")), 160)
        yield Finding(
            rule="app.database-unreachable",
            object=snapshot.ref(one.pod, one.name),
            cause=f"the database in DATABASE_URL does not answer: {said}",
            evidence=(Evidence(what="log", value=f"database away {said}"),),
            severity="warning" if one.ready else "critical",
            confidence="strong",
            fix=Fix(
                summary="check that the database runs, and DATABASE_URL in .env; then run ./todo up"
            ),
            patience=None,
        )


def host_is_refused(snapshot: Snapshot) -> Iterator[Finding]:
    """Find names under which the MCP server is called and does not answer (421)."""
    for one, log in _backends(snapshot):
        hosts = dict.fromkeys(found["host"] for found in REFUSED_HOST.finditer(log))
        if hosts:
            yield Finding(
                rule="app.mcp-host",
                object=snapshot.ref(one.pod, one.name),
                cause=f"the MCP server is called as {listed(hosts)}, a name that it does not"
                f" answer to"
                " (421): a guard against web pages that call it behind your back",
                evidence=(Evidence(what="log", value=f"Invalid Host header: {listed(hosts)}"),),
                severity="warning",
                confidence="strong",
                fix=Fix(
                    summary="if the name is yours, add it to TODO_ALLOWED_HOSTS under"
                    " services.backend.config in app.yaml, then run ./todo up"
                ),
                patience=None,
            )


def setting_is_refused(snapshot: Snapshot) -> Iterator[Finding]:
    """Find backends that do not start because of their settings."""
    for one, log in _backends(snapshot):
        found = SETTING.search(log)
        if found is None or one.ready:
            continue
        name = f"{found['name']}: " if found["name"] else ""
        yield Finding(
            rule="app.setting",
            object=snapshot.ref(one.pod, one.name),
            cause=f"it refuses its settings: {name}{short(found['what'], 200)}",
            evidence=(Evidence(what="log", value=f"ValidationError: {name}{found['what']}"),),
            fix=Fix(summary="correct that setting in .env or app.yaml, then run ./todo up"),
        )


def proxy_leads_nowhere(snapshot: Snapshot) -> Iterator[Finding]:
    """Find a frontend whose way to the backend, as app.yaml names it, is not there."""
    app = load_app()
    pods = [pod for pod in snapshot.pods if labels(pod).get(PART_OF) == app.name]
    fronts = [pod for pod in pods if labels(pod).get(COMPONENT) == "frontend"]
    url = urlsplit(app.services["frontend"].config.get("BACKEND_URL", ""))
    if not fronts or not url.hostname or not snapshot.readable("Service"):
        return
    service = snapshot.service(url.hostname)
    ports = [one.port for one in (service.spec.ports if service and service.spec else None) or ()]
    if url.port in ports:
        return
    has = f"has port {listed([str(port) for port in ports])}" if service else "does not exist"
    yield Finding(
        rule="app.proxy-target",
        object=snapshot.ref(service) if service else snapshot.ref(fronts[0]),
        cause=f"the frontend passes /api on to {url.hostname}:{url.port}, and Service"
        f" {url.hostname} {has}: the page loads, and nothing in it works",
        evidence=(Evidence(what="app.yaml BACKEND_URL", value=url.geturl()),),
        fix=PUT_BACK,
        causes=tuple(snapshot.ref(pod) for pod in fronts),
    )


RULES: tuple[Rule, ...] = (
    setting_is_refused,
    database_is_away,
    provider_fails,
    host_is_refused,
    proxy_leads_nowhere,
)
