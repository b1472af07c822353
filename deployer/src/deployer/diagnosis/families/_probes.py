"""Probes of containers, and what the kubelet says of them. Source: events `Unhealthy`."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from lightkube.models.core_v1 import Probe
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families._crashing import killed_by_probe
from deployer.diagnosis.families._words import events_about
from deployer.diagnosis.kinds import Event
from deployer.diagnosis.reading import Container, containers, phase, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

Kind = Literal["Readiness", "Liveness", "Startup"]
KINDS: tuple[Kind, ...] = ("Startup", "Liveness", "Readiness")
"""In the order in which one keeps the others from being asked."""
SAID = re.compile(
    r"(?P<kind>Readiness|Liveness|Startup) probe (?:failed|errored and resulted in \S+ state): "
    r"(?P<text>.*)",
    re.DOTALL,
)
RECENT = 600.0
"""Seconds after which a restart by a probe is the past."""


class Failure(NamedTuple):
    """A probe that fails now, or had its container killed."""

    container: Container
    kind: Kind
    probe: Probe
    text: str
    """What the kubelet says; empty when it said nothing yet."""
    event: Event | None
    kills: bool
    """Whether the container is killed and started again because of it."""
    early: bool = False
    """Whether the container still has time to become ready."""

    @property
    def field(self) -> str:
        """The probe's field in the container's specification."""
        return f"{self.kind.lower()}Probe"


def probe_of(one: Container, kind: Kind) -> Probe | None:
    """Return a container's probe of a kind."""
    match kind:
        case "Readiness":
            return one.spec.readinessProbe
        case "Liveness":
            return one.spec.livenessProbe
        case "Startup":
            return one.spec.startupProbe


def failures(snapshot: Snapshot) -> Iterator[Failure]:
    """Go through the probes that keep a container from being ready, or from living."""
    for pod in snapshot.pods:
        if phase(pod) == "Running" and not meta(pod).deletionTimestamp:
            for one in containers(pod):
                found = _failure(snapshot, pod, one)
                if found:
                    yield found


def _failure(snapshot: Snapshot, pod: Pod, one: Container) -> Failure | None:
    kill = killed_by_probe(snapshot, one)
    for kind in KINDS:
        probe = probe_of(one, kind)
        if probe is None:
            continue
        event, text = _said(snapshot, pod, one, kind)
        if kind == "Readiness":
            if one.running and not one.ready:
                early = not _is_over_budget(snapshot, one)
                return Failure(one, kind, probe, text, event, kills=False, early=early)
        elif kill and kind.lower() in kill.message and _matters(snapshot, one, kill):
            return Failure(one, kind, probe, text, event or kill, kills=True)
    return None


def _matters(snapshot: Snapshot, one: Container, kill: Event) -> bool:
    """Tell whether a container suffers from a probe still: it is away, or was killed just now."""
    return not one.running or snapshot.since(kill.last_seen) <= RECENT


def _said(snapshot: Snapshot, pod: Pod, one: Container, kind: Kind) -> tuple[Event | None, str]:
    """Return the newest event about a container's probe, and its text."""
    asked = [each for each in containers(pod) if probe_of(each, kind) is not None]
    for event in reversed(events_about(snapshot, pod, "Unhealthy")):
        found = SAID.search(event.message)
        if found and found["kind"] == kind and _is_about(one, kind, found["text"], asked):
            return event, found["text"].strip()
    return None, ""


def _is_about(one: Container, kind: Kind, text: str, asked: list[Container]) -> bool:
    """Tell whether a text is about this container; it names none, but often a port."""
    ports = {each.name: number_of(each, probe_of(each, kind)) for each in asked}
    named = [each for each in asked if ports[each.name] and f":{ports[each.name]}" in text]
    unready = [each for each in asked if not each.ready]
    chosen = named or unready or asked
    return any(each.name == one.name for each in chosen)


def _is_over_budget(snapshot: Snapshot, one: Container) -> bool:
    """Tell whether a container had all the time that its probes allow for a start."""
    probe, start = one.spec.readinessProbe, one.spec.startupProbe
    state = one.status.state if one.status else None
    running = snapshot.since(state.running.startedAt if state and state.running else None)
    allowed = seconds(probe) if probe else 0.0
    if start and one.status and not one.status.started:
        return False
    return running > allowed + (seconds(start) if start else 0.0)


def seconds(probe: Probe) -> float:
    """Return the seconds for which a probe may fail before it counts."""
    tries = 3 if probe.failureThreshold is None else probe.failureThreshold
    return float((probe.initialDelaySeconds or 0) + tries * (probe.periodSeconds or 10))


def port_of(probe: Probe | None) -> int | str | None:
    """Return the port that a probe asks, by number or name; None when it asks none."""
    if probe is None:
        return None
    if probe.httpGet:
        return probe.httpGet.port
    if probe.tcpSocket:
        return probe.tcpSocket.port
    return probe.grpc.port if probe.grpc else None


def number_of(one: Container, probe: Probe | None) -> int | None:
    """Return the number of the port that a probe asks; None when it asks none, or none exists."""
    port = port_of(probe)
    if isinstance(port, str):
        return int(port) if port.isdigit() else one.port_names.get(port)
    return port


def asks(probe: Probe) -> str:
    """Return what a probe does, for a person: `asks …` or `runs …`."""
    if probe.httpGet:
        return f"asks GET {probe.httpGet.path or '/'} at port {probe.httpGet.port}"
    if probe.tcpSocket:
        return f"asks for a connection to port {probe.tcpSocket.port}"
    if probe.grpc:
        return f"asks for gRPC health at port {probe.grpc.port}"
    return f"runs {short(' '.join((probe.exec and probe.exec.command) or []), 80)}"
