"""A node throws a pod out, shuts down under it, or gives it no sandbox. Source: pods, events."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families._fixes import change_pods
from deployer.diagnosis.families._room import bytes_of
from deployer.diagnosis.families._words import events_about, told
from deployer.diagnosis.finding import Evidence, Finding, Fix, Rule, Severity
from deployer.diagnosis.patches import kubectl
from deployer.diagnosis.reading import condition, containers, holds, phase, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

RECENT = 900.0
"""Seconds after which an eviction whose pod was replaced is the past."""
SETTLES = 30.0
"""Seconds in which a network plugin that starts begins to answer."""
MIB = 1024**2
SEVERITIES: tuple[Severity, ...] = ("critical", "warning", "info")
"""The worst first."""


class Words(NamedTuple):
    """Why the kubelet evicts a pod."""

    pattern: re.Pattern[str]
    rule: str
    cause: str
    fix: Callable[[Snapshot, Pod, re.Match[str]], Fix]
    by_itself: bool
    """Whether the pod itself used too much, so that the next one will go the same way."""


def _remains(snapshot: Snapshot, pod: Pod) -> Fix:
    words = ("delete", "pod", meta(pod).name or "")
    command = kubectl(snapshot.ref(pod).namespace, *words)
    return Fix(summary="remove what is left of it", risk="destructive", command=command)


def _of_node(snapshot: Snapshot, pod: Pod, match: re.Match[str]) -> Fix:
    del snapshot, pod
    if match["resource"] == "memory":
        return Fix(summary="give the node more memory, and containers requests and limits that fit")
    return Fix(
        summary="remove images and data that the node does not need; then delete failed pods"
    )


def _larger(limit: str) -> str:
    return f"{max(1, 2 * bytes_of(limit) // MIB)}Mi"


def _limit_of_container(snapshot: Snapshot, pod: Pod, match: re.Match[str]) -> Fix:
    limit = match["limit"]
    name = match.groupdict().get("container") or ""
    limited = [
        one.name
        for one in containers(pod)
        if not one.init
        and one.spec.resources
        and (one.spec.resources.limits or {}).get("ephemeral-storage")
    ]
    chosen = [name] if name else limited
    more = {"resources": {"limits": {"ephemeral-storage": _larger(limit)}}}
    spec = {"containers": [{"name": one, **more} for one in chosen]}
    summary = f"raise its limit of ephemeral-storage to {_larger(limit)}"
    return change_pods(snapshot, pod, summary, spec)


def _limit_of_volume(snapshot: Snapshot, pod: Pod, match: re.Match[str]) -> Fix:
    size = _larger(match["limit"])
    change = {"name": match["volume"], "emptyDir": {"sizeLimit": size}}
    return change_pods(snapshot, pod, f"raise its sizeLimit to {size}", {"volumes": [change]})


EVICTIONS = (
    Words(
        re.compile(r"The node was low on resource: (?P<resource>\w[\w-]*)"),
        "node.evicted",
        "its node ran short of {resource} and threw it out",
        _of_node,
        by_itself=False,
    ),
    Words(
        re.compile(r"The node had condition: \[(?P<resource>\w+)"),
        "node.evicted",
        "its node had {resource} and did not take it",
        _of_node,
        by_itself=False,
    ),
    Words(
        re.compile(
            r"Container (?P<container>\S+) exceeded its local ephemeral storage limit "
            r'"(?P<limit>[^"]+)"'
        ),
        "node.ephemeral-limit",
        "its container {container} wrote more to its own disk than its limit of {limit}",
        _limit_of_container,
        by_itself=True,
    ),
    Words(
        re.compile(
            r"ephemeral local storage usage exceeds the total limit of containers "
            r"(?P<limit>\S+?)\.?\s*$"
        ),
        "node.ephemeral-limit",
        "its containers wrote more to their own disk than their limit of {limit}",
        _limit_of_container,
        by_itself=True,
    ),
    Words(
        re.compile(
            r'Usage of EmptyDir volume "(?P<volume>[^"]+)" exceeds the limit "(?P<limit>[^"]+)"'
        ),
        "node.empty-dir-limit",
        "its emptyDir volume {volume} holds more than its limit of {limit}",
        _limit_of_volume,
        by_itself=True,
    ),
)
"""What the kubelet says, and what that means; the first match counts."""
SHUTDOWN = re.compile(r"(?i)node shutdown|NodeShutdown")


def is_evicted(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods that a node threw out, the worst first: of one workload only that is shown."""
    found = [
        _evicted(snapshot, pod, pod.status.message or "")
        for pod in snapshot.pods
        if pod.status and pod.status.reason == "Evicted" and phase(pod) == "Failed"
    ]
    yield from sorted(found, key=lambda one: SEVERITIES.index(one.severity))


def _evicted(snapshot: Snapshot, pod: Pod, said: str) -> Finding:
    words, match = next(
        ((one, found) for one in EVICTIONS if (found := one.pattern.search(said))),
        (None, None),
    )
    if words is None or match is None:
        cause, fix, rule = f"its node threw it out: {short(said, 160)}", None, "node.evicted"
    else:
        cause, rule = words.cause.format(**match.groupdict()), words.rule
        fix = words.fix(snapshot, pod, match)
    severity = _severity(snapshot, pod, by_itself=bool(words and words.by_itself))
    return Finding(
        rule=rule,
        object=snapshot.ref(pod),
        cause=cause,
        fix=fix if fix and severity != "info" else _remains(snapshot, pod),
        evidence=(
            Evidence(what="status.reason", value="Evicted"),
            *((Evidence(what="status.message", value=short(said)),) if said else ()),
        ),
        severity=severity,
        patience=None,
    )


def _severity(snapshot: Snapshot, pod: Pod, *, by_itself: bool) -> Severity:
    """Return how bad an eviction is: what was replaced long ago is merely left over."""
    owner = snapshot.owner(pod)
    others = [one for one in snapshot.pods_of(owner) if one is not pod] if owner else []
    replaced = any(holds(one, "Ready") for one in others)
    recent = snapshot.since(_ended(pod)) <= RECENT
    if not replaced:
        return "critical"
    if recent:
        return "critical" if by_itself else "warning"
    return "info"


def _ended(pod: Pod) -> datetime | None:
    """Return when a failed pod came to its end; when it was made if nothing says more."""
    for type_ in ("DisruptionTarget", "ContainersReady", "Ready"):
        found = condition(pod, type_)
        if found and found.lastTransitionTime:
            return found.lastTransitionTime
    return meta(pod).creationTimestamp


def went_with_its_node(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods that ended because their node was shut down or emptied."""
    for pod in snapshot.pods:
        status = pod.status
        reason = (status and status.reason) or ""
        target = condition(pod, "DisruptionTarget")
        said = f"{(status and status.message) or ''}"
        shut = phase(pod) == "Failed" and (
            reason == "NodeShutdown" or (reason == "Terminated" and SHUTDOWN.search(said))
        )
        tainted = bool(
            target and target.status == "True" and target.reason == "DeletionByTaintManager"
        )
        if not (shut or tainted):
            continue
        node = (pod.spec and pod.spec.nodeName) or "its node"
        cause = f"{node} was shut down under it" if shut else f"a taint of {node} drives it away"
        value = said or reason if shut else (target.message or "" if target else "") or "True"
        yield Finding(
            rule="node.shutdown" if shut else "node.taint-eviction",
            object=snapshot.ref(pod),
            cause=cause,
            fix=_remains(snapshot, pod) if shut else Fix(summary=f"cure {node} first"),
            evidence=(
                Evidence(what="status" if shut else "condition DisruptionTarget", value=value),
            ),
            severity="info" if shut else "warning",
            patience=None,
        )


def gets_no_sandbox(snapshot: Snapshot) -> Iterator[Finding]:
    """Find pods for which the node cannot set up a network or a sandbox."""
    for pod in snapshot.pods:
        if phase(pod) != "Pending" or meta(pod).deletionTimestamp:
            continue
        failed = events_about(snapshot, pod, "FailedCreatePodSandBox", "FailedCreatePodSandbox")
        if not failed or any(one.running or one.ended for one in containers(pod)):
            continue
        said = failed[-1].message
        network = re.search(r"(?i)cni|network|ipam|no IP addresses|netns", said)
        what = "its network" if network else "its sandbox"
        reason = said.rpartition("desc = ")[2] or said
        yield Finding(
            rule="node.sandbox",
            object=snapshot.ref(pod),
            cause=f"the node cannot set up {what}: {short(reason, 160)}",
            fix=Fix(
                summary="look at the pods of the network plugin in kube-system"
                if network
                else "look at the node's container runtime"
            ),
            evidence=told(failed[-1]),
            confidence="strong",
            patience=SETTLES,
        )


RULES: tuple[Rule, ...] = (is_evicted, went_with_its_node, gets_no_sandbox)
