"""What is plainly not well although no rule says why: told as unknown, with all that is known."""

from collections.abc import Callable, Iterator

from lightkube.resources.apps_v1 import Deployment, StatefulSet
from lightkube.resources.batch_v1 import Job
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.finding import Evidence, Finding, Fix
from deployer.diagnosis.reading import condition, containers, doing, holds, is_ready, phase, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import Thing, meta

GRACE = 120.0
"""Seconds that a pod may take without a word, unless its startup probe allows more."""
LOG_LINES = 5


def unexplained(snapshot: Snapshot, is_explained: Callable[[Thing], bool]) -> Iterator[Finding]:
    """Find pods and workloads that are not well.

    Args:
        snapshot: What there is.
        is_explained: Tells whether some finding accounts for an object.
    """
    for pod in snapshot.pods:
        if _is_ill(snapshot, pod) and not is_explained(pod):
            yield _unknown(snapshot, pod, f"it is {doing(pod)}", _facts(snapshot, pod))
    for job in snapshot.jobs:
        if holds(job, "Failed") and not is_explained(job):
            yield _unknown(snapshot, job, "it failed", _failure(job))
    workloads: list[Deployment | StatefulSet] = [*snapshot.deployments, *snapshot.stateful_sets]
    for thing in workloads:
        wanted = 1 if thing.spec.replicas is None else thing.spec.replicas
        there = (thing.status.replicas if thing.status else 0) or 0
        late = snapshot.age(thing) > GRACE
        if late and there < wanted and not snapshot.pods_of(thing) and not is_explained(thing):
            yield _unknown(snapshot, thing, f"none of its {wanted} pods is made", [])


def _is_ill(snapshot: Snapshot, pod: Pod) -> bool:
    if meta(pod).deletionTimestamp or is_ready(pod) or phase(pod) == "Succeeded":
        return False
    job = snapshot.owner(pod)
    if isinstance(job, Job) and not holds(job, "Failed"):
        # Another try did it, or is about to; the Job says when it gives up.
        return False
    return phase(pod) == "Failed" or snapshot.age(pod) > max(GRACE, _startup(pod))


def _startup(pod: Pod) -> float:
    """Return the seconds that a pod's own probes allow it for its start."""
    longest = 0.0
    for one in containers(pod):
        probes = (one.spec.startupProbe, one.spec.readinessProbe)
        for probe in (probe for probe in probes if probe is not None):
            tries = (probe.failureThreshold or 3) if probe is one.spec.startupProbe else 3
            longest = max(
                longest, (probe.initialDelaySeconds or 0) + tries * (probe.periodSeconds or 10)
            )
    return longest


def _unknown(snapshot: Snapshot, thing: Thing, state: str, facts: list[Evidence]) -> Finding:
    ref = snapshot.ref(thing)
    told = [one for one in snapshot.events_of(ref.kind, ref.name) if one.type != "Normal"]
    said = [Evidence(what=f"event {one.reason}", value=short(one.message)) for one in told[-3:]]
    command = ("kubectl", "describe", ref.kind.lower(), ref.name, "--namespace", ref.namespace)
    return Finding(
        rule="unknown",
        object=ref,
        cause=f"{state}, and no rule knows why",
        evidence=(*facts, *said) or (Evidence(what="events", value="none"),),
        confidence="weak",
        fix=Fix(summary="look at it more closely", risk="read", command=command),
        patience=None,
    )


def _facts(snapshot: Snapshot, pod: Pod) -> list[Evidence]:
    found = [Evidence(what="status.phase", value=phase(pod))]
    for name in ("PodScheduled", "Initialized", "Ready"):
        one = condition(pod, name)
        if one is not None and one.status != "True":
            text = f"{one.status} {one.reason or ''} {one.message or ''}"
            found.append(Evidence(what=f"condition {name}", value=short(text)))
    for each in containers(pod):
        if each.waiting.reason:
            said = f"{each.waiting.reason} {each.waiting.message or ''}"
            found.append(Evidence(what=f"{each.name} waits", value=short(said)))
        if each.ended is not None:
            said = f"exit code {each.ended.exitCode} {each.ended.reason or ''}"
            found.append(Evidence(what=f"{each.name} ended", value=said.strip()))
        lines = snapshot.log(meta(pod).name or "", each.name).strip().splitlines()
        if lines:
            found.append(Evidence(what=f"{each.name} log", value="\n".join(lines[-LOG_LINES:])))
    return found


def _failure(job: Job) -> list[Evidence]:
    failed = condition(job, "Failed")
    assert failed is not None  # noqa: S101 - asked before
    return [Evidence(what="condition Failed", value=f"{failed.reason}: {failed.message}")]
