"""A node is not well, or takes no pods. Source: conditions, taints and events of nodes."""

import re
from collections.abc import Iterator

from lightkube.models.core_v1 import NodeCondition
from lightkube.resources.core_v1 import Node

from deployer.diagnosis.families._scheduler import kept_out
from deployer.diagnosis.finding import Evidence, Finding, Fix, ObjectRef, Rule, Severity
from deployer.diagnosis.reading import condition, phase, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

SETTLES = 30.0
"""Seconds in which a node that starts becomes ready."""
RECENT = 3600.0
"""Seconds after which a shortage of memory is the past."""
READY = (
    (
        re.compile(r"(?i)NetworkPluginNotReady|cni plugin not initialized|network plugin"),
        "node.network",
        "has no pod network: its CNI plugin is not set up",
        "look at the pods of the network plugin in kube-system",
    ),
    (
        re.compile(r"(?i)container runtime is down|container runtime not ready|runtime"),
        "node.runtime",
        "lost its container runtime",
        "start containerd or Docker on it again",
    ),
    (
        re.compile(r"PLEG is not healthy"),
        "node.runtime",
        "has a container runtime that hardly answers",
        "look at its load and disk, and start the container runtime again",
    ),
    (
        re.compile(r"(?i)disk|imagefs|nodefs"),
        "node.disk",
        "has trouble with its disk",
        "look at its disk",
    ),
)
"""What the kubelet says of itself, the rule, what that means, and what helps."""
PRESSURES = {
    "DiskPressure": (
        "node.disk-pressure",
        "has hardly any disk left, evicts pods and takes no new ones",
        "remove images and data that it does not need",
    ),
    "MemoryPressure": (
        "node.memory-pressure",
        "has hardly any memory left, and evicts pods",
        "stop what is not needed, or give it more memory",
    ),
    "PIDPressure": (
        "node.pid-pressure",
        "has hardly any process numbers left",
        "find the pod that starts so many processes",
    ),
    "NetworkUnavailable": (
        "node.network",
        "has no route to the pods of other nodes",
        "look at the pods of the network plugin",
    ),
}


def is_not_ready(snapshot: Snapshot) -> Iterator[Finding]:
    """Find nodes that are not ready, and why."""
    for node in snapshot.nodes:
        ready = condition(node, "Ready")
        if ready is not None and ready.status != "True":
            yield _not_ready(snapshot, node, ready)


def _not_ready(snapshot: Snapshot, node: Node, ready: NodeCondition) -> Finding:
    said = ready.message or ""
    rule, cause, cure = "node.not-ready", "is not ready", "look at its kubelet"
    if ready.status == "Unknown":
        rule = "node.silent"
        cause = "says nothing any more: it is stopped, paused, or cut off"
        cure = "start the node (or the machine, or Docker) again"
    else:
        for pattern, known, meaning, help_ in READY:
            if pattern.search(said):
                rule, cause, cure = known, meaning, help_
                break
    evidence = Evidence(
        what="condition Ready", value=short(f"{ready.status} {ready.reason or ''}: {said}")
    )
    return _finding(snapshot, node, rule, cause, cure, (evidence,))


def is_under_pressure(snapshot: Snapshot) -> Iterator[Finding]:
    """Find nodes that run short of something."""
    for node in snapshot.nodes:
        for type_, (rule, cause, cure) in PRESSURES.items():
            found = condition(node, type_)
            if found is not None and found.status == "True":
                value = short(f"{found.reason or ''}: {found.message or ''}")
                evidence = Evidence(what=f"condition {type_}", value=value)
                yield _finding(snapshot, node, rule, cause, cure, (evidence,))


def takes_no_pods(snapshot: Snapshot) -> Iterator[Finding]:
    """Find cordoned nodes that pods wait for; one that nobody needs may rest."""
    for node in snapshot.nodes:
        cordoned = bool(node.spec and node.spec.unschedulable)
        waits = _waiting_for(snapshot, node) if cordoned else ()
        if waits:
            name = meta(node).name or ""
            yield Finding(
                rule="node.cordoned",
                object=snapshot.ref(node),
                cause=f"node {name} takes no new pods (cordoned), and pods wait for a node",
                fix=Fix(
                    summary="let it take pods again",
                    command=("kubectl", "uncordon", name),
                    undo=f"kubectl cordon {name}",
                ),
                evidence=(Evidence(what="spec.unschedulable", value="true"),),
                causes=waits,
                patience=SETTLES,
            )


def ran_out_of_memory(snapshot: Snapshot) -> Iterator[Finding]:
    """Find nodes whose kernel killed programs for want of memory."""
    for node in snapshot.nodes:
        told = [
            event
            for event in snapshot.events_of("Node", meta(node).name or "")
            if event.reason == "SystemOOM" and snapshot.since(event.last_seen) <= RECENT
        ]
        if told:
            evidence = Evidence(what="event SystemOOM", value=short(told[-1].message))
            cause = "ran out of memory, so that its kernel killed a program"
            cure = "give it more memory, or every container a limit"
            yield _finding(
                snapshot, node, "node.out-of-memory", cause, cure, (evidence,), severity="warning"
            )


def extension_is_away(snapshot: Snapshot) -> Iterator[Finding]:
    """Find parts of the API that another program should answer, and does not."""
    for service in snapshot.api_services:
        found = condition(service, "Available")
        if found is None or found.status == "True":
            continue
        target = service.spec.service if service.spec else None
        who = f"{target.namespace}/{target.name}" if target else "nobody"
        yield Finding(
            rule="node.api-service",
            object=snapshot.ref(service),
            cause=f"this part of the API is answered by Service {who}, which does not answer; "
            "namespaces cannot be deleted meanwhile",
            fix=Fix(
                summary=f"restore what stands behind Service {who}, or delete the APIService when "
                "it is left over"
            ),
            evidence=(
                Evidence(
                    what="condition Available",
                    value=short(f"{found.reason or ''}: {found.message or ''}"),
                ),
            ),
            severity="warning",
            patience=None,
        )


def _waiting_for(snapshot: Snapshot, node: Node) -> tuple[ObjectRef, ...]:
    """Return the pods that no node takes, and that this one might take if it were well."""
    ill = bool(node.spec and node.spec.unschedulable)
    found = []
    for pod in snapshot.pods:
        said = condition(pod, "PodScheduled")
        waits = said is not None and said.status == "False" and phase(pod) == "Pending"
        taints = kept_out(pod, node)
        if waits and (ill or any(taint.startswith("node.kubernetes.io/") for taint in taints)):
            found.append(snapshot.ref(pod))
    return tuple(found)


def _finding(  # noqa: PLR0913 - one place for what all findings about nodes share
    snapshot: Snapshot,
    node: Node,
    rule: str,
    cause: str,
    cure: str,
    evidence: tuple[Evidence, ...],
    *,
    severity: Severity = "critical",
) -> Finding:
    return Finding(
        rule=rule,
        object=snapshot.ref(node),
        cause=f"node {meta(node).name} {cause}",
        fix=Fix(summary=cure),
        evidence=evidence,
        severity=severity,
        causes=_waiting_for(snapshot, node),
        patience=None if severity == "warning" else SETTLES,
    )


RULES: tuple[Rule, ...] = (
    is_not_ready,
    is_under_pressure,
    takes_no_pods,
    ran_out_of_memory,
    extension_is_away,
)
