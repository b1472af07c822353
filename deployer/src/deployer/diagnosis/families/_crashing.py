"""Which containers crash, and what they said before. Source: container states, events, logs."""

import re
from collections.abc import Iterator

from lightkube.models.core_v1 import ContainerStateTerminated
from lightkube.resources.batch_v1 import Job
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families._words import events_about
from deployer.diagnosis.finding import Evidence, Severity
from deployer.diagnosis.kinds import Event
from deployer.diagnosis.reading import Container, all_containers, holds, phase
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

RECENT = 600.0
"""Seconds after which a container that runs again has got over its last end."""
OFTEN = 2
"""Restarts from which on a container that runs, but is not ready, still counts as crashing."""
FLAPPING = 3
SETTLED = 60.0
"""Restarts and seconds: what crashed so often has to run for so long to count as well again."""
OF_THE_NODE = frozenset({"Evicted", "NodeShutdown", "Terminated", "Preempting", "DeadlineExceeded"})
"""Reasons of failed pods that say nothing about their programs."""
TELLING = re.compile(
    r"(?i)error|exception|fatal|panic|cannot|failed|denied|refused|invalid|missing"
)
NOISE = re.compile(r"^\s*(at |\^|Node\.js v|File \"|npm (error|ERR!))")
LOG_LINES = 8


def failing(snapshot: Snapshot) -> Iterator[tuple[Container, ContainerStateTerminated, Severity]]:
    """Go through the containers that crash, each with its last end and how bad it is."""
    for one in all_containers(snapshot):
        if one.ended is not None and not is_no_matter(snapshot, one.pod):
            severity = _how_bad(snapshot, one, one.ended)
            if severity:
                yield one, one.ended, severity


def _how_bad(snapshot: Snapshot, one: Container, end: ContainerStateTerminated) -> Severity | None:
    recent = snapshot.since(end.finishedAt) <= RECENT
    if one.waiting.reason in {"CrashLoopBackOff", "RunContainerError"}:
        return "critical"
    if one.running:
        if one.ready:
            return _how_bad_though_ready(snapshot, one, end) if recent else None
        return "critical" if recent and one.restarts >= OFTEN else None
    if one.status is None or one.status.state is None or one.status.state.terminated is None:
        return None
    # Between two runs a container is ended for a moment, before it waits to be started again.
    again = one.restarts >= OFTEN and not one.init
    return "critical" if end.exitCode or again else None


def _how_bad_though_ready(
    snapshot: Snapshot, one: Container, end: ContainerStateTerminated
) -> Severity | None:
    """Judge a container that is ready for now: without a probe it is so as soon as it runs."""
    state = one.status.state if one.status else None
    started = state.running.startedAt if state and state.running else None
    if one.restarts >= FLAPPING and snapshot.since(started) < SETTLED:
        return "critical"
    return "warning" if end.reason == "OOMKilled" else None


def is_no_matter(snapshot: Snapshot, pod: Pod) -> bool:
    """Tell whether a pod did its work, or another of the same job did, or the node ended it."""
    job = snapshot.owner(pod)
    reason = (pod.status and pod.status.reason) or ""
    done = isinstance(job, Job) and (holds(job, "Complete") or holds(job, "SuccessCriteriaMet"))
    return phase(pod) == "Succeeded" or done or reason in OF_THE_NODE or reason.startswith("OutOf")


def killed_by_probe(snapshot: Snapshot, one: Container) -> Event | None:
    """Return the event that says that a probe had a container killed; None when there is none."""
    said = re.compile(rf"Container {re.escape(one.name)} failed (liveness|startup) probe")
    for event in reversed(events_about(snapshot, one.pod, "Killing")):
        if said.search(event.message):
            return event
    return None


def hook_failed(snapshot: Snapshot, one: Container) -> bool:
    """Tell whether a container was ended because the hook at its start failed."""
    told = events_about(snapshot, one.pod, "FailedPostStartHook", "FailedPreStartHook")
    return bool(one.spec.lifecycle and told)


def log_of(snapshot: Snapshot, one: Container) -> str:
    """Return a container's last lines, or what it left as its termination message."""
    left = (one.ended.message or "") if one.ended else ""
    return snapshot.log(meta(one.pod).name or "", one.name) or left


def last_word(log: str) -> str:
    """Return the line that says most about an end: the last that tells of an error."""
    lines = [line.strip() for line in log.splitlines() if line.strip() and not NOISE.match(line)]
    telling = [line for line in lines if TELLING.search(line)]
    return (telling or lines or [""])[-1]


def logged(log: str) -> tuple[Evidence, ...]:
    """Return the last lines of a log as evidence."""
    lines = log.strip().splitlines()[-LOG_LINES:]
    return (Evidence(what="log", value="\n".join(lines)),) if lines else ()
