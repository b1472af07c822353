"""A pod hangs before its containers run, or does not end when told to. Source: its state."""

import re
from collections.abc import Iterator

from lightkube.resources.core_v1 import Service

from deployer.diagnosis.families._addresses import Target, addresses, exists, target
from deployer.diagnosis.families._crashing import is_no_matter
from deployer.diagnosis.families._fixes import look_at, read_logs
from deployer.diagnosis.families._words import did_you_mean, ends, events_about, told, waits
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule
from deployer.diagnosis.reading import Container, all_containers, containers, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

PATIENT = 180.0
"""Seconds that an init container may run before it seems to wait for something."""
LONG = 900.0
"""Seconds after which one that waits for nothing that we know of is worth a word."""
SERVICE_OF = "kubernetes.io/service-name"
WORD = re.compile(r"[a-z0-9][a-z0-9.-]*[a-z0-9]")
CALLING = re.compile(
    r"\b(?:nc|ncat|nslookup|dig|host|getent|ping|curl|wget|pg_isready|redis-cli|mysqladmin"
    r"|wait-for[\w.-]*)\b"
)
HOOKS = {"PostStartHookError": "FailedPostStartHook", "PreStartHookError": "FailedPreStartHook"}
SIGKILL = 137


def init_hangs(snapshot: Snapshot) -> Iterator[Finding]:
    """Find init containers that wait and wait, and for what."""
    for one in all_containers(snapshot):
        state = one.status.state if one.status else None
        if not one.init or one.sidecar or state is None or state.running is None:
            continue
        seconds = snapshot.since(state.running.startedAt)
        if seconds > PATIENT:
            yield from _hangs(snapshot, one, seconds)


def _hangs(snapshot: Snapshot, one: Container, seconds: float) -> Iterator[Finding]:
    words = short(" ".join([*(one.spec.command or []), *(one.spec.args or [])]), 200)
    awaited = [found for found in _awaited(snapshot, one) if not _serves(snapshot, found)]
    evidence = (
        Evidence(what="state.running for seconds", value=f"{seconds:.0f}"),
        *((Evidence(what="command", value=words),) if words else ()),
    )
    if awaited:
        cause, fix = _waits_for(snapshot, one, awaited[0])
    elif seconds > LONG:
        cause, fix = "this init container does not end", read_logs(snapshot, one)
    else:
        return
    yield Finding(
        rule="crash.init-hangs",
        object=snapshot.ref(one.pod, one.name),
        cause=cause,
        fix=fix,
        evidence=evidence,
        confidence="strong" if awaited else "weak",
        severity="critical" if awaited else "warning",
        patience=None,
    )


def _waits_for(snapshot: Snapshot, one: Container, found: Target) -> tuple[str, Fix]:
    if exists(snapshot, found):
        return (
            f"this init container waits for Service {found.name}, which has no ready endpoints",
            read_logs(snapshot, one),
        )
    known = [meta(service).name or "" for service in snapshot.services]
    guess = did_you_mean(found.name, known)
    cause = f"this init container waits for Service {found.name}, and there is none{guess}"
    return cause, Fix(summary=f"make Service {found.name}, or mend the name in its command")


def _awaited(snapshot: Snapshot, one: Container) -> Iterator[Target]:
    """Return the Services that a container's command calls, and those that its variables name."""
    text = " ".join([*(one.spec.command or []), *(one.spec.args or [])])
    services = {meta(service).name for service in snapshot.services}
    suffixes = (f".{snapshot.namespace}", ".svc")
    for word in WORD.findall(text):
        host = word.rstrip(".")
        looks_like = host.split(".")[0] in services or any(part in host for part in suffixes)
        found = target(snapshot, one.pod, host) if looks_like else None
        if found:
            yield found
    for match in re.finditer(
        rf"{CALLING.pattern}((?:\s+-\S+(?:\s+\d+)?)*)\s+(?P<host>{WORD.pattern})", text
    ):
        found = target(snapshot, one.pod, match["host"])
        if found and found.name not in services and not CALLING.fullmatch(match["host"]):
            yield found
    for address in addresses(one):
        found = target(snapshot, one.pod, address.host)
        if found:
            yield found


def _serves(snapshot: Snapshot, found: Target) -> bool:
    """Tell whether a Service has a ready endpoint; what cannot be read counts as well."""
    if not exists(snapshot, found):
        return False
    service = snapshot.service(found.name) if found.namespace == snapshot.namespace else None
    if not isinstance(service, Service) or not snapshot.readable("EndpointSlice"):
        return True
    if service.spec is not None and service.spec.type == "ExternalName":
        return True
    return any(
        endpoint.conditions is None or endpoint.conditions.ready is not False
        for one in snapshot.endpoint_slices
        if (meta(one).labels or {}).get(SERVICE_OF) == found.name
        for endpoint in one.endpoints or []
    )


def hook_fails(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers that are killed because the hook at their start fails."""
    for one in all_containers(snapshot):
        reason = one.waiting.reason or ""
        said = events_about(snapshot, one.pod, *HOOKS.values())
        # While a hook runs, and after it failed, the container does not count as running.
        ill = not one.ready and not one.running
        mine = [e for e in said if one.name in e.message or len(containers(one.pod)) == 1]
        if one.spec.lifecycle and (reason in HOOKS or (ill and mine)):
            yield Finding(
                rule="crash.start-hook",
                object=snapshot.ref(one.pod, one.name),
                cause="the hook that runs at its start (lifecycle.postStart) fails, so that it is "
                "killed",
                fix=Fix(summary="mend the command in lifecycle.postStart"),
                evidence=(*(waits(one) if reason else ends(one)), *told(*mine[-1:])),
            )


def is_lost_with_its_node(snapshot: Snapshot) -> Iterator[Finding]:
    """Find containers of which nobody knows how they ended, for their node went away."""
    for one in all_containers(snapshot):
        end = one.ended
        lost = end is not None and end.reason == "ContainerStatusUnknown" and not one.running
        if lost and not is_no_matter(snapshot, one.pod):
            node = (one.pod.spec and one.pod.spec.nodeName) or "its node"
            yield Finding(
                rule="crash.lost",
                object=snapshot.ref(one.pod, one.name),
                cause=f"how it ended is not known, for {node} was restarted or away at that time",
                fix=look_at(snapshot, one.pod),
                evidence=ends(one),
                severity="warning",
                confidence="strong",
                patience=None,
            )


def does_not_end(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods that are being deleted, and whose program took no notice until it was killed."""
    for pod in snapshot.pods:
        due = meta(pod).deletionTimestamp
        for one in containers(pod) if due else ():
            end = one.status.state.terminated if one.status and one.status.state else None
            late = bool(end and end.finishedAt and due and end.finishedAt >= due)
            if end and end.exitCode == SIGKILL and end.reason == "Error" and late:
                yield Finding(
                    rule="crash.slow-end",
                    object=snapshot.ref(pod, one.name),
                    cause="it takes no notice when it is told to end (SIGTERM), and had to be "
                    "killed when its time was over",
                    fix=Fix(summary="start the program without a shell in between (exec form)"),
                    evidence=(
                        Evidence(what="metadata.deletionTimestamp", value=str(due)),
                        *ends(one),
                    ),
                    severity="info",
                    confidence="strong",
                    patience=None,
                )


RULES: tuple[Rule, ...] = (init_hangs, hook_fails, is_lost_with_its_node, does_not_end)
